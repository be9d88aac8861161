//! What is to be done, and what became of it.

use std::time::Duration;

use solana_sdk::instruction::Instruction;

use crate::error::CliError;

/// A piece of work.
#[derive(Clone, Debug)]
pub struct Job {
    /// Its name, the same from run to run.
    pub key: String,
    /// Where the user finds it, such as `line 7`.
    pub place: String,
    /// Its transactions, in order; each may be sent again after an interruption.
    pub steps: Vec<Vec<Instruction>>,
}

/// A job that did not get done.
#[derive(Clone, Debug)]
pub struct Unfinished {
    /// The job's name.
    pub key: String,
    /// Where the user finds it.
    pub place: String,
    /// Why.
    pub reason: CliError,
}

/// What became of the jobs.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Jobs whose transactions have all landed.
    pub done: u64,
    /// Transactions that landed.
    pub landed: u64,
    /// Jobs that did not get done, in the order in which that was known.
    pub unfinished: Vec<Unfinished>,
    /// How long it took.
    pub elapsed: Duration,
}
