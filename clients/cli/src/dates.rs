//! Calendar days, months and instants of the clock, as the books count them.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

const EPOCH: Date = jiff::civil::date(1970, 1, 1);
/// The last year whose days all end within the instants that can be written.
const LAST_YEAR: i16 = 9998;
/// Seconds in a day.
pub const DAY_SECONDS: i64 = 86_400;

/// A date as days since 1970-01-01.
#[must_use]
pub fn day_number(date: Date) -> i32 {
    // Within the years of the calendar a span in days always exists.
    EPOCH.until(date).map_or(0, |span| span.get_days())
}

/// The date of a day number; beyond the years of the calendar, its first day.
#[must_use]
pub fn date_of(day: i32) -> Date {
    EPOCH.checked_add(jiff::Span::new().try_days(i64::from(day)).unwrap_or_default()).unwrap_or(EPOCH)
}

/// Reads `YYYY-MM-DD` into days since 1970-01-01.
///
/// # Errors
/// A sentence for the user when the text is no such date.
pub fn parse_day(text: &str) -> Result<i32, String> {
    match text.trim().parse::<Date>() {
        Err(_) => Err(format!("`{text}` is not a date; write it like 2025-01-31")),
        Ok(date) if date.year() > LAST_YEAR => Err(format!("`{text}` is too late; the last day is {LAST_YEAR}-12-31")),
        Ok(date) => Ok(day_number(date)),
    }
}

/// Reads `YYYY-MM` into a period number: year · 12 + month − 1.
///
/// # Errors
/// A sentence for the user when the text is no such month.
pub fn parse_month(text: &str) -> Result<u32, String> {
    format!("{}-01", text.trim())
        .parse::<Date>()
        .ok()
        .and_then(|date| period_of(date).ok())
        .ok_or_else(|| format!("`{text}` is not a month; write it like 2025-01"))
}

/// The period number of a date's month.
///
/// # Errors
/// For years before 0.
pub fn period_of(date: Date) -> Result<u32, String> {
    let year = u32::try_from(date.year()).map_err(|_| "the year is too early".to_owned())?;
    let month = u32::from(date.month().unsigned_abs());
    Ok(year * 12 + month - 1)
}

/// The first day and the last day of a period.
#[must_use]
pub fn days_of_period(period: u32) -> (i32, i32) {
    let year = i16::try_from(period / 12).unwrap_or_default();
    let month = i8::try_from(period % 12 + 1).unwrap_or(1);
    let first = Date::new(year, month, 1).unwrap_or(EPOCH);
    (day_number(first), day_number(first.last_of_month()))
}

/// A period number as `YYYY-MM`.
#[must_use]
pub fn month_text(period: u32) -> String {
    format!("{:04}-{:02}", period / 12, period % 12 + 1)
}

/// Reads an RFC 3339 instant into seconds since 1970.
///
/// # Errors
/// A sentence for the user when the text is no such instant.
pub fn parse_instant(text: &str) -> Result<i64, String> {
    text.trim()
        .parse::<Timestamp>()
        .map(Timestamp::as_second)
        .map_err(|_| format!("`{text}` is not an instant; write it like 2025-01-02T14:30:00Z"))
}

/// Seconds since 1970 as RFC 3339 in UTC.
#[must_use]
pub fn instant_text(seconds: i64) -> String {
    Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |t| t.to_string())
}

/// Seconds since 1970 as date, time and offset of a time zone: `2025-01-02 15:00 -05`.
#[must_use]
pub fn local_text(seconds: i64, zone: &TimeZone) -> String {
    let local = Timestamp::from_second(seconds).map(|instant| instant.to_zoned(zone.clone()));
    local.map_or_else(|_| seconds.to_string(), |local| local.strftime("%Y-%m-%d %H:%M %:::z").to_string())
}

/// The last second of a day in UTC, for attributes that expire at the end of a day.
#[must_use]
pub fn end_of_day(day: i32) -> i64 {
    i64::from(day) * DAY_SECONDS + DAY_SECONDS - 1
}

/// Reads `HH:MM`.
///
/// # Errors
/// A sentence for the user when the text is no time of day.
pub fn parse_time(text: &str) -> Result<Time, String> {
    let bad = || format!("`{text}` is not a time of day; write it like 15:00");
    let (hour, minute) = text.trim().split_once(':').ok_or_else(bad)?;
    let hour: i8 = hour.parse().map_err(|_| bad())?;
    let minute: i8 = minute.parse().map_err(|_| bad())?;
    Time::new(hour, minute, 0, 0).map_err(|_| bad())
}

/// Finds a time zone by its name in the bundled database.
///
/// # Errors
/// A sentence for the user when there is no such zone.
pub fn zone(name: &str) -> Result<TimeZone, String> {
    TimeZone::get(name).map_err(|_| format!("`{name}` is not a time zone; write it like America/New_York"))
}

/// A wall-clock time of a zone on a day, as seconds since 1970.
///
/// # Errors
/// When that wall-clock time does not exist, or exists twice, on that day (a change of daylight-saving time).
pub fn local_instant(day: i32, time: Time, zone: &TimeZone) -> Result<i64, String> {
    let date = date_of(day);
    zone.to_ambiguous_timestamp(date.to_datetime(time))
        .unambiguous()
        .map(Timestamp::as_second)
        .map_err(|_| format!("{time} on {date} is skipped or repeated by a change of daylight-saving time"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_day_beyond_the_last_year_is_refused_rather_than_read_as_none() {
        assert_eq!(parse_day("9998-12-31").unwrap(), day_number(jiff::civil::date(9998, 12, 31)));
        for late in ["9999-01-01", "9999-12-31"] {
            assert!(parse_day(late).unwrap_err().contains("too late"), "{late}");
        }
        assert_eq!(day_number(jiff::civil::date(9999, 12, 31)), 2_932_896);
        assert_eq!(day_number(jiff::civil::date(1969, 12, 31)), -1);
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(parse_day("1970-01-01").unwrap(), 0);
        assert_eq!(parse_day("2025-01-01").unwrap(), 20_089);
        assert_eq!(parse_day("1969-12-31").unwrap(), -1);
        assert_eq!(date_of(20_089).to_string(), "2025-01-01");
        for bad in ["2025-02-29", "2025-13-01", "yesterday", ""] {
            assert!(parse_day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_period_is_a_month() {
        assert_eq!(parse_month("2025-01").unwrap(), 24_300);
        assert_eq!(month_text(24_300), "2025-01");
        let (first, last) = days_of_period(24_301);
        assert_eq!(date_of(first).to_string(), "2025-02-01");
        assert_eq!(date_of(last).to_string(), "2025-02-28");
    }

    #[test]
    fn new_york_cut_offs_follow_daylight_saving_time() {
        let new_york = zone("America/New_York").unwrap();
        let at = |day: &str, time: &str| {
            let instant = local_instant(parse_day(day).unwrap(), parse_time(time).unwrap(), &new_york);
            instant.map(instant_text)
        };
        assert_eq!(at("2025-01-02", "15:00").unwrap(), "2025-01-02T20:00:00Z");
        assert_eq!(at("2025-03-07", "15:00").unwrap(), "2025-03-07T20:00:00Z");
        assert_eq!(at("2025-03-10", "15:00").unwrap(), "2025-03-10T19:00:00Z");
        assert_eq!(at("2025-07-03", "13:00").unwrap(), "2025-07-03T17:00:00Z");
        assert_eq!(at("2025-10-31", "15:00").unwrap(), "2025-10-31T19:00:00Z");
        assert_eq!(at("2025-11-03", "15:00").unwrap(), "2025-11-03T20:00:00Z");
        assert!(at("2025-03-09", "02:30").unwrap_err().contains("skipped or repeated"));
        assert!(at("2025-11-02", "01:30").unwrap_err().contains("skipped or repeated"));
    }

    #[test]
    fn an_instant_is_shown_in_the_time_of_a_zone() {
        let new_york = zone("America/New_York").unwrap();
        let shown = |text: &str| local_text(parse_instant(text).unwrap(), &new_york);
        assert_eq!(shown("2025-03-07T20:00:00Z"), "2025-03-07 15:00 -05");
        assert_eq!(shown("2025-03-10T19:00:00Z"), "2025-03-10 15:00 -04");
    }

    #[test]
    fn other_markets_have_their_own_zone() {
        let london = zone("Europe/London").unwrap();
        let day = parse_day("2025-06-02").unwrap();
        let cut_off = local_instant(day, parse_time("13:30").unwrap(), &london).unwrap();
        assert_eq!(instant_text(cut_off), "2025-06-02T12:30:00Z");
        assert!(zone("America/Nowhere").is_err());
    }

    #[test]
    fn instants_and_times_of_day_are_checked() {
        assert_eq!(parse_instant("2025-01-01T00:00:00Z").unwrap(), 1_735_689_600);
        assert_eq!(end_of_day(0), 86_399);
        for bad in ["25:00", "15", "15:60", "3pm", ""] {
            assert!(parse_time(bad).is_err(), "{bad}");
        }
        assert!(parse_instant("2025-01-01").is_err());
    }
}
