//! What a distribution would do, by kind: the dry run.

use std::collections::BTreeMap;

use super::books::{Books, Line};
use super::breaker::Totals;
use super::exact::{cell_e18, signed, units_e18};
use super::obstacle::Obstacle;
use super::route::{Paying, Route};
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// How many holdings, and how many whole units.
#[derive(Clone, Copy, Default)]
struct Sum {
    holdings: u64,
    units: u128,
}

/// Totals of a distribution, by kind; what was declared; and the circuit breaker's refusal, if there is one.
///
/// # Errors
/// When the node does not answer, or a sum is too large.
pub fn show(context: &Context, books: &Books, totals: &Totals, refusal: Option<&CliError>) -> CliResult<Output> {
    let unpaid: Vec<&Line> = books.unpaid().collect();
    let kinds = kinds(context, books, &unpaid)?;
    let due_units = unpaid.iter().map(|line| line.due_units()).fold(0, u128::saturating_add);
    let tax_units = unpaid.iter().map(|line| books.tax_units(line)).fold(0, u128::saturating_add);
    let whole_e18 = units_e18(u64::try_from(due_units).unwrap_or(u64::MAX))?;
    let due_e18 = signed(totals.due_e18)?;
    let yield_bps = totals.yield_bps().and_then(|bps| u64::try_from(bps).ok());
    let fields = vec![
        ("month", "Month", Cell::text(dates::month_text(books.period.period_no))),
        ("holders", "Holders on the register", Cell::count(books.lines.len() as u64)),
        ("paidBefore", "Paid before", Cell::count(books.period.holdings_paid)),
        ("wouldPay", "Would be paid", Cell::count(unpaid.len() as u64)),
        ("dueUnits", "Whole units payable", Cell::amount(i128::try_from(due_units).unwrap_or(i128::MAX))),
        ("taxUnits", "Of that, tax to withhold", Cell::amount(i128::try_from(tax_units).unwrap_or(i128::MAX))),
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
            Cell::amount(i128::try_from(sum.units).unwrap_or(i128::MAX)),
        ]
    });
    let columns = vec![
        ("kind", "Kind"),
        ("reason", "Reason"),
        ("words", "In words"),
        ("holdings", "Holdings"),
        ("units", "Units"),
    ];
    let output =
        Output::new().record("Would be distributed", fields).table("kinds", "By kind", columns, rows.collect());
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

fn kinds(context: &Context, books: &Books, unpaid: &[&Line]) -> CliResult<BTreeMap<(Route, Option<Obstacle>), Sum>> {
    let obstacles = Obstacle::of_all(context, books, unpaid, shared::network_time(context)?)?;
    let mut kinds: BTreeMap<(Route, Option<Obstacle>), Sum> = BTreeMap::new();
    for (line, obstacle) in unpaid.iter().zip(obstacles) {
        let sum = kinds.entry((line.route, obstacle)).or_default();
        sum.holdings += 1;
        sum.units = sum.units.saturating_add(line.due_units());
    }
    Ok(kinds)
}
