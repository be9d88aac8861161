//! What others read: the price and its status, and what a holding has earned. Anyone may ask.

use anchor_lang::prelude::*;

use crate::error::MmfError;
use crate::events::HeartbeatGiven;
use crate::state::{Fund, Holding, ShareClass};

/// Accounts of `heartbeat`. Anyone may call it.
#[derive(Accounts)]
pub struct Heartbeat<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
}

/// Brings the published status up to date: until when the price stands by the calendar as it is now, and whether it stands at all.
pub fn handle_heartbeat(ctx: Context<Heartbeat>) -> Result<()> {
    let now = Clock::get()?.unix_timestamp;
    let fund = ctx.accounts.fund.load()?;
    let mut class = ctx.accounts.class.load_mut()?;
    check(&fund, &ctx.accounts.fund.key(), &class)?;
    class.price.valid_until = fund.price_valid_until();
    class.price.status = class.price_status(&fund, now);
    class.heartbeat_at = now;
    emit!(HeartbeatGiven {
        class: ctx.accounts.class.key(),
        seq: class.next_seq()?,
        status: class.price.status,
        valid_until: class.price.valid_until,
    });
    Ok(())
}

/// A price and whether it stands at this moment.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceReading {
    /// Price of one share in the fund currency, e12; rounded down.
    pub price_e12: u64,
    /// Half-width of its uncertainty, e12.
    pub confidence_e12: u64,
    /// Decimal exponent of both: −12.
    pub exponent: i32,
    /// [`price_status`](crate::state::price_status) at this moment.
    pub status: u32,
    /// The struck day, in days since 1970-01-01.
    pub struck_day: i32,
    /// Number of the strike.
    pub strike_no: u32,
    /// When the strike landed, in Unix seconds.
    pub published_at: i64,
    /// End of the next strike's window, in Unix seconds: later the price is stale.
    pub valid_until: i64,
}

/// Accounts of `get_price`.
#[derive(Accounts)]
pub struct GetPrice<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
}

/// Reads the struck price. The status is judged now, not as of the last heartbeat.
pub fn handle_get_price(ctx: Context<GetPrice>) -> Result<PriceReading> {
    let now = Clock::get()?.unix_timestamp;
    let fund = ctx.accounts.fund.load()?;
    let class = ctx.accounts.class.load()?;
    check(&fund, &ctx.accounts.fund.key(), &class)?;
    let price = &class.price;
    Ok(PriceReading {
        price_e12: price.price_e12,
        confidence_e12: price.confidence_e12,
        exponent: price.exponent,
        status: class.price_status(&fund, now),
        struck_day: price.struck_day,
        strike_no: price.strike_no,
        published_at: price.published_at,
        valid_until: fund.price_valid_until(),
    })
}

/// What a holding has earned and not been paid, as of the last strike.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct IncomeReading {
    /// The legal position, in units.
    pub recorded_units: u64,
    /// Income of the current month, in e18 of a unit.
    pub accrued_e18: u128,
    /// Income of closed months, in e18 of a unit.
    pub payable_e18: u128,
    /// Last closed month (year × 12 + month − 1).
    pub closed_period: u32,
    /// Number of the strike up to which the income counts.
    pub strike_no: u32,
}

/// Accounts of `get_income`.
#[derive(Accounts)]
pub struct GetIncome<'info> {
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// The holding.
    pub holding: AccountLoader<'info, Holding>,
}

/// Settles a copy of the holding and reads its income. An accumulating class has its income in the price, so here it is zero.
pub fn handle_get_income(ctx: Context<GetIncome>) -> Result<IncomeReading> {
    let class = ctx.accounts.class.load()?;
    let mut holding = *ctx.accounts.holding.load()?;
    class.check_version()?;
    holding.check_version()?;
    require_keys_eq!(holding.class, ctx.accounts.class.key(), MmfError::AccountMismatch);
    holding.settle(&class)?;
    Ok(IncomeReading {
        recorded_units: holding.recorded_units,
        accrued_e18: holding.accrued.get(),
        payable_e18: holding.payable.get(),
        closed_period: class.closed_period,
        strike_no: class.price.strike_no,
    })
}

fn check(fund: &Fund, fund_key: &Pubkey, class: &ShareClass) -> Result<()> {
    fund.check_version()?;
    class.check_version()?;
    require_keys_eq!(class.fund, *fund_key, MmfError::AccountMismatch);
    Ok(())
}
