//! `mmf nav show|history`

use mmf::state::NavReport;

use super::published::{Published, of_class};
use crate::args::NavHistory;
use crate::commands::csv_file;
use crate::commands::shared::{self, FundAt, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// What the last strike published.
pub fn last(context: &Context, class_no: Option<u8>) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let reports = reports(context, &at)?;
    let rows = rows(context, &at, &reports, class_no, |report| report.strike_no == at.fund.last_strike_no)?;
    let output = Output::new()
        .record(
            "Published by the last strike",
            vec![
                ("strikeNo", "Strike", Cell::count(at.fund.last_strike_no)),
                (
                    "day",
                    "Day",
                    if at.fund.last_strike_no == 0 { Cell::none() } else { Cell::day(at.fund.last_struck_day) },
                ),
            ],
        )
        .tall_table("classes", "Share classes", Published::columns(), rows);
    Ok(if at.fund.last_strike_no == 0 { output.note("No day is struck yet.") } else { output })
}

/// What strikes published.
pub fn history(context: &Context, args: &NavHistory) -> CliResult<Output> {
    let at = shared::fund(context)?;
    let reports = reports(context, &at)?;
    let is_wanted = |report: &NavReport| {
        args.from.is_none_or(|from| from <= report.day) && args.to.is_none_or(|to| report.day <= to)
    };
    let rows = rows(context, &at, &reports, args.class, is_wanted)?;
    if let Some(path) = &args.csv {
        csv_file::write(path, &Published::columns(), &rows)?;
    }
    let count = Cell::count(rows.len() as u64);
    Ok(Output::new().record("Published by strikes", vec![("count", "Rows", count)]).table(
        "history",
        "",
        Published::columns(),
        rows,
    ))
}

/// All strikes of the fund, in order.
pub fn reports(context: &Context, at: &FundAt) -> CliResult<Vec<NavReport>> {
    context.client.strikes(&at.address, 1..=at.fund.last_strike_no).map_err(|error| explain_sdk(context, &error))
}

fn rows(
    context: &Context,
    at: &FundAt,
    reports: &[NavReport],
    class_no: Option<u8>,
    is_wanted: impl Fn(&NavReport) -> bool,
) -> CliResult<Vec<Vec<Cell>>> {
    let numbers: Vec<u8> = match class_no {
        Some(number) => vec![number],
        None => at.fund.class_numbers().collect(),
    };
    let mut rows = Vec::new();
    for number in numbers {
        let (_, class) = shared::class(context, &at.address, number).map_err(CliError::as_failure)?;
        let published = of_class(&class, reports)?;
        rows.extend(published.iter().filter(|published| is_wanted(published.report)).map(Published::row));
    }
    Ok(rows)
}
