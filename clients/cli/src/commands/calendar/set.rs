//! `mmf calendar set`: strike days from a file, cut-offs in UTC from a time of day in a time zone.

use std::collections::BTreeSet;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use mmf::instructions::{CutoffFrom, SetCalendarArgs};
use mmf::state::Role;

use super::show;
use crate::args::CalendarSet;
use crate::commands::shared;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::tx::{Plan, Reply};

const BITMAP_BYTES: usize = 46;

pub fn set(context: &Context, args: &CalendarSet) -> CliResult<Reply> {
    let days = read_days(args)?;
    let year = year_args(args, &days).map_err(|message| CliError::usage("CalendarInvalid", message))?;
    let fund = shared::fund(context)?;
    let authority = shared::authority(context, &fund, &[Role::Governance])?;
    let payer = context.fee_payer()?.address();
    let order = context.client.addresses().set_calendar(&payer, &fund.address, &authority, year);
    let (number, time_zone) = (args.year, args.time_zone.clone());
    let plan = Plan::privileged(format!("set the calendar of {number}"), order, move |context, _| {
        show(context, number, &time_zone)
    });
    Ok(plan.into())
}

/// Business days of the file's first column. A first line that is no date is a heading.
fn read_days(args: &CalendarSet) -> CliResult<BTreeSet<i32>> {
    let path = args.business_days.display();
    let unreadable = |error: String| CliError::usage("FileUnreadable", format!("cannot read {path}: {error}"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(&args.business_days)
        .map_err(|error| unreadable(error.to_string()))?;
    let mut days = BTreeSet::new();
    for (line, record) in reader.records().enumerate() {
        let record = record.map_err(|error| unreadable(error.to_string()))?;
        let cell = record.get(0).unwrap_or_default().trim();
        match dates::parse_day(cell) {
            Ok(day) if dates::date_of(day).year() == year_of(args)? => {
                days.insert(day);
            }
            Ok(_) => {}
            Err(_) if line == 0 || cell.is_empty() => {}
            Err(error) => return Err(unreadable(format!("line {}: {error}", line + 1))),
        }
    }
    if days.is_empty() {
        return Err(unreadable(format!("it holds no day of {}", args.year)));
    }
    Ok(days)
}

fn year_of(args: &CalendarSet) -> CliResult<i16> {
    i16::try_from(args.year)
        .ok()
        .filter(|year| *year >= 1970)
        .ok_or_else(|| CliError::usage("YearInvalid", format!("{} is not a year of this calendar", args.year)))
}

/// The instruction's arguments: one entry wherever the cut-off in UTC changes, and the early days.
fn year_args(args: &CalendarSet, days: &BTreeSet<i32>) -> Result<SetCalendarArgs, String> {
    let zone = dates::zone(&args.time_zone)?;
    let first = dates::parse_day(&format!("{:04}-01-01", args.year))?;
    let mut strike_days = [0u8; BITMAP_BYTES];
    let mut cutoffs: Vec<CutoffFrom> = Vec::new();
    for day in days {
        let place = place_in_year(first, *day)?;
        if let Some(byte) = strike_days.get_mut(usize::from(place / 8)) {
            *byte |= 1 << (place % 8);
        }
        let minutes = cut_off_minutes(*day, args.cut_off, &zone)?;
        if cutoffs.last().is_none_or(|last| last.minutes != minutes) {
            cutoffs.push(CutoffFrom { day_of_year: place, minutes });
        }
    }
    let mut exceptions = Vec::with_capacity(args.early.len());
    for (day, time) in &args.early {
        if !days.contains(day) {
            return Err(format!("{} is not a business day of the file", dates::date_of(*day)));
        }
        let day_of_year = place_in_year(first, *day)?;
        if exceptions.iter().any(|known: &CutoffFrom| known.day_of_year == day_of_year) {
            return Err(format!("{} has two early cut-offs", dates::date_of(*day)));
        }
        exceptions.push(CutoffFrom { day_of_year, minutes: cut_off_minutes(*day, *time, &zone)? });
    }
    Ok(SetCalendarArgs { year: args.year, strike_days, business_days: strike_days, cutoffs, exceptions })
}

fn place_in_year(first: i32, day: i32) -> Result<u16, String> {
    u16::try_from(day - first).map_err(|_| format!("{} is in another year", dates::date_of(day)))
}

/// Minutes from midnight UTC of the day to its cut-off.
fn cut_off_minutes(day: i32, time: Time, zone: &TimeZone) -> Result<u16, String> {
    let seconds = dates::local_instant(day, time, zone)? - i64::from(day) * dates::DAY_SECONDS;
    u16::try_from(seconds / 60)
        .ok()
        .filter(|minutes| (1..2 * 24 * 60).contains(minutes))
        .ok_or_else(|| format!("the cut-off of {} falls before the day in UTC", dates::date_of(day)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn args() -> CalendarSet {
        CalendarSet {
            year: 2025,
            business_days: "days.csv".into(),
            cut_off: dates::parse_time("15:00").unwrap(),
            early: Vec::new(),
            time_zone: "America/New_York".to_owned(),
        }
    }

    fn day(text: &str) -> i32 {
        dates::parse_day(text).unwrap()
    }

    fn cut_off(year: &SetCalendarArgs, text: &str) -> Option<String> {
        let place = u16::try_from(day(text) - day("2025-01-01")).unwrap();
        let bit = year.strike_days[usize::from(place / 8)] >> (place % 8) & 1;
        let general = year.cutoffs.iter().rev().find(|entry| entry.day_of_year <= place);
        let single = year.exceptions.iter().find(|entry| entry.day_of_year == place);
        let minutes = single.or(general)?.minutes;
        let instant = i64::from(day(text)) * dates::DAY_SECONDS + i64::from(minutes) * 60;
        (bit == 1).then(|| dates::instant_text(instant))
    }

    #[test]
    fn a_year_needs_one_entry_for_each_change_of_daylight_saving_time() {
        let days = BTreeSet::from([day("2025-01-02"), day("2025-03-07"), day("2025-03-10"), day("2025-11-03")]);
        let year = year_args(&args(), &days).unwrap();
        let cutoffs: Vec<(u16, u16)> = year.cutoffs.iter().map(|c| (c.day_of_year, c.minutes)).collect();
        assert_eq!(cutoffs, [(1, 20 * 60), (68, 19 * 60), (306, 20 * 60)]);
        assert_eq!(year.strike_days[0], 0b10);
        assert_eq!(year.strike_days, year.business_days);
    }

    #[test]
    fn cut_offs_of_a_new_york_year_are_known_to_the_minute() {
        let mut args = args();
        let early = ["2025-07-03", "2025-11-28", "2025-12-24"];
        args.early = early.map(|text| (day(text), dates::parse_time("13:00").unwrap())).to_vec();
        let ordinary = ["2025-03-07", "2025-03-10", "2025-10-31", "2025-11-03"];
        let days = ordinary.into_iter().chain(early).map(day).collect();
        let year = year_args(&args, &days).unwrap();
        for (text, utc) in [
            ("2025-03-07", "2025-03-07T20:00:00Z"), // the Friday before summer time
            ("2025-03-10", "2025-03-10T19:00:00Z"), // the Monday after
            ("2025-07-03", "2025-07-03T17:00:00Z"), // early, in summer
            ("2025-10-31", "2025-10-31T19:00:00Z"), // the Friday before winter time
            ("2025-11-03", "2025-11-03T20:00:00Z"), // the Monday after
            ("2025-11-28", "2025-11-28T18:00:00Z"), // early, in winter
            ("2025-12-24", "2025-12-24T18:00:00Z"),
        ] {
            assert_eq!(cut_off(&year, text).as_deref(), Some(utc), "{text}");
        }
        assert_eq!(cut_off(&year, "2025-12-25"), None, "a holiday is no strike day");
        assert_eq!(cut_off(&year, "2025-11-29"), None, "nor is a Saturday");
    }

    #[test]
    fn a_day_that_is_removed_from_the_file_is_no_strike_day() {
        let all = BTreeSet::from([day("2025-01-08"), day("2025-01-09"), day("2025-01-10")]);
        let mut fewer = all.clone();
        fewer.remove(&day("2025-01-09"));
        assert!(cut_off(&year_args(&args(), &all).unwrap(), "2025-01-09").is_some());
        let year = year_args(&args(), &fewer).unwrap();
        assert_eq!(cut_off(&year, "2025-01-09"), None);
        assert_eq!(cut_off(&year, "2025-01-10").as_deref(), Some("2025-01-10T20:00:00Z"));
    }

    #[test]
    fn early_days_are_exceptions_and_must_be_business_days() {
        let mut args = args();
        args.early = vec![(day("2025-01-09"), dates::parse_time("14:00").unwrap())];
        let days = BTreeSet::from([day("2025-01-08"), day("2025-01-09"), day("2025-01-10")]);
        let year = year_args(&args, &days).unwrap();
        assert_eq!(year.cutoffs.len(), 1);
        assert_eq!((year.exceptions[0].day_of_year, year.exceptions[0].minutes), (8, 19 * 60));
        let days = BTreeSet::from([day("2025-01-08")]);
        assert!(year_args(&args, &days).unwrap_err().contains("2025-01-09"));
    }

    #[test]
    fn a_cut_off_that_a_clock_change_skips_or_repeats_is_refused() {
        let mut args = args();
        args.cut_off = dates::parse_time("02:30").unwrap();
        let error = year_args(&args, &BTreeSet::from([day("2025-03-09")])).unwrap_err();
        assert!(error.contains("skipped or repeated"), "{error}");
    }

    #[test]
    fn an_early_day_twice_is_refused() {
        let mut args = args();
        args.early = ["13:00", "14:00"].map(|time| (day("2025-01-09"), dates::parse_time(time).unwrap())).to_vec();
        let error = year_args(&args, &BTreeSet::from([day("2025-01-09")])).unwrap_err();
        assert!(error.contains("2025-01-09 has two early cut-offs"), "{error}");
    }
}
