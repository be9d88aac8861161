//! (10) Each holder's income by the independent model.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, ensure};

use super::{
    Facts,
    income::FINE,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    figures::SCALE,
    month::Outcome,
    table::{Cell, Table, money, text, whole},
};

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let income = facts.model.income_e18();
    let names: BTreeMap<&str, &str> =
        outcome.holders.iter().map(|holder| (holder.wallet.as_str(), holder.investor.as_str())).collect();
    let register: BTreeSet<&str> = facts.register.iter().map(|line| line.owner.as_str()).collect();
    let earners_registered = income.keys().all(|owner| register.contains(owner.as_str()));
    ensure!(earners_registered, "someone who is not on the register has earned income");

    let columns = ["holder", "closing shares", "share days", "income", "paid", "fraction", "on the register"];
    let mut table = Table::new("holders", &columns);
    let mut difference_e18 = 0;
    for line in sorted(facts, &names) {
        let earned_e18 = income.get(&line.owner).copied().unwrap_or(0);
        let paid = facts.model.paid.get(&line.owner).copied().unwrap_or(0);
        let fraction_e18 = earned_e18 - paid * SCALE;
        let unpaid_whole_e18 = fraction_e18.div_euclid(SCALE) * SCALE;
        table.row(vec![
            text(names.get(line.owner.as_str()).copied().unwrap_or("?")),
            money(line.recorded),
            money(share_days(facts, &line.owner)),
            Cell::Number(earned_e18, FINE),
            money(paid),
            Cell::Number(fraction_e18, FINE),
            Cell::Number(line.unpaid_e18, FINE),
        ]);
        difference_e18 += sum_abs([fraction_e18 - line.unpaid_e18, unpaid_whole_e18, (paid - line.paid) * SCALE]);
    }
    let shown = TieOut {
        title: "Holders",
        rule: "days x balance x factor, from the transactions = paid + fraction, to 18 decimals of a unit",
        tables: vec![table],
        differences: vec![(difference_e18, FINE)],
    };
    Ok(shown)
}

/// What each holder earned at each strike, for the books.
pub(super) fn earnings_table(outcome: &Outcome, facts: &Facts) -> Table {
    let columns = ["date", "days", "owner", "shares", "factor", "income"];
    let mut table = Table::new("holder_income", &columns);
    for earned in &facts.model.earned {
        let (day, struck) = (&facts.model.days[earned.strike], &outcome.strikes[earned.strike]);
        table.row(vec![
            text(struck.day.to_string()),
            whole(day.days),
            text(&earned.owner),
            money(earned.shares),
            Cell::Number(day.factor_e18, 18),
            Cell::Number(earned.income_e18, FINE),
        ]);
    }
    table
}

fn sorted<'a>(facts: &'a Facts, names: &BTreeMap<&str, &str>) -> Vec<&'a super::facts::RegisterLine> {
    let mut lines: Vec<_> = facts.register.iter().collect();
    lines.sort_by_key(|line| names.get(line.owner.as_str()).copied().unwrap_or("?").to_owned());
    lines
}

fn share_days(facts: &Facts, owner: &str) -> i128 {
    let earned = facts.model.earned.iter().filter(|earned| earned.owner == owner);
    earned.map(|earned| earned.shares * facts.model.days[earned.strike].days).sum()
}
