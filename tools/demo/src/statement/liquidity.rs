//! (12) Maturity and liquidity.

use anyhow::Result;

use super::{
    Facts,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    dates::MONTH_END,
    month::Outcome,
    portfolio::Liquidity,
    table::{Table, text, whole},
};

pub(super) fn tie_out(outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let measured = Liquidity::measure(&outcome.book, facts.vault_e6, facts.custodian_e6, MONTH_END);
    let mut table = Table::new("liquidity", &["measure", "recomputed", "quoted"]);
    let mut difference = 0;
    for (name, value, field) in [
        ("weighted average maturity, days", measured.wam_days, "wam_days"),
        ("weighted average life, days", measured.wal_days, "wal_days"),
        ("daily liquid assets, basis points", measured.daily_bps, "daily_liquid_bps"),
        ("weekly liquid assets, basis points", measured.weekly_bps, "weekly_liquid_bps"),
        ("largest issuer but the government, basis points", measured.largest_issuer_bps, "largest_issuer_bps"),
    ] {
        let quoted = facts.reports.last().map_or(Ok(0), |report| Facts::quote(report, field))?;
        table.row(vec![text(name), whole(value), whole(quoted)]);
        difference += sum_abs([value - quoted]);
    }
    Ok(TieOut {
        title: "Liquidity",
        rule: "WAM, WAL, daily and weekly liquid assets of 31 January, recomputed from chain and trades = last quote",
        tables: vec![table],
        differences: vec![(difference, 0)],
    })
}
