//! What is wrong with a file, by line and column.

use std::path::Path;

use serde_json::json;

use crate::error::CliError;
use crate::output::{Cell, Format, Output};

/// Characters of a cell that are shown.
const SHOWN: usize = 24;

/// A cell that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: u64,
    /// Name of the column; empty for the whole line.
    pub column: String,
    /// What the cell says.
    pub value: String,
    /// What is wrong.
    pub reason: String,
}

impl Fault {
    /// A cell that is wrong.
    pub fn new(line: u64, column: impl ToString, value: &str, reason: impl Into<String>) -> Self {
        Self { line, column: column.to_string(), value: shortened(value), reason: reason.into() }
    }
}

fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// The refusal of a file, with everything that is wrong with it.
pub fn reject(file: &Path, mut faults: Vec<Fault>) -> CliError {
    faults.sort_by_key(|fault| fault.line);
    let rows = faults.iter().map(|fault| {
        vec![
            Cell::count(fault.line),
            Cell::text(&fault.column),
            Cell::text(fault.value.escape_debug().to_string()),
            Cell::text(&fault.reason),
        ]
    });
    let count = faults.len();
    let table = Output::new().table(
        "faults",
        "",
        vec![("line", "Line"), ("column", "Column"), ("value", "Cell"), ("reason", "What is wrong")],
        rows.collect(),
    );
    let words = if count == 1 { "1 thing is".to_owned() } else { format!("{count} things are") };
    let shown = table.render("", Format::Display);
    CliError::usage("FileInvalid", format!("{words} wrong with {}; nothing was sent\n{shown}", file.display()))
        .hint("correct the file and run the command again; `docs/onboarding.md` tells what the columns hold")
        .details(json!(table.to_json()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_listed_by_line() {
        let late = Fault::new(9, "kind", "human", "no such kind");
        let early = Fault::new(2, "wallets", &"x".repeat(40), "not an address");
        let error = reject(Path::new("a.csv"), vec![late, early]);
        let (two, nine) = (error.message.find("wallets"), error.message.find("human"));
        assert!(two.is_some() && two < nine, "{}", error.message);
        assert!(error.message.starts_with("2 things are wrong with a.csv; nothing was sent"));
        let details = error.to_json();
        assert_eq!(details["error"]["details"]["faults"][0]["value"], format!("{}…", "x".repeat(24)));
        assert_eq!(details["error"]["details"]["faults"][1]["line"], 9);
    }
}
