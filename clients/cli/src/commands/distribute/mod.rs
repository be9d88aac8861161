//! `mmf distribute`: pays the last closed month to every holder, in as few transactions as hold them.
//!
//! The program pays a holding once for a month, whoever sends how often. So a run reads who was not paid yet, totals, and sends; a run that was
//! killed is settled by its journal first and then does the same. At the end the books are read again and must add up to the last digit.

mod books;
mod breaker;
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
mod written;

use std::time::{Duration, Instant};

use serde_json::json;

use self::route::Paying;
use self::books::{Books, Line};
use self::breaker::Totals;
use self::pack::Packer;
use self::paid::Payments;
use self::reconcile::Reconciliation;
use self::state::State;
use self::tables::MadeTables;
use super::bulk::outcome;
use crate::amount;
use crate::args::Distribute;
use crate::batch::{self, Tally};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Format, Output};
use crate::tx::ask;

/// Holdings that a transaction holds without lookup tables.
const WITHOUT_TABLES: u8 = 8;
/// Holdings that one or two transactions pay without lookup tables.
const FEW: usize = 2 * WITHOUT_TABLES as usize;
/// How often what was refused is packed anew: a holding that is closed in the middle takes its transaction with it.
const ROUNDS: usize = 3;

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
    let mut done = Done::before(&books, state.resumed);
    if done.paid_now > 0 {
        check(&books, args)?;
        ask(context, &question(&books, &done))?;
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

fn question(books: &Books, done: &Done) -> String {
    let units = amount::grouped(&amount::plain_signed(i128::try_from(done.units_now).unwrap_or(i128::MAX)));
    format!("Pay {units} units for {} to {} holders?", dates::month_text(books.period.period_no), done.paid_now)
}

/// What a run has done.
#[derive(Default)]
struct Done {
    resumed: u64,
    paid_now: u64,
    units_now: u128,
    tables: MadeTables,
    tally: Tally,
    elapsed: Duration,
}

impl Done {
    fn before(books: &Books, resumed: u64) -> Self {
        let paid_now = books.unpaid().count() as u64;
        let units_now = books.unpaid().map(Line::due_units).fold(0, u128::saturating_add);
        Self { resumed, paid_now, units_now, ..Self::default() }
    }

    /// Pays everybody. What was refused is packed anew, as long as something lands; returns the books after it.
    fn pay_all(
        &mut self,
        context: &Context,
        args: &Distribute,
        state: &mut State,
        mut books: Books,
    ) -> CliResult<Books> {
        for _ in 0..ROUNDS {
            self.pay(context, args, state, &books)?;
            books = Books::read(context, args.class)?;
            if self.tally.unfinished.is_empty() || books.unpaid().next().is_none() {
                return Ok(books);
            }
            if self.tally.done == 0 {
                break;
            }
            check(&books, args)?;
        }
        Err(unfinished(&self.tally, "transactions", state.journal.path()))
    }

    /// Sends to everybody who was not paid yet; what was refused stands in the tally.
    fn pay(&mut self, context: &Context, args: &Distribute, state: &mut State, books: &Books) -> CliResult<()> {
        let unpaid: Vec<&Line> = books.unpaid().collect();
        let with_tables = !args.no_tables
            && !context.globals.legacy
            && args.batch.is_none_or(|most| most > WITHOUT_TABLES)
            && unpaid.len() > FEW;
        if with_tables {
            let keys: Vec<_> = unpaid
                .iter()
                .flat_map(|line| line.route.keys(&books.fund, &books.payee(context, line)))
                .collect();
            let made = tables::make(context, &mut state.journal, &mut state.tables, &keys, args.in_flight)?;
            let transactions = self.tables.transactions + made.transactions;
            self.tables = MadeTables { transactions, elapsed: self.tables.elapsed + made.elapsed, ..made };
        }
        let packer = Packer { context, books, index: &self.tables.index, most: args.batch };
        let jobs = packer.jobs(&unpaid)?;
        let month = dates::month_text(books.period.period_no);
        let title = format!("pay {month} to {} holders", unpaid.len());
        let landed = self.tally.landed;
        self.tally = batch::send(context, &mut state.journal, &title, &jobs, args.in_flight)?;
        self.tally.landed += landed;
        Ok(())
    }

    fn show(&self, books: &Books, payments: &Payments, args: &Distribute, state: &State) -> Output {
        let period = &books.period;
        let month = dates::month_text(period.period_no);
        let mut fields: Vec<Field> = vec![
            ("month", "Month", Cell::text(&month)),
            ("holders", "Holders on the register", Cell::count(books.lines.len() as u64)),
            ("paidNow", "Holders paid now", Cell::count(self.paid_now)),
            ("unitsNow", "Units paid now", Cell::amount(i128::try_from(self.units_now).unwrap_or(i128::MAX))),
            ("holdersPaid", "Holders paid in all", Cell::count(period.holdings_paid)),
            ("unitsPaid", "Units paid in all", Cell::amount(period.paid_units)),
            ("unitsCredited", "Of those without a token", Cell::amount(period.credited_units)),
            ("resumed", "Settled of the interrupted run", Cell::count(self.resumed)),
        ];
        if self.paid_now > 0 {
            fields.extend([
                ("transactions", "Transactions", Cell::count(self.tally.landed)),
                ("tables", "Lookup tables", Cell::count(self.tables.count)),
                ("tableTransactions", "Transactions for lookup tables", Cell::count(self.tables.transactions)),
                (
                    "tableSeconds",
                    "Of the seconds, for lookup tables",
                    Cell::text(outcome::seconds(self.tables.elapsed)),
                ),
                ("seconds", "Seconds", Cell::text(outcome::seconds(self.elapsed))),
                ("perSecond", "Holders per second", Cell::text(outcome::rate(self.paid_now, self.elapsed))),
                ("journal", "Journal", Cell::text(state.journal.path().display().to_string())),
            ]);
        }
        if let Some(path) = &args.report {
            fields.push(("report", "List of holdings", Cell::text(path.display().to_string())));
        }
        let mut output = Output::new().record("Distribution", fields);
        if self.paid_now == 0 {
            output = output.note(format!("Everyone had been paid for {month}."));
        }
        if !payments.is_complete() {
            let (known, all) = (payments.of.len(), payments.counted);
            let words = format!("The node knows {known} of {all} payments, so the month's account stands in for them.");
            output = output.note(words);
        }
        output.hidden("eventsComplete", json!(payments.is_complete()))
    }
}

/// What did not get done, and why.
fn unfinished(tally: &Tally, what: &str, journal: &std::path::Path) -> CliError {
    let rows = tally
        .unfinished
        .iter()
        .map(|job| vec![Cell::text(&job.place), Cell::text(&job.reason.name), Cell::text(&job.reason.message)]);
    let columns = vec![("place", "Where"), ("name", "Error"), ("message", "Why")];
    let table = Output::new().table("unfinished", "", columns, rows.collect());
    let shown = table.render("", Format::Display);
    let (done, open) = (tally.done, tally.unfinished.len());
    CliError::refused("BatchIncomplete", format!("{done} {what} are done, {open} are not\n{shown}"))
        .hint(format!(
            "mend the reasons and run the command again: whoever was paid is left out. The journal is {}",
            journal.display()
        ))
        .details(table.to_json())
}
