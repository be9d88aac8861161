//! The journal: which transactions were sent, and what became of them, on disk before and after.
//!
//! A file of JSON lines that only grows. Each run writes a part: its subject, the transactions before they are sent, their outcomes, and its
//! end. A part without an end belongs to a run that was killed.

mod entry;
mod file;
mod read;

use std::fs::File;
use std::path::{Path, PathBuf};

use solana_sdk::signature::Signature;
use solana_sdk::transaction::VersionedTransaction;

use entry::Entry;
pub use entry::Subject;

use super::flight::{Flight, Verdict};
use crate::error::CliResult;

/// A transaction that an interrupted run has sent, and whose outcome it did not learn.
#[derive(Clone, Debug)]
pub(super) struct Sent {
    /// The job's name.
    pub key: String,
    /// Its signature.
    pub signature: Signature,
    /// Last block height at which it can land.
    pub last_valid: u64,
    /// The transaction.
    pub transaction: VersionedTransaction,
}

/// A journal on disk. One process at a time has it.
pub struct Journal {
    path: PathBuf,
    subject: Subject,
    file: Option<File>,
    open: bool,
    unsettled: Vec<Sent>,
}

impl Journal {
    /// Takes the journal up, if there is one. Nothing is written before something is sent.
    ///
    /// # Errors
    /// When another process has it, it is no journal, or it belongs to an interrupted run of something else.
    pub fn open(path: &Path, subject: Subject) -> CliResult<Self> {
        let mut journal = Self { path: path.to_path_buf(), subject, file: None, open: false, unsettled: Vec::new() };
        let Some(file) = file::existing(path)? else {
            return Ok(journal);
        };
        let last = read::last_part(path, &file)?;
        if let Some(part) = last {
            journal.subject.check(&part.subject, path)?;
            (journal.open, journal.unsettled) = (true, part.unsettled);
        }
        journal.file = Some(file);
        Ok(journal)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it belongs to a run that was interrupted.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.open
    }

    pub(super) fn unsettled(&self) -> Vec<Sent> {
        self.unsettled.clone()
    }

    /// Writes transactions down, before they are sent.
    pub(super) fn sent(&mut self, flights: &[Flight]) -> CliResult<()> {
        if flights.is_empty() {
            return Ok(());
        }
        let mut entries = Vec::with_capacity(flights.len() + 1);
        if !self.open {
            entries.push(Entry::begin(&self.subject));
        }
        for flight in flights {
            entries.push(Entry::sent(flight)?);
        }
        self.write(&entries)?;
        self.open = true;
        Ok(())
    }

    /// Writes outcomes down.
    pub(super) fn settled(&mut self, settled: &[(Flight, Verdict)]) -> CliResult<()> {
        if settled.is_empty() {
            return Ok(());
        }
        let entries: Vec<Entry> = settled.iter().map(|(flight, verdict)| Entry::settled(flight, verdict)).collect();
        self.write(&entries)
    }

    /// Ends the run's part: nothing of it is on its way any more.
    pub(super) fn end(&mut self) -> CliResult<()> {
        if self.open {
            self.write(&[Entry::End])?;
            (self.open, self.unsettled) = (false, Vec::new());
        }
        Ok(())
    }

    fn write(&mut self, entries: &[Entry]) -> CliResult<()> {
        let file = match &mut self.file {
            Some(file) => file,
            empty => empty.insert(file::made(&self.path)?),
        };
        file::append(file, &self.path, entries)
    }
}

#[cfg(test)]
mod tests;
