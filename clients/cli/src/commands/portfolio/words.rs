//! Figures and errors of the portfolio as the CLI shows them.

use std::path::Path;

use mmf_portfolio::{Fault, PortfolioError, Shadow, to_e6};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value, json};

use crate::error::CliError;
use crate::output::{Cell, Field, Format, Output};

/// Characters of a cell that are shown.
const SHOWN: usize = 24;
/// Faults that are listed.
const LISTED: usize = 200;

/// An amount in the fund's currency.
pub fn money(amount: Decimal) -> Cell {
    to_e6(amount).map_or_else(|| Cell::text(amount.normalize().to_string()), Cell::amount)
}

/// A figure with so many decimals, rounded half away from zero, as a string for programs.
pub fn figure(figure: Decimal, decimals: u32) -> Cell {
    let rounded = figure.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    Cell::text(format!("{rounded:.*}", decimals as usize))
}

/// The value of a share.
pub fn shadow_fields(shadow: &Shadow) -> Vec<Field> {
    vec![
        ("shadowNavPerShare", "Shadow NAV per share (fund currency)", figure(shadow.per_share, 4)),
        ("deviationBps", "Deviation from 1.0000 (bps)", figure(shadow.deviation_bps, 2)),
        ("alert", "Alert", Cell::text(shadow.alert.words())),
    ]
}

/// A figure that can't be computed.
pub fn explain(error: &PortfolioError) -> CliError {
    let by_user = matches!(error, PortfolioError::FileInvalid(_) | PortfolioError::StressInvalid(_));
    let new = if by_user { CliError::usage } else { CliError::failure };
    new(error.name(), error.to_string()).hint(error.hint())
}

/// The same for a file.
pub fn explain_file(path: &Path, error: &PortfolioError) -> CliError {
    let mut explained = explain(error);
    explained.message = format!("{}: {}", path.display(), explained.message);
    explained
}

/// The refusal of a file with everything that is wrong with it.
pub fn reject(path: &Path, faults: &[Fault]) -> CliError {
    let mut sorted: Vec<&Fault> = faults.iter().collect();
    sorted.sort_by_key(|fault| fault.line);
    let row = |fault: &&Fault| {
        vec![
            Cell::count(fault.line),
            Cell::text(shortened(&fault.column)),
            Cell::text(shortened(&fault.value)),
            Cell::text(&fault.reason),
        ]
    };
    let columns = vec![("line", "Line"), ("column", "Column"), ("value", "Cell"), ("reason", "What is wrong")];
    let table = Output::new().table("faults", "", columns, sorted.iter().take(LISTED).map(row).collect());
    let words = match faults.len() {
        1 => "1 thing is".to_owned(),
        count => format!("{count} things are"),
    };
    let more = if faults.len() > LISTED { format!("\n(the first {LISTED} are listed)") } else { String::new() };
    let shown = table.render("", Format::Display);
    CliError::usage("FileInvalid", format!("{words} wrong with {}; nothing was loaded\n{shown}{more}", path.display()))
        .hint("correct the file and load it again; docs/portfolio.md tells what the columns hold")
        .details(faults_json(&table, faults.len()))
}

fn faults_json(table: &Output, count: usize) -> Value {
    let mut details = table.to_json();
    details["count"] = json!(count);
    details
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown.escape_debug().to_string()
}
