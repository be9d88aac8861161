//! The statement: what the chain says against the administrator's books, in twelve tie-outs.

mod balance;
mod books;
mod cash;
mod daily;
mod facts;
mod holders;
mod income;
mod liquidity;
mod quotes;
mod shares;
mod tie_out;
mod yields;

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use facts::Facts;

use crate::{
    args::Args,
    chain::MovementKind,
    dates::MONTH_END,
    figures::{grouped, money},
    files::Plan,
    month::Outcome,
    portfolio::EntryKind,
    table::{Table, money as amount, text, whole},
};

/// Reads the chain, prints the statement, writes the books, and fails when anything differs. Returns what was proven, in numbers.
///
/// # Errors
/// A chain that cannot be read, books that cannot be written, or differences.
pub fn print(args: &Args, plan: &Plan, outcome: &Outcome) -> Result<String> {
    let facts = Facts::read(args, outcome)?;
    facts.check_calendar(outcome)?;
    println!("\nDemo Government Fund: statement of January 2025, in US dollars and shares");
    let ties = [
        shares::tie_out(&facts)?,
        books::tie_out(outcome, &facts)?,
        cash::tie_out(outcome, &facts),
        income::declared(&facts)?,
        income::payable(&facts)?,
        balance::tie_out(plan, outcome, &facts)?,
        quotes::tie_out(outcome, &facts)?,
        daily::tie_out(outcome, &facts)?,
        income::fee(&facts)?,
        holders::tie_out(outcome, &facts)?,
        yields::tie_out(outcome, &facts)?,
        liquidity::tie_out(outcome, &facts)?,
    ];
    let folder = args.out.join("books");
    let mut summary = Table::new("tie_outs", &["no", "what", "difference"]);
    for (place, tie) in ties.iter().enumerate() {
        tie.print(place + 1, &folder)?;
        summary.row(vec![text((place + 1).to_string()), text(tie.title), text(tie.difference())]);
    }
    outcome_tables(outcome, &facts, &folder)?;
    println!("\nThe twelve tie-outs\n");
    summary.print();
    summary.write(&folder)?;
    println!("\nThe tables are in {}.", folder.display());
    let failed = ties.iter().filter(|tie| !tie.holds()).count();
    ensure!(failed == 0, "{failed} of the twelve tie-outs differ");
    Ok(proven(outcome, &facts))
}

/// Every movement of cash and of shares, for whoever adds the books up again.
fn outcome_tables(outcome: &Outcome, facts: &Facts, folder: &std::path::Path) -> Result<()> {
    let mut cash = Table::new("cash_movements", &["date", "kind", "amount", "detail"]);
    for entry in outcome.cash.entries() {
        let kind = format!("{:?}", entry.kind).to_lowercase();
        cash.row(vec![text(entry.day.to_string()), text(kind), amount(entry.amount_e6), text(&entry.detail)]);
    }
    cash.write(folder)?;
    let mut shares = Table::new("share_movements", &["slot", "time", "signature", "kind", "owner", "shares", "cash"]);
    for movement in facts.history.movements() {
        let kind = format!("{:?}", movement.kind).to_lowercase();
        for (owner, change) in &movement.shares {
            shares.row(vec![
                whole(i128::from(movement.slot)),
                whole(i128::from(movement.time)),
                text(&movement.signature),
                text(&kind),
                text(owner),
                amount(*change),
                amount(movement.vault_e6),
            ]);
        }
    }
    shares.write(folder)?;
    income::average_shares_table(outcome, facts).write(folder)?;
    holders::earnings_table(outcome, facts).write(folder)
}

fn proven(outcome: &Outcome, facts: &Facts) -> String {
    let subscriptions = facts.history.of(MovementKind::Subscription);
    let subscribers: BTreeSet<&String> = subscriptions.flat_map(|movement| movement.shares.keys()).collect();
    let transactions = facts.history.movements().len();
    format!(
        "Proven: {} strikes over {} days, ${} subscribed by {} investors, {} bills bought and {} matured, ${} of income \
         to {} holders, {} transfers and {} refused, {transactions} movements of shares: 12 of 12 tie-outs exact",
        facts.reports.len(),
        facts.model.sum(|day| day.days),
        grouped(outcome.cash.sum_e6(EntryKind::Subscription) / 1_000_000, 0),
        subscribers.len(),
        outcome.book.bills().len(),
        outcome.book.bills().iter().filter(|bill| bill.has_matured(MONTH_END)).count(),
        money(facts.history.units(MovementKind::Reinvestment)),
        facts.model.paid.len(),
        facts.history.of(MovementKind::Transfer).count(),
        outcome.refusals.len(),
    )
}
