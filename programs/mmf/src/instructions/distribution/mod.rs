//! Paying income, and making tokens whole.

mod pay_dividends;
mod pay_dividends_cash;
mod pay_dividends_to;
mod payout;
mod restore;

pub use pay_dividends::*;
pub use pay_dividends_cash::*;
pub use pay_dividends_to::*;
pub use payout::*;
pub use restore::*;
