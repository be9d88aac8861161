//! The register: investors, wallets, holdings.

mod add_investor;
mod approve_investor;
mod change_investor;
mod close_holding;
mod counting;
mod enforce;
mod link_wallet;
mod open_holding;
mod release_investor;
mod remove_investor;
mod restrict_investor;
mod set_dividend_account;
mod set_freeze;
mod unlink_wallet;
mod update_investor;

use add_investor::generation;
pub use add_investor::*;
pub use approve_investor::*;
use change_investor::check_order;
pub use change_investor::*;
pub use close_holding::*;
pub use enforce::*;
pub use link_wallet::*;
pub use open_holding::*;
pub use release_investor::*;
pub use remove_investor::*;
pub use restrict_investor::*;
pub use set_dividend_account::*;
pub use set_freeze::*;
pub use unlink_wallet::*;
pub use update_investor::*;
