//! Yields against exact roots and fractions.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::yields::{
    annualised_e18, current_yield_e18, effective_yield_e18, percent_6dp, price_return_e18, rate_of_factor_e18,
};
use mmf_math::{MathError, SCALE};
use num_bigint::{BigInt, BigUint};
use proptest::prelude::*;

/// `floor((1 + Σ)^(365/7) · 10^18) − 10^18`, by an exact power and an integer root.
fn exact_effective(sum_e18: u128) -> BigUint {
    let scale = BigUint::from(SCALE);
    let power = (BigUint::from(SCALE) + sum_e18).pow(365);
    let seventh_power = power * scale.pow(7) / scale.pow(365);
    seventh_power.nth_root(7) - scale
}

fn is_within_the_stated_bound(sum_e18: u128) -> bool {
    let exact = BigInt::from(exact_effective(sum_e18));
    let got = BigInt::from(effective_yield_e18(sum_e18).unwrap());
    let bound = (BigInt::from(60) * (BigInt::from(SCALE) + &exact)) / BigInt::from(SCALE);
    let difference = &got - &exact;
    -&bound <= difference && difference <= bound
}

proptest! {
    #[test]
    fn the_effective_yield_is_within_its_stated_bound(
        sum in prop_oneof![0..=1_000u128, 0..=SCALE / 500, 0..=SCALE * 11 / 100],
    ) {
        prop_assert!(is_within_the_stated_bound(sum));
    }

    #[test]
    fn the_current_yield_is_the_exact_fraction_rounded_down(
        sum in 0..=SCALE,
        days in 1..=366u16,
    ) {
        let exact = BigUint::from(sum) * 365u16 / days;
        prop_assert_eq!(BigUint::from(current_yield_e18(sum, days).unwrap()), exact);
    }

    #[test]
    fn the_effective_yield_is_never_below_the_current_yield_to_the_published_digit(
        sum in 0..=SCALE / 100,
    ) {
        let current = percent_6dp(current_yield_e18(sum, 7).unwrap()).unwrap();
        let effective = percent_6dp(effective_yield_e18(sum).unwrap()).unwrap();
        prop_assert!(effective >= current);
    }

    #[test]
    fn annualised_income_is_the_exact_fraction_toward_zero(
        income in -100_000_000_000_000_000i64..=100_000_000_000_000_000,
        net_assets in 1..=u64::MAX,
        n_days in 1..=31u16,
    ) {
        let base = BigInt::from(net_assets) * n_days;
        let exact = BigInt::from(income) * SCALE * 365 / base;
        prop_assert_eq!(BigInt::from(annualised_e18(income, net_assets, n_days).unwrap()), exact);
    }

    #[test]
    fn no_input_makes_a_yield_panic(
        wide in any::<u128>(),
        (a, b) in any::<(u64, u64)>(),
        income in any::<i64>(),
        days in any::<u16>(),
    ) {
        let _ = (current_yield_e18(wide, days), effective_yield_e18(wide), percent_6dp(wide));
        let _ = (price_return_e18(a, b), annualised_e18(income, a, days), rate_of_factor_e18(a));
    }
}

#[test]
fn no_income_has_no_yield() {
    assert_eq!(effective_yield_e18(0), Ok(0));
    assert_eq!(current_yield_e18(0, 7), Ok(0));
}

#[test]
fn the_effective_yield_covers_a_sum_of_eleven_per_cent_and_then_is_an_error() {
    assert!(is_within_the_stated_bound(SCALE * 118 / 1_000));
    assert_eq!(effective_yield_e18(SCALE * 12 / 100), Err(MathError::Overflow));
    assert_eq!(effective_yield_e18(u128::MAX), Err(MathError::Overflow));
}

#[test]
fn percentages_are_rounded_half_up_at_six_decimals() {
    assert_eq!(percent_6dp(35_569_615_000_000_000), Ok(3_556_962));
    assert_eq!(percent_6dp(35_569_614_999_999_999), Ok(3_556_961));
    assert_eq!(percent_6dp(u128::MAX), Err(MathError::Overflow));
}

#[test]
fn a_price_that_fell_or_began_at_zero_has_no_return() {
    assert_eq!(price_return_e18(2, 1), Err(MathError::BadPrice));
    assert_eq!(price_return_e18(0, 1), Err(MathError::BadPrice));
    assert_eq!(price_return_e18(2, 3), Ok(SCALE / 2));
}

#[test]
fn a_loss_is_annualised_with_its_sign() {
    assert_eq!(annualised_e18(-1, 365, 1), Ok(-1_000_000_000_000_000_000));
}

#[test]
fn yields_need_days_and_net_assets() {
    assert_eq!(current_yield_e18(1, 0), Err(MathError::BadDays));
    assert_eq!(annualised_e18(1, 1, 0), Err(MathError::BadDays));
    assert_eq!(annualised_e18(1, 0, 1), Err(MathError::ZeroAmount));
    assert_eq!(annualised_e18(i64::MAX, 1, 1), Err(MathError::Overflow));
}
