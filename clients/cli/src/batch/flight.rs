//! A signed transaction on its way.

use std::sync::Arc;
use std::time::Instant;

use solana_sdk::instruction::Instruction;
use solana_sdk::signature::Signature;
use solana_sdk::transaction::{TransactionError, VersionedTransaction};

use crate::error::CliError;

/// The part of a job that a transaction carries out.
#[derive(Clone, Debug)]
pub(super) struct Leg {
    /// Place of the job in the list.
    pub job: usize,
    /// Place of the transaction in the job.
    pub step: usize,
    /// How often it was signed before.
    pub attempt: u32,
}

/// A signed transaction on its way.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    /// What it carries out; `None` for one that an earlier run sent.
    pub leg: Option<Leg>,
    /// The job's name.
    pub key: String,
    /// Its signature.
    pub signature: Signature,
    /// The transaction.
    pub transaction: Arc<VersionedTransaction>,
    /// Its instructions, to explain a refusal; empty for one that an earlier run sent.
    pub instructions: Vec<Instruction>,
    /// Last block height at which it can land.
    pub last_valid: u64,
    /// When it was first broadcast by this run.
    pub since: Instant,
    /// When it was last broadcast.
    pub sent: Instant,
}

/// What became of a transaction.
#[derive(Clone, Debug)]
pub(super) enum Verdict {
    /// It landed in this slot.
    Landed(u64),
    /// A program refused it on chain.
    Refused(TransactionError),
    /// The node refused to take it.
    Rejected(CliError),
    /// It can no longer land.
    Expired,
}
