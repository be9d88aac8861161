//! The fund before the stress.

use mmf_portfolio::{StressOf, Stressed};

use super::cells::{bps, e4, e6};
use super::files::Files;
use crate::commands::portfolio::words::{explain, figure};
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

/// What is tested, and how it stands.
pub fn of(files: &Files, of: &StressOf<'_>, calm: &Stressed<'_>) -> CliResult<Output> {
    let valuation = of.valuation;
    let standing = calm.untouched().map_err(|error| explain(&error))?;
    let net_assets = valuation.net_assets().map_err(|error| explain(&error))?;
    let stress_day = calm.stress_day();
    let mut fields: Vec<Field> = vec![
        ("day", "Book at the end of", Cell::text(valuation.day.to_string())),
        ("stressDay", "Stress on", Cell::text(stress_day.to_string())),
        ("regime", "Regime", Cell::text(of.regime.name())),
        ("netAssetsE6", "Net assets at amortised cost", e6(net_assets)?),
        ("marketNetAssetsE6", "Net assets at market value", e6(standing.market_net)?),
        ("sharesE6", "Shares", e6(calm.shares())?),
        ("queuedSharesE6", "Shares that wait already", of.queued.map_or_else(|| Ok(Cell::none()), |q| e6(q.shares))?),
        ("saleCostBps", "Cost of a sale (bps)", Cell::count(of.sale_cost_bps)),
        ("dailyLiquidBps", "Daily liquid assets (bps)", bps(standing.daily_bps)),
        ("leastDailyLiquidBps", "at least (bps)", bps(of.minimums.daily_bps)),
        ("weeklyLiquidBps", "Weekly liquid assets (bps)", bps(standing.weekly_bps)),
        ("leastWeeklyLiquidBps", "at least (bps)", bps(of.minimums.weekly_bps)),
    ];
    if let Some(shadow) = standing.shadow {
        fields.push(("shadowNavPerShareE4", "Shadow NAV per share", e4(shadow.per_share)?));
        fields.push(("deviationBps", "Deviation from 1.0000 (bps)", figure(shadow.deviation_bps, 2)));
    }
    fields.push(("bookSha256", "SHA-256 of the book", Cell::hex(&files.book_hash)));
    fields.push(("curveSha256", "SHA-256 of the curve file", Cell::hex(&files.curve_hash)));
    Ok(Output::new().record(format!("Stress of {stress_day} (amounts in the fund's currency)"), fields))
}
