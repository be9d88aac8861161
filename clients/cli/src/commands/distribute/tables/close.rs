//! `mmf distribute --close-tables`: gives the tables up. A table is deactivated first, and closed once that is 512 blocks ago.

use mmf_client::lookup::{self, LookupTable};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::TableFile;
use crate::batch::{self, Job, Journal};
use crate::commands::distribute::unfinished;
use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;
use crate::output::{Cell, Output};

/// Blocks after which a deactivated table may be closed, with one to spare.
const COOL_DOWN_SLOTS: u64 = 514;
/// Tables in one transaction.
const AT_ONCE: usize = 15;
/// Compute units of one order.
const COMPUTE_UNITS: u32 = 5_000;

/// Deactivates the tables that are active, and closes those that were deactivated long enough ago.
///
/// # Errors
/// When a table is refused, or the node does not answer.
pub fn close(context: &Context, journal: &mut Journal, file: &mut TableFile, window: u16) -> CliResult<Output> {
    let payer = context.fee_payer()?.address();
    let found = context.client.lookup_tables(&file.tables).map_err(|error| explain_sdk(context, &error))?;
    let slot = context.rpc().get_slot().map_err(|error| explain::rpc_error(&error, &context.config.url))?;
    let tables: Vec<LookupTable> = found.into_iter().flatten().collect();
    let (ours, foreign): (Vec<_>, Vec<_>) = tables.iter().partition(|table| table.authority == Some(payer));
    let is_cool =
        |table: &&LookupTable| table.deactivated_at.is_some_and(|at| slot > at.saturating_add(COOL_DOWN_SLOTS));
    let active: Vec<Pubkey> =
        ours.iter().filter(|table| table.deactivated_at.is_none()).map(|table| table.address).collect();
    let cool: Vec<Pubkey> = ours.iter().copied().filter(is_cool).map(|table| table.address).collect();
    let waiting = ours.len() - active.len() - cool.len();

    let before = balance(context, &payer)?;
    let mut jobs = jobs("deactivate", &active, |table| lookup::deactivate(table, &payer));
    jobs.extend(self::jobs("close", &cool, |table| lookup::close(table, &payer)));
    let tally = batch::send(context, journal, "give the lookup tables up", &jobs, window)?;
    if !tally.unfinished.is_empty() {
        return Err(unfinished(&tally, "lookup tables", journal.path()));
    }
    file.tables = tables.iter().map(|table| table.address).filter(|address| !cool.contains(address)).collect();
    file.write()?;
    let back = balance(context, &payer)?.saturating_sub(before);
    let output = Output::new().record(
        "Lookup tables",
        vec![
            ("deactivated", "Deactivated now", Cell::count(active.len() as u64)),
            ("waiting", "Deactivated before, not long enough ago", Cell::count(waiting as u64)),
            ("closed", "Closed now", Cell::count(cool.len() as u64)),
            ("foreign", "Of another authority, left alone", Cell::count(foreign.len() as u64)),
            ("lamportsBack", "Lamports that came back, less fees", Cell::count(back)),
        ],
    );
    Ok(if active.len() + waiting == 0 {
        output
    } else {
        output.note("Run the command again in about four minutes: then they can be closed and their rent comes back.")
    })
}

fn balance(context: &Context, payer: &Pubkey) -> CliResult<u64> {
    context.rpc().get_balance(payer).map_err(|error| explain::rpc_error(&error, &context.config.url))
}

fn jobs(verb: &str, tables: &[Pubkey], order: impl Fn(&Pubkey) -> Instruction) -> Vec<Job> {
    let job = |part: &[Pubkey]| {
        let orders: Vec<Instruction> = part.iter().map(&order).collect();
        let units = COMPUTE_UNITS.saturating_mul(u32::try_from(part.len() + 1).unwrap_or(u32::MAX));
        Job::new(format!("{verb} {}", part[0]), format!("{verb} {} tables", part.len()), vec![orders]).with_limit(units)
    };
    tables.chunks(AT_ONCE).map(job).collect()
}
