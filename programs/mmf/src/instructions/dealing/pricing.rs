//! The income since the last strike, which an instant subscriber pays.

use anchor_lang::prelude::*;
use mmf_math::interim::{accrued_per_unit_e18, daily_rate_of_bps_e18, seconds_of_span};
use mmf_math::{MAX_SPAN_DAYS, Rounding, price};

use super::kept_rate_e18;
use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, ShareClass, class_flag};

/// A share at its first price, in e6.
pub const ONE_SHARE_E6: u64 = 1_000_000;

/// Seconds of the span between the last cut-off and the next that have passed, the span counted as whole days, 31 at most: a calendar with
/// a longer gap can't be struck, but must not keep anybody from leaving. None while the next cut-off is unknown.
pub fn seconds_passed(fund: &Fund, now: i64) -> Result<u64> {
    if fund.next_cutoff == 0 {
        return Ok(0);
    }
    let seconds = |until: i64| u64::try_from(until.saturating_sub(fund.last_cutoff)).unwrap_or(0);
    let days = fund.next_strike_day.saturating_sub(fund.last_struck_day);
    let days = u16::try_from(days).unwrap_or(MAX_SPAN_DAYS).clamp(1, MAX_SPAN_DAYS);
    seconds_of_span(seconds(now), seconds(fund.next_cutoff), days).or_mmf()
}

/// The struck price of an accumulating class, e12, rounded up.
///
/// # Errors
/// [`MmfError::PriceZero`].
pub fn struck_price_up_e12(class: &ShareClass) -> Result<u64> {
    let struck = class.price.price_e12;
    require!(struck > 0, MmfError::PriceZero);
    Ok(struck.saturating_add(u64::from(class.has_flag(class_flag::PRICE_ROUNDED))))
}

/// What a new unit of an accumulating class costs between strikes, e12, rounded up: the struck price, and the income that it has probably
/// earned since or that waits for it. It is struck at `least_e12` or more.
///
/// # Errors
/// [`MmfError::PriceZero`], and those of [`interim_e18`].
pub fn issue_price_e12(fund: &Fund, class: &ShareClass, least_e12: u64, now: i64) -> Result<u64> {
    price::with_growth(struck_price_up_e12(class)?.max(least_e12), interim_e18(fund, class, now)?, Rounding::Up)
        .or_mmf()
}

/// Income that one unit of net assets of a class has probably earned since the last strike, e18, rounded up, for a subscriber pays it; and what
/// waits for it: income because a strike was capped, and fees that leavers left since the strike. The estimate is the fund's last income a day
/// on one unit of net assets, less the class's fee, times the part of the span that has passed.
pub fn interim_e18(fund: &Fund, class: &ShareClass, now: i64) -> Result<u128> {
    let daily = fund.last_daily_rate_e18.saturating_sub(daily_rate_of_bps_e18(class.expense_bps));
    let seconds = seconds_passed(fund, now)?;
    let earned = accrued_per_unit_e18(u128::from(daily), 1, seconds, seconds, Rounding::Up).or_mmf()?;
    earned.checked_add(premium_e18(class)?).ok_or_else(|| MmfError::Overflow.into())
}

/// Of the interim income, what waits rather than was earned since the strike, e18: a subscriber gets it back only as it is declared.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn premium_e18(class: &ShareClass) -> Result<u128> {
    waiting_e18(class).checked_add(kept_rate_e18(class)?).ok_or_else(|| MmfError::Overflow.into())
}

/// Income that waits in the carry, on one unit of net assets, e18, rounded down: the remainder of an ordinary declaration is none. Where less than
/// a share is left, hardly anybody is there whom it waits for, and a subscriber takes it from nobody.
fn waiting_e18(class: &ShareClass) -> u128 {
    let base_e6 = class.net_asset_base_e6();
    if base_e6 < ONE_SHARE_E6 { 0 } else { class.carry.get() / u128::from(base_e6) }
}
