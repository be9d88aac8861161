//! Cash that waits for its strike.

use anchor_lang::prelude::*;
use mmf_math::convert::{to_books_down, to_settlement_down};
use mmf_math::fee;

use super::{PlaceRequest, PlaceRequestArgs};
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::events::RequestPlaced;
use crate::instructions::{IssueTo, issue_units};
use crate::state::Side;
use crate::token::{CashLeg, check_covered, pay_cash};

/// Takes the cash into escrow. The rules are asked now, so that nobody waits in vain, and again at the settlement.
pub fn handle_place_subscription(ctx: Context<PlaceRequest>, args: PlaceRequestArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.check()?;
    accounts.fund.load()?.check_takes_subscriptions(now)?;
    accounts.join(&args, Side::Subscription, (ctx.bumps.request, ctx.bumps.batch), now)?;
    let arrived = pay_cash(
        &CashLeg {
            from: accounts.cash_account.to_account_info(),
            to: accounts.escrow.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: &accounts.owner,
            token_program: &accounts.settlement_token_program,
        },
        args.amount,
        &[],
    )?;
    let decimals = accounts.settlement_mint.decimals;
    let cash_e6 = to_books_down(arrived, decimals).or_mmf()?;
    check_allowed(accounts, cash_e6, now)?;

    let mut fund = accounts.fund.load_mut()?;
    let mut holding = accounts.holding.load_mut()?;
    add(&mut fund.escrow_cash_e6, cash_e6)?;
    add(&mut accounts.batch.subscribed_e6, cash_e6)?;
    accounts.batch.subscriptions = accounts.batch.subscriptions.checked_add(1).ok_or(MmfError::Overflow)?;
    let request = &mut accounts.request;
    request.cash_e6 = cash_e6;
    request.cash_settlement_units = to_settlement_down(cash_e6, decimals).or_mmf()?;
    check_covered(&accounts.escrow, fund.escrow_cash_e6, decimals)?;
    emit!(RequestPlaced {
        class: request.class,
        request: request.key(),
        seq: request.next_seq()?,
        holding: request.holding,
        holding_seq: holding.next_seq()?,
        side: request.side as u8,
        day: request.day,
        cutoff: request.cutoff,
        cash_e6,
        units: 0,
    });
    Ok(())
}

/// At today's price the rules would allow the issue, and it would bring the least units: a request that is bound to be refused must not wait.
fn check_allowed(accounts: &PlaceRequest<'_>, cash_e6: u64, now: i64) -> Result<()> {
    let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
    let (holding, investor) = (accounts.holding.load()?, accounts.investor.load()?);
    let fee_e6 = fee::of_bps(cash_e6, class.rules.subscription_fee_bps).or_mmf()?;
    let net_e6 = cash_e6.checked_sub(fee_e6).ok_or(MmfError::AmountTooSmall)?;
    accounts.dealing.load()?.check_fund_limit(&fund, cash_e6)?;
    let issued = issue_units(&fund, &class, net_e6, now)?;
    require!(issued.units >= accounts.request.min_out, MmfError::BelowMinimumOut);
    IssueTo { class: &class, holding: &holding, investor: &investor }.allow(
        &accounts.token_account,
        issued.units,
        cash_e6,
        now,
    )
}
