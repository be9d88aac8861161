//! Fees on subscriptions and redemptions, and proportions of amounts.

use crate::ALL_BPS;
use crate::error::Result;
use crate::round::{Rounding, div, mul, narrow};

/// Parts per million of a whole.
pub const ALL_PPM: u128 = 1_000_000;

/// A fee in basis points of an amount, `ceil(amount · bps / 10,000)` in e6: rounded up, for the mover pays it. Errors: `Overflow`.
pub fn of_bps(amount_e6: u64, bps: u16) -> Result<u64> {
    narrow(div(mul(amount_e6, u128::from(bps))?, ALL_BPS, Rounding::Up)?)
}

/// A fee in parts per million of an amount, `ceil(amount · ppm / 1,000,000)` in e6. Errors: `Overflow`.
pub fn of_ppm(amount_e6: u64, ppm: u32) -> Result<u64> {
    narrow(div(mul(amount_e6, u128::from(ppm))?, ALL_PPM, Rounding::Up)?)
}

/// `amount · part / whole`, rounded as asked. Errors: `Overflow`, also for a whole of zero.
pub fn proportion(amount: u64, part: u64, whole: u64, rounding: Rounding) -> Result<u64> {
    narrow(div(mul(amount, u128::from(part))?, u128::from(whole), rounding)?)
}
