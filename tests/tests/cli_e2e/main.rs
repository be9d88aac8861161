//! The real `mmf` binary as a process, against `mmf localnet` with the real bytecode.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests

mod accounting;
mod actions;
mod class_rules;
mod distribute;
mod import;
mod input;
mod keeper;
mod month;
mod network;
mod officer;
mod portfolio;
mod queue;
mod refusals;
mod stress;
mod support;
mod transfer_check;
mod wallet;
