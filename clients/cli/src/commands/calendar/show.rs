//! `mmf calendar show`

use jiff::tz::TimeZone;
use mmf::state::Calendar;

use crate::commands::shared::explain_sdk;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// A year's strike days, with their cut-offs in UTC and in a time zone.
pub fn show(context: &Context, year: u16, time_zone: &str) -> CliResult<Output> {
    let fund = context.fund()?;
    let zone = dates::zone(time_zone).map_err(|message| CliError::usage("TimeZoneUnknown", message))?;
    let calendar =
        context.client.calendar(&fund, year).map_err(|error| explain_sdk(context, &error))?.ok_or_else(|| {
            CliError::failure("CalendarMissing", format!("the calendar of {year} is not set"))
                .hint("set it: `mmf calendar set --year Y --business-days FILE`")
        })?;
    let rows: Vec<Vec<Cell>> =
        cut_offs(&calendar)?.into_iter().map(|(day, cut_off)| row(day, cut_off, &zone)).collect();
    let count = rows.len() as u64;
    Ok(Output::new()
        .record(
            format!("Calendar of {year}"),
            vec![
                ("year", "Year", Cell::count(year)),
                ("strikeDays", "Strike days", Cell::count(count)),
                ("timeZone", "Time zone", Cell::text(time_zone)),
            ],
        )
        .table(
            "days",
            "",
            vec![("day", "Day"), ("cutoff", "Cut-off in UTC"), ("localCutoff", "In the time zone")],
            rows,
        ))
}

/// A calendar's strike days with their cut-offs in Unix seconds.
pub fn cut_offs(calendar: &Calendar) -> CliResult<Vec<(i32, i64)>> {
    let first = dates::parse_day(&format!("{:04}-01-01", calendar.year))
        .map_err(|message| CliError::failure("YearInvalid", message))?;
    let days = (first..).zip(calendar.cutoff_minutes);
    let set = days.filter(|(_, minutes)| *minutes != 0);
    Ok(set.map(|(day, minutes)| (day, i64::from(day) * dates::DAY_SECONDS + i64::from(minutes) * 60)).collect())
}

fn row(day: i32, cut_off: i64, zone: &TimeZone) -> Vec<Cell> {
    vec![Cell::day(day), Cell::instant(cut_off), Cell::text(dates::local_text(cut_off, zone))]
}
