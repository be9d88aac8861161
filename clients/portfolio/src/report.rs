//! The report of a day: everything that the quote's figures rest on, as a document with a hash.

use rust_decimal::Decimal;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::{PortfolioError, Result};
use crate::file::keep::Kept;
use crate::market::{Market, Source};
use crate::metrics::Metrics;
use crate::portfolio::Portfolio;
use crate::rules::{Check, Regime, Shadow};
use crate::valuation::{Income, Valuation};

/// What a report is made of.
pub struct ReportOf<'a> {
    /// The book.
    pub book: &'a Portfolio,
    /// The last struck day.
    pub since: jiff::civil::Date,
    /// The book on the day.
    pub valuation: &'a Valuation<'a>,
    /// Its market values.
    pub market: &'a Market,
    /// Its measures.
    pub metrics: &'a Metrics,
    /// Its income.
    pub income: &'a Income,
    /// The value of a share.
    pub shadow: &'a Shadow,
    /// Whose rules.
    pub regime: Regime,
    /// What they found.
    pub checks: &'a [Check],
}

/// A report as bytes, and their SHA-256.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// JSON. The same book, day and prices always give the same bytes.
    pub bytes: Vec<u8>,
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub hash: String,
}

/// Writes the report.
///
/// # Errors
/// [`PortfolioError::FileInvalid`] where it can't be written, [`PortfolioError::Overflow`].
pub fn report(of: &ReportOf<'_>) -> Result<Report> {
    let mut bytes = serde_json::to_vec_pretty(&Document::new(of)?)
        .map_err(|error| PortfolioError::FileInvalid(error.to_string()))?;
    bytes.push(b'\n');
    let hash = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(Report { bytes, hash })
}

/// Fields stand in this order; amounts are decimal strings.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    format: &'static str,
    version: u32,
    day: String,
    since: String,
    regime: &'static str,
    net_assets: String,
    market_net_assets: String,
    shadow_nav_per_share: String,
    deviation_bps: String,
    income: String,
    accretion: String,
    interest: String,
    income_to_month_end: Option<String>,
    realised: String,
    cash: Vec<Account>,
    payables: String,
    lines: Vec<Row>,
    wam_days: i64,
    wal_days: i64,
    daily_liquid_bps: i64,
    weekly_liquid_bps: i64,
    illiquid_bps: i64,
    government_bps: i64,
    issuers: Vec<Part>,
    checks: Vec<Tested>,
    book: Kept,
}

#[derive(Serialize)]
struct Account {
    bank: String,
    amount: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    id: String,
    lot: String,
    kind: &'static str,
    face: String,
    carrying: String,
    accrued: String,
    price: Option<String>,
    market_value: String,
    valued_by: String,
    maturity_days: i64,
    life_days: i64,
}

#[derive(Serialize)]
struct Part {
    issuer: String,
    bps: i64,
}

#[derive(Serialize)]
struct Tested {
    test: &'static str,
    unit: &'static str,
    value: i64,
    limit: i64,
    room: i64,
    status: &'static str,
    source: &'static str,
}

impl Document {
    fn new(of: &ReportOf<'_>) -> Result<Self> {
        let (valuation, metrics, income) = (of.valuation, of.metrics, of.income);
        let day = valuation.day;
        let lines = valuation.lines.iter().zip(&of.market.lines).map(|(line, priced)| {
            let terms = line.position.terms();
            Row {
                id: terms.id.clone(),
                lot: terms.lot.clone(),
                kind: terms.kind.name(),
                face: text(terms.face),
                carrying: text(line.carrying),
                accrued: text(line.accrued),
                price: priced.price.map(text),
                market_value: text(priced.value),
                valued_by: source_words(&priced.source),
                maturity_days: line.position.maturity_days(day),
                life_days: line.position.life_days(day),
            }
        });
        Ok(Self {
            format: "mmf-portfolio-report",
            version: 1,
            day: day.to_string(),
            since: of.since.to_string(),
            regime: of.regime.name(),
            net_assets: text(valuation.net_assets()?),
            market_net_assets: text(of.market.net_assets(valuation)?),
            shadow_nav_per_share: format!("{:.4}", of.shadow.per_share),
            deviation_bps: of.shadow.deviation_bps.normalize().to_string(),
            income: text(income.total),
            accretion: text(income.accretion),
            interest: text(income.interest),
            income_to_month_end: income.to_month_end.map(text),
            realised: text(income.realised),
            cash: valuation
                .cash
                .iter()
                .map(|(bank, held)| Account { bank: bank.clone(), amount: text(*held) })
                .collect(),
            payables: text(valuation.payables),
            lines: lines.collect(),
            wam_days: metrics.wam_days,
            wal_days: metrics.wal_days,
            daily_liquid_bps: metrics.daily_liquid_bps,
            weekly_liquid_bps: metrics.weekly_liquid_bps,
            illiquid_bps: metrics.illiquid_bps,
            government_bps: metrics.government_bps,
            issuers: metrics.issuers.iter().map(|share| Part { issuer: share.name.clone(), bps: share.bps }).collect(),
            checks: of.checks.iter().map(tested).collect(),
            book: Kept::of(of.book),
        })
    }
}

fn tested(check: &Check) -> Tested {
    Tested {
        test: check.limit.test.name(),
        unit: check.limit.test.unit(),
        value: check.value,
        limit: check.limit.bound,
        room: check.room,
        status: check.status.words(),
        source: check.limit.source,
    }
}

/// Six decimals.
fn text(amount: Decimal) -> String {
    format!("{amount:.6}")
}

/// Where a value comes from, in words.
#[must_use]
pub fn source_words(source: &Source) -> String {
    match source {
        Source::Face => "face".to_owned(),
        Source::Curve => "curve".to_owned(),
        Source::Vendors { a, b } => format!("vendor A {a}, vendor B {b}"),
        Source::Override { reason } => format!("override: {reason}"),
    }
}
