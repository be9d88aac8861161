//! Cash in, units out, at once.

use anchor_lang::prelude::*;
use mmf_math::convert::to_books_down;

use super::{DealInstant, IssueTo, book_issue, issue_units, seconds_passed};
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::events::Subscribed;
use crate::state::ClassSeeds;
use crate::token::{CashLeg, ShareAuthority, move_cash};

/// Arguments of `subscribe_instant`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SubscribeArgs {
    /// Cash, in units of the settlement mint.
    pub cash_settlement_units: u64,
    /// Least units to accept.
    pub min_units: u64,
    /// The last strike that the subscriber knows of.
    pub expected_strike_no: u32,
}

/// Issues units at $1.00 plus the income since the last strike, or at an accumulating class's price.
pub fn handle_subscribe_instant(ctx: Context<DealInstant>, args: SubscribeArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.check(args.expected_strike_no, now)?;

    let arrived = move_cash(
        &CashLeg {
            from: &accounts.cash_account,
            to: &accounts.buffer,
            mint: &accounts.settlement_mint,
            authority: &accounts.owner,
            token_program: &accounts.settlement_token_program,
        },
        args.cash_settlement_units,
    )?;
    let seeds = ClassSeeds::of(&*accounts.class.load()?);
    let units = book(accounts, &args, arrived, now)?;
    let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds };
    authority.mint_to(&accounts.token_account, units)
}

fn book(accounts: &DealInstant<'_>, args: &SubscribeArgs, arrived: u64, now: i64) -> Result<u64> {
    let mut fund = accounts.fund.load_mut()?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = accounts.holding.load_mut()?;
    let mut investor = accounts.investor.load_mut()?;
    let cash_e6 = to_books_down(arrived, fund.settlement_decimals).or_mmf()?;
    let issued = issue_units(&fund, &class, cash_e6, now)?;
    let taker = IssueTo { class: &class, holding: &holding, investor: &investor };
    taker.allow(&accounts.token_account, issued.units, cash_e6, now)?;
    require!(issued.units >= args.min_units, MmfError::BelowMinimumOut);

    let old_units = holding.recorded_units;
    holding.take_in(&class, &mut investor, issued.units, now)?;
    let seconds = seconds_passed(&fund, now)?;
    book_issue(&mut class, &issued, cash_e6, seconds)?;
    add(&mut fund.buffer_cash_e6, cash_e6)?;
    add(&mut fund.subscribed_to_date_e6, cash_e6)?;
    fund.book_cash_in(cash_e6)?;
    accounts.check_reserves(&fund, now)?;

    emit!(Subscribed {
        class: accounts.class.key(),
        class_seq: class.next_seq()?,
        holding: accounts.holding.key(),
        holding_seq: holding.next_seq()?,
        cash_e6,
        equalisation_e6: issued.equalisation_e6,
        units: issued.units,
        old_units,
        new_units: holding.recorded_units,
        index: class.index.get(),
        span_seconds: seconds,
    });
    Ok(issued.units)
}
