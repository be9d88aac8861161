//! What the verbs read: the book, the prices, the calendar and the limits.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use mmf_portfolio::{
    BusinessDays, Curves, Limits, Market, OwnLimits, Portfolio, PriceFile, Regime, Shadow, Valuation, at_cost,
    by_curve, by_vendors, from_e6, shadow,
};
use rust_decimal::Decimal;

use super::files;
use super::words::{explain, explain_file};
use crate::args::{BookOption, PriceOptions, RegimeOptions, SharesOption};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};

/// The file of the book.
pub fn book_path(context: &Context, option: &BookOption) -> CliResult<PathBuf> {
    option.book.clone().map_or_else(|| files::default_book(context.globals.fund.as_ref()), Ok)
}

/// The book.
pub fn book(context: &Context, option: &BookOption) -> CliResult<Portfolio> {
    let path = book_path(context, option)?;
    if !path.exists() {
        return Err(CliError::failure("BookMissing", format!("there is no book at {}", path.display()))
            .hint("load one: `mmf portfolio load FILE.csv`, or name its file with --book"));
    }
    Portfolio::from_json(&files::read(&path)?).map_err(|error| explain_file(&path, &error))
}

/// Market values by the named prices; `None` where none are named.
pub fn market(valuation: &Valuation<'_>, prices: &PriceOptions) -> CliResult<Option<Market>> {
    match (&prices.curve, &prices.vendor_a, &prices.vendor_b, prices.tolerance_bps) {
        (Some(path), ..) => {
            let curves = Curves::read(&files::read(path)?).map_err(|error| explain_file(path, &error))?;
            let curve = curves.on(valuation.day).map_err(|error| explain_file(path, &error))?;
            by_curve(valuation, curve).map(Some).map_err(|error| explain(&error))
        }
        (None, Some(a), Some(b), Some(tolerance_bps)) => {
            let overrides: BTreeMap<_, _> = prices.overrides.iter().cloned().collect();
            if overrides.len() < prices.overrides.len() {
                return Err(CliError::usage("OverrideTwice", "a security has two overrides"));
            }
            let (a, b) = (vendor(a)?, vendor(b)?);
            by_vendors(valuation, &a, &b, tolerance_bps, &overrides).map(Some).map_err(|error| explain(&error))
        }
        _ => Ok(None),
    }
}

fn vendor(path: &Path) -> CliResult<PriceFile> {
    PriceFile::read(&files::read(path)?).map_err(|error| explain_file(path, &error))
}

/// Market values, which must be there.
pub fn needed_market(valuation: &Valuation<'_>, prices: &PriceOptions) -> CliResult<Market> {
    market(valuation, prices)?.ok_or_else(|| {
        CliError::usage("PricesMissing", "what is the book worth on the market?")
            .hint("give --curve FILE, or --vendor-a FILE --vendor-b FILE --tolerance-bps BPS")
    })
}

/// Market values, or amortised cost where no prices are named.
pub fn market_or_cost(valuation: &Valuation<'_>, prices: &PriceOptions) -> CliResult<(Market, bool)> {
    Ok(market(valuation, prices)?.map_or_else(|| (at_cost(valuation), false), |market| (market, true)))
}

/// The number of shares, where it is given.
pub fn shares(option: &SharesOption) -> CliResult<Option<Decimal>> {
    let shares = option.shares.map(i64::try_from).transpose();
    let shares = shares.map_err(|_| {
        CliError::usage("SharesTooMany", "so many shares there can't be")
            .hint("give the shares outstanding, such as 250000000")
    })?;
    Ok(shares.map(from_e6))
}

/// The value of a share.
pub fn share_value(valuation: &Valuation<'_>, market: &Market, option: &SharesOption) -> CliResult<Shadow> {
    let shares = shares(option)?;
    let net = valuation.net_assets().and_then(|amortised| Ok((market.net_assets(valuation)?, amortised)));
    let value = net.and_then(|(market, amortised)| shadow(market, amortised, shares));
    value.map_err(|error| explain(&error))
}

/// Business days: the file's first column, or Monday to Friday.
pub fn calendar(option: Option<&Path>) -> CliResult<BusinessDays> {
    let Some(path) = option else { return Ok(BusinessDays::Weekdays) };
    let bytes = files::read(path)?;
    let invalid = |reason: String| CliError::usage("FileInvalid", format!("{}: {reason}", path.display()));
    let mut days = BTreeSet::new();
    let mut rows = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes.as_slice());
    for (place, row) in rows.records().enumerate() {
        let row = row.map_err(|error| invalid(error.to_string()))?;
        let cell = row.get(0).unwrap_or_default().trim();
        match cell.parse::<Date>() {
            Ok(day) => {
                days.insert(day);
            }
            Err(_) if place == 0 || cell.is_empty() => {}
            Err(_) => return Err(invalid(format!("row {}: `{cell}` is not a date", place + 1))),
        }
    }
    if days.is_empty() { Err(invalid("it holds no day".to_owned())) } else { Ok(BusinessDays::Listed(days)) }
}

/// The limits of the regime, and the fund's own.
pub fn limits(rules: &RegimeOptions) -> CliResult<(Regime, Limits)> {
    let regime = Regime::from(rules.regime);
    let mut limits = Limits::of(regime);
    if let Some(path) = &rules.limits {
        let own = OwnLimits::read(&files::read(path)?).map_err(|error| explain_file(path, &error))?;
        own.apply(&mut limits);
    }
    Ok((regime, limits))
}

/// A day of the command line.
pub fn day(number: i32) -> Date {
    dates::date_of(number)
}
