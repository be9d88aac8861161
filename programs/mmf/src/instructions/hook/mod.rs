//! The transfer hook.

mod entries;
mod execute;
mod update_hook_accounts;

pub use entries::*;
pub use execute::*;
pub use update_hook_accounts::*;
