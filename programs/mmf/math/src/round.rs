//! Checked multiplication and division in 128 bits, with the direction of rounding named.
//!
//! A 128-bit division costs hundreds of compute units on chain, a 64-bit one a single instruction: where both sides fit
//! in 64 bits, the short one is used.

use crate::error::{MathError, Result};

/// Which way a division rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Toward zero: what is paid out or displayed.
    Down,
    /// Away from zero: what is paid in.
    Up,
}

/// `a · b`. Errors: `Overflow`.
#[inline]
pub fn mul(a: u64, b: u128) -> Result<u128> {
    match u64::try_from(b) {
        // Two 64-bit factors can't leave 128 bits; the compiler drops the check.
        Ok(b) => u128::from(a).checked_mul(u128::from(b)),
        Err(_) => u128::from(a).checked_mul(b),
    }
    .ok_or(MathError::Overflow)
}

/// `(n / d, n % d)`, rounded down. Errors: `Overflow` if `d` is zero.
#[inline]
pub fn div_rem(n: u128, d: u128) -> Result<(u128, u128)> {
    if let (Ok(short_n), Ok(short_d)) = (u64::try_from(n), u64::try_from(d)) {
        let quotient = short_n.checked_div(short_d).ok_or(MathError::Overflow)?;
        let remainder = short_n.checked_rem(short_d).ok_or(MathError::Overflow)?;
        return Ok((u128::from(quotient), u128::from(remainder)));
    }
    let quotient = n.checked_div(d).ok_or(MathError::Overflow)?;
    // One division, not two: the remainder is what the product leaves.
    let product = quotient.checked_mul(d).ok_or(MathError::Overflow)?;
    let remainder = n.checked_sub(product).ok_or(MathError::Overflow)?;
    Ok((quotient, remainder))
}

/// `n / d` rounded as asked. Errors: `Overflow` if `d` is zero.
#[inline]
pub fn div(n: u128, d: u128, rounding: Rounding) -> Result<u128> {
    let (quotient, remainder) = div_rem(n, d)?;
    match rounding {
        Rounding::Up if remainder != 0 => quotient.checked_add(1).ok_or(MathError::Overflow),
        _ => Ok(quotient),
    }
}

/// Narrows to 64 bits. Errors: `Overflow`.
#[inline]
pub fn narrow(value: u128) -> Result<u64> {
    u64::try_from(value).map_err(|_| MathError::Overflow)
}
