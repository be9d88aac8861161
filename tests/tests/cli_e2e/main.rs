//! The real `mmf` binary as a process, against `mmf localnet` with the real bytecode.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests

mod actions;
mod input;
mod month;
mod network;
mod refusals;
mod support;
mod wallet;
