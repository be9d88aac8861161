//! Units in, cash out, at once, as far as the buffer reaches.

use anchor_lang::prelude::*;
use mmf_math::convert::{to_books_up, to_settlement_down};

use super::{DealInstant, RedeemFrom, Redemption, book_redemption, seconds_passed, value_e6};
use crate::books::add;
use crate::compliance::must_be_frozen;
use crate::error::{MmfError, OrMmf};
use crate::events::Redeemed;
use crate::state::{ClassSeeds, FundSeeds};
use crate::token::{CashLeg, Gatekeeper, ShareAuthority, vault_signer_moves_cash};

/// Arguments of `redeem_instant`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct RedeemArgs {
    /// Units to redeem; `u64::MAX`: all that are free, in a class without a register all tokens.
    pub units: u64,
    /// Least cash to accept, in units of the settlement mint.
    pub min_cash_settlement_units: u64,
    /// The last strike that the redeemer knows of.
    pub expected_strike_no: u32,
}

/// Redeems units at $1.00, or at an accumulating class's struck price. The income that units of a distributing class have earned stays payable.
pub fn handle_redeem_instant(ctx: Context<DealInstant>, args: RedeemArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.check(args.expected_strike_no, now)?;
    let Redemption { units, is_frozen } = allow(accounts, args.units, now)?;
    let cash = book(accounts, &args, units, now)?;
    let (fund_seeds, class_seeds) = (FundSeeds::of(&*accounts.fund.load()?), ClassSeeds::of(&*accounts.class.load()?));

    let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds: class_seeds };
    if is_frozen {
        burn_frozen(accounts, &authority, units, now)?;
    } else {
        authority.burn(&accounts.token_account, units)?;
    }
    vault_signer_moves_cash(
        &CashLeg {
            from: &accounts.buffer,
            to: &accounts.cash_account,
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        cash,
        &fund_seeds,
    )
}

fn allow(accounts: &DealInstant<'_>, units: u64, now: i64) -> Result<Redemption> {
    let (class, holding, investor) = (accounts.class.load()?, accounts.holding.load()?, accounts.investor.load()?);
    RedeemFrom { class: &class, holding: &holding, investor: &investor }.allow(&accounts.token_account, units, now)
}

/// Burns the units of a class without a hook whose account is frozen, because its investor may no longer hold: it redeems all the same, and
/// stays frozen.
fn burn_frozen<'info>(
    accounts: &DealInstant<'info>,
    authority: &ShareAuthority<'_, 'info>,
    units: u64,
    now: i64,
) -> Result<()> {
    let (class, holding, investor) = (accounts.class.load()?, accounts.holding.load()?, accounts.investor.load()?);
    let gatekeeper = Gatekeeper::new(&class, &accounts.mint, accounts.class.as_ref(), &accounts.gate)?;
    gatekeeper.thaw(&accounts.token_account)?;
    authority.burn(&accounts.token_account, units)?;
    match must_be_frozen(&class, &investor, &holding, now) {
        Some(_) => gatekeeper.freeze(&accounts.token_account),
        None => Ok(()),
    }
}

/// Books the redemption; returns the cash in units of the settlement mint, rounded down.
fn book(accounts: &DealInstant<'_>, args: &RedeemArgs, units: u64, now: i64) -> Result<u64> {
    let mut fund = accounts.fund.load_mut()?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = accounts.holding.load_mut()?;
    let mut investor = accounts.investor.load_mut()?;
    let value_e6 = value_e6(&class, units)?;
    let cash = to_settlement_down(value_e6, fund.settlement_decimals).or_mmf()?;
    require!(cash > 0, MmfError::AmountTooSmall);
    require!(cash >= args.min_cash_settlement_units, MmfError::BelowMinimumOut);
    let cash_e6 = to_books_up(cash, fund.settlement_decimals).or_mmf()?;

    let old_units = holding.recorded_units;
    holding.give_back(&class, &mut investor, units, now)?;
    let seconds = seconds_passed(&fund, now)?;
    book_redemption(&mut class, units, cash_e6, seconds)?;
    fund.buffer_cash_e6 = fund.buffer_cash_e6.checked_sub(cash_e6).ok_or(MmfError::BufferShort)?;
    add(&mut fund.redeemed_to_date_e6, cash_e6)?;
    fund.book_cash_out(cash_e6);

    emit!(Redeemed {
        class: accounts.class.key(),
        class_seq: class.next_seq()?,
        holding: accounts.holding.key(),
        holding_seq: holding.next_seq()?,
        cash_e6,
        units,
        old_units,
        new_units: holding.recorded_units,
        index: class.index.get(),
        span_seconds: seconds,
    });
    Ok(cash)
}
