//! (2) The portfolio.

use anyhow::Result;

use super::{
    Facts,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    dates::MONTH_END,
    figures::round_div,
    month::Outcome,
    portfolio::Bill,
    table::{Cell, Table, money, text, whole},
};

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let book = &outcome.book;
    let (bought, matured) = (book.bought_e6(), book.matured_e6(MONTH_END));
    let (accretion, amortised) = (book.accretion_e6(MONTH_END), book.amortised_cost_e6(MONTH_END));
    let mut sums = Table::new("portfolio", &["portfolio", "amount"]);
    for (name, value_e6) in
        [("bought", bought), ("accretion", accretion), ("matured", -matured), ("amortised cost", amortised)]
    {
        sums.row(vec![text(name), money(value_e6)]);
    }
    let quoted: i128 = facts.reports.iter().map(|report| Facts::quote(report, "income_e6")).sum::<Result<i128>>()?;
    let bills = book.bills().iter();
    let face = bills.map(|bill| bill.cost_e6 + bill.accretion_e6(bill.maturity) - bill.face_e6);
    Ok(TieOut {
        title: "Portfolio",
        rule: "bought + accretion - matured = amortised cost; each bill's cost + accretion = face; quoted income = accretion",
        tables: vec![bills_table(book.bills()), sums],
        differences: vec![(sum_abs([bought + accretion - matured - amortised, quoted - accretion]) + sum_abs(face), 6)],
    })
}

fn bills_table(bills: &[Bill]) -> Table {
    let columns =
        ["trade", "settle", "maturity", "days", "yield %", "price", "face", "cost", "accretion", "amortised cost"];
    let mut table = Table::new("bills", &columns);
    for bill in bills {
        let percent_e4 = round_div(bill.rate.numerator * 1_000_000, bill.rate.denominator);
        table.row(vec![
            text(bill.trade.to_string()),
            text(bill.settle.to_string()),
            text(bill.maturity.to_string()),
            whole(bill.term_days()),
            Cell::Number(percent_e4, 4),
            money(bill.price_e6),
            money(bill.face_e6),
            money(bill.cost_e6),
            money(bill.accretion_e6(MONTH_END)),
            money(bill.amortised_cost_e6(MONTH_END)),
        ]);
    }
    table
}
