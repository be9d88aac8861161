//! What `import` and `renew` share: a journaled batch, and what became of it.

use std::path::Path;
use std::time::Duration;

use serde_json::json;
use sha2::{Digest, Sha256};
use solana_sdk::pubkey::Pubkey;

use crate::batch::{self, Job, Journal, Subject, Tally, Unfinished};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::{Cell, Format, Output, hex};

/// Refuses options under which nothing is signed here.
///
/// # Errors
/// When there is one.
pub fn needs_signatures(context: &Context) -> CliResult<()> {
    let globals = &context.globals;
    let option = match (globals.print, globals.propose, globals.action) {
        (Some(_), ..) => "--print",
        (_, Some(_), _) => "--propose",
        (.., Some(_)) => "--action",
        _ => return Ok(()),
    };
    Err(CliError::usage(
        "BatchNeedsSignatures",
        format!("a batch is signed and sent by this command; {option} is not possible here"),
    )
    .hint("give the council members' keys with -k and --signer, or work on single investors"))
}

/// Opens the journal, and settles what an interrupted run has sent. Returns how many transactions that were.
///
/// # Errors
/// When the journal belongs to something else, or the network does not answer.
pub fn take_up(
    context: &Context,
    command: &str,
    fund: &Pubkey,
    content: &[u8],
    path: &Path,
) -> CliResult<(Journal, u64)> {
    let genesis = context.rpc().get_genesis_hash().map_err(|error| explain::rpc_error(&error, &context.config.url))?;
    let subject = Subject {
        command: command.to_owned(),
        genesis: genesis.to_string(),
        fund: fund.to_string(),
        content_sha256: hex(&Sha256::digest(content)),
    };
    let mut journal = Journal::open(path, subject)?;
    let settled = if journal.is_interrupted() { batch::settle(context, &mut journal)? } else { 0 };
    Ok((journal, settled))
}

/// Sends the jobs.
///
/// # Errors
/// When a job did not get done: all of them are listed. When the network stops answering.
pub fn send(context: &Context, journal: &mut Journal, title: &str, jobs: &[Job], window: u16) -> CliResult<Tally> {
    let tally = batch::send(context, journal, title, jobs, window)?;
    if tally.unfinished.is_empty() { Ok(tally) } else { Err(unfinished(&tally, journal.path())) }
}

fn unfinished(tally: &Tally, journal: &Path) -> CliError {
    let rows = tally.unfinished.iter().map(|job: &Unfinished| {
        vec![
            Cell::text(&job.place),
            Cell::text(&job.key),
            Cell::text(&job.reason.name),
            Cell::text(&job.reason.message),
        ]
    });
    let table = Output::new().table(
        "unfinished",
        "",
        vec![("place", "Where"), ("investorId", "Investor"), ("name", "Error"), ("message", "Why")],
        rows.collect(),
    );
    let shown = table.render("", Format::Display);
    let (done, open) = (tally.done, tally.unfinished.len());
    CliError::refused("BatchIncomplete", format!("{done} investors are done, {open} are not\n{shown}"))
        .hint(format!(
            "mend the reasons and run the command again: it sends only what is missing. The journal is {}",
            journal.display()
        ))
        .details(json!(table.to_json()))
}

/// So many a second, with one decimal.
pub fn rate(count: u64, elapsed: Duration) -> String {
    let millis = elapsed.as_millis().max(1);
    let tenths = u128::from(count) * 10_000 / millis;
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Seconds with one decimal.
pub fn seconds(elapsed: Duration) -> String {
    let tenths = elapsed.as_millis() / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_and_seconds_have_one_decimal() {
        assert_eq!(rate(10_000, Duration::from_secs(64)), "156.2");
        assert_eq!(rate(1, Duration::ZERO), "1000.0");
        assert_eq!(seconds(Duration::from_millis(64_250)), "64.2");
    }
}
