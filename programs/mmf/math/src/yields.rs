//! Published yields as integers in e18 (0.05 = 5 % = 5·10^16), by the convention of US money-market funds: a year is 365
//! days, leap years too, and seven days are annualised by 365/7 (SEC Form N-1A, item 26).

use crate::SCALE;
use crate::error::{MathError, Result};
use crate::round::{Rounding, div, div_rem, mul, narrow};

const DAYS_PER_YEAR: u64 = 365;
const SEVENTH_ROOT_STEPS: u32 = 40;

/// Simple annualised yield: `Σ rates · 365 / days`, rounded down. With `days` = 7 the 7-day current yield, with one
/// strike's rate and its days the 1-day yield.
///
/// Errors: `BadDays` for no days, `Overflow`.
pub fn current_yield_e18(sum_of_rates_e18: u128, days: u16) -> Result<u128> {
    if days == 0 {
        return Err(MathError::BadDays);
    }
    div(mul(DAYS_PER_YEAR, sum_of_rates_e18)?, u128::from(days), Rounding::Down)
}

/// The 7-day effective yield `(1 + Σ)^(365/7) − 1` of the sum of seven calendar days' rates.
///
/// 365/7 = 52 + 1/7: squarings in e18, and a seventh root by Newton's method. Every product is rounded down by less than
/// one part in 10^18 and at most 52 of them enter the result, the root is within 8: the result differs from the exact one
/// by less than `60 · (1 + yield)` parts of 10^18, far below any published digit.
///
/// Errors: `Overflow` where the yield passes the range (a sum of about 0.118, a yield of about 340-fold).
pub fn effective_yield_e18(sum_e18: u128) -> Result<u128> {
    let base = SCALE.checked_add(sum_e18).ok_or(MathError::Overflow)?;
    let p4 = square(square(base)?)?;
    let p16 = square(square(p4)?)?;
    let p32 = square(p16)?;
    let p52 = product(product(p4, p16)?, p32)?;
    let total = product(p52, seventh_root(base)?)?;
    total.checked_sub(SCALE).ok_or(MathError::Overflow)
}

/// The rise from one price to another, `closing / opening − 1` in e18, rounded down: the base return from which an
/// accumulating class's yields are computed.
///
/// Errors: `BadPrice` if `opening` is zero or the price fell (no yield is published then).
pub fn price_return_e18(opening_e12: u64, closing_e12: u64) -> Result<u128> {
    let rise = closing_e12.checked_sub(opening_e12).ok_or(MathError::BadPrice)?;
    if opening_e12 == 0 {
        return Err(MathError::BadPrice);
    }
    div(mul(rise, SCALE)?, u128::from(opening_e12), Rounding::Down)
}

/// Annualised income on net assets, `income · 365 / (net assets · days)` in e18, rounded toward zero, negative for a
/// loss: what the bounds on a quote look at.
///
/// Errors: `BadDays` for no days, `ZeroAmount` without net assets, `Overflow`.
pub fn annualised_e18(income_e6: i64, net_assets_e6: u64, n_days: u16) -> Result<i128> {
    if n_days == 0 {
        return Err(MathError::BadDays);
    }
    if net_assets_e6 == 0 {
        return Err(MathError::ZeroAmount);
    }
    let yearly = mul(DAYS_PER_YEAR, mul(income_e6.unsigned_abs(), SCALE)?)?;
    let base = mul(net_assets_e6, u128::from(n_days))?;
    let magnitude = i128::try_from(div(yearly, base, Rounding::Down)?).map_err(|_| MathError::Overflow)?;
    if income_e6 < 0 { magnitude.checked_neg().ok_or(MathError::Overflow) } else { Ok(magnitude) }
}

/// A yield as a percentage with 6 decimals (3_556_962 = 3.556962 %), rounded half up, for display.
///
/// Errors: `Overflow`.
pub fn percent_6dp(yield_e18: u128) -> Result<u64> {
    const STEP: u128 = SCALE / 100_000_000;
    let (quotient, remainder) = div_rem(yield_e18, STEP)?;
    let up = u128::from(remainder >= STEP / 2);
    narrow(quotient.checked_add(up).ok_or(MathError::Overflow)?)
}

/// A 9-decimal factor as a rate in e18, exact. Published 7-day yields sum the published factors.
///
/// Errors: `Overflow`.
pub fn rate_of_factor_e18(factor_9dp: u64) -> Result<u128> {
    mul(factor_9dp, SCALE / 1_000_000_000)
}

fn product(a_e18: u128, b_e18: u128) -> Result<u128> {
    let wide = a_e18.checked_mul(b_e18).ok_or(MathError::Overflow)?;
    div(wide, SCALE, Rounding::Down)
}

fn square(a_e18: u128) -> Result<u128> {
    product(a_e18, a_e18)
}

/// `base^(1/7)` in e18 for `base >= 1`: Newton from above, `r ← (6·r + base / r^6) / 7`, until it no longer falls.
fn seventh_root(base_e18: u128) -> Result<u128> {
    // 1 + x/7 is above the root for every x >= 0.
    let excess = base_e18.checked_sub(SCALE).ok_or(MathError::Overflow)?;
    let mut root = SCALE.checked_add(div(excess, 7, Rounding::Up)?).ok_or(MathError::Overflow)?;
    for _ in 0..SEVENTH_ROOT_STEPS {
        let cube = product(square(root)?, root)?;
        let ratio = div(base_e18.checked_mul(SCALE).ok_or(MathError::Overflow)?, square(cube)?, Rounding::Down)?;
        let next = mul(6, root)?.checked_add(ratio).and_then(|sum| sum.checked_div(7)).ok_or(MathError::Overflow)?;
        if next >= root {
            break;
        }
        root = next;
    }
    Ok(root)
}
