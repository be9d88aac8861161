//! (6) The balance sheet, the net asset value per share, and the market-based one.

use anyhow::Result;

use super::{
    Facts,
    income::FINE,
    tie_out::{TieOut, sum_abs},
};
use crate::{
    dates::MONTH_END,
    figures::{ONE_E6, SCALE, round_div},
    files::Plan,
    month::Outcome,
    table::{Cell, Table, text},
};

pub(super) fn tie_out(plan: &Plan, outcome: &Outcome, facts: &Facts) -> Result<TieOut> {
    let (fund, class) = (&facts.fund, &facts.class);
    let shares: i128 = facts.register.iter().map(|line| line.recorded).sum();
    let amortised_e6 = outcome.book.amortised_cost_e6(MONTH_END);
    let paid: i128 = facts.model.paid.values().sum();
    let assets = [
        ("cash in the vaults", facts.vault_e6 * SCALE),
        ("cash at the custodian", facts.custodian_e6 * SCALE),
        ("cash in transit", 0),
        ("bills at amortised cost", amortised_e6 * SCALE),
        ("receivables", 0),
    ];
    let liabilities = [
        ("dividends payable", class.int("declared")? - paid * SCALE - class.int("undistributed")?),
        ("undistributed", class.int("undistributed")?),
        ("carry", class.int("carry")? + fund.int("income_carry_e6")? * SCALE),
        ("equalisation pending", class.int("equalisation_pending_e6")? * SCALE),
        ("management fees payable", class.int("management_fee_payable_e6")? * SCALE),
        ("redemptions payable", fund.int("payout_cash_e6")? * SCALE),
        ("subscriptions in advance", fund.int("escrow_cash_e6")? * SCALE),
        ("retained gains", fund.int("retained_gains_e6")? * SCALE),
    ];
    let total = |lines: &[(&str, i128)]| lines.iter().map(|(_, value)| value).sum::<i128>();
    let net_assets_e18 = total(&assets) - total(&liabilities);
    let mut sheet = Table::new("balance_sheet", &["balance sheet", "amount"]);
    let mut rows = |lines: &[(&str, i128)]| {
        for (name, value) in lines {
            sheet.row(vec![text(*name), fine(*value)]);
        }
    };
    rows(&assets);
    rows(&[("total assets", total(&assets))]);
    rows(&liabilities);
    rows(&[("net assets of the class", net_assets_e18), ("shares", shares * SCALE)]);

    let market_e6 = outcome.book.market_value_e6(plan.curves.on(MONTH_END)?, MONTH_END)? - amortised_e6;
    let market_per_share_e8 = round_div((shares + market_e6) * 100_000_000, shares);
    let mut nav = Table::new("net_asset_value", &["net asset value", "per share"]);
    let per_share_e6 = round_div(net_assets_e18 / SCALE * ONE_E6, shares);
    nav.row(vec![text("net assets / shares"), Cell::Number(per_share_e6, 6)]);
    nav.row(vec![text("market-based"), Cell::Number(round_div(market_per_share_e8, 10_000), 4)]);
    nav.row(vec![text("deviation in basis points"), Cell::Number(market_per_share_e8 - 100_000_000, 4)]);
    Ok(TieOut {
        title: "Balance sheet",
        rule: "assets - liabilities = net assets = shares at $1.000000",
        tables: vec![sheet, nav],
        differences: vec![(sum_abs([net_assets_e18 - shares * SCALE]), FINE), (sum_abs([per_share_e6 - ONE_E6]), 6)],
    })
}

/// Whole units with six decimals, anything else with all of them.
fn fine(value_e18: i128) -> Cell {
    if value_e18 % SCALE == 0 { Cell::Number(value_e18 / SCALE, 6) } else { Cell::Number(value_e18, FINE) }
}
