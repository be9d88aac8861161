//! (8) The daily table.

use anyhow::Result;

use super::{
    Facts,
    income::FINE,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    chain::ClassDay,
    figures::{SCALE, round_div},
    month::Outcome,
    table::{Cell, Table, money, text, whole},
};

const WEEK: usize = 7;
const PERCENT_E4: i128 = 1_000_000;

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let columns =
        ["date", "days", "gross", "expense", "equalisation", "net", "shares", "factor", "carry", "1-day %", "7-day %"];
    let mut table = Table::new("daily", &columns);
    let mut daily_factors: Vec<i128> = Vec::new();
    let (mut coarse, mut exact_e18) = (0, 0);
    for ((struck, day), report) in outcome.strikes.iter().zip(&facts.model.days).zip(&facts.reports) {
        daily_factors.extend((0..day.days).map(|_| day.factor_e18 / day.days));
        table.row(vec![
            text(struck.day.to_string()),
            whole(day.days),
            money(day.gross_e6),
            money(-day.fee_e6),
            money(day.equalisation_e6),
            money(day.net_e6()),
            money(day.shares),
            Cell::Number(day.factor_e18 / 1_000_000_000, 9),
            Cell::Number(day.carry_e18, FINE),
            Cell::Number(round_div(day.factor_e18 * 365 * PERCENT_E4, day.days * SCALE), 4),
            week_yield(&daily_factors),
        ]);
        let result = |field: &str| report.int(&format!("results.0.{field}"));
        coarse += sum_abs([
            result("income_e6")? - day.gross_e6,
            result("expense_e6")? - day.fee_e6,
            result("waived_e6")? - day.waived_e6,
            result("equalisation_e6")? - day.equalisation_e6,
            result("supply_units")? - day.shares,
            report.int("n_days")? - day.days,
        ]);
        exact_e18 += sum_abs([result("rate_e18")? - day.factor_e18, result("carry")? - day.carry_e18]);
    }
    table.row(total(&facts.model.days));
    Ok(TieOut {
        title: "Daily table",
        rule: "every strike's figures by the independent model = the strike's record on chain",
        tables: vec![table],
        differences: vec![(coarse, 6), (exact_e18, FINE)],
    })
}

/// Σ factors of the last seven calendar days · 365 / 7, in percent; nothing before a week has passed.
fn week_yield(daily_factors: &[i128]) -> Cell {
    match daily_factors.len().checked_sub(WEEK) {
        Some(first) => {
            let week: i128 = daily_factors.iter().skip(first).sum();
            Cell::Number(round_div(week * 365 * PERCENT_E4, 7 * SCALE), 4)
        }
        None => Cell::Empty,
    }
}

fn total(days: &[ClassDay]) -> Vec<Cell> {
    let sum = |of: fn(&ClassDay) -> i128| days.iter().map(of).sum::<i128>();
    vec![
        text("total"),
        whole(sum(|day| day.days)),
        money(sum(|day| day.gross_e6)),
        money(-sum(|day| day.fee_e6)),
        money(sum(|day| day.equalisation_e6)),
        money(sum(ClassDay::net_e6)),
    ]
}
