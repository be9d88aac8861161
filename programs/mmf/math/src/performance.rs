//! The performance fee of an accumulating class: a part of the gain above the highest price that a strike ever gave.

use crate::error::{MathError, Result};
use crate::round::{Rounding, div, mul, narrow};
use crate::{ALL_BPS, PRICE_SCALE};

/// Performance fee in book units, rounded down: `floor((net assets − ceil(units · mark / 10^12)) · bps / 10_000)`, zero at
/// or below the mark. `high_water_mark_e12` of 0 counts as the first price, 1.000000. After the fee the price is still
/// above the mark, so that the next fee begins where this one ended.
///
/// Errors: `Overflow`.
pub fn fee_e6(net_assets_e6: u64, units: u64, high_water_mark_e12: u64, fee_bps: u16) -> Result<u64> {
    if fee_bps == 0 || units == 0 {
        return Ok(0);
    }
    let mark = if high_water_mark_e12 == 0 { PRICE_SCALE } else { u128::from(high_water_mark_e12) };
    let at_mark = div(mul(units, mark)?, PRICE_SCALE, Rounding::Up)?;
    let gain = u128::from(net_assets_e6).saturating_sub(at_mark);
    let fee = gain.checked_mul(u128::from(fee_bps)).ok_or(MathError::Overflow)?;
    narrow(div(fee, ALL_BPS, Rounding::Down)?)
}
