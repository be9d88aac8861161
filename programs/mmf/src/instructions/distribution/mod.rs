//! Paying income, and making tokens whole.

mod pay_dividends;
mod restore;

pub use pay_dividends::*;
pub use restore::*;
