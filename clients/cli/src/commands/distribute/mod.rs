//! `mmf distribute`: pays the last closed month to every holder, in as few transactions as hold them.
//!
//! The program pays a holding once for a month, whoever sends how often. So a run reads who was not paid yet, totals, and sends; a run that was
//! killed is settled by its journal first and then does the same. At the end the books are read again and must add up to the last digit.

mod books;
mod breaker;
mod done;
mod due;
mod exact;
mod forecast;
mod obstacle;
mod pack;
mod paid;
mod reconcile;
mod report;
mod route;
mod state;
mod tables;

use std::time::Instant;

use self::books::Books;
use self::breaker::Totals;
use self::done::Done;
use self::paid::Payments;
use self::reconcile::Reconciliation;
use self::state::State;
use super::bulk::outcome;
use crate::amount;
use crate::args::Distribute;
use crate::batch::Tally;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Format, Output};
use crate::tx::ask;

pub fn run(context: &Context, args: &Distribute) -> CliResult<Output> {
    outcome::needs_signatures(context)?;
    if context.globals.dry_run {
        return dry_run(context, args);
    }
    let mut state = State::take_up(context, args)?;
    if args.close_tables {
        return tables::close(context, &mut state.journal, &mut state.tables, args.in_flight);
    }
    let started = Instant::now();
    let mut books = Books::read(context, args.class)?;
    let mut done = Done::after(state.resumed);
    if books.unpaid().next().is_some() {
        check(&books, args)?;
        ask(context, &question(&books))?;
        books = done.pay_all(context, args, &mut state, books)?;
    }
    done.elapsed = started.elapsed();
    let payments = Payments::read(context, &books)?;
    let reconciliation = Reconciliation::of(&books, &payments)?;
    if let Some(path) = &args.report {
        report::write(context, &books, &payments, path)?;
    }
    reconciliation.check()?;
    Ok(reconciliation.show(done.show(&books, &payments, args, &state)))
}

/// Refuses what must not be sent.
fn check(books: &Books, args: &Distribute) -> CliResult<()> {
    books.check_pause()?;
    Totals::of(books)?.check(args.max_total, args.max_yield_bps)
}

fn dry_run(context: &Context, args: &Distribute) -> CliResult<Output> {
    let books = Books::read(context, args.class)?;
    let totals = Totals::of(&books)?;
    let refusal = books.check_pause().and_then(|()| totals.check(args.max_total, args.max_yield_bps)).err();
    forecast::show(context, &books, &totals, refusal.as_ref())
}

fn question(books: &Books) -> String {
    let shown = |units: u128| amount::grouped(&amount::plain_signed(i128::try_from(units).unwrap_or(i128::MAX)));
    let due = books.due();
    let in_cash = books.cash_due_e6();
    format!(
        "Pay {} for {} to {} holders: {} in units, {} in cash, {} withheld as tax?",
        shown(due.gross_units),
        dates::month_text(books.period.period_no),
        books.unpaid().count(),
        shown(due.net_units().saturating_sub(in_cash)),
        shown(in_cash),
        shown(due.tax_e6),
    )
}

/// What did not get done, why, and what to do about it.
fn unfinished(tally: &Tally, what: &str, journal: &std::path::Path) -> CliError {
    let rows = tally.unfinished.iter().map(|job| {
        let hint = job.reason.hint.as_deref().map_or_else(Cell::none, Cell::text);
        vec![Cell::text(&job.place), Cell::text(&job.reason.name), Cell::text(&job.reason.message), hint]
    });
    let columns = vec![("place", "Where"), ("name", "Error"), ("message", "Why"), ("hint", "What to do")];
    let table = Output::new().table("unfinished", "", columns, rows.collect());
    let shown = table.render("", Format::Display);
    let (done, open) = (tally.landed, tally.unfinished.len());
    CliError::refused("BatchIncomplete", format!("{done} {what} are done, {open} are not\n{shown}"))
        .hint(format!(
            "mend the reasons and run the command again: whoever was paid is left out. The journal is {}",
            journal.display()
        ))
        .details(table.to_json())
}
