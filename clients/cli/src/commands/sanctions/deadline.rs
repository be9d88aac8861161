//! When a report is due.

use jiff::civil::date;

use crate::dates;

/// Business days within which a block or an unblocking is reported: 31 CFR 501.603(b)(1) and (b)(3).
const REPORT_BUSINESS_DAYS: u32 = 10;
/// Days by 1970-01-01 to the Monday before it.
const DAYS_SINCE_MONDAY: i32 = 3;

/// What a computed due date leaves out.
pub const HOLIDAYS: &str = "Due dates skip Saturdays and Sundays; federal holidays are to be checked.";

/// The last day on which a block or an unblocking of a day is reported in time. Weekends are skipped, holidays are not known here.
pub fn of_event(day: i32) -> i32 {
    let mut due = day;
    let mut left = REPORT_BUSINESS_DAYS;
    while left > 0 {
        due = due.saturating_add(1);
        if is_weekday(due) {
            left -= 1;
        }
    }
    due
}

/// The last day for the annual report as of 30 June: 30 September. `None` for another day.
pub fn of_year(as_of: i32) -> Option<i32> {
    let day = dates::date_of(as_of);
    ((day.month(), day.day()) == (6, 30)).then(|| dates::day_number(date(day.year(), 9, 30)))
}

fn is_weekday(day: i32) -> bool {
    day.saturating_add(DAYS_SINCE_MONDAY).rem_euclid(7) < 5
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::dates::parse_day;

    #[test]
    fn ten_business_days_skip_weekends() {
        for (event, due) in [
            ("2025-01-01", "2025-01-15"), // Wednesday
            ("2025-01-03", "2025-01-17"), // Friday
            ("2025-01-04", "2025-01-17"), // Saturday
            ("2025-01-05", "2025-01-17"), // Sunday
            ("2025-01-06", "2025-01-20"), // Monday
        ] {
            assert_eq!(of_event(parse_day(event).unwrap()), parse_day(due).unwrap(), "{event}");
        }
    }

    #[test]
    fn the_annual_report_is_due_by_the_end_of_september() {
        assert_eq!(of_year(parse_day("2025-06-30").unwrap()), Some(parse_day("2025-09-30").unwrap()));
        assert_eq!(of_year(parse_day("2025-06-29").unwrap()), None);
    }
}
