//! `mmf price show`

use mmf::instructions::PriceReading;
use mmf::state::{ShareClass, price_status};

use crate::commands::shared::{self, FundAt};
use crate::commands::{ask, class};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// What the program tells of each class's price.
pub fn show(context: &Context, class_no: Option<u8>) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let now = shared::network_time(context)?;
    let mut rows = Vec::new();
    for number in numbers(&at, class_no) {
        let (address, class) = shared::class(context, &at.address, number).map_err(CliError::as_failure)?;
        let order = context.client.addresses().get_price(&at.address, &address);
        let reading: PriceReading = ask::answer(context, &at, &order, &[])?;
        rows.push(row(&class, &reading));
    }
    Ok(Output::new().record("Price as others read it", vec![("at", "At", Cell::instant(now))]).tall_table(
        "prices",
        "Share classes",
        columns(),
        rows,
    ))
}

/// The classes that are meant: one, or all.
pub fn numbers(at: &FundAt, class_no: Option<u8>) -> Vec<u8> {
    class_no.map_or_else(|| at.fund.class_numbers().collect(), |number| vec![number])
}

/// A status in words.
pub fn status(number: u32) -> &'static str {
    match number {
        price_status::NONE => "none: no strike yet",
        price_status::TRADING => "trading",
        price_status::HALTED => "halted: the board has to act first",
        price_status::STALE => "stale: a strike is overdue",
        _ => "unknown",
    }
}

fn columns() -> Vec<(&'static str, &'static str)> {
    vec![
        ("classNo", "Class"),
        ("kind", "Kind"),
        ("price_e12", "Price"),
        ("confidence_e12", "Uncertainty"),
        ("status", "Status now"),
        ("validUntil", "Valid until"),
        ("strikeNo", "Strike"),
        ("struckDay", "Struck day"),
        ("publishedAt", "Published"),
        ("publishedStatus", "Status in the account"),
        ("heartbeatAt", "As of"),
    ]
}

fn row(class: &ShareClass, reading: &PriceReading) -> Vec<Cell> {
    let day = if reading.strike_no == 0 { Cell::none() } else { Cell::day(reading.struck_day) };
    vec![
        Cell::count(class.class_no),
        Cell::text(class::kind(class)),
        Cell::price(reading.price_e12),
        Cell::price(reading.confidence_e12),
        Cell::text(status(reading.status)),
        Cell::instant(reading.valid_until),
        Cell::count(reading.strike_no),
        day,
        Cell::instant(reading.published_at),
        Cell::text(status(class.price.status)),
        Cell::instant(class.heartbeat_at),
    ]
}
