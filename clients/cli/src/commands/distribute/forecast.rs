//! What a distribution would do, by kind: the dry run.

use std::collections::BTreeMap;

use super::books::{Books, Line};
use super::breaker::Totals;
use super::due::Due;
use super::exact::{cell_e18, cell_units, signed, units_e18};
use super::obstacle::Obstacle;
use super::route::{Paying, Route};
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// How many holdings, and what they would get.
#[derive(Clone, Copy, Default)]
struct Sum {
    holdings: u64,
    due: Due,
}

/// The sums of holdings that are paid alike.
type Kinds = BTreeMap<(Route, Option<Obstacle>), Sum>;

/// Totals of a distribution, by kind; what was declared; and the circuit breaker's refusal, if there is one.
///
/// # Errors
/// When the node does not answer, or a sum is too large.
pub fn show(context: &Context, books: &Books, totals: &Totals, refusal: Option<&CliError>) -> CliResult<Output> {
    let unpaid: Vec<&Line> = books.unpaid().collect();
    let kinds = kinds(context, books, &unpaid)?;
    let due = books.due();
    let in_cash = kinds.get(&(Route::Cash, None)).map_or(0, |sum| sum.due.net_units());
    let missing = in_cash.saturating_sub(u128::from(books.fund.buffer_cash_e6));
    let whole_e18 = units_e18(u64::try_from(due.gross_units).unwrap_or(u64::MAX))?;
    let due_e18 = signed(totals.due_e18)?;
    let yield_bps = totals.yield_bps().and_then(|bps| u64::try_from(bps).ok());
    let fields = vec![
        ("month", "Month", Cell::text(dates::month_text(books.period.period_no))),
        ("holders", "Holders on the register", Cell::count(books.lines.len() as u64)),
        ("paidBefore", "Paid before", Cell::count(books.period.holdings_paid)),
        ("wouldPay", "Would be paid", Cell::count(unpaid.len() as u64)),
        ("dueUnits", "Whole units payable", cell_units(due.gross_units)),
        ("tax", "Of that, tax to withhold", cell_units(due.tax_e6)),
        ("cash", "Of that, to pay in cash", cell_units(in_cash)),
        ("buffer", "Cash in the buffer", Cell::amount(books.fund.buffer_cash_e6)),
        ("cashMissing", "Cash missing in the buffer", cell_units(missing)),
        ("fractions_e18", "Fractions that are carried on", cell_e18(due_e18.saturating_sub(whole_e18))),
        ("declared_e18", "Declared in the month", cell_e18(signed(books.period.declared)?)),
        ("open_e18", "Declared and not paid, all closed months", cell_e18(totals.open_e18)),
        ("difference_e18", "Of that, payable to nobody", cell_e18(totals.open_e18.saturating_sub(due_e18))),
        ("yieldBps", "Yield a year, basis points", yield_bps.map_or_else(Cell::none, Cell::count)),
        ("refusal", "Would be refused", refusal.map_or_else(Cell::none, |refusal| Cell::text(&refusal.name))),
        ("dryRun", "Dry run", Cell::flag(true)),
    ];
    let rows = kinds.into_iter().map(|((route, obstacle), sum)| {
        vec![
            Cell::text(kind(route, obstacle)),
            obstacle.map_or_else(Cell::none, |obstacle| Cell::text(obstacle.name())),
            obstacle.map_or_else(Cell::none, |obstacle| Cell::text(obstacle.words())),
            Cell::count(sum.holdings),
            cell_units(sum.due.gross_units),
            cell_units(sum.due.tax_e6),
        ]
    });
    let columns = vec![
        ("kind", "Kind"),
        ("reason", "Reason"),
        ("words", "In words"),
        ("holdings", "Holdings"),
        ("units", "Units"),
        ("tax", "Of that, tax"),
    ];
    let mut output =
        Output::new().record("Would be distributed", fields).table("kinds", "By kind", columns, rows.collect());
    if missing > 0 {
        output =
            output.note("The buffer holds too little for the dividends in cash: `mmf cash return` brings cash back.");
    }
    Ok(match refusal {
        Some(refusal) => output.note(refusal.to_string()).ending_as(refusal.kind),
        None => output.note("Dry run: nothing was sent."),
    })
}

fn kind(route: Route, obstacle: Option<Obstacle>) -> &'static str {
    match obstacle {
        None => route.name(),
        Some(obstacle) if obstacle.is_credited_in_place() => "credited-in-place",
        Some(_) => Route::Reinvest.name(),
    }
}

fn kinds(context: &Context, books: &Books, unpaid: &[&Line]) -> CliResult<Kinds> {
    let obstacles = Obstacle::of_all(context, books, unpaid, shared::network_time(context)?)?;
    let mut kinds = Kinds::new();
    for (line, obstacle) in unpaid.iter().zip(obstacles) {
        let sum = kinds.entry((line.route, obstacle)).or_default();
        sum.holdings += 1;
        sum.due = sum.due.plus(line.due);
    }
    Ok(kinds)
}
