//! The split of income among classes and months, against exact integers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::MathError;
use mmf_math::income::{pro_rata, split};
use num_bigint::BigInt;
use proptest::prelude::*;

const DOLLARS_1T: i64 = 1_000_000_000_000_000_000;

fn bases() -> impl Strategy<Value = Vec<u64>> {
    let base = prop_oneof![Just(0u64), 0..=1_000u64, 0..=1_000_000_000_000_000_000u64, any::<u64>()];
    prop::collection::vec(base, 1..=16)
}

proptest! {
    #[test]
    fn a_split_sums_exactly_and_each_part_is_the_exact_share_rounded_down(
        gross in -DOLLARS_1T..=DOLLARS_1T,
        carry in 0..16u64,
        net_assets in bases(),
    ) {
        let mut out = vec![0i64; net_assets.len()];
        let sum: BigInt = net_assets.iter().copied().map(BigInt::from).sum();
        let total = BigInt::from(gross) + carry;
        let result = split(gross, carry, &net_assets, &mut out);
        if sum == BigInt::ZERO {
            if total < BigInt::ZERO {
                prop_assert_eq!(result, Err(MathError::NegativeTotal));
            } else {
                prop_assert_eq!(BigInt::from(result.unwrap()), total);
                prop_assert!(out.iter().all(|&alloc| alloc == 0));
            }
            return Ok(());
        }
        let new_carry = result.unwrap();
        let earning = net_assets.iter().filter(|&&na| na > 0).count();
        prop_assert!(new_carry < u64::try_from(earning).unwrap());
        let allocated: BigInt = out.iter().copied().map(BigInt::from).sum();
        prop_assert_eq!(allocated + new_carry, total.clone());
        for (&alloc, &na) in out.iter().zip(&net_assets) {
            // alloc·Σ <= g·NA < (alloc + 1)·Σ
            let exact = &total * BigInt::from(na);
            prop_assert!(BigInt::from(alloc) * &sum <= exact);
            prop_assert!(exact < (BigInt::from(alloc) + 1) * &sum);
        }
    }

    #[test]
    fn no_income_is_lost_over_many_splits(
        incomes in prop::collection::vec(-1_000_000_000i64..=1_000_000_000, 1..60),
        net_assets in prop::collection::vec(1..=1_000_000_000_000u64, 1..=16),
    ) {
        let mut carry = 0;
        let mut given = 0i64;
        let mut out = vec![0i64; net_assets.len()];
        for &income in &incomes {
            carry = split(income, carry, &net_assets, &mut out).unwrap();
            given += out.iter().sum::<i64>();
        }
        prop_assert_eq!(given + i64::try_from(carry).unwrap(), incomes.iter().sum::<i64>());
    }

    #[test]
    fn both_sides_of_a_month_end_sum_to_the_amount(
        amount in any::<i64>(),
        n_days in 1..=31u16,
        before in 0..=31u16,
    ) {
        let before = before.min(n_days);
        let (first, second) = pro_rata(amount, before, n_days).unwrap();
        prop_assert_eq!(i128::from(first) + i128::from(second), i128::from(amount));
        let exact = i128::from(amount) * i128::from(before);
        prop_assert_eq!(i128::from(first), exact.div_euclid(i128::from(n_days)));
    }

    #[test]
    fn a_split_at_the_extremes_is_exact_or_an_error(
        gross in any::<i64>(),
        carry in any::<u64>(),
        net_assets in prop::collection::vec(any::<u64>(), 0..=16),
    ) {
        let mut out = vec![0i64; net_assets.len()];
        if let Ok(new_carry) = split(gross, carry, &net_assets, &mut out) {
            let given: i128 = out.iter().copied().map(i128::from).sum();
            prop_assert_eq!(given + i128::from(new_carry), i128::from(gross) + i128::from(carry));
        }
    }
}

#[test]
fn a_loss_is_rounded_against_the_class_and_the_rest_is_carried() {
    let mut out = [0; 3];
    let carry = split(-10, 0, &[1, 1, 1], &mut out).unwrap();
    assert_eq!((out, carry), ([-4, -4, -4], 2));
}

#[test]
fn income_without_any_net_assets_is_carried() {
    let mut out = [7; 2];
    assert_eq!(split(10, 5, &[0, 0], &mut out), Ok(15));
    assert_eq!(out, [0, 0]);
}

#[test]
fn a_carry_covers_a_loss_without_net_assets() {
    assert_eq!(split(-3, 5, &[0], &mut [0]), Ok(2));
}

#[test]
fn a_loss_without_net_assets_is_refused() {
    let result = split(-6, 5, &[0, 0], &mut [0, 0]);
    assert_eq!(result, Err(MathError::NegativeTotal));
}

#[test]
fn lists_of_different_length_are_refused() {
    let result = split(1, 0, &[1, 2], &mut [0]);
    assert_eq!(result, Err(MathError::LengthMismatch));
}

#[test]
fn a_sole_class_gets_everything_even_at_the_lowest_amount() {
    let mut out = [0];
    assert_eq!(split(i64::MIN, 0, &[u64::MAX], &mut out), Ok(0));
    assert_eq!(out, [i64::MIN]);
}

#[test]
fn a_part_longer_than_the_whole_is_refused() {
    assert_eq!(pro_rata(1, 2, 1), Err(MathError::BadDays));
    assert_eq!(pro_rata(1, 0, 0), Err(MathError::BadDays));
}
