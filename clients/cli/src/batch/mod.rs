//! Many transactions at once: a window of them in flight, a journal on disk, every job exactly once.
//!
//! A [`Job`] is a piece of work with a name that stays the same from run to run. Its transactions go one after the other, each when the one
//! before it has landed; jobs go side by side. Before a transaction is sent it stands in the [`Journal`], so that a run that was killed is
//! taken up where it stopped: what was sent is settled first, then the caller reads the chain again and sends what is missing.

mod broadcast;
mod flight;
mod job;
mod journal;
mod limits;
mod lock;
mod pace;
mod sender;
mod settle;
mod wire;

pub use job::{Job, Tally, Unfinished};
pub use journal::{Journal, Subject};
pub use lock::Lock;
pub use sender::send;
pub use settle::settle;

/// Transactions in flight, where the command line does not say.
pub const DEFAULT_WINDOW: u16 = 128;

#[cfg(test)]
mod tests;
