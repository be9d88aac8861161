//! `mmf portfolio check`

use mmf_portfolio::{Check, Metrics, Status, check, measure, nearest};

use super::inputs;
use super::words::{explain, shadow_fields};
use crate::args::PortfolioCheck;
use crate::context::Context;
use crate::error::{CliResult, Kind};
use crate::output::{Cell, Field, Output};

const COLUMNS: [(&str, &str); 8] = [
    ("test", "Test"),
    ("value", "Measure"),
    ("limit", "Limit"),
    ("room", "Room"),
    ("unit", "Unit"),
    ("status", "Outcome"),
    ("detail", "Which"),
    ("source", "Source"),
];

pub fn run(context: &Context, args: &PortfolioCheck) -> CliResult<Output> {
    let book = inputs::book(context, &args.book)?;
    let (regime, limits) = inputs::limits(&args.rules)?;
    let calendar = inputs::calendar(args.rules.business_days.as_deref())?;
    let valuation = book.value_at(inputs::day(args.day)).map_err(|error| explain(&error))?;
    let (market, priced) = inputs::market_or_cost(&valuation, &args.prices)?;
    let metrics =
        measure(&valuation, &market, &calendar, regime.basis(), regime.liquid_by()).map_err(|error| explain(&error))?;
    let checks = check(&limits, &metrics);
    let mut fields = vec![
        ("day", "Day", Cell::text(valuation.day.to_string())),
        ("regime", "Regime", Cell::text(regime.name())),
        ("outcome", "Outcome", Cell::text(worst(&checks).words())),
        ("nearest", "Nearest breach", nearest(&checks).map_or_else(Cell::none, |near| Cell::text(room_words(near)))),
    ];
    fields.extend(measures(&metrics));
    if priced {
        fields.extend(shadow_fields(&inputs::share_value(&valuation, &market, &args.shares)?));
    }
    let output = Output::new().record(format!("Portfolio at the end of {}", valuation.day), fields).table(
        "checks",
        "",
        COLUMNS.to_vec(),
        checks.iter().map(row).collect(),
    );
    let output =
        if priced { output } else { output.note("Averages are weighted by amortised cost: no prices were given.") };
    let output = if limits.all().is_empty() {
        output.note("This regime has no statutory limits; --limits FILE holds the fund's own.")
    } else {
        output
    };
    Ok(if worst(&checks) == Status::Breach { output.ending_as(Kind::Failure) } else { output })
}

/// The measures of a day, with their units.
pub fn measures(metrics: &Metrics) -> Vec<Field> {
    vec![
        ("wamDays", "Weighted average maturity (days)", Cell::integer(metrics.wam_days)),
        ("walDays", "Weighted average life (days)", Cell::integer(metrics.wal_days)),
        ("dailyLiquidBps", "Daily liquid assets (bps)", Cell::integer(metrics.daily_liquid_bps)),
        ("weeklyLiquidBps", "Weekly liquid assets (bps)", Cell::integer(metrics.weekly_liquid_bps)),
        ("illiquidBps", "Illiquid securities (bps)", Cell::integer(metrics.illiquid_bps)),
        ("governmentBps", "Cash and government (bps)", Cell::integer(metrics.government_bps)),
    ]
}

/// The gravest outcome.
pub fn worst(checks: &[Check]) -> Status {
    const BY_GRAVITY: [Status; 4] = [Status::Breach, Status::Alarm, Status::MayOnlyBuyLiquid, Status::MayBuyNoMore];
    let found = BY_GRAVITY.into_iter().find(|status| checks.iter().any(|check| check.status == *status));
    found.unwrap_or(Status::Pass)
}

fn room_words(near: &Check) -> String {
    let (test, unit) = (near.limit.test.name(), near.limit.test.unit());
    if near.room < 0 {
        format!("{test}: {} {unit} beyond the limit", near.room.unsigned_abs())
    } else {
        format!("{test}: {} {unit} of room", near.room)
    }
}

fn row(check: &Check) -> Vec<Cell> {
    vec![
        Cell::text(check.limit.test.name()),
        Cell::integer(check.value),
        Cell::integer(check.limit.bound),
        Cell::integer(check.room),
        Cell::text(check.limit.test.unit()),
        Cell::text(check.status.words()),
        if check.detail.is_empty() { Cell::none() } else { Cell::text(&check.detail) },
        Cell::text(check.limit.source),
    ]
}
