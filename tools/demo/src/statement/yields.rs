//! (11) The month's yield against the yields at which the portfolio was bought.
//!
//! Every share at a strike takes the whole span's income, and one that came late has paid for the part before it came:
//! so income with equalisation belongs to the shares at the strikes, and income without it to the average shares.

use anyhow::Result;

use super::{Facts, tie_out::TieOut};
use crate::{
    chain::ClassDay,
    figures::round_div,
    month::Outcome,
    table::{Cell, Table, text},
};

/// One basis point in e12 of one.
const BASIS_POINT_E12: i128 = 100_000_000;
const E12: i128 = 1_000_000_000_000;
/// Percent with eight decimals out of e12.
const DECIMALS: usize = 10;

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let model = &facts.model;
    let share_days = model.sum(|day| day.shares * day.days);
    let realised_e12 = round_div(model.sum(ClassDay::net_e6) * 365 * E12, share_days);
    let average_share_days = model.sum(|day| day.average_shares * day.days);
    let earned_e6 = model.sum(|day| day.gross_e6 - day.fee_e6);
    let on_average_e12 = round_div(earned_e6 * 365 * E12, average_share_days);
    let bought_e12 = outcome.book.purchase_yield_e12()?;
    let expected_e12 = bought_e12 - 20 * BASIS_POINT_E12;
    let gap_e12 = realised_e12 - expected_e12;
    let mut table = Table::new("yields", &["yield", "percent"]);
    for (name, value_e12) in [
        ("weighted purchase yield of the portfolio", bought_e12),
        ("less expenses of 0.20%", expected_e12),
        ("realised: income with equalisation x 365 / (shares at the strikes x days)", realised_e12),
        ("gap", gap_e12),
    ] {
        table.row(vec![text(name), Cell::Number(value_e12, DECIMALS)]);
    }
    table.row(vec![text("gap in basis points"), Cell::Number(gap_e12, 8)]);
    let words = "for comparison: income without equalisation x 365 / (average shares x days)";
    table.row(vec![text(words), Cell::Number(on_average_e12, DECIMALS)]);
    let beyond = (gap_e12.abs() - BASIS_POINT_E12).max(0);
    Ok(TieOut {
        title: "Yield",
        rule: "realised yield within 1 basis point of the purchase yield less 0.20%; the difference is what lies beyond",
        tables: vec![table],
        differences: vec![(beyond, DECIMALS)],
    })
}
