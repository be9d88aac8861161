//! A fund in LiteSVM: the real bytecode, the real Token-2022, a clock that tests move.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests

pub mod asserts;
pub mod calendar;
pub mod cash;
pub mod classes;
pub mod compute;
pub mod councils;
pub mod dividends;
pub mod events;
pub mod fee_mint;
pub mod foreign;
pub mod holders;
pub mod keys;
pub mod liquidity;
pub mod nav;
pub mod officer;
pub mod queue;
pub mod rules;
pub mod token_acl;
pub mod world;

pub use asserts::{expect_error, expect_refusal};
pub use councils::Councils;
pub use holders::Holder;
pub use nav::Figures;
pub use queue::CashBooks;
pub use world::World;

/// One share, and one dollar, in units.
pub const ONE: u64 = 1_000_000;
