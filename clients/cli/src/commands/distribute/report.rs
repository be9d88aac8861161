//! `--report`: every holding and what became of its dividend, from the events on chain.

use std::collections::HashMap;
use std::path::Path;

use solana_sdk::pubkey::Pubkey;

use super::books::{Books, Line};
use super::obstacle::Obstacle;
use super::paid::{Payment, Payments};
use super::route::{Paying, Route};
use crate::amount::plain;
use crate::commands::shared;
use crate::commands::written::write_whole;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::hex;

const COLUMNS: [&str; 16] = [
    "month",
    "wallet",
    "investor_id",
    "holding",
    "token_account",
    "route",
    "outcome",
    "reason",
    "units_minted",
    "units_credited",
    "cash",
    "withheld",
    "fraction_e18",
    "units_after",
    "paid_to",
    "signature",
];

/// Writes the list, as a whole or not at all.
///
/// # Errors
/// When the node does not know every payment any more, or the file cannot be written.
pub fn write(context: &Context, books: &Books, payments: &Payments, path: &Path) -> CliResult<()> {
    if !payments.is_complete() {
        let (known, all) = (payments.of.len(), payments.counted);
        let words = format!("the node knows {known} of the month's {all} payments, so the list would have gaps");
        return Err(CliError::failure("HistoryIncomplete", words)
            .hint("everybody is paid; run the command again with -u and a node that keeps the whole history"));
    }
    let reasons = reasons(context, books, payments)?;
    let text = rows(books, payments, &reasons);
    write_whole(path, &text.map_err(|error| CliError::failure("EncodingFailed", error.to_string()))?)
}

/// Why dividends did not go where they should, as the chain shows it now: the event does not say.
fn reasons(context: &Context, books: &Books, payments: &Payments) -> CliResult<HashMap<Pubkey, &'static str>> {
    let strays = |line: &&Line| payments.of.get(&line.address).is_some_and(|paid| strays(line, paid));
    let strayed: Vec<&Line> = books.lines.iter().filter(strays).collect();
    let obstacles = Obstacle::of_all(context, books, &strayed, shared::network_time(context)?)?;
    let reason = |(line, obstacle): (&Line, Option<Obstacle>)| {
        let in_place = payments.of.get(&line.address).is_some_and(|paid| paid.credited_in_place);
        match obstacle.filter(|obstacle| obstacle.is_credited_in_place() == in_place) {
            Some(obstacle) => (line.address, obstacle.name()),
            None => (line.address, "LiftedSince"),
        }
    };
    Ok(strayed.into_iter().zip(obstacles).map(reason).collect())
}

/// Whether a dividend got no token, or became units of a holding that is paid another way.
fn strays(line: &Line, paid: &Payment) -> bool {
    let elsewhere = line.route != Route::Reinvest && paid.units > 0 && paid.paid_to == line.address;
    paid.credited_in_place || elsewhere
}

fn rows(books: &Books, payments: &Payments, reasons: &HashMap<Pubkey, &'static str>) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let month = dates::month_text(books.period.period_no);
    for line in &books.lines {
        let reason = reasons.get(&line.address).copied().unwrap_or_default();
        writer.write_record(row(&month, books, line, payments.of.get(&line.address), reason))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn row(month: &str, books: &Books, line: &Line, payment: Option<&Payment>, reason: &str) -> [String; 16] {
    let investor = books.investors.get(&line.holding.investor);
    let (minted, credited) = match payment {
        Some(paid) if paid.credited_in_place => (0, paid.units),
        Some(paid) => (paid.units, 0),
        None => (0, 0),
    };
    let outcome = match payment {
        Some(paid) if paid.credited_in_place => "credited-in-place",
        Some(paid) if paid.cash_e6 > 0 => "cash",
        Some(paid) if paid.units > 0 => "minted",
        Some(paid) if paid.withheld_e6 > 0 => "withheld",
        Some(_) => "less-than-a-unit",
        None if line.holding.paid_period < books.period.period_no => "unpaid",
        None => "not-there-yet",
    };
    let fraction = payment.map_or(line.position.payable, |paid| paid.fraction_e18);
    [
        month.to_owned(),
        line.holding.owner.to_string(),
        investor.map(|investor| hex(&investor.investor_id)).unwrap_or_default(),
        line.address.to_string(),
        line.holding.token_account.to_string(),
        line.route.name().to_owned(),
        outcome.to_owned(),
        reason.to_owned(),
        plain(minted),
        plain(credited),
        plain(payment.map_or(0, |paid| paid.cash_e6)),
        plain(payment.map_or(0, |paid| paid.withheld_e6)),
        fraction.to_string(),
        plain(payment.map_or(line.holding.recorded_units, |paid| paid.new_units)),
        payment.map(|paid| paid.paid_to.to_string()).unwrap_or_default(),
        payment.map(|paid| paid.signature.to_string()).unwrap_or_default(),
    ]
}
