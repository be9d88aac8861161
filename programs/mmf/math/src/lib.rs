//! Exact arithmetic of a money-market fund: income by class, expenses, accrual to the holder of record, settlement of a
//! holding, dealing prices, equalisation and yields. Integers only, every operation checked, no allocation.
//!
//! | suffix | scale | what |
//! |---|---|---|
//! | `_e6`, `units` | 10^-6 | books in the fund's currency, and shares: one unit of a distributing class is one book unit |
//! | `_e12` | 10^-12 | price of a share in the fund's currency ([`PRICE_SCALE`] = 1.000000) |
//! | `_e18` | 10^-18 | index, rate, accrued, payable, carry, declared, deficit, in units ([`SCALE`] = one unit) |
//!
//! Every division states its direction. What a division leaves over is carried, so that nothing is created or lost:
//! `Σ (net income + equalisation) · SCALE + deficit = declared + carry`.
#![no_std]
#![forbid(unsafe_code)]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::indexing_slicing
)]

pub mod accrual;
pub mod convert;
pub mod date;
pub mod days;
pub mod error;
pub mod expense;
pub mod fee;
pub mod income;
pub mod interim;
pub mod limit;
pub mod performance;
pub mod price;
pub mod round;
pub mod settle;
pub mod yields;

pub use error::{MathError, Result};
pub use round::Rounding;

/// One unit in the scale of index, rate, accrued, payable, carry, declared and deficit: 10^18.
pub const SCALE: u128 = 1_000_000_000_000_000_000;

/// A price of 1.000000 in the fund's currency: 10^12.
pub const PRICE_SCALE: u128 = 1_000_000_000_000;

/// The most units one class may have issued: 10^18 (a trillion shares of 6 decimals).
pub const MAX_UNITS: u64 = 1_000_000_000_000_000_000;

/// The most income one unit may be declared for one day, in e18: a tenth of a per cent. For a strike of several days,
/// multiply by the days.
pub const MAX_RATE_PER_DAY: u128 = SCALE / 1_000;

/// Basis points of a whole.
pub const ALL_BPS: u128 = 10_000;

/// Seconds of a calendar day.
pub const SECONDS_PER_DAY: u64 = 86_400;

/// The most calendar days one strike may cover.
pub const MAX_SPAN_DAYS: u16 = 31;
