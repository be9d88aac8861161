//! What is to be done, and what became of it.

use std::time::Duration;

use solana_sdk::instruction::Instruction;
use solana_sdk::message::AddressLookupTableAccount;

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
    /// Lookup tables that its transactions may use.
    pub tables: Vec<AddressLookupTableAccount>,
    /// Compute-unit limit of each of its transactions; `None` has the first of its kind simulated.
    pub compute_unit_limit: Option<u32>,
}

impl Job {
    /// A piece of work without lookup tables, whose compute units are learnt by simulation.
    pub fn new(key: impl Into<String>, place: impl Into<String>, steps: Vec<Vec<Instruction>>) -> Self {
        Self { key: key.into(), place: place.into(), steps, tables: Vec::new(), compute_unit_limit: None }
    }

    /// Lets its transactions use lookup tables.
    #[must_use]
    pub fn with_tables(mut self, tables: Vec<AddressLookupTableAccount>) -> Self {
        self.tables = tables;
        self
    }

    /// States the compute-unit limit of each of its transactions.
    #[must_use]
    pub fn with_limit(mut self, units: u32) -> Self {
        self.compute_unit_limit = Some(units);
        self
    }
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
