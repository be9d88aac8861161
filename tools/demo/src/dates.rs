//! Days and moments. The month lies in winter, so New York is five hours behind UTC throughout.

use anyhow::{Context, Result};
use jiff::{
    Span, Timestamp,
    civil::{Date, Time},
    tz::{Offset, TimeZone},
};

/// First day of the month.
pub const MONTH_START: Date = jiff::civil::date(2025, 1, 1);
/// Last day of the month.
pub const MONTH_END: Date = jiff::civil::date(2025, 1, 31);
/// The fund's first day: the first business day of the year.
pub const INCEPTION: Date = jiff::civil::date(2025, 1, 2);
/// A national day of mourning, with an early close.
pub const EARLY_CLOSE: Date = jiff::civil::date(2025, 1, 9);

const NEW_YORK: Offset = jiff::tz::offset(-5);

/// A New York day and time, in Unix seconds.
///
/// # Errors
/// A moment that no clock can show.
pub fn moment(day: Date, time: Time) -> Result<i64> {
    let zoned = TimeZone::fixed(NEW_YORK).to_zoned(day.to_datetime(time)).with_context(|| format!("{day} {time}"))?;
    Ok(zoned.timestamp().as_second())
}

/// A New York day and time as the CLI reads it, in UTC.
///
/// # Errors
/// A moment that no clock can show.
pub fn rfc3339(day: Date, time: Time) -> Result<String> {
    Ok(Timestamp::from_second(moment(day, time)?)?.to_string())
}

/// Calendar days from `from` to `to`; negative when `to` is earlier.
#[must_use]
pub fn days_between(from: Date, to: Date) -> i128 {
    i128::from(epoch_day(to) - epoch_day(from))
}

/// Days since 1970-01-01.
#[must_use]
pub fn epoch_day(day: Date) -> i32 {
    let midnight = day.to_datetime(Time::midnight());
    let unix = Offset::UTC.to_timestamp(midnight).map(|t| t.as_second().div_euclid(86_400));
    unix.ok().and_then(|days| i32::try_from(days).ok()).unwrap_or_default()
}

/// Midnight UTC at the beginning of a day, in Unix seconds.
#[must_use]
pub fn midnight_utc(day: Date) -> i64 {
    i64::from(epoch_day(day)) * 86_400
}

/// The day before.
///
/// # Errors
/// At the beginning of time.
pub fn day_before(day: Date) -> Result<Date> {
    Ok(day.checked_sub(Span::new().days(1))?)
}

/// The cut-off of a strike day: 15:00, and 13:00 on the early close.
#[must_use]
pub fn cut_off(day: Date) -> Time {
    let hour = if day == EARLY_CLOSE { 13 } else { 15 };
    jiff::civil::time(hour, 0, 0, 0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::{date, time};

    use super::*;

    #[test]
    fn new_york_is_five_hours_behind() {
        assert_eq!(rfc3339(date(2025, 1, 2), time(15, 0, 0, 0)).unwrap(), "2025-01-02T20:00:00Z");
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(epoch_day(date(1970, 1, 1)), 0);
        assert_eq!(epoch_day(date(2025, 1, 1)), 20_089);
        assert_eq!(midnight_utc(INCEPTION), 1_735_776_000);
        assert_eq!(days_between(date(2025, 1, 17), date(2025, 1, 21)), 4);
    }
}
