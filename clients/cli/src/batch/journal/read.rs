//! A journal read back after an interruption.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use solana_sdk::signature::Signature;

use super::Sent;
use super::entry::{self, Entry, Subject};
use super::file::failed;
use crate::error::{CliError, CliResult};

/// The part of a run that was interrupted.
pub(super) struct Part {
    /// What the run is about.
    pub subject: Subject,
    /// What it had sent, without an outcome.
    pub unsettled: Vec<Sent>,
}

/// The part of the last run, if it was interrupted. A last line that was torn by the interruption is cut off: what it told was not sent.
pub(super) fn last_part(path: &Path, file: &File) -> CliResult<Option<Part>> {
    let mut text = Vec::new();
    let mut reader = file;
    reader.read_to_end(&mut text).map_err(|error| failed(path, &error))?;
    let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
    if whole < text.len() {
        file.set_len(whole as u64).map_err(|error| failed(path, &error))?;
    }
    let mut open: Option<Part> = None;
    for (number, line) in text[..whole].split_inclusive(|byte| *byte == b'\n').enumerate() {
        let entry = serde_json::from_slice(line).map_err(|_| unreadable(path, number + 1))?;
        open = step(open, entry).ok_or_else(|| unreadable(path, number + 1))?;
    }
    Ok(open)
}

/// What is open after one more line; `None` for a line that makes no sense there.
fn step(open: Option<Part>, entry: Entry) -> Option<Option<Part>> {
    if entry.foreign_format().is_some() {
        return None;
    }
    match (open, entry) {
        (None, Entry::Begin { subject, .. }) => Some(Some(Part { subject, unsettled: Vec::new() })),
        (Some(mut part), Entry::Sent { job, signature, last_valid, transaction, .. }) => {
            part.unsettled.push(entry::sent(job, &signature, last_valid, &transaction)?);
            Some(Some(part))
        }
        (Some(mut part), Entry::Settled { signature, .. }) => {
            let signature: Signature = signature.parse().ok()?;
            part.unsettled.retain(|sent| sent.signature != signature);
            Some(Some(part))
        }
        (Some(_), Entry::End) => Some(None),
        (Some(_), Entry::Begin { .. }) | (None, _) => None,
    }
}

fn unreadable(path: &Path, line: usize) -> CliError {
    CliError::failure("JournalUnreadable", format!("line {line} of {} is not a journal's", path.display()))
        .hint("if it is no journal of this tool, or of a newer one, move it away")
}
