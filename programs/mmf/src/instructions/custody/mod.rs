//! Cash between the buffer and custodians.

mod add_custodian;
mod release_suspense;
mod return_cash;
mod set_custodian;
mod sweep_cash;
mod sweep_stray;

pub use add_custodian::*;
pub use release_suspense::*;
pub use return_cash::*;
pub use set_custodian::*;
pub use sweep_cash::*;
pub use sweep_stray::*;
