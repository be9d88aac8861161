//! The tables of a test; a scenario has the same number in each.

use mmf_portfolio::{Shock, Sold, Step, StressOf, Stressed};

use super::cells::{bound, bps, e4, e6, percent, tested};
use super::{Case, Moved, Redemption};
use crate::commands::portfolio::words::{explain, figure};
use crate::error::CliResult;
use crate::output::{Cell, Output};

const PAYMENTS: [(&str, &str); 10] = [
    ("scenario", "No"),
    ("redeemBps", "Redeemed"),
    ("shiftBps", "Curve (bps)"),
    ("spreadBps", "Spread (bps)"),
    ("priceE4", "Price"),
    ("neededE6", "Cash needed"),
    ("stablecoinE6", "Settlement token"),
    ("cashE6", "Cash"),
    ("maturingE6", "Matures"),
    ("salesE6", "Sales"),
];
const STANDINGS: [(&str, &str); 11] = [
    ("scenario", "No"),
    ("dailyLiquidBps", "Daily (bps)"),
    ("dailyEnough", "Enough"),
    ("weeklyLiquidBps", "Weekly (bps)"),
    ("weeklyEnough", "Enough"),
    ("realisedLossE6", "Realised loss"),
    ("saleCostE6", "Cost of sales"),
    ("marketNetAssetsE6", "Net assets (market)"),
    ("shadowNavPerShareE4", "Shadow NAV"),
    ("deviationBps", "Deviation (bps)"),
    ("breaksTheBuck", "Breaks the buck"),
];
const SALES: [(&str, &str); 7] = [
    ("scenario", "No"),
    ("id", "Id"),
    ("lot", "Lot"),
    ("faceE6", "Face"),
    ("carryingE6", "Amortised cost"),
    ("marketValueE6", "Market value"),
    ("proceedsE6", "Brings"),
];
const QUEUE: [(&str, &str); 4] =
    [("scenario", "No"), ("waitsE6", "Waits"), ("businessDays", "Business days"), ("until", "Until")];
const REVERSE: [(&str, &str); 8] = [
    ("shiftBps", "Curve (bps)"),
    ("spreadBps", "Spread (bps)"),
    ("lowestYieldPct", "Lowest yield (%)"),
    ("dailyUpToBps", "Daily liquid"),
    ("weeklyUpToBps", "Weekly liquid"),
    ("priceUpToBps", "0.9950 a share"),
    ("allUpToBps", "All three"),
    ("withinTheDayUpToBps", "Paid within the day"),
];

/// Adds them all.
pub fn add(output: Output, of: &StressOf<'_>, cases: &[Case], moved: &Moved<'_>) -> CliResult<Output> {
    let (mut sales, mut queue) = (Vec::new(), Vec::new());
    let (mut payments, mut standings) = (Vec::new(), Vec::new());
    for (number, case) in (1u64..).zip(cases) {
        payments.push(payment(number, case)?);
        standings.push(standing(number, of, case)?);
        for sold in &case.outcome.sold {
            sales.push(sale(number, sold)?);
        }
        if !case.outcome.waiting.amount.is_zero() {
            queue.push(waits(number, case)?);
        }
    }
    let reverse = moved.iter().map(|(shock, stressed)| reverse(of, *shock, stressed));
    let reverse = reverse.collect::<CliResult<Vec<_>>>()?;
    Ok(output
        .table("payments", "How it is paid within the day", PAYMENTS.to_vec(), payments)
        .table("sales", "What has to be sold", SALES.to_vec(), sales)
        .table("queue", "What waits, until what matures has paid it", QUEUE.to_vec(), queue)
        .table("standings", "The fund for those who stay", STANDINGS.to_vec(), standings)
        .table("reverse", "The largest redemption that keeps", REVERSE.to_vec(), reverse))
}

fn payment(number: u64, case: &Case) -> CliResult<Vec<Cell>> {
    let (scenario, outcome) = (&case.scenario, &case.outcome);
    let redeemed = match scenario.redemption {
        Redemption::Part(bps) => percent(bps),
        Redemption::Largest { investors, .. } => Cell { text: format!("{investors} largest"), ..Cell::none() },
    };
    let mut row = vec![
        Cell::count(number),
        redeemed,
        Cell::integer(scenario.shock.shift_bps),
        Cell::integer(scenario.shock.spread_bps),
        e4(outcome.price)?,
        e6(outcome.needed)?,
    ];
    for step in Step::ALL {
        let met = outcome.met.iter().filter(|met| met.step == step).map(|met| met.amount).sum();
        row.push(e6(met)?);
    }
    Ok(row)
}

fn standing(number: u64, of: &StressOf<'_>, case: &Case) -> CliResult<Vec<Cell>> {
    let (outcome, after) = (&case.outcome, &case.outcome.after);
    let (value, deviation) = match after.shadow {
        Some(shadow) => (e4(shadow.per_share)?, figure(shadow.deviation_bps, 2)),
        None => (Cell::none(), Cell::none()),
    };
    Ok(vec![
        Cell::count(number),
        bps(after.daily_bps),
        tested(after.keeps_daily(&of.minimums)),
        bps(after.weekly_bps),
        tested(after.keeps_weekly(&of.minimums)),
        e6(outcome.realised_loss)?,
        e6(outcome.sale_cost)?,
        e6(after.market_net)?,
        value,
        deviation,
        Cell::flag(after.breaks_the_buck),
    ])
}

fn sale(number: u64, sold: &Sold) -> CliResult<Vec<Cell>> {
    Ok(vec![
        Cell::count(number),
        Cell::text(&sold.id),
        if sold.lot.is_empty() { Cell::none() } else { Cell::text(&sold.lot) },
        e6(sold.face)?,
        e6(sold.carrying)?,
        e6(sold.market_value)?,
        e6(sold.proceeds)?,
    ])
}

fn waits(number: u64, case: &Case) -> CliResult<Vec<Cell>> {
    let waiting = &case.outcome.waiting;
    let never = || Cell { text: "what matures is not enough".to_owned(), ..Cell::none() };
    Ok(vec![
        Cell::count(number),
        e6(waiting.amount)?,
        waiting.business_days.map_or_else(never, |days| Cell::count(days as u64)),
        waiting.until.map_or_else(Cell::none, |day| Cell::text(day.to_string())),
    ])
}

fn reverse(of: &StressOf<'_>, shock: Shock, stressed: &Stressed<'_>) -> CliResult<Vec<Cell>> {
    let found = stressed.reverse().map_err(|error| explain(&error))?;
    let lowest = of.curve.shifted(shock.shift_bps).map_err(|error| explain(&error))?.lowest_pct();
    Ok(vec![
        Cell::integer(shock.shift_bps),
        Cell::integer(shock.spread_bps),
        figure(lowest, 2),
        bound(found.daily),
        bound(found.weekly),
        bound(found.price),
        bound(found.all),
        bound(found.within_the_day),
    ])
}
