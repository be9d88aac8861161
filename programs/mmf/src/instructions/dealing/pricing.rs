//! The income since the last strike, which an instant subscriber pays.

use anchor_lang::prelude::*;
use mmf_math::interim::{accrued_per_unit_e18, daily_rate_of_bps_e18, seconds_of_span};
use mmf_math::{MAX_SPAN_DAYS, Rounding, price};

use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, ShareClass, class_flag};

/// Seconds of the span between the last cut-off and the next that have passed, the span counted as whole days, 31 at most: a calendar with
/// a longer gap can't be struck, but must not keep anybody from leaving.
pub fn seconds_passed(fund: &Fund, now: i64) -> Result<u64> {
    let seconds = |until: i64| u64::try_from(until.saturating_sub(fund.last_cutoff)).unwrap_or(0);
    let days = fund.next_strike_day.saturating_sub(fund.last_struck_day);
    let days = u16::try_from(days).unwrap_or(MAX_SPAN_DAYS).clamp(1, MAX_SPAN_DAYS);
    seconds_of_span(seconds(now), seconds(fund.next_cutoff), days).or_mmf()
}

/// What a new unit of an accumulating class costs between strikes, e12, rounded up: the struck price and the income that it has probably
/// earned since.
///
/// # Errors
/// [`MmfError::PriceZero`], and those of [`interim_e18`].
pub fn issue_price_e12(fund: &Fund, class: &ShareClass, now: i64) -> Result<u64> {
    let struck = class.price.price_e12;
    require!(struck > 0, MmfError::PriceZero);
    let base = struck.saturating_add(u64::from(class.has_flag(class_flag::PRICE_ROUNDED)));
    price::with_growth(base, interim_e18(fund, class, now)?, Rounding::Up).or_mmf()
}

/// Income that one unit of net assets of a class has probably earned since the last strike, e18; rounded up, for a subscriber pays it. It is the fund's
/// last income a day on one unit of net assets, less the class's fee, times the part of the span that has passed.
pub fn interim_e18(fund: &Fund, class: &ShareClass, now: i64) -> Result<u128> {
    let daily = fund.last_daily_rate_e18.saturating_sub(daily_rate_of_bps_e18(class.expense_bps));
    let seconds = seconds_passed(fund, now)?;
    accrued_per_unit_e18(u128::from(daily), 1, seconds, seconds, Rounding::Up).or_mmf()
}
