//! `mmf investor import`

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::outcome;
use super::plan::{Plan, plan};
use super::register::Register;
use super::rent;
use super::table::{self, Fault, Table, reject};
use super::wanted::wanted;
use crate::args::Import;
use crate::commands::{denial, shared};
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};
use crate::tx::ask;

pub fn run(context: &Context, args: &Import) -> CliResult<Output> {
    let started = Instant::now();
    outcome::needs_signatures(context)?;
    let content = table::bytes(&args.file)?;
    let (table, faults) = table::read(&content);
    if table.rows.is_empty() {
        return Err(reject(&args.file, faults));
    }
    if context.globals.dry_run || !faults.is_empty() {
        let plan = checked(context, args, &table, faults)?;
        return Ok(summary(&table, &plan, None, started.elapsed()));
    }

    let fund = context.fund()?;
    let path = args.journal.clone().unwrap_or_else(|| beside(&args.file));
    let (mut journal, settled) = outcome::take_up(context, "investor import", &fund, &content, &path)?;
    let plan = checked(context, args, &table, faults)?;
    if plan.jobs.is_empty() {
        return Ok(summary(&table, &plan, Some((settled, 0, &path)), started.elapsed()));
    }
    rent::check(context, &context.fee_payer()?.address(), &plan)?;
    ask(context, &format!("Import {} investors into the fund {fund}?", plan.jobs.len()))?;
    let title = format!("import {} investors", plan.jobs.len());
    let tally = outcome::send(context, &mut journal, &title, &plan.jobs, args.batch)?;
    Ok(summary(&table, &plan, Some((settled, tally.landed, &path)), started.elapsed()))
}

/// The journal stands beside the file.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".mmf-journal");
    name.into()
}

/// What the file wants of the chain, or everything that is wrong with it.
fn checked(context: &Context, args: &Import, table: &Table, mut faults: Vec<Fault>) -> CliResult<Plan> {
    let register = match shared::fund(context).and_then(|fund| Register::read(context, fund)) {
        // What is wrong with the file itself is worth telling without a network too.
        Err(_) if !faults.is_empty() => return Err(reject(&args.file, faults)),
        other => other?,
    };
    let (wanted, found) = wanted(table, &register)?;
    faults.extend(found);
    if !faults.is_empty() {
        return Err(reject(&args.file, faults));
    }
    plan(context, &register, &wanted, args.reason)?.map_err(|faults| reject(&args.file, faults))
}

/// `sent`: transactions settled of an interrupted run, transactions that landed now, and the journal; `None` for a dry run.
fn summary(table: &Table, plan: &Plan, sent: Option<(u64, u64, &Path)>, elapsed: Duration) -> Output {
    let (rows, jobs) = (table.rows.len() as u64, plan.jobs.len() as u64);
    let counts = plan.counts;
    let mut fields: Vec<Field> = vec![
        ("investors", "Investors in the file", Cell::count(rows)),
        ("unchanged", "Nothing to do for", Cell::count(rows - jobs)),
        ("added", "Registered", Cell::count(counts.added)),
        ("updated", "Profile changed", Cell::count(counts.updated)),
        ("approved", "Approved or renewed", Cell::count(counts.approved)),
        ("linked", "Wallets linked", Cell::count(counts.linked)),
        ("opened", "Holdings opened", Cell::count(counts.opened)),
    ];
    let transactions: u64 = plan.jobs.iter().map(|job| job.steps.len() as u64).sum();
    let (title, note) = match sent {
        None => {
            fields.push(("transactions", "Transactions", Cell::count(transactions)));
            fields.push(("dryRun", "Dry run", Cell::flag(true)));
            ("Would be imported", "Dry run: nothing was sent.".to_owned())
        }
        Some((settled, landed, journal)) => {
            fields.extend([
                ("transactions", "Transactions", Cell::count(landed)),
                ("resumed", "Settled of the interrupted run", Cell::count(settled)),
                ("seconds", "Seconds", Cell::text(outcome::seconds(elapsed))),
                ("perSecond", "Investors per second", Cell::text(outcome::rate(jobs, elapsed))),
                ("journal", "Journal", Cell::text(journal.display().to_string())),
            ]);
            let note = if jobs == 0 { "Everything is on the register already; nothing was sent." } else { "" };
            ("Imported", note.to_owned())
        }
    };
    let skipped = plan.skipped.iter().map(|((class, reason), holdings)| {
        vec![
            Cell::count(*class),
            Cell::text(denial::name(*reason)),
            Cell::text(denial::words(*reason)),
            Cell::count(*holdings),
        ]
    });
    let mut output = Output::new().record(title, fields);
    if !plan.skipped.is_empty() {
        output = output.table(
            "skipped",
            "Holdings that were not opened",
            vec![("class", "Class"), ("reason", "Reason"), ("words", "In words"), ("holdings", "Holdings")],
            skipped.collect(),
        );
    }
    if note.is_empty() { output } else { output.note(note) }
}
