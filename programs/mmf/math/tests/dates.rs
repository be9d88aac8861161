//! The calendar against a day-by-day count, and the spans of strikes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::MathError;
use mmf_math::date::{
    civil_from_day, day_from_civil, days_in_month, days_in_year, first_day_of_month, last_day_of_month, month_of,
    period_ending,
};
use mmf_math::days::{ClosedMonth, MonthSplit, split_span};
use proptest::prelude::*;

const JANUARY_2025: u32 = 24_300;

fn day(y: i32, m: u8, d: u8) -> i32 {
    day_from_civil(y, m, d).unwrap()
}

/// The calendar by counting: no era, no division, month lengths from a table.
fn each_day_1970_to_2100() -> impl Iterator<Item = (i32, i32, u8, u8)> {
    let mut next = (1970, 1u8, 1u8);
    (0..).map_while(move |number| {
        let (y, m, d) = next;
        let leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        let lengths = [31, if leap { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        next = if d < lengths[usize::from(m) - 1] {
            (y, m, d + 1)
        } else if m < 12 {
            (y, m + 1, 1)
        } else {
            (y + 1, 1, 1)
        };
        (y <= 2100).then_some((number, y, m, d))
    })
}

#[test]
fn every_day_from_1970_to_2100_converts_both_ways() {
    let mut count = 0;
    for (number, y, m, d) in each_day_1970_to_2100() {
        assert_eq!(day_from_civil(y, m, d), Some(number));
        assert_eq!(civil_from_day(number), (y, m, d));
        let period = u32::try_from(y * 12).unwrap() + u32::from(m) - 1;
        assert_eq!(month_of(number), period);
        if d == 1 {
            assert_eq!(first_day_of_month(period), Ok(number));
        }
        if Some(d) == days_in_month(y, m) {
            assert_eq!(last_day_of_month(period), Ok(number));
            assert_eq!(period_ending(number), Ok(period));
        } else {
            assert_eq!(period_ending(number), Err(MathError::NotMonthEnd));
        }
        count += 1;
    }
    let days: u32 = (1970..=2100).map(|y| u32::from(days_in_year(y))).sum();
    assert_eq!(count, days);
}

#[test]
fn dates_that_do_not_exist_are_none() {
    for (y, m, d) in [
        (2025, 2, 29),
        (2100, 2, 29),
        (2025, 4, 31),
        (2025, 0, 1),
        (2025, 13, 1),
        (2025, 1, 0),
        (2025, 1, 32),
        (i32::MAX, 1, 1),
        (i32::MIN, 12, 31),
    ] {
        assert_eq!(day_from_civil(y, m, d), None);
    }
    assert!(day_from_civil(2024, 2, 29).is_some());
    assert!(day_from_civil(2000, 2, 29).is_some());
}

#[test]
fn january_2025_is_period_24300() {
    assert_eq!(month_of(day(2025, 1, 1)), JANUARY_2025);
    assert_eq!(month_of(day(2025, 1, 31)), JANUARY_2025);
    assert_eq!(month_of(day(2024, 12, 31)), JANUARY_2025 - 1);
}

#[test]
fn the_ends_of_the_range_are_errors_not_panics() {
    assert_eq!(last_day_of_month(u32::MAX), Err(MathError::Overflow));
    assert_eq!(first_day_of_month(u32::MAX), Err(MathError::Overflow));
    assert_eq!(period_ending(i32::MAX), Err(MathError::Overflow));
    assert_eq!(month_of(i32::MIN), u32::from(civil_from_day(i32::MIN).1) - 1);
}

#[test]
fn a_span_within_a_month_closes_nothing() {
    let span = split_span(day(2025, 4, 25), day(2025, 4, 28)).unwrap();
    assert_eq!((span.n_days, span.closes), (3, None));
    let all = MonthSplit { before: 3, after: 0 };
    assert_eq!(span.month_split(), all);
}

#[test]
fn a_span_that_ends_with_the_month_closes_it_with_no_days_after() {
    let span = split_span(day(2025, 4, 29), day(2025, 4, 30)).unwrap();
    let april = ClosedMonth { period: JANUARY_2025 + 3, days_before: 1 };
    assert_eq!(span.closes, Some(april));
    assert_eq!(span.month_split(), MonthSplit { before: 1, after: 0 });
}

#[test]
fn a_weekend_across_a_month_end_is_divided() {
    let span = split_span(day(2025, 5, 30), day(2025, 6, 2)).unwrap();
    assert_eq!(span.month_split(), MonthSplit { before: 1, after: 2 });
}

#[test]
fn a_month_already_struck_to_its_end_does_not_close_again() {
    let span = split_span(day(2025, 4, 30), day(2025, 5, 1)).unwrap();
    assert_eq!(span.closes, None);
}

#[test]
fn two_month_ends_in_one_span_are_refused() {
    let span = split_span(day(2025, 1, 30), day(2025, 2, 28));
    assert_eq!(span, Err(MathError::TwoMonthEnds));
}

#[test]
fn spans_have_one_to_thirty_one_days() {
    let first = day(2025, 1, 1);
    for last in [first, first + 1, first - 32, i32::MIN] {
        assert_eq!(split_span(last, first), Err(MathError::BadDays));
    }
    assert_eq!(split_span(first - 31, first).unwrap().n_days, 31);
    assert_eq!(split_span(i32::MIN, i32::MAX), Err(MathError::BadDays));
    assert_eq!(split_span(i32::MAX - 1, i32::MAX), Err(MathError::Overflow));
}

proptest! {
    #[test]
    fn any_day_number_converts_both_ways(number in any::<i32>()) {
        let (y, m, d) = civil_from_day(number);
        prop_assert_eq!(day_from_civil(y, m, d), Some(number));
    }

    #[test]
    fn a_span_counts_the_month_ends_inside_it(last in 0..50_000i32, n in 1..=31u16) {
        let end = last + i32::from(n);
        let month_ends: Vec<i32> = (last + 1..=end)
            .filter(|&number| period_ending(number).is_ok())
            .collect();
        let span = split_span(last, end);
        match month_ends.as_slice() {
            [] => prop_assert_eq!(span.unwrap().closes, None),
            [month_end] => {
                let closed = ClosedMonth {
                    period: month_of(*month_end),
                    days_before: u16::try_from(month_end - last).unwrap(),
                };
                prop_assert_eq!(span.unwrap().closes, Some(closed));
                let parts = span.unwrap().month_split();
                prop_assert_eq!(parts.before + parts.after, n);
            }
            _ => prop_assert_eq!(span, Err(MathError::TwoMonthEnds)),
        }
    }
}
