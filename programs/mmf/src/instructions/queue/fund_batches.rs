//! Sets the cash of a dealing day's redemptions aside, and fixes the part of each that is paid.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::{to_books_down, to_settlement_down};
use mmf_math::{Rounding, fee::proportion};

use super::batch_list::{ClassBatch, class_batches};
use super::{DayTotals, Proceeds, mandatory_fee_ppm};
use crate::authority::Demand;
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::events::BatchesFunded;
use crate::instructions::bind;
use crate::state::{Action, BatchStatus, Dealing, Fund, FundSeeds, Regime, Role};
use crate::token::{CashLeg, check_covered, pay_cash};

/// Arguments of `fund_batches`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct FundBatchesArgs {
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Least cash to set aside, in e6: an approved partial payment is not made of less.
    pub least_e6: u64,
}

/// Accounts of `fund_batches`; then every class of the fund in order, each followed by the address of its batch of the day (writable); then,
/// where the buffer is short and the grace has not passed, or it has less than half, the signers of the treasurer.
#[derive(Accounts)]
pub struct FundBatches<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's vault for cash that is owed to redeemers.
    #[account(mut)]
    pub payout: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Moves what the redemptions come to from the buffer to the payout vault, once for all classes. Where the buffer is short, every request of
/// the day is paid the same part; a part below a half is the treasurer's to start, so that nobody turns the queue out with dust. The floor of the buffer does not count here, but what earlier priced days wait for does.
pub fn handle_fund_batches<'info>(ctx: Context<'info, FundBatches<'info>>, args: FundBatchesArgs) -> Result<()> {
    let day = args.day;
    let now = Clock::get()?.unix_timestamp;
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut action = accounts.action.take();
    check(accounts)?;
    accounts.fund.load()?.check_not_suspended(now)?;
    let mut infos = ctx.remaining_accounts.iter();
    let batches = class_batches(&fund_key, &*accounts.fund.load()?, day, &mut infos)?;
    let mut batches: Vec<_> = batches.into_iter().filter(|item| item.batch.status == BatchStatus::Priced).collect();
    require!(!batches.is_empty(), MmfError::BatchNotPriced);
    let mandatory_ppm = charge_mandatory_fee(accounts, &mut batches, day, now)?;
    batches.retain(|item| item.batch.due_e6 > 0);
    require!(!batches.is_empty(), MmfError::BatchNotPriced);
    let due_e6 = batches.iter().try_fold(0, |mut sum: u64, item| add(&mut sum, item.batch.due_e6).map(|()| sum))?;

    let sent = {
        let (fund, dealing) = (accounts.fund.load()?, accounts.dealing.load()?);
        let free_e6 = fund.buffer_cash_e6.saturating_sub(dealing.due_before_e6(day));
        let grace = i64::from(dealing.terms.settlement_grace_seconds);
        let in_grace = batches.iter().any(|item| now < item.batch.priced_at.saturating_add(grace));
        let is_dust = free_e6 < due_e6 / 2;
        if free_e6 < due_e6 && (in_grace || is_dust) {
            let signers: Vec<_> = infos.cloned().collect();
            let demand = Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Treasurer], loosens: false };
            let order = crate::instruction::FundBatches { args };
            let has_action = action.is_some();
            demand
                .require(&mut action, &signers, &order, &[fund_key])
                .map_err(|error| if has_action { error } else { waits(error, &signers) })?;
        }
        to_settlement_down(free_e6.min(due_e6), fund.settlement_decimals).or_mmf()?
    };
    require!(sent > 0, MmfError::BufferShort);
    let sent_e6 = to_books_down(sent, accounts.settlement_mint.decimals).or_mmf()?;
    require!(sent_e6 >= args.least_e6, MmfError::BufferShort);
    let arrived = move_to_payout(accounts, sent)?;

    let mut fund = accounts.fund.load_mut()?;
    let mut dealing = accounts.dealing.load_mut()?;
    let arrived_e6 = to_books_down(arrived, fund.settlement_decimals).or_mmf()?;
    fund.buffer_cash_e6 = fund.buffer_cash_e6.checked_sub(sent_e6).ok_or(MmfError::BufferShort)?;
    add(&mut fund.payout_cash_e6, arrived_e6)?;
    dealing.remove_due(day, due_e6)?;
    share_out(&mut batches, [due_e6, sent_e6, arrived_e6], fund.settlement_decimals, now)?;
    check_covered(&accounts.buffer, fund.buffer_cash_e6, fund.settlement_decimals)?;
    check_covered(&accounts.payout, fund.payout_cash_e6, fund.settlement_decimals)?;
    emit!(BatchesFunded {
        fund: fund_key,
        seq: fund.next_seq()?,
        day,
        mandatory_fee_ppm: mandatory_ppm,
        due_e6,
        sent_e6,
        arrived_e6,
    });
    accounts.action = action;
    Ok(())
}

/// Reckons the mandatory liquidity fee with what the day really came to, and what the redemptions come to after it. Subscriptions of an
/// institutional fund settle first: one that is refused in the end takes nothing off the redemptions. After the grace they are not waited for.
fn charge_mandatory_fee(accounts: &FundBatches<'_>, batches: &mut [ClassBatch<'_>], day: i32, now: i64) -> Result<u32> {
    let fund = accounts.fund.load()?;
    let mut dealing = accounts.dealing.load_mut()?;
    let regime = fund.regime()?;
    if regime != Regime::RegisteredInstitutional {
        return Ok(0);
    }
    let grace = i64::from(dealing.terms.settlement_grace_seconds);
    let mut totals = DayTotals::default();
    for ClassBatch { class, batch } in batches.iter() {
        let has_waited = now >= batch.priced_at.saturating_add(grace);
        require!(batch.subscriptions == 0 || has_waited, MmfError::SubscriptionsFirst);
        totals.add_batch(&*class.load()?, batch)?;
    }
    let mandatory_ppm = mandatory_fee_ppm(regime, &dealing, &totals, day);
    for ClassBatch { class, batch } in batches.iter_mut() {
        batch.liquidity_fee_ppm = batch.board_fee_ppm.max(mandatory_ppm);
        // Two fees are each rounded up: fewer units can come to a little more than what was kept for them.
        let due_e6 = Proceeds::of_batch(&fund, &*class.load()?, batch, batch.redeemed_units)?.cash_e6.min(batch.due_e6);
        dealing.remove_due(day, batch.due_e6.saturating_sub(due_e6))?;
        batch.due_e6 = due_e6;
        batch.exit(&crate::ID)?;
    }
    Ok(mandatory_ppm)
}

fn check(accounts: &FundBatches<'_>) -> Result<()> {
    let fund = accounts.fund.load()?;
    accounts.dealing.load()?.check(&accounts.fund.key())?;
    bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
    require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
    require_keys_eq!(fund.payout, accounts.payout.key(), MmfError::AccountMismatch);
    Ok(())
}

/// Who comes without the treasurer is told to wait, not that a signature is missing.
fn waits(error: Error, signers: &[AccountInfo<'_>]) -> Error {
    if signers.iter().any(|info| info.is_signer) { error } else { MmfError::FundingWaits.into() }
}

fn move_to_payout(accounts: &FundBatches<'_>, settlement_units: u64) -> Result<u64> {
    let seeds = FundSeeds::of(&*accounts.fund.load()?);
    pay_cash(
        &CashLeg {
            from: accounts.buffer.to_account_info(),
            to: accounts.payout.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
        &seeds.as_slices(),
    )
}

/// Books of what whole units of the settlement mint come to, rounded down.
fn whole_units_e6(amount_e6: u64, decimals: u8) -> Result<u64> {
    to_books_down(to_settlement_down(amount_e6, decimals).or_mmf()?, decimals).or_mmf()
}

/// Each batch gets its part of what arrived, rounded down; the last one the rest.
fn share_out(
    batches: &mut [ClassBatch<'_>],
    [due_e6, sent_e6, arrived_e6]: [u64; 3],
    decimals: u8,
    now: i64,
) -> Result<()> {
    let mut left_e6 = arrived_e6;
    let last = batches.len().saturating_sub(1);
    for (place, ClassBatch { batch, .. }) in batches.iter_mut().enumerate() {
        let part_e6 = proportion(arrived_e6, batch.due_e6, due_e6, Rounding::Down).or_mmf()?;
        let part_e6 = whole_units_e6(part_e6, decimals)?;
        batch.cash_e6 = if place == last { left_e6 } else { part_e6 };
        left_e6 = left_e6.checked_sub(batch.cash_e6).ok_or(MmfError::Inconsistent)?;
        batch.status = BatchStatus::Funded;
        batch.funded_due_e6 = due_e6;
        batch.funded_sent_e6 = sent_e6;
        batch.funded_arrived_e6 = arrived_e6;
        batch.funded_at = now;
        batch.exit(&crate::ID)?;
    }
    Ok(())
}
