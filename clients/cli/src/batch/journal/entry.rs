//! The lines of a journal.

use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use solana_sdk::transaction::VersionedTransaction;

use super::Sent;
use crate::batch::flight::{Flight, Verdict};
use crate::error::{CliError, CliResult};

/// Format of the journal.
const FORMAT: u8 = 1;

/// What a run is about. A run that was killed is taken up only by one with the same subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Subject {
    /// The command.
    pub command: String,
    /// Hash of the network's first block.
    pub genesis: String,
    /// The fund.
    pub fund: String,
    /// SHA-256 of what the run works through, in hexadecimal.
    pub content_sha256: String,
}

/// A line of a journal.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub(super) enum Entry {
    /// A run begins.
    Begin {
        /// Format of the journal.
        format: u8,
        /// What it is about.
        #[serde(flatten)]
        subject: Subject,
    },
    /// A transaction is about to be sent.
    Sent {
        /// The job's name.
        job: String,
        /// Place of the transaction in the job.
        step: usize,
        /// Its signature.
        signature: String,
        /// Last block height at which it can land.
        last_valid: u64,
        /// The signed transaction in base64, so that it can be sent again.
        transaction: String,
    },
    /// What became of a transaction.
    Settled {
        /// The job's name.
        job: String,
        /// Its signature.
        signature: String,
        /// Landed, refused, rejected or expired.
        outcome: String,
        /// Where it landed.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        slot: Option<u64>,
        /// Why it was refused.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        reason: Option<String>,
    },
    /// The run has ended; nothing of it is on its way.
    End,
}

impl Subject {
    /// Refuses to take up a run about something else.
    pub(super) fn check(&self, interrupted: &Self, path: &Path) -> CliResult<()> {
        let other = [
            (self.command != interrupted.command, "command", &interrupted.command),
            (self.genesis != interrupted.genesis, "network, with the genesis hash", &interrupted.genesis),
            (self.fund != interrupted.fund, "fund", &interrupted.fund),
            (
                self.content_sha256 != interrupted.content_sha256,
                "content, with the SHA-256",
                &interrupted.content_sha256,
            ),
        ];
        let Some((_, what, value)) = other.into_iter().find(|(differs, ..)| *differs) else {
            return Ok(());
        };
        let path = path.display();
        Err(CliError::usage(
            "JournalForeign",
            format!("{path} is the journal of an interrupted run of another {what} {value}"),
        )
        .hint(format!(
            "finish that run first, with the same file, fund and network; or, if it is given up, move {path} away: \
                 a few minutes after the interruption nothing that it sent can land any more"
        )))
    }
}

impl Entry {
    pub(super) fn begin(subject: &Subject) -> Self {
        Self::Begin { format: FORMAT, subject: subject.clone() }
    }

    pub(super) fn sent(flight: &Flight) -> CliResult<Self> {
        let bytes = bincode::serialize(flight.transaction.as_ref())
            .map_err(|error| CliError::failure("EncodingFailed", error.to_string()))?;
        Ok(Self::Sent {
            job: flight.key.clone(),
            step: flight.leg.as_ref().map_or(0, |leg| leg.step),
            signature: flight.signature.to_string(),
            last_valid: flight.last_valid,
            transaction: STANDARD.encode(bytes),
        })
    }

    pub(super) fn settled(flight: &Flight, verdict: &Verdict) -> Self {
        let (outcome, slot, reason) = match verdict {
            Verdict::Landed(slot) => ("landed", Some(*slot), None),
            Verdict::Refused(error) => ("refused", None, Some(error.to_string())),
            Verdict::Rejected(error) => ("rejected", None, Some(error.message.clone())),
            Verdict::Expired => ("expired", None, None),
        };
        let (job, signature) = (flight.key.clone(), flight.signature.to_string());
        Self::Settled { job, signature, outcome: outcome.to_owned(), slot, reason }
    }

    /// The format that a run was begun with, if it is not this one's.
    pub(super) fn foreign_format(&self) -> Option<u8> {
        match self {
            Self::Begin { format, .. } if *format != FORMAT => Some(*format),
            _ => None,
        }
    }
}

/// A line about a transaction that was sent; `None` where it does not hold what it should.
pub(super) fn sent(job: String, signature: &str, last_valid: u64, transaction: &str) -> Option<Sent> {
    let bytes = STANDARD.decode(transaction).ok()?;
    let transaction: VersionedTransaction = bincode::deserialize(&bytes).ok()?;
    let signature = signature.parse().ok()?;
    (transaction.signatures.first() == Some(&signature)).then_some(Sent {
        key: job,
        signature,
        last_valid,
        transaction,
    })
}
