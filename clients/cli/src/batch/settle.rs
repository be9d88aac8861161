//! What an interrupted run has sent: asked after, and sent again, until each has landed or can no longer land.

use std::sync::Arc;
use std::time::Instant;

use super::flight::Flight;
use super::journal::Journal;
use super::wire::Wire;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::spinner;

/// Settles what an interrupted run has sent, and closes its part of the journal. Returns how many transactions that were.
///
/// # Errors
/// When the network does not answer, or the journal cannot be written.
pub fn settle(context: &Context, journal: &mut Journal) -> CliResult<u64> {
    let open = journal.unsettled();
    let count = open.len() as u64;
    if count > 0 {
        let spinner = spinner(context, &format!("settle {count} transactions of the interrupted run"));
        let mut wire = Wire::open(context)?;
        wire.launch(open.into_iter().map(flight).collect());
        while wire.len() > 0 {
            wire.poll(journal)?;
        }
        spinner.finish_and_clear();
    }
    journal.end()?;
    Ok(count)
}

fn flight(sent: super::journal::Sent) -> Flight {
    Flight {
        leg: None,
        key: sent.key,
        signature: sent.signature,
        transaction: Arc::new(sent.transaction),
        instructions: Vec::new(),
        last_valid: sent.last_valid,
        since: Instant::now(),
        sent: Instant::now(),
    }
}
