//! `mmf quote show`

use mmf::state::{ClassResult, NAV_STRUCK, NavReport, Quote};

use super::Outlook;
use crate::commands::shared::{FundAt, explain_sdk};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Field, Output};

/// A strike's quotes, and its result once it is struck; before, what would come of it.
pub fn show(context: &Context, at: &FundAt, strike_no: u32) -> CliResult<Output> {
    let report =
        context.client.nav(&at.address, strike_no).map_err(|error| explain_sdk(context, &error))?.ok_or_else(|| {
            CliError::failure("StrikeMissing", format!("nobody has quoted strike {strike_no} yet"))
                .hint("`mmf fund show` tells the next strike; `mmf quote post` quotes it")
        })?;
    let columns = vec![
        ("source", "Source"),
        ("netAssets", "Net assets"),
        ("marketNetAssets", "At market"),
        ("income", "Income"),
        ("realised", "Realised"),
        ("wamDays", "WAM"),
        ("walDays", "WAL"),
        ("dlaBps", "DLA bps"),
        ("wlaBps", "WLA bps"),
        ("largestIssuerBps", "Largest issuer bps"),
        ("custodianCash", "At custodians"),
        ("inTransit", "In transit"),
        ("receivables", "Receivables"),
        ("postedAt", "Posted"),
        ("document", "Report"),
    ];
    let rows = report.posted().iter().map(quote_row).collect();
    let output = Output::new()
        .record(format!("Strike {strike_no}"), summary(&report))
        .tall_table("quotes", "Quotes", columns, rows);
    if report.status != NAV_STRUCK {
        return Ok(Outlook::of(context, at, &report, 0)?.show(output));
    }
    let results = report.results.iter().enumerate().filter(|(place, _)| report.class_bitmap & (1 << place) != 0);
    let columns = vec![
        ("class", "Class"),
        ("rate_e18", "Income per unit"),
        ("rateToMonthEnd_e18", "To the month end"),
        ("income", "Income"),
        ("expense", "Fee"),
        ("waived", "Waived"),
        ("equalisation", "Equalisation"),
        ("supply", "Units"),
        ("price_e12", "Price"),
        ("index_e18", "Index"),
        ("carry_e18", "Carry"),
    ];
    let rows = results.map(|(place, result)| result_row(place, result)).collect();
    Ok(output.tall_table("results", "Results", columns, rows))
}

fn summary(report: &NavReport) -> Vec<Field> {
    let struck = report.status == NAV_STRUCK;
    let closed = match report.closed_period {
        0 => Cell::none(),
        period => Cell::text(dates::month_text(period)),
    };
    let corrected = match report.corrects_strike_no {
        0 => Cell::none(),
        number => Cell::count(number),
    };
    let external = match report.external_price_e12 {
        0 => Cell::none(),
        price => Cell::price(price),
    };
    let once_struck = |cell: Cell| if struck { cell } else { Cell::none() };
    vec![
        ("strikeNo", "Number", Cell::count(report.strike_no)),
        ("day", "Day", Cell::day(report.day)),
        ("cutoff", "Cut-off", Cell::instant(report.cutoff)),
        ("struck", "Struck", Cell::flag(struck)),
        ("struckAt", "Struck at", Cell::instant(report.struck_at)),
        ("days", "Days", once_struck(Cell::count(report.n_days))),
        ("late", "Late", once_struck(Cell::flag(report.late == 1))),
        ("closedPeriod", "Closed the month", closed),
        ("expectedNetAssets", "Expected net assets", once_struck(Cell::amount(report.expected_net_assets_e6))),
        ("tieOutDifference", "Quoted less expected", once_struck(Cell::amount(report.tie_out_difference_e6))),
        ("approver", "Approved by", once_struck(Cell::address(&report.approver))),
        ("overridden", "Beyond the bounds", once_struck(Cell::flag(report.overridden == 1))),
        ("correctsStrikeNo", "Corrects strike", corrected),
        ("correction", "Correction", once_struck(Cell::amount(report.correction_e6))),
        ("overrideHash", "SHA-256 of the reason", document(&report.override_hash)),
        ("correctionHash", "SHA-256 of the correction", document(&report.correction_hash)),
        ("externalPrice_e12", "External price", external),
        ("incomeCarry", "Income left over", once_struck(Cell::amount(report.income_carry_e6))),
    ]
}

/// The SHA-256 of a document; none where it is zero.
fn document(hash: &[u8; 32]) -> Cell {
    if *hash == [0; 32] { Cell::none() } else { Cell::hex(hash) }
}

fn quote_row(quote: &Quote) -> Vec<Cell> {
    vec![
        Cell::address(&quote.source),
        Cell::amount(quote.net_assets_e6),
        Cell::amount(quote.market_net_assets_e6),
        Cell::amount(quote.income_e6),
        Cell::amount(quote.realised_e6),
        Cell::count(quote.wam_days),
        Cell::count(quote.wal_days),
        Cell::count(quote.daily_liquid_bps),
        Cell::count(quote.weekly_liquid_bps),
        Cell::count(quote.largest_issuer_bps),
        Cell::amount(quote.custodian_cash_e6),
        Cell::amount(quote.in_transit_e6),
        Cell::amount(quote.receivables_e6),
        Cell::instant(quote.posted_at),
        document(&quote.document_hash),
    ]
}

fn result_row(place: usize, result: &ClassResult) -> Vec<Cell> {
    vec![
        Cell::count(place as u64),
        Cell::per_unit(u128::from(result.rate_e18)),
        Cell::per_unit(u128::from(result.rate_to_month_end_e18)),
        Cell::amount(result.income_e6),
        Cell::amount(result.expense_e6),
        Cell::amount(result.waived_e6),
        Cell::amount(result.equalisation_e6),
        Cell::amount(result.supply_units),
        Cell::price(result.price_e12),
        Cell::per_unit(result.index.get()),
        Cell::fine_units(result.carry.get()),
    ]
}
