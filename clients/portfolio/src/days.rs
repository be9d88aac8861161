//! Calendar days, business days, and the conventions by which interest counts days.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use jiff::{Span, Unit};
use rust_decimal::Decimal;

use crate::error::{PortfolioError, Result};

/// Calendar days from one date to another; negative if the second is earlier.
#[must_use]
pub fn days_between(from: Date, until: Date) -> i64 {
    // Within the years of the calendar a span in days always exists.
    from.until((Unit::Day, until)).map_or(0, |span| i64::from(span.get_days()))
}

/// A date as a decimal number of days after another.
pub(crate) fn decimal_days(from: Date, until: Date) -> Decimal {
    Decimal::from(days_between(from, until))
}

pub(crate) fn plus_days(day: Date, days: i64) -> Result<Date> {
    let span = Span::new().try_days(days).map_err(|_| PortfolioError::Overflow)?;
    day.checked_add(span).map_err(|_| PortfolioError::Overflow)
}

/// The days of the year that begins on a date: 366 if a 29 February lies within it, else 365 (31 CFR 356, appendix B, VI).
#[must_use]
pub fn days_of_year_from(day: Date) -> i64 {
    day.checked_add(Span::new().years(1)).map_or(365, |end| days_between(day, end))
}

/// The last day of a month within `(since, until]`, if there is one.
///
/// # Errors
/// [`PortfolioError::DaysReversed`] for a span without a day, [`PortfolioError::TwoMonthEnds`] if it holds several.
pub fn month_end_within(since: Date, until: Date) -> Result<Option<Date>> {
    if until <= since {
        return Err(PortfolioError::DaysReversed { since, until });
    }
    let end = plus_days(since, 1)?.last_of_month();
    if end > until {
        return Ok(None);
    }
    if plus_days(end, 1)?.last_of_month() <= until {
        return Err(PortfolioError::TwoMonthEnds { since, until });
    }
    Ok(Some(end))
}

/// How interest counts days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCount {
    /// Actual days over 360: bills' discount, repo, certificates of deposit, floating-rate notes.
    Act360,
    /// Actual days over 365, in leap years too.
    Act365,
    /// Actual over actual. Periodic coupons: days over the days of the coupon period, times coupons a year, as Treasury notes
    /// (31 CFR 356, appendix B, I). Interest at maturity: each calendar year's days over 365 or 366.
    ActAct,
}

impl DayCount {
    /// Names in files.
    pub const NAMES: [(&'static str, Self); 3] =
        [("ACT/360", Self::Act360), ("ACT/365", Self::Act365), ("ACT/ACT", Self::ActAct)];
}

/// The days on which money is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BusinessDays {
    /// Monday to Friday. A holiday counts as a business day, so that five of them end too early rather than too late: liquid assets
    /// are never overstated.
    Weekdays,
    /// Exactly these days.
    Listed(BTreeSet<Date>),
}

impl BusinessDays {
    /// Whether money is paid on a day.
    #[must_use]
    pub fn includes(&self, day: Date) -> bool {
        match self {
            Self::Weekdays => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
            Self::Listed(days) => days.contains(&day),
        }
    }

    /// The n-th business day after a day.
    ///
    /// # Errors
    /// [`PortfolioError::CalendarEnds`] beyond the list.
    pub fn after(&self, day: Date, count: usize) -> Result<Date> {
        match self {
            Self::Weekdays => {
                let mut found = day;
                for _ in 0..count {
                    found = plus_days(found, 1)?;
                    while !self.includes(found) {
                        found = plus_days(found, 1)?;
                    }
                }
                Ok(found)
            }
            Self::Listed(days) => {
                let later = days.range(plus_days(day, 1)?..);
                later.copied().nth(count.saturating_sub(1)).ok_or_else(|| PortfolioError::CalendarEnds {
                    last: days.last().copied().unwrap_or(day),
                    day,
                    wanted: count,
                })
            }
        }
    }

    /// How many business days after a day another has come; zero where it is not later.
    ///
    /// # Errors
    /// [`PortfolioError::CalendarEnds`] beyond the list.
    pub fn until(&self, day: Date, other: Date) -> Result<usize> {
        let (mut at, mut count) = (day, 0);
        while at < other {
            at = self.after(at, 1)?;
            count += 1;
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_across_months_and_leap_years() {
        assert_eq!(days_between(date(2024, 2, 28), date(2024, 3, 1)), 2);
        assert_eq!(days_between(date(2025, 3, 1), date(2025, 2, 28)), -1);
        assert_eq!(days_of_year_from(date(2023, 6, 1)), 366);
        assert_eq!(days_of_year_from(date(2024, 7, 1)), 365);
    }

    #[test]
    fn a_month_end_belongs_to_the_span_that_reaches_it() {
        assert_eq!(month_end_within(date(2025, 5, 30), date(2025, 6, 2)).unwrap(), Some(date(2025, 5, 31)));
        assert_eq!(month_end_within(date(2025, 5, 29), date(2025, 5, 30)).unwrap(), None);
        assert_eq!(month_end_within(date(2025, 5, 30), date(2025, 5, 31)).unwrap(), Some(date(2025, 5, 31)));
        assert_eq!(month_end_within(date(2025, 5, 31), date(2025, 6, 2)).unwrap(), None);
        assert!(month_end_within(date(2025, 5, 31), date(2025, 5, 31)).is_err());
        assert!(month_end_within(date(2025, 5, 30), date(2025, 6, 30)).is_err());
    }

    #[test]
    fn business_days_pass_over_weekends_and_holidays() {
        let friday = date(2025, 1, 17);
        assert_eq!(BusinessDays::Weekdays.after(friday, 1).unwrap(), date(2025, 1, 20));
        assert_eq!(BusinessDays::Weekdays.after(friday, 5).unwrap(), date(2025, 1, 24));
        let listed = BusinessDays::Listed([21, 22, 23, 24, 27].map(|day| date(2025, 1, day)).into());
        assert_eq!(listed.after(friday, 1).unwrap(), date(2025, 1, 21));
        assert_eq!(listed.after(friday, 5).unwrap(), date(2025, 1, 27));
        assert_eq!(listed.until(friday, friday).unwrap(), 0);
        assert_eq!(listed.until(friday, date(2025, 1, 20)).unwrap(), 1, "Monday is a holiday");
        assert_eq!(listed.until(friday, date(2025, 1, 26)).unwrap(), 5);
        assert_eq!(BusinessDays::Weekdays.until(friday, date(2025, 1, 25)).unwrap(), 6);
        assert!(matches!(listed.until(friday, date(2025, 1, 28)), Err(PortfolioError::CalendarEnds { .. })));
        assert!(matches!(listed.after(friday, 6), Err(PortfolioError::CalendarEnds { .. })));
    }
}
