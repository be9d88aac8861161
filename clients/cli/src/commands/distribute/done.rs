//! A run: pays everybody who was not paid yet, and tells what became of it.

use std::collections::HashSet;
use std::time::Duration;

use mmf::error::MmfError;
use serde_json::json;
use solana_sdk::pubkey::Pubkey;

use super::books::{Books, Line};
use super::due::Due;
use super::exact::cell_units;
use super::obstacle::Obstacle;
use super::pack::Packer;
use super::paid::Payments;
use super::route::{Paying, Route};
use super::state::State;
use super::tables::{self, MadeTables};
use super::{check, unfinished};
use crate::amount::{grouped, plain};
use crate::args::Distribute;
use crate::batch::{self, Tally};
use crate::commands::bulk::outcome;
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};

/// Holdings that a transaction holds without lookup tables.
const WITHOUT_TABLES: u8 = 8;
/// Holdings that one or two transactions pay without lookup tables.
const FEW: usize = 2 * WITHOUT_TABLES as usize;
/// How often what is left is packed anew: a holding that is closed in the middle takes its transaction with it, and one whose investor elects
/// otherwise in the middle is passed over.
const ROUNDS: usize = 3;

/// What a run has done.
#[derive(Default)]
pub struct Done {
    resumed: u64,
    /// How long it took.
    pub elapsed: Duration,
    paid_now: u64,
    due_now: Due,
    tables: MadeTables,
    tally: Tally,
}

impl Done {
    /// Nothing yet; so many transactions of an interrupted run were settled.
    pub fn after(resumed: u64) -> Self {
        Self { resumed, ..Self::default() }
    }

    /// Pays everybody. What is left is packed anew, as long as something lands; returns the books after it.
    ///
    /// # Errors
    /// When somebody could not be paid; whoever could be, is. When the network stops answering.
    pub fn pay_all(
        &mut self,
        context: &Context,
        args: &Distribute,
        state: &mut State,
        mut books: Books,
    ) -> CliResult<Books> {
        for round in 0..ROUNDS {
            if round > 0 {
                check(&books, args)?;
            }
            self.pay(context, args, state, &books)?;
            let after = Books::read(context, args.class)?;
            self.count(&books, &after);
            let month_goes_on = after.period.period_no == books.period.period_no;
            books = after;
            if books.unpaid().next().is_none() {
                return Ok(books);
            }
            if self.tally.done == 0 || !month_goes_on {
                break;
            }
        }
        Err(self.left(&books, state))
    }

    /// Counts the holdings of `before` that are paid since.
    fn count(&mut self, before: &Books, after: &Books) {
        let unpaid: HashSet<_> = after.unpaid().map(|line| line.address).collect();
        for line in before.unpaid().filter(|line| !unpaid.contains(&line.address)) {
            self.paid_now += 1;
            self.due_now = self.due_now.plus(line.due);
        }
    }

    /// Why there are holdings that were not paid.
    fn left(&self, books: &Books, state: &State) -> CliError {
        if self.tally.unfinished.is_empty() {
            let count = books.unpaid().count();
            let words = format!("{count} holdings are not paid: they, or the month, changed in the middle");
            return CliError::refused("BatchIncomplete", words).hint("run the command again");
        }
        let error = unfinished(&self.tally, "transactions", state.journal.path());
        let is_short = self.tally.unfinished.iter().any(|job| job.reason.name == MmfError::BufferShort.name());
        if !is_short {
            return error;
        }
        let buffer = grouped(&plain(books.fund.buffer_cash_e6));
        error.hint(format!(
            "the buffer holds {buffer}: bring cash back with `mmf cash return` and run the command again, or with `--batch 1` to pay as many as \
             that is enough for; whoever was paid is left out"
        ))
    }

    /// Sends to everybody who was not paid yet; what was refused stands in the tally.
    fn pay(&mut self, context: &Context, args: &Distribute, state: &mut State, books: &Books) -> CliResult<()> {
        let unpaid: Vec<&Line> = books.unpaid().collect();
        let with_tables = !args.no_tables
            && !context.globals.legacy
            && args.batch.is_none_or(|most| most > WITHOUT_TABLES)
            && unpaid.len() > FEW;
        if with_tables {
            let mut known = HashSet::new();
            let keys = unpaid.iter().flat_map(|line| line.route.keys(&books.fund, &books.payee(context, line)));
            // Several vaults may pay to one holding, which is a line itself.
            let keys: Vec<_> = keys.filter(|key| known.insert(*key)).collect();
            let made = tables::make(context, &mut state.journal, &mut state.tables, &keys, args.in_flight)?;
            let transactions = self.tables.transactions + made.transactions;
            self.tables = MadeTables { transactions, elapsed: self.tables.elapsed + made.elapsed, ..made };
        }
        let apart = without_cash(context, books)?;
        let packer = Packer { context, books, index: &self.tables.index, apart: &apart, most: args.batch };
        let jobs = packer.jobs(&unpaid)?;
        let month = dates::month_text(books.period.period_no);
        let title = format!("pay {month} to {} holders", unpaid.len());
        let landed = self.tally.landed;
        self.tally = batch::send(context, &mut state.journal, &title, &jobs, args.in_flight)?;
        self.tally.landed += landed;
        Ok(())
    }

    /// The result.
    pub fn show(&self, books: &Books, payments: &Payments, args: &Distribute, state: &State) -> Output {
        let period = &books.period;
        let month = dates::month_text(period.period_no);
        let mut fields: Vec<Field> = vec![
            ("month", "Month", Cell::text(&month)),
            ("holders", "Holders on the register", Cell::count(books.lines.len() as u64)),
            ("paidNow", "Holders paid now", Cell::count(self.paid_now)),
            ("unitsNow", "Paid now, cash and tax included", cell_units(self.due_now.gross_units)),
            ("holdersPaid", "Holders paid in all", Cell::count(period.holdings_paid)),
            ("unitsPaid", "Units paid in all", Cell::amount(period.paid_units)),
            ("unitsCredited", "Of those without a token", Cell::amount(period.credited_units)),
            ("cashPaid", "Cash paid in all", Cell::amount(period.paid_cash_e6)),
            ("withheld", "Tax withheld in all", Cell::amount(period.withheld_e6)),
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

/// Where the buffer is short: the holdings that elected cash and get units after all, so that they do not fail with those who need the cash.
fn without_cash(context: &Context, books: &Books) -> CliResult<HashSet<Pubkey>> {
    if books.cash_due_e6() <= u128::from(books.fund.buffer_cash_e6) {
        return Ok(HashSet::new());
    }
    let in_cash: Vec<&Line> = books.unpaid().filter(|line| line.route == Route::Cash).collect();
    let obstacles = Obstacle::of_all(context, books, &in_cash, shared::network_time(context)?)?;
    let found = in_cash.into_iter().zip(obstacles).filter(|(_, obstacle)| obstacle.is_some());
    Ok(found.map(|(line, _)| line.address).collect())
}
