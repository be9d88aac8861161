//! Cash between the buffer and custodians.

mod add_custodian;
mod return_cash;
mod sweep_cash;

pub use add_custodian::*;
pub use return_cash::*;
pub use sweep_cash::*;
