//! `mmf portfolio quote`

use std::path::{Path, PathBuf};

use mmf_portfolio::{QuoteFigures, ReportOf, Status, check, measure, report};

use super::check::worst;
use super::words::{explain, shadow_fields};
use super::{files, inputs};
use crate::args::PortfolioQuote;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

pub fn run(context: &Context, args: &PortfolioQuote) -> CliResult<Output> {
    let book = inputs::book(context, &args.book)?;
    let (regime, limits) = inputs::limits(&args.rules)?;
    let calendar = inputs::calendar(args.rules.business_days.as_deref())?;
    let (day, since) = (inputs::day(args.day), inputs::day(args.since));
    let income = book.income_between(since, day).map_err(|error| explain(&error))?;
    let valuation = book.value_at(day).map_err(|error| explain(&error))?;
    let market = inputs::needed_market(&valuation, &args.prices)?;
    let shadow = inputs::share_value(&valuation, &market, &args.shares)?;
    let metrics =
        measure(&valuation, &market, &calendar, regime.basis(), regime.liquid_by()).map_err(|error| explain(&error))?;
    let checks = check(&limits, &metrics);
    let report = report(&ReportOf {
        book: &book,
        since,
        valuation: &valuation,
        market: &market,
        metrics: &metrics,
        income: &income,
        shadow: &shadow,
        regime,
        checks: &checks,
    })
    .map_err(|error| explain(&error))?;
    let quote =
        QuoteFigures::new(&valuation, &market, &metrics, &income, &report.hash).map_err(|error| explain(&error))?;
    let document = args.document.clone().or_else(|| args.out.as_deref().map(beside));
    // The report first: a quote never names a document that is not there.
    if let Some(path) = &document {
        files::replace(path, &report.bytes)?;
    }
    if let Some(path) = &args.out {
        files::replace(path, &quote.to_json().map_err(|error| explain(&error))?)?;
    }
    let mut fields = fields(&quote, args.since);
    fields.extend(shadow_fields(&shadow));
    fields.push(("outcome", "Rules", Cell::text(worst(&checks).words())));
    fields.push(("out", "Quote written to", path_cell(args.out.as_deref())));
    fields.push(("document", "Report written to", path_cell(document.as_deref())));
    let output = Output::new().record(format!("Quote of {day} (amounts in the fund's currency)"), fields);
    Ok(if worst(&checks) == Status::Pass {
        output
    } else {
        output.note("A rule asks for attention: `mmf portfolio check` has the table.")
    })
}

fn fields(quote: &QuoteFigures, since: i32) -> Vec<Field> {
    let to_month_end = quote.income_to_month_end_e6.map_or_else(Cell::none, Cell::amount);
    vec![
        ("day", "Day", Cell::text(&quote.day)),
        ("since", "Since the end of", Cell::day(since)),
        ("netAssets", "Net assets at amortised cost", Cell::amount(quote.net_assets_e6)),
        ("marketNetAssets", "Net assets at market value", Cell::amount(quote.market_net_assets_e6)),
        ("income", "Income", Cell::amount(quote.income_e6)),
        ("incomeToMonthEnd", "Income to the month end", to_month_end),
        ("realised", "Realised gains less losses", Cell::amount(quote.realised_e6)),
        ("custodianCash", "Cash at custodians", Cell::amount(quote.custodian_cash_e6)),
        ("inTransit", "Cash in transit", Cell::amount(quote.in_transit_e6)),
        ("receivables", "Receivables", Cell::amount(quote.receivables_e6)),
        ("wamDays", "Weighted average maturity (days)", Cell::count(quote.wam_days)),
        ("walDays", "Weighted average life (days)", Cell::count(quote.wal_days)),
        ("dailyLiquidBps", "Daily liquid assets (bps)", Cell::count(quote.daily_liquid_bps)),
        ("weeklyLiquidBps", "Weekly liquid assets (bps)", Cell::count(quote.weekly_liquid_bps)),
        ("largestIssuerBps", "Largest issuer (bps)", Cell::count(quote.largest_issuer_bps)),
        ("documentHash", "SHA-256 of the report", Cell::text(&quote.document_hash)),
    ]
}

/// `quote.json` → `quote.report.json`.
fn beside(out: &Path) -> PathBuf {
    out.with_extension("report.json")
}

fn path_cell(path: Option<&Path>) -> Cell {
    path.map_or_else(Cell::none, |path| Cell::text(path.display().to_string()))
}
