//! `mmf stress`: redemptions and moves of the market, from files alone and with a fund on chain.

mod chain;
mod example;
mod figures;
mod record;
mod refusals;

use serde_json::Value;

use super::portfolio::desk::Desk;
use super::support::{Said, mmf};

/// 100 million: a tenth in cash, a fifth in overnight repo, a fifth in a bill of 73 days, half in repo to Monday the 13th.
const FUND: [&str; 4] = [
    "cash,cash,Bank,10000000,2025-01-02,,,,,,,,",
    "R1,repo,Dealer,20000000,2025-01-02,2025-01-03,,,4,,other,,",
    "B1,treasury-bill,US Treasury,20000000,2025-01-02,2025-03-16,20000000,,,,,,",
    "R2,repo,Dealer,50000000,2025-01-02,2025-01-13,,,4,,other,,",
];

/// A desk with that book and a curve of zero yields.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.load(&FUND);
    desk.write("curve.csv", "date,m1_pct,m2_pct,m3_pct,m4_pct,m6_pct,y1_pct\n2025-01-02,0,0,0,0,0,0\n");
    desk
}

/// Runs `mmf stress` at the end of 2 January with this desk's book and curve.
fn stress(desk: &Desk, options: &[&str]) -> Said {
    let (book, curve) = (path(desk, "book.json"), path(desk, "curve.csv"));
    let args = ["stress", "--day", "2025-01-02", "--curve", &curve, "--book", &book, "--output", "json-compact"];
    let said = mmf(&[&args, options].concat());
    said.check_words();
    said
}

fn path(desk: &Desk, name: &str) -> String {
    desk.path(name).display().to_string()
}

/// The row of a table for a scenario.
fn row<'a>(said: &'a Value, table: &str, scenario: u64) -> &'a Value {
    let rows = said[table].as_array().unwrap();
    rows.iter().find(|row| row["scenario"] == scenario).unwrap_or_else(|| panic!("{table} {scenario} in {said:#}"))
}

/// The row of the reverse test for a move of the curve.
fn bounds(said: &Value, shift_bps: i64) -> &Value {
    said["reverse"].as_array().unwrap().iter().find(|row| row["shiftBps"] == shift_bps).unwrap()
}
