//! (7) Quoted net assets against the books on each strike day.

use anyhow::Result;

use super::{
    Facts,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    month::Outcome,
    table::{Table, money, text},
};

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let columns =
        ["date", "shares", "dividends payable and carry", "equalisation", "fees payable", "income", "books", "quoted"];
    let mut table = Table::new("quotes", &columns);
    let (mut dividends, mut fees, mut difference) = (0, 0, 0);
    for ((struck, day), report) in outcome.strikes.iter().zip(&facts.model.days).zip(&facts.reports) {
        let books = day.shares + dividends + day.equalisation_e6 + fees + day.gross_e6;
        let quoted = Facts::quote(report, "net_assets_e6")?;
        table.row(vec![
            text(struck.day.to_string()),
            money(day.shares),
            money(dividends),
            money(day.equalisation_e6),
            money(fees),
            money(day.gross_e6),
            money(books),
            money(quoted),
        ]);
        difference += sum_abs([quoted - books, report.int("tie_out_difference_e6")?]);
        dividends += day.net_e6();
        fees += day.fee_e6;
    }
    Ok(TieOut {
        title: "Quotes",
        rule: "shares + dividends payable and carry + equalisation + fees payable + income = quoted net assets, every strike",
        tables: vec![table],
        differences: vec![(difference, 6)],
    })
}
