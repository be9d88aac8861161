//! Fixes price and fees of a dealing day's batches, from the strike that settles them.

use anchor_lang::prelude::*;

use super::Proceeds;
use super::batch_list::{ClassBatch, class_batches};
use crate::error::MmfError;
use crate::events::BatchPriced;
use crate::state::{Batch, BatchStatus, Dealing, Fund, NAV_STRUCK, NavReport};

/// Accounts of `price_batches`; then every class of the fund in order, each followed by the address of its batch of the day (writable).
#[derive(Accounts)]
pub struct PriceBatches<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// The strike.
    pub report: AccountLoader<'info, NavReport>,
}

/// Prices the batches that this strike settles, all classes at once. What the redemptions come to is kept in the buffer from now on. What was
/// dealt at once on the day is noted: the mandatory liquidity fee is reckoned with it when the batches are funded.
pub fn handle_price_batches<'info>(ctx: Context<'info, PriceBatches<'info>>, day: i32) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let fund_key = ctx.accounts.fund.key();
    let fund = ctx.accounts.fund.load()?;
    let mut dealing = ctx.accounts.dealing.load_mut()?;
    let report = ctx.accounts.report.load()?;
    fund.check_version()?;
    report.check_version()?;
    dealing.check(&fund_key)?;
    require!(report.fund == fund_key && report.status == NAV_STRUCK, MmfError::AccountMismatch);

    let batches = class_batches(&fund_key, &fund, day, &mut ctx.remaining_accounts.iter())?;
    let mut batches: Vec<_> = batches.into_iter().filter(|item| item.batch.status == BatchStatus::Open).collect();
    require!(!batches.is_empty(), MmfError::BatchFixed);
    batches.retain(|item| settles(&report, &item.batch));
    require!(!batches.is_empty(), MmfError::BatchNotDue);

    for item in &mut batches {
        price(item, &fund, &dealing, &report, now)?;
        let ClassBatch { class, batch } = item;
        dealing.add_due(day, batch.due_e6)?;
        emit!(BatchPriced {
            class: class.key(),
            class_seq: class.load_mut()?.next_seq()?,
            day,
            strike_no: batch.strike_no,
            price_e12: batch.price_e12,
            subscription_fee_bps: batch.subscription_fee_bps,
            redemption_fee_bps: batch.redemption_fee_bps,
            board_fee_ppm: batch.board_fee_ppm,
            subscribed_e6: batch.subscribed_e6,
            redeemed_units: batch.redeemed_units,
            due_e6: batch.due_e6,
        });
        batch.exit(&crate::ID)?;
    }
    Ok(())
}

/// Whether a strike settles a batch: the first of its dealing day or later whose cut-off came after the last request. So no request is priced
/// by a strike whose day was over when it was placed, whatever becomes of the calendar, and nobody chooses among later strikes.
pub fn settles(report: &NavReport, batch: &Batch) -> bool {
    let is_after = report.day >= batch.day && report.cutoff > batch.last_placed_at;
    let previous_day = report.day.saturating_sub(i32::from(report.n_days));
    is_after && (previous_day < batch.day || report.previous_cutoff <= batch.last_placed_at)
}

fn price(item: &mut ClassBatch<'_>, fund: &Fund, dealing: &Dealing, report: &NavReport, now: i64) -> Result<()> {
    let class = item.class.load()?;
    let flows = dealing.flows_after(report.strike_no.saturating_sub(1));
    let struck = report.quotes.get(usize::from(report.struck_quote)).ok_or(MmfError::Inconsistent)?;
    let batch = &mut item.batch;
    batch.status = BatchStatus::Priced;
    batch.strike_no = report.strike_no;
    batch.priced_at = now;
    batch.price_e12 = struck_price(report, class.class_no)?;
    batch.price_rounded = u8::from(report.rounded_bitmap >> class.class_no & 1 != 0);
    batch.subscription_fee_bps = class.rules.subscription_fee_bps;
    batch.redemption_fee_bps = class.rules.redemption_fee_bps;
    batch.board_fee_ppm = dealing.board_fee_ppm();
    batch.liquidity_fee_ppm = batch.board_fee_ppm;
    batch.day_subscribed_e6 = flows.subscribed_e6;
    batch.day_redeemed_e6 = flows.redeemed_e6;
    batch.day_net_assets_e6 = struck.net_assets_e6;
    batch.due_e6 = Proceeds::of_batch(fund, &class, batch, batch.redeemed_units)?.cash_e6;
    Ok(())
}

/// A class created since has no price in the report: it had no batch then either.
fn struck_price(report: &NavReport, class_no: u8) -> Result<u64> {
    let result = report.results.get(usize::from(class_no)).ok_or(MmfError::Inconsistent)?;
    require!(report.class_bitmap >> class_no & 1 != 0, MmfError::BatchNotDue);
    Ok(result.price_e12)
}
