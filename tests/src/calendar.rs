//! The year 2025: weekdays without 1 and 20 January, cut-off 20:00 UTC, on 9 January 18:00.

use mmf::instructions::{CutoffFrom, SetCalendarArgs};
use mmf_math::date::day_from_civil;

/// Minutes from midnight UTC to the usual cut-off.
pub const CUTOFF_MINUTES: u16 = 20 * 60;
/// Minutes from midnight UTC to the cut-off of 9 January.
pub const EARLY_CUTOFF_MINUTES: u16 = 18 * 60;

/// A day of 2025, in days since 1970-01-01.
pub fn day(month: u8, day: u8) -> i32 {
    day_from_civil(2025, month, day).expect("a day of 2025")
}

/// A moment of 2025, in Unix seconds.
pub fn at(month: u8, day_of_month: u8, hour: i64, minute: i64) -> i64 {
    i64::from(day(month, day_of_month)) * 86_400 + hour * 3_600 + minute * 60
}

/// Whether a day is a strike day.
pub fn is_strike_day(value: i32) -> bool {
    let weekday = (value + 4).rem_euclid(7); // 0 is a Sunday; 1970-01-01 was a Thursday
    let holidays = [day(1, 1), day(1, 20)];
    (1..=5).contains(&weekday) && !holidays.contains(&value)
}

/// Arguments of the calendar.
pub fn args() -> SetCalendarArgs {
    let first = day(1, 1);
    let mut bits = [0u8; 46];
    for place in 0..365usize {
        if is_strike_day(first + i32::try_from(place).expect("small")) {
            bits[place / 8] |= 1 << (place % 8);
        }
    }
    SetCalendarArgs {
        year: 2025,
        strike_days: bits,
        business_days: bits,
        cutoffs: vec![CutoffFrom { day_of_year: 0, minutes: CUTOFF_MINUTES }],
        exceptions: vec![CutoffFrom { day_of_year: 8, minutes: EARLY_CUTOFF_MINUTES }],
    }
}
