//! The days a strike covers, and the month end among them.

use crate::MAX_SPAN_DAYS;
use crate::date::{last_day_of_month, month_of};
use crate::error::{MathError, Result};

/// A span's days on either side of a month end. Both are calendar days; their sum is the span's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSplit {
    /// Days up to and including the month end (all of them when no month closes).
    pub before: u16,
    /// Days after the month end.
    pub after: u16,
}

/// A month that ends within a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClosedMonth {
    /// Its period number (`year · 12 + month − 1`).
    pub period: u32,
    /// Days of the span up to and including the month end, at least 1.
    pub days_before: u16,
}

/// The calendar days after the last struck day up to and including the day being struck.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Calendar days, 1 to 31.
    pub n_days: u16,
    /// The month that closes within them, if one does.
    pub closes: Option<ClosedMonth>,
}

impl Span {
    /// Days before and after the month end; all before when no month closes.
    pub fn month_split(&self) -> MonthSplit {
        let before = self.closes.map_or(self.n_days, |closed| closed.days_before);
        MonthSplit { before, after: self.n_days.saturating_sub(before) }
    }
}

/// The span `(last_struck_day, day]`, in days since 1970-01-01. A month closes when its last calendar day lies within.
///
/// Errors: `BadDays` unless the span has 1 to 31 days, `TwoMonthEnds` if it holds more than one month end (late strikes
/// come in order, each with its own span), `Overflow` beyond the range of days.
pub fn split_span(last_struck_day: i32, day: i32) -> Result<Span> {
    let n_days = day
        .checked_sub(last_struck_day)
        .and_then(|n| u16::try_from(n).ok())
        .filter(|n| (1..=MAX_SPAN_DAYS).contains(n))
        .ok_or(MathError::BadDays)?;
    let first_day = last_struck_day.checked_add(1).ok_or(MathError::BadDays)?;
    let period = month_of(first_day);
    let month_end = last_day_of_month(period)?;
    if day < month_end {
        return Ok(Span { n_days, closes: None });
    }
    let next = period.checked_add(1).ok_or(MathError::Overflow)?;
    if last_day_of_month(next)? <= day {
        return Err(MathError::TwoMonthEnds);
    }
    let days_before =
        month_end.checked_sub(last_struck_day).and_then(|n| u16::try_from(n).ok()).ok_or(MathError::Overflow)?;
    Ok(Span { n_days, closes: Some(ClosedMonth { period, days_before }) })
}
