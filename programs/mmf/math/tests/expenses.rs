//! Class expenses: exact over any split of days, charged only against income.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::MathError;
use mmf_math::expense::{DayCount, Expense, accrue};
use num_bigint::BigUint;
use proptest::prelude::*;

fn day_counts() -> impl Strategy<Value = DayCount> {
    prop_oneof![
        Just(DayCount::Act365),
        Just(DayCount::Act360),
        Just(DayCount::ActAct { days_in_year: 365 }),
        Just(DayCount::ActAct { days_in_year: 366 }),
    ]
}

proptest! {
    #[test]
    fn days_in_one_step_cost_the_same_as_in_many(
        net_assets in 0..=1_000_000_000_000_000_000u64,
        bps in 0..=10_000u16,
        steps in prop::collection::vec(1..=5u16, 1..=6),
        day_count in day_counts(),
    ) {
        let n_days = steps.iter().sum();
        let whole = accrue(net_assets, bps, n_days, day_count, 0, i64::MAX).unwrap();
        let mut charged = 0;
        let mut remainder = 0;
        for step in steps {
            let part = accrue(net_assets, bps, step, day_count, remainder, i64::MAX).unwrap();
            charged += part.charged_e6;
            remainder = part.remainder;
        }
        prop_assert_eq!((charged, remainder), (whole.charged_e6, whole.remainder));
    }

    #[test]
    fn an_expense_is_the_exact_quotient_and_never_more_than_the_income(
        net_assets in any::<u64>(),
        bps in any::<u16>(),
        n_days in 0..=31u16,
        day_count in day_counts(),
        remainder in 0..3_600_000u32,
        income in any::<i64>(),
    ) {
        let expense = accrue(net_assets, bps, n_days, day_count, remainder, income).unwrap();
        let numerator = BigUint::from(net_assets) * bps * n_days + remainder;
        let denominator = day_count.denominator().unwrap();
        let whole = &numerator / denominator;
        let charged = whole.clone().min(BigUint::from(income.max(0).unsigned_abs()));
        prop_assert_eq!(BigUint::from(expense.remainder), &numerator % denominator);
        prop_assert_eq!(BigUint::from(expense.charged_e6), charged.clone());
        prop_assert_eq!(BigUint::from(expense.waived_e6), whole - charged);
    }
}

#[test]
fn a_loss_waives_the_whole_expense() {
    let expense = accrue(3_650_000, 100, 1, DayCount::Act365, 0, -5).unwrap();
    let expected = Expense { charged_e6: 0, waived_e6: 100, remainder: 0 };
    assert_eq!(expense, expected);
}

#[test]
fn the_denominators_are_those_of_the_day_counts() {
    assert_eq!(DayCount::Act365.denominator(), Ok(10_000 * 365));
    assert_eq!(DayCount::Act360.denominator(), Ok(10_000 * 360));
    let leap = DayCount::ActAct { days_in_year: 366 };
    assert_eq!(leap.denominator(), Ok(10_000 * 366));
}

#[test]
fn impossible_years_and_spans_are_refused() {
    let odd = DayCount::ActAct { days_in_year: 364 };
    assert_eq!(accrue(1, 1, 1, odd, 0, 0), Err(MathError::BadDays));
    let long = accrue(1, 1, 32, DayCount::Act365, 0, 0);
    assert_eq!(long, Err(MathError::BadDays));
}

#[test]
fn the_largest_base_at_the_largest_rate_still_fits() {
    let expense = accrue(u64::MAX, u16::MAX, 31, DayCount::Act360, u32::MAX, i64::MAX).unwrap();
    assert_eq!(expense.charged_e6, i64::MAX.unsigned_abs());
    assert!(expense.waived_e6 > 0);
}
