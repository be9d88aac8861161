//! What redemptions and a move of the market would do to a fund: how it pays, what it still has that is liquid, what a share is worth to
//! those who stay, and what has to wait.
//!
//! Periodic stress tests are a duty: 17 CFR 270.2a-7(g)(8) (the fund's ability to keep sufficient minimum liquidity and to minimise the
//! volatility of its principal), Regulation (EU) 2017/1131, article 28. `docs/stress.md` has the assumptions and an example.

mod draw;
mod outcome;
mod queue;
mod reverse;
mod sources;
mod supposed;

pub use outcome::{Met, Outcome, Sold, Standing};
pub use queue::Waiting;
pub use reverse::{Bound, Reverse};
pub use sources::Step;
pub use supposed::{MAX_MOVE_BPS, Minimums, QueuedRedemptions, StressOf, Stressed};

#[cfg(test)]
mod tests;
