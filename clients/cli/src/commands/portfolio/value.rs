//! `mmf portfolio value`

use mmf_portfolio::{Line, Market, Portfolio, PortfolioError, Priced, Valuation, source_words};

use super::inputs;
use super::words::{explain, figure, money, shadow_fields};
use crate::args::PortfolioValue;
use crate::context::Context;
use crate::error::CliResult;
use crate::output::{Cell, Field, Output};

const COLUMNS: [(&str, &str); 10] = [
    ("id", "Id"),
    ("lot", "Lot"),
    ("kind", "Kind"),
    ("face", "Face"),
    ("amortisedCost", "Amortised cost"),
    ("accrued", "Accrued interest"),
    ("carrying", "Carrying value"),
    ("price", "Price (per 100)"),
    ("marketValue", "Market value"),
    ("valuedBy", "Valued by"),
];

pub fn run(context: &Context, args: &PortfolioValue) -> CliResult<Output> {
    let book = inputs::book(context, &args.book)?;
    let valuation = book.value_at(inputs::day(args.day)).map_err(|error| explain(&error))?;
    let market = inputs::needed_market(&valuation, &args.prices)?;
    let shadow = inputs::share_value(&valuation, &market, &args.shares)?;
    let rows = valuation.lines.iter().zip(&market.lines).map(|(line, priced)| row(line, priced));
    let mut fields = totals(&book, &valuation, &market).map_err(|error| explain(&error))?;
    fields.extend(shadow_fields(&shadow));
    Ok(Output::new()
        .record(format!("Value at the end of {} (amounts in the fund's currency)", valuation.day), fields)
        .table("lines", "", COLUMNS.to_vec(), rows.collect::<Result<_, _>>().map_err(|error| explain(&error))?))
}

fn totals(book: &Portfolio, valuation: &Valuation<'_>, market: &Market) -> Result<Vec<Field>, PortfolioError> {
    let bought_at = match book.weighted_purchase_yield(valuation.day) {
        Ok(rate) => figure(rate, 4),
        Err(PortfolioError::NothingHeld { .. }) => Cell::none(),
        Err(error) => return Err(error),
    };
    Ok(vec![
        ("day", "Day", Cell::text(valuation.day.to_string())),
        ("netAssets", "Net assets at amortised cost", money(valuation.net_assets()?)),
        ("marketNetAssets", "Net assets at market value", money(market.net_assets(valuation)?)),
        ("cash", "Cash at banks", money(valuation.cash_total()?)),
        ("payables", "Payables", money(valuation.payables)),
        ("purchaseYieldPct", "Weighted purchase yield (% a year, ACT/365)", bought_at),
    ])
}

fn row(line: &Line<'_>, priced: &Priced) -> Result<Vec<Cell>, PortfolioError> {
    let terms = line.position.terms();
    let clean = line.carrying.checked_sub(line.accrued).ok_or(PortfolioError::Overflow)?;
    Ok(vec![
        Cell::text(&terms.id),
        if terms.lot.is_empty() { Cell::none() } else { Cell::text(&terms.lot) },
        Cell::text(terms.kind.name()),
        money(terms.face),
        money(clean),
        money(line.accrued),
        money(line.carrying),
        priced.price.map_or_else(Cell::none, |price| figure(price, 6)),
        money(priced.value),
        Cell::text(source_words(&priced.source)),
    ])
}
