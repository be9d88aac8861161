//! Between strikes: the income a unit has probably earned since the last strike, from that strike's rate. It keeps an
//! instant subscriber from taking income that others have earned.

use crate::error::{MathError, Result};
use crate::round::{Rounding, div, mul, narrow};
use crate::{MAX_RATE_PER_DAY, MAX_SPAN_DAYS, SCALE, SECONDS_PER_DAY};

/// Units issued for cash, and the part of the cash that is equalisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Units at $1.00, rounded down.
    pub units: u64,
    /// The rest of the cash, in book units: added to the class's income at the next strike.
    pub equalisation_e6: u64,
}

/// Income per unit of a strike, `floor(gain · SCALE / units)` in e18 of a unit: the rate of an accumulating class, whose
/// declaration has none. Zero without units.
pub fn rate_e18(gain_e6: u64, units: u64) -> Result<u128> {
    if units == 0 {
        return Ok(0);
    }
    div(mul(gain_e6, SCALE)?, u128::from(units), Rounding::Down)
}

/// Income accrued per unit since the last strike, in e18 of a unit:
/// `last_rate · min(elapsed, expected) / (last_n_days · 86_400)`, rounded as asked. `expected_seconds` is the time from
/// the last strike's cut-off to the next one's: a late strike adds nothing.
///
/// Errors: `BadDays` unless `last_n_days` is 1 to 31, `Overflow`.
pub fn accrued_per_unit_e18(
    last_rate_e18: u128,
    last_n_days: u16,
    elapsed_seconds: u64,
    expected_seconds: u64,
    rounding: Rounding,
) -> Result<u128> {
    if !(1..=MAX_SPAN_DAYS).contains(&last_n_days) {
        return Err(MathError::BadDays);
    }
    let seconds = elapsed_seconds.min(expected_seconds);
    if seconds == 0 || last_rate_e18 == 0 {
        return Ok(0);
    }
    let period = mul(SECONDS_PER_DAY, u128::from(last_n_days))?;
    div(mul(seconds, last_rate_e18)?, period, rounding)
}

/// Units of a distributing class for `cash_e6`: `floor(cash · SCALE / (SCALE + interim))`. What remains of the cash is
/// equalisation, so the rounding is against the subscriber and none of the cash is unaccounted for.
///
/// Errors: `ZeroAmount` if it buys no unit, `Overflow`.
pub fn issue(cash_e6: u64, interim_e18: u128) -> Result<Issue> {
    let units = if interim_e18 == 0 {
        cash_e6
    } else {
        let price = SCALE.checked_add(interim_e18).ok_or(MathError::Overflow)?;
        narrow(div(mul(cash_e6, SCALE)?, price, Rounding::Down)?)?
    };
    if units == 0 {
        return Err(MathError::ZeroAmount);
    }
    Ok(Issue { units, equalisation_e6: cash_e6.checked_sub(units).ok_or(MathError::Overflow)? })
}

/// The least cash for which [`issue`] gives `units`: `units + ceil(units · interim / SCALE)`, in book units.
///
/// Errors: `ZeroAmount` for no unit, `Overflow`.
pub fn issue_cost(units: u64, interim_e18: u128) -> Result<u64> {
    if units == 0 {
        return Err(MathError::ZeroAmount);
    }
    if interim_e18 == 0 {
        return Ok(units);
    }
    let equalisation = narrow(div(mul(units, interim_e18)?, SCALE, Rounding::Up)?)?;
    units.checked_add(equalisation).ok_or(MathError::Overflow)
}

/// Seconds of a span that have passed, where the span counts as `n_days` whole days however long it is between its two
/// cut-offs (early closes, changes of summer time): `ceil(min(elapsed, expected) · n_days · 86_400 / expected)`. At the
/// next cut-off it is the whole span, so that nobody earns a part of a day for nothing.
///
/// Errors: `BadDays` unless `n_days` is 1 to 31 and the span has a length.
pub fn seconds_of_span(elapsed_seconds: u64, expected_seconds: u64, n_days: u16) -> Result<u64> {
    if !(1..=MAX_SPAN_DAYS).contains(&n_days) || expected_seconds == 0 {
        return Err(MathError::BadDays);
    }
    let span = mul(SECONDS_PER_DAY, u128::from(n_days))?;
    let passed = mul(elapsed_seconds.min(expected_seconds), span)?;
    narrow(div(passed, u128::from(expected_seconds), Rounding::Up)?)
}

/// Units on average over a span: those at its end, less those issued within it for the part of the span that had passed
/// by then, plus those redeemed within it for theirs. `late_unit_seconds` is the sum of units × seconds passed, issues
/// positive, redemptions negative. The part taken off is rounded down, so is the part added; not below zero. Income is
/// split between classes and expenses accrue on it, so that units of the last minute take no income of another class and
/// pay no fee for days at which they were not there.
///
/// Errors: `BadDays` for a span without length, `Overflow`.
pub fn average_units(units: u64, late_unit_seconds: i128, span_seconds: u64) -> Result<u64> {
    if span_seconds == 0 {
        return Err(MathError::BadDays);
    }
    if late_unit_seconds == 0 {
        return Ok(units);
    }
    let part = div(late_unit_seconds.unsigned_abs(), u128::from(span_seconds), Rounding::Down)?;
    if late_unit_seconds > 0 {
        return Ok(u64::try_from(part).map_or(0, |absent| units.saturating_sub(absent)));
    }
    units.checked_add(narrow(part)?).ok_or(MathError::Overflow)
}

/// Income of a day on one unit of net assets, `ceil(income · SCALE / (net assets · n_days))` in e18: what the next span's
/// interim income is reckoned with, at most `MAX_RATE_PER_DAY`. Rounded up, for subscribers pay it. Zero on a loss or
/// without net assets.
///
/// Errors: `BadDays` for no day, `Overflow`.
pub fn daily_rate_e18(income_e6: i64, net_assets_e6: u64, n_days: u16) -> Result<u64> {
    let Ok(income) = u64::try_from(income_e6) else {
        return Ok(0);
    };
    if n_days == 0 {
        return Err(MathError::BadDays);
    }
    if net_assets_e6 == 0 {
        return Ok(0);
    }
    let days = mul(net_assets_e6, u128::from(n_days))?;
    let rate = div(mul(income, SCALE)?, days, Rounding::Up)?;
    narrow(rate.min(MAX_RATE_PER_DAY))
}

/// A year's rate in basis points as a rate of a day on ACT/365, `floor(bps · SCALE / 3_650_000)` in e18.
pub fn daily_rate_of_bps_e18(bps: u16) -> u64 {
    // SCALE / 3_650_000 = 2 · 10^13 / 73, and the product fits for every u16.
    u64::from(bps).saturating_mul(20_000_000_000_000) / 73
}
