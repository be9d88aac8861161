//! Rust SDK of `mmf`, a tokenized money-market fund on Solana.
//!
//! * [`pda`]: addresses of every account.
//! * [`ix`]: one builder for each instruction, made from the program's own types.
//! * [`fetch`]: typed accounts, checked for owner, kind and layout version; lists by filter.
//! * [`transfer`]: ordinary Token-2022 transfers with the hook's extra accounts.
//! * [`events`] and [`history`]: the program's events from logs and from the transaction history.
//! * [`lookup`]: address lookup tables, for transactions that name many accounts.
//! * [`quote`]: what a subscription or redemption would give, by the program's own arithmetic.

pub mod error;
pub mod events;
pub mod fetch;
pub mod history;
pub mod ix;
pub mod lookup;
pub mod pda;
pub mod quote;
pub mod transfer;

pub use error::{Error, Result};
pub use fetch::{Client, DealingDay};
pub use ix::{Authority, Privileged};
pub use pda::Addresses;
