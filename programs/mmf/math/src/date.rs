//! The proleptic Gregorian calendar in whole days since 1970-01-01, and months as period numbers.
//!
//! The conversions follow Howard Hinnant's `days_from_civil` and `civil_from_days`: years begin in March, so that the
//! leap day is the last of its year, and 400 years are one era of 146,097 days.

use crate::error::{MathError, Result};

const DAYS_PER_ERA: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const EPOCH_SHIFT: i64 = 719_468;

/// Whether `year` has 366 days.
pub fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days of `year`: 365 or 366, the denominator of ACT/ACT.
pub fn days_in_year(year: i32) -> u16 {
    if is_leap_year(year) { 366 } else { 365 }
}

/// Days of month `m` (1 to 12) of year `y`; `None` for any other month.
pub fn days_in_month(y: i32, m: u8) -> Option<u8> {
    match m {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if is_leap_year(y) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// Days since 1970-01-01 of a civil date. `None` if there is no such date or it is out of the range of the day number.
#[expect(
    clippy::arithmetic_side_effects,
    reason = "64-bit arithmetic on values of at most 32 bits: the largest product is below 2^41"
)]
pub fn day_from_civil(y: i32, m: u8, d: u8) -> Option<i32> {
    if d == 0 || d > days_in_month(y, m)? {
        return None;
    }
    let (year, month) = if m > 2 { (i64::from(y), i64::from(m) - 3) } else { (i64::from(y) - 1, i64::from(m) + 9) };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + i64::from(d) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    i32::try_from(era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT).ok()
}

/// Year, month (1 to 12) and day of month (1 to 31) of a day number.
#[expect(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "64-bit arithmetic on a 32-bit day: years stay within 5,879,611, months and days within 31"
)]
pub fn civil_from_day(day: i32) -> (i32, u8, u8) {
    let shifted = i64::from(day) + EPOCH_SHIFT;
    let era = shifted.div_euclid(DAYS_PER_ERA);
    let day_of_era = shifted.rem_euclid(DAYS_PER_ERA);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day_of_month as u8)
}

/// Period number of the month a day lies in: `year · 12 + month − 1`, so January 2025 is 24300. Days before the year 0
/// count as period 0.
pub fn month_of(day: i32) -> u32 {
    let (year, month, _) = civil_from_day(day);
    u32::try_from(year).unwrap_or(0).saturating_mul(12).saturating_add(u32::from(month).saturating_sub(1))
}

/// First calendar day of a period. Errors: `Overflow` if it is beyond the range of the day number.
pub fn first_day_of_month(period: u32) -> Result<i32> {
    let year = i32::try_from(period / 12).map_err(|_| MathError::Overflow)?;
    let month = u8::try_from(period % 12).map_err(|_| MathError::Overflow)?.saturating_add(1);
    day_from_civil(year, month, 1).ok_or(MathError::Overflow)
}

/// Last calendar day of a period. Errors: `Overflow` if it is beyond the range of the day number.
pub fn last_day_of_month(period: u32) -> Result<i32> {
    let next = period.checked_add(1).ok_or(MathError::Overflow)?;
    first_day_of_month(next)?.checked_sub(1).ok_or(MathError::Overflow)
}

/// The period that ends with `day`. Errors: `NotMonthEnd` on any other day, `Overflow` beyond the range of days.
pub fn period_ending(day: i32) -> Result<u32> {
    let period = month_of(day);
    if last_day_of_month(period)? == day { Ok(period) } else { Err(MathError::NotMonthEnd) }
}
