//! The transfer hook.

mod check_transfer;
mod entries;
mod execute;
mod update_hook_accounts;

pub use check_transfer::*;
pub use entries::*;
pub use execute::*;
pub use update_hook_accounts::*;
