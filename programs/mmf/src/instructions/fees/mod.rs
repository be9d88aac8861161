//! Paying out what a class owes to others than its holders: fees to the manager, withheld tax to the authorities.

mod pay_fees_in_cash;
mod pay_fees_in_shares;

pub use pay_fees_in_cash::*;
pub use pay_fees_in_shares::*;
