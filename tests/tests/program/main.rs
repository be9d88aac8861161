//! The program on its real bytecode: one file for each instruction or subject.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests

mod actions;
mod authority_matrix;
mod calendar;
mod check_transfer;
mod compute_units;
mod councils;
mod create_class;
mod create_fund;
mod custody;
mod decision;
mod equalisation;
mod errors;
mod execute;
mod fixtures;
mod gated_dealing;
mod hostile;
mod hostile_hook;
mod invariants;
mod officer;
mod open_holding;
mod pauses;
mod pay_dividends;
mod post_quote;
mod redeem_instant;
mod register;
mod resolution;
mod restore;
mod rules;
mod standings;
mod stories;
mod strike;
mod subscribe_instant;
mod token_acl;
