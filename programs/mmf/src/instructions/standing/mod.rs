//! Standing instructions of holders.

mod revoke_standing;
mod run_standing;
mod set_standing;

pub use revoke_standing::*;
pub use run_standing::*;
pub use set_standing::*;
