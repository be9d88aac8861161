//! Amounts of the settlement mint (its own decimals) and book units (10^-6). At 6 decimals they are the same number.
//!
//! Against the mover: cash that comes in is booked rounded down, cash for a fixed amount of books is asked for rounded
//! up; cash that goes out is paid rounded down.

use crate::error::{MathError, Result};
use crate::round::Rounding;

const BOOK_DECIMALS: u8 = 6;

/// The most decimals a settlement mint may have.
pub const MAX_DECIMALS: u8 = 12;

/// Book units for an amount of the mint, rounded down. Errors: `BadDecimals`, `Overflow`.
pub fn to_books_down(amount: u64, decimals: u8) -> Result<u64> {
    rescale(amount, decimals, BOOK_DECIMALS, Rounding::Down)
}

/// Book units for an amount of the mint, rounded up. Errors: `BadDecimals`, `Overflow`.
pub fn to_books_up(amount: u64, decimals: u8) -> Result<u64> {
    rescale(amount, decimals, BOOK_DECIMALS, Rounding::Up)
}

/// Amount of the mint for book units, rounded down. Errors: `BadDecimals`, `Overflow`.
pub fn to_settlement_down(books_e6: u64, decimals: u8) -> Result<u64> {
    rescale(books_e6, BOOK_DECIMALS, decimals, Rounding::Down)
}

/// Amount of the mint for book units, rounded up. Errors: `BadDecimals`, `Overflow`.
pub fn to_settlement_up(books_e6: u64, decimals: u8) -> Result<u64> {
    rescale(books_e6, BOOK_DECIMALS, decimals, Rounding::Up)
}

fn rescale(amount: u64, from: u8, to: u8, rounding: Rounding) -> Result<u64> {
    if from.max(to) > MAX_DECIMALS {
        return Err(MathError::BadDecimals);
    }
    let factor = 10u64.checked_pow(u32::from(from.abs_diff(to))).ok_or(MathError::Overflow)?;
    if from <= to {
        return amount.checked_mul(factor).ok_or(MathError::Overflow);
    }
    let scaled = match rounding {
        Rounding::Down => amount.checked_div(factor),
        Rounding::Up => Some(amount.div_ceil(factor)),
    };
    scaled.ok_or(MathError::Overflow)
}
