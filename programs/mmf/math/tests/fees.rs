//! Fees and proportions.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::fee::{of_bps, of_ppm, proportion};
use mmf_math::{MathError, Rounding};
use proptest::prelude::*;

#[test]
fn a_fee_is_rounded_up_to_the_unit() {
    for (amount, bps, fee) in [
        (0, 200, 0),
        (1, 0, 0),
        (1, 1, 1),
        (9_999, 1, 1),
        (10_000, 1, 1),
        (10_001, 1, 2),
        (1_000_000, 20, 2_000),
        (1_000_001, 20, 2_001),
        (1, 10_000, 1),
        (u64::MAX, 10_000, u64::MAX),
        (u64::MAX, 200, 368_934_881_474_191_033),
    ] {
        assert_eq!(of_bps(amount, bps), Ok(fee), "{bps} bps of {amount}");
    }
}

#[test]
fn a_fee_in_parts_per_million_is_rounded_up_to_the_unit() {
    for (amount, ppm, fee) in [
        (0, 10_000, 0),
        (1, 1, 1),
        (1_000_000, 1, 1),
        (1_000_001, 1, 2),
        (100_000_000, 10_000, 1_000_000),
        (100_000_001, 10_000, 1_000_001),
        (u64::MAX, 1_000_000, u64::MAX),
    ] {
        assert_eq!(of_ppm(amount, ppm), Ok(fee), "{ppm} ppm of {amount}");
    }
}

#[test]
fn a_fee_beyond_64_bits_is_an_error() {
    assert_eq!(of_bps(u64::MAX, 10_001), Err(MathError::Overflow));
    assert_eq!(of_ppm(u64::MAX, 1_000_001), Err(MathError::Overflow));
}

#[test]
fn a_proportion_is_rounded_as_asked() {
    assert_eq!(proportion(10, 1, 3, Rounding::Down), Ok(3));
    assert_eq!(proportion(10, 1, 3, Rounding::Up), Ok(4));
    assert_eq!(proportion(9, 1, 3, Rounding::Up), Ok(3));
    assert_eq!(proportion(u64::MAX, u64::MAX, u64::MAX, Rounding::Down), Ok(u64::MAX));
    assert_eq!(proportion(1, 1, 0, Rounding::Down), Err(MathError::Overflow));
    assert_eq!(proportion(u64::MAX, 2, 1, Rounding::Down), Err(MathError::Overflow));
}

proptest! {
    #[test]
    fn a_fee_up_to_the_whole_never_exceeds_the_amount_and_is_at_least_its_rate(
        amount in any::<u64>(), bps in 0..=10_000_u16,
    ) {
        let fee = of_bps(amount, bps).unwrap();
        prop_assert!(fee <= amount);
        let exact = u128::from(amount) * u128::from(bps);
        prop_assert!(u128::from(fee) * 10_000 >= exact);
        prop_assert!(u128::from(fee) * 10_000 < exact + 10_000);
        prop_assert_eq!(fee, of_ppm(amount, u32::from(bps) * 100).unwrap(), "a basis point is 100 ppm");
    }

    #[test]
    fn splitting_an_amount_never_saves_a_fee(
        one in 0..=u64::MAX / 2, other in 0..=u64::MAX / 2, bps in 0..=10_000_u16,
    ) {
        let whole = of_bps(one + other, bps).unwrap();
        prop_assert!(of_bps(one, bps).unwrap() + of_bps(other, bps).unwrap() >= whole);
    }

    #[test]
    fn parts_rounded_down_never_add_up_to_more_than_the_amount(
        amount in any::<u64>(), parts in prop::collection::vec(0..1_000_000_000_u64, 1..20),
    ) {
        let whole: u64 = parts.iter().sum::<u64>().max(1);
        let shared = parts.iter().map(|part| u128::from(proportion(amount, *part, whole, Rounding::Down).unwrap()));
        prop_assert!(shared.sum::<u128>() <= u128::from(amount));
    }
}
