//! (4) income declared, (5) dividends payable, (9) the management fee.

use anyhow::Result;

use super::{
    Facts,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    figures::SCALE,
    month::Outcome,
    table::{Cell, Table, money, text, whole},
};

/// Decimals of a dollar or share in e18 of 10^-6.
pub(super) const FINE: usize = 24;

pub(super) fn declared(facts: &Facts) -> Result<TieOut> {
    let model = &facts.model;
    let accretion = model.sum(|day| day.gross_e6);
    let equalisation = model.sum(|day| day.equalisation_e6);
    let expenses = model.sum(|day| day.fee_e6);
    let (declared_e18, carry_e18) = (facts.class.int("declared")?, facts.class.int("carry")?);
    let mut table = Table::new("income", &["income", "amount"]);
    table.row(vec![text("accretion"), money(accretion)]);
    table.row(vec![text("equalisation"), money(equalisation)]);
    table.row(vec![text("expenses"), money(-expenses)]);
    table.row(vec![text("income for holders"), money(accretion + equalisation - expenses)]);
    table.row(vec![text("dividends declared"), Cell::Number(declared_e18, FINE)]);
    table.row(vec![text("carry"), Cell::Number(carry_e18, FINE)]);
    let net_e18 = (accretion + equalisation - expenses) * SCALE;
    let pending = facts.class.int("equalisation_pending_e6")? + facts.class.int("deficit")?;
    Ok(TieOut {
        title: "Income",
        rule: "accretion + equalisation - expenses = dividends declared + carry",
        tables: vec![table],
        differences: vec![(sum_abs([net_e18 - declared_e18 - carry_e18, pending]), FINE)],
    })
}

pub(super) fn payable(facts: &Facts) -> Result<TieOut> {
    let declared_e18 = facts.class.int("declared")?;
    let minted: i128 = facts.model.paid.values().sum();
    let fractions_e18: i128 = facts.register.iter().map(|line| line.unpaid_e18).sum();
    let undistributed_e18 = facts.class.int("undistributed")?;
    let mut table = Table::new("dividends_payable", &["dividends payable", "amount"]);
    table.row(vec![text("declared"), Cell::Number(declared_e18, FINE)]);
    table.row(vec![text("minted"), money(-minted)]);
    table.row(vec![text("fractions of holders"), Cell::Number(fractions_e18, FINE)]);
    table.row(vec![text("left by closed holdings"), Cell::Number(undistributed_e18, FINE)]);
    Ok(TieOut {
        title: "Dividends payable",
        rule: "declared - minted = fractions of holders + what closed holdings left",
        tables: vec![table],
        differences: vec![(sum_abs([declared_e18 - minted * SCALE - fractions_e18 - undistributed_e18]), FINE)],
    })
}

pub(super) fn fee(facts: &Facts) -> Result<TieOut> {
    let model = &facts.model;
    let share_days = model.sum(|day| day.average_shares * day.days);
    let (charged, waived) = (model.sum(|day| day.fee_e6), model.sum(|day| day.waived_e6));
    let at_once = share_days * 20 / 3_650_000;
    let class = &facts.class;
    let mut table = Table::new("management_fee", &["management fee", "amount"]);
    table.row(vec![text("average shares x days"), money(share_days)]);
    table.row(vec![text("of that 20 / (10,000 x 365)"), money(at_once)]);
    table.row(vec![text("charged, strike by strike"), money(charged)]);
    table.row(vec![text("waived on days without income"), money(waived)]);
    table.row(vec![text("payable by the class's books"), money(class.int("management_fee_payable_e6")?)]);
    Ok(TieOut {
        title: "Management fee",
        rule: "recomputed over the month = charged + waived = the class's books",
        tables: vec![table],
        differences: vec![
            (
                sum_abs([
                    at_once - charged - waived,
                    charged - class.int("management_fee_payable_e6")?,
                    charged - class.int("management_fee_to_date_e6")?,
                    waived - class.int("waived_to_date_e6")?,
                ]),
                6,
            ),
            (sum_abs([model.fee_remainder - class.int("expense_remainder")?]), 0),
        ],
    })
}

/// The shares on which each strike's fee falls, for the books. Cut-offs are in Unix seconds.
pub(super) fn average_shares_table(outcome: &Outcome, facts: &Facts) -> Table {
    let columns = ["date", "days", "since", "cut-off", "shares", "average shares", "expense", "waived"];
    let mut table = Table::new("average_shares", &columns);
    for (struck, day) in outcome.strikes.iter().zip(&facts.model.days) {
        table.row(vec![
            text(struck.day.to_string()),
            whole(day.days),
            whole(i128::from(struck.input.since)),
            whole(i128::from(struck.input.cutoff)),
            money(day.shares),
            money(day.average_shares),
            money(day.fee_e6),
            money(day.waived_e6),
        ]);
    }
    table
}
