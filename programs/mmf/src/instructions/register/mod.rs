//! The register: investors, wallets, holdings.

mod add_investor;
mod approve_investor;
mod link_wallet;
mod open_holding;

pub use add_investor::*;
pub use approve_investor::*;
pub use link_wallet::*;
pub use open_holding::*;
