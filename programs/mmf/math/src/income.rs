//! The fund's gross income, divided among its classes and between two months.

use crate::error::{MathError, Result};
use crate::round::div_rem;

/// Splits `gross_e6` plus the fund's `carry_e6` among the classes by their net assets before this income.
///
/// `g = gross + carry; out[c] = floor(g · net_assets[c] / Σ net_assets)`, toward minus infinity, so a loss is rounded
/// against the class; returns the new carry `g − Σ out`. All in book units.
///
/// The new carry is never negative and less than the number of classes with net assets: each floor takes less than one
/// unit from its class's exact share, and the exact shares sum to `g`. With no net assets at all every class gets zero
/// and `g` is carried.
///
/// Errors: `LengthMismatch` if `out` is not as long as `net_assets`; `NegativeTotal` if there is a loss and no net
/// assets; `Overflow` if `g` is beyond 64 bits. `out` is written only up to the class that failed.
pub fn split(gross_e6: i64, carry_e6: u64, net_assets: &[u64], out: &mut [i64]) -> Result<u64> {
    if net_assets.len() != out.len() {
        return Err(MathError::LengthMismatch);
    }
    let carry = i64::try_from(carry_e6).map_err(|_| MathError::Overflow)?;
    let total = gross_e6.checked_add(carry).ok_or(MathError::Overflow)?;
    let base =
        net_assets.iter().try_fold(0u128, |sum, &na| sum.checked_add(u128::from(na))).ok_or(MathError::Overflow)?;
    if base == 0 {
        out.fill(0);
        return u64::try_from(total).map_err(|_| MathError::NegativeTotal);
    }
    let mut left = total;
    for (alloc, &na) in out.iter_mut().zip(net_assets) {
        *alloc = share_floor(total, na, base)?;
        left = left.checked_sub(*alloc).ok_or(MathError::Overflow)?;
    }
    u64::try_from(left).map_err(|_| MathError::Overflow)
}

/// Divides an amount between the days before a month end and those after it: the first part is
/// `floor(amount · days_before / n_days)`, toward minus infinity, the second is the rest. They sum to the amount.
///
/// Errors: `BadDays` if `n_days` is 0 or less than `days_before`.
pub fn pro_rata(amount_e6: i64, days_before: u16, n_days: u16) -> Result<(i64, i64)> {
    if n_days == 0 || days_before > n_days {
        return Err(MathError::BadDays);
    }
    let first = share_floor(amount_e6, u64::from(days_before), u128::from(n_days))?;
    let second = amount_e6.checked_sub(first).ok_or(MathError::Overflow)?;
    Ok((first, second))
}

/// `floor(amount · part / whole)` toward minus infinity, for `part <= whole`, `whole > 0`.
fn share_floor(amount: i64, part: u64, whole: u128) -> Result<i64> {
    if amount == 0 || part == 0 {
        return Ok(0);
    }
    if u128::from(part) == whole {
        return Ok(amount);
    }
    let product = u128::from(amount.unsigned_abs()).checked_mul(u128::from(part)).ok_or(MathError::Overflow)?;
    let (quotient, remainder) = div_rem(product, whole)?;
    let magnitude = i64::try_from(quotient).map_err(|_| MathError::Overflow)?;
    if amount > 0 {
        return Ok(magnitude);
    }
    let rounded = magnitude.checked_add(i64::from(remainder != 0)).ok_or(MathError::Overflow)?;
    rounded.checked_neg().ok_or(MathError::Overflow)
}
