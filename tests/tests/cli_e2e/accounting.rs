//! What a fund accountant does: bounds, quotes of several sources, strikes, corrections, prices, reserves, fees.

mod bounds;
mod correction;
mod dealing;
mod halt;
mod missed;
mod price;
mod reserves;
mod terms;

use serde_json::Value;

use super::support::Fund;

/// The names of the bounds that a row of the outlook says it would break.
fn would_break(row: &Value) -> Vec<&str> {
    row["wouldBreak"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect()
}

/// A fund whose first strike day is due, with $250,000 of Alice's.
fn due(fund: &Fund) -> super::support::Key {
    let alice = fund.holder("alice", "1,000,000");
    fund.by(&alice.path, &["subscribe", "250,000"]).result();
    fund.net.time("2025-01-02T20:01:00Z");
    alice
}
