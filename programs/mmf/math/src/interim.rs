//! Between strikes: the income a unit has probably earned since the last strike, from that strike's rate. It keeps an
//! instant subscriber from taking income that others have earned.

use crate::error::{MathError, Result};
use crate::round::{Rounding, div, mul, narrow};
use crate::{MAX_SPAN_DAYS, SCALE, SECONDS_PER_DAY};

/// Units issued for cash, and the part of the cash that is equalisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Units at $1.00, rounded down.
    pub units: u64,
    /// The rest of the cash, in book units: added to the class's income at the next strike.
    pub equalisation_e6: u64,
}

/// Income per unit of a strike, `floor(net · SCALE / units)` in e18 of a unit: the rate of an accumulating class, whose
/// declaration has none. Zero on a loss or without units.
pub fn rate_e18(net_e6: i64, units: u64) -> Result<u128> {
    let Ok(net) = u64::try_from(net_e6) else {
        return Ok(0);
    };
    if units == 0 {
        return Ok(0);
    }
    div(mul(net, SCALE)?, u128::from(units), Rounding::Down)
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
