//! The declaration of a distributing class, over random histories and at the extremes.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::accrual::{Accrual, Declaration, factor_9dp};
use mmf_math::{MAX_RATE_PER_DAY, MAX_UNITS, MathError, SCALE};
use num_bigint::BigInt;
use proptest::prelude::*;

#[derive(Clone, Copy, Debug)]
struct Day {
    net: i64,
    equalisation: u64,
    supply: u64,
    cap: u128,
}

fn days() -> impl Strategy<Value = Vec<Day>> {
    let net = prop_oneof![
        3 => 0..=1_000_000_000_000i64,
        1 => -1_000_000_000_000..=0i64,
        1 => -50..=50i64,
    ];
    let supply = prop_oneof![1 => Just(0u64), 1 => 1..=10u64, 4 => 1..=MAX_UNITS];
    let cap = prop_oneof![Just(MAX_RATE_PER_DAY), Just(u128::MAX), 0..=1_000_000u128];
    let day = (net, 0..=1_000_000_000u64, supply, cap);
    let day = day.prop_map(|(net, equalisation, supply, cap)| Day { net, equalisation, supply, cap });
    prop::collection::vec(day, 1..120)
}

proptest! {
    #[test]
    fn everything_earned_is_declared_carried_or_pays_a_deficit(days in days()) {
        let mut accrual = Accrual::default();
        let mut income = BigInt::ZERO;
        for day in days {
            let before = accrual;
            let declaration = accrual
                .declare(day.net, day.equalisation, day.supply, day.cap)
                .unwrap();
            income += (BigInt::from(day.net) + day.equalisation) * BigInt::from(SCALE);
            let available = (BigInt::from(day.net) + day.equalisation) * BigInt::from(SCALE)
                + before.carry
                - before.deficit;
            prop_assert_eq!(
                &income + accrual.deficit,
                BigInt::from(accrual.declared) + accrual.carry
            );
            prop_assert_eq!(accrual.index, before.index + declaration.rate_e18);
            prop_assert!(declaration.rate_e18 <= day.cap);
            prop_assert!(accrual.carry == 0 || accrual.deficit == 0);
            if available > BigInt::ZERO && day.supply > 0 {
                let full = &available / day.supply;
                prop_assert_eq!(declaration.capped, full > BigInt::from(day.cap));
                prop_assert_eq!(
                    BigInt::from(declaration.rate_e18),
                    full.min(BigInt::from(day.cap))
                );
                prop_assert!(declaration.capped || accrual.carry < u128::from(day.supply));
            } else {
                prop_assert_eq!(declaration, Declaration { rate_e18: 0, capped: false });
            }
        }
    }

    #[test]
    fn a_refused_declaration_changes_nothing(
        index in any::<u128>(),
        carry in any::<u128>(),
        declared in any::<u128>(),
        deficit in any::<u128>(),
        net in any::<i64>(),
        equalisation in any::<u64>(),
        supply in any::<u64>(),
        cap in any::<u128>(),
    ) {
        let before = Accrual { index, carry, declared, deficit };
        let mut after = before;
        if after.declare(net, equalisation, supply, cap).is_err() {
            prop_assert_eq!(after, before);
        }
    }
}

#[test]
fn a_loss_lowers_no_index_and_later_income_pays_it_off_first() {
    let mut accrual = Accrual::default();
    accrual.declare(100, 0, 1_000, SCALE).unwrap();
    let index = accrual.index;
    accrual.declare(-60, 0, 1_000, SCALE).unwrap();
    assert_eq!((accrual.index, accrual.deficit), (index, 60 * SCALE));
    accrual.declare(50, 0, 1_000, SCALE).unwrap();
    assert_eq!((accrual.index, accrual.deficit), (index, 10 * SCALE));
    let day = accrual.declare(15, 0, 1_000, SCALE).unwrap();
    assert_eq!(day.rate_e18, 5 * SCALE / 1_000);
    assert_eq!(accrual.deficit, 0);
}

#[test]
fn income_over_the_cap_is_flagged_and_declared_on_later_days() {
    let mut accrual = Accrual::default();
    let day = accrual.declare(3_000, 0, 1_000_000, MAX_RATE_PER_DAY).unwrap();
    assert_eq!((day.rate_e18, day.capped), (MAX_RATE_PER_DAY, true));
    assert_eq!(accrual.carry, 2_000 * SCALE);
    accrual.declare(0, 0, 1_000_000, MAX_RATE_PER_DAY).unwrap();
    let day = accrual.declare(0, 0, 1_000_000, MAX_RATE_PER_DAY).unwrap();
    assert!(!day.capped);
    assert_eq!((accrual.carry, accrual.declared), (0, 3_000 * SCALE));
}

#[test]
fn income_without_units_waits_for_the_first_holder() {
    let mut accrual = Accrual::default();
    accrual.declare(100, 7, 0, SCALE).unwrap();
    assert_eq!((accrual.carry, accrual.declared), (107 * SCALE, 0));
    let day = accrual.declare(0, 0, 1_000, SCALE).unwrap();
    assert_eq!(day.rate_e18, 107 * SCALE / 1_000);
}

#[test]
fn the_largest_class_fits_for_thirty_years_at_the_daily_cap() {
    let mut accrual = Accrual::default();
    let income = i64::try_from(MAX_UNITS / 1_000).unwrap();
    for _ in 0..30 * 366 {
        let day = accrual.declare(income, 0, MAX_UNITS, MAX_RATE_PER_DAY).unwrap();
        assert_eq!(day.rate_e18, MAX_RATE_PER_DAY);
    }
    assert_eq!(accrual.declared, accrual.index * u128::from(MAX_UNITS));
}

#[test]
fn a_carry_or_a_deficit_beyond_the_range_is_an_error() {
    let full = Accrual { carry: u128::MAX, ..Accrual::default() };
    let mut accrual = full;
    assert_eq!(accrual.declare(0, 0, 1, 1), Err(MathError::Overflow));
    assert_eq!(accrual, full);
    let mut accrual = Accrual { deficit: u128::MAX, ..Accrual::default() };
    assert_eq!(accrual.declare(0, 0, 1, 1), Err(MathError::Overflow));
}

#[test]
fn the_published_factor_has_nine_decimals_rounded_down() {
    assert_eq!(factor_9dp(339_452_054_354_030), Ok(339_452));
    assert_eq!(factor_9dp(999_999_999), Ok(0));
    assert_eq!(factor_9dp(u128::MAX), Err(MathError::Overflow));
}
