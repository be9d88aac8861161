//! Cash between the buffer and custodians.

mod add_custodian;
mod return_cash;
mod set_custodian;
mod sweep_cash;

pub use add_custodian::*;
pub use return_cash::*;
pub use set_custodian::*;
pub use sweep_cash::*;
