//! The performance fee against the high-water mark.
#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use mmf_math::performance::fee_e6;
use mmf_math::price::price_down;
use proptest::prelude::*;

const MARK: u64 = 1_000_000_000_000;

#[test]
fn only_the_gain_above_the_mark_is_charged() {
    // 1,000 shares, from 1.00 to 1.05: a fifth of $50
    assert_eq!(fee_e6(1_050_000_000, 1_000_000_000, MARK, 2_000), Ok(10_000_000));
    // the mark at 1.04: a fifth of $10
    assert_eq!(fee_e6(1_050_000_000, 1_000_000_000, MARK + MARK / 25, 2_000), Ok(2_000_000));
}

#[test]
fn nothing_is_charged_at_or_below_the_mark_nor_without_units_nor_without_a_fee() {
    assert_eq!(fee_e6(1_000_000_000, 1_000_000_000, MARK, 2_000), Ok(0));
    assert_eq!(fee_e6(999_999_999, 1_000_000_000, MARK, 2_000), Ok(0));
    assert_eq!(fee_e6(5, 0, MARK, 2_000), Ok(0));
    assert_eq!(fee_e6(2_000_000_000, 1_000_000_000, MARK, 0), Ok(0));
}

#[test]
fn no_mark_counts_as_the_first_price() {
    assert_eq!(fee_e6(1_100, 1_000, 0, 1_000), fee_e6(1_100, 1_000, MARK, 1_000));
}

proptest! {
    #[test]
    fn the_price_after_the_fee_is_at_least_the_mark_and_a_second_fee_at_the_new_mark_is_none(
        units in 1u64..=1_000_000_000_000_000,
        gain in 0u64..=1_000_000_000_000,
        mark in MARK..=3 * MARK,
        bps in 0u16..=3_000,
    ) {
        let at_mark = u64::try_from((u128::from(units) * u128::from(mark)).div_ceil(u128::from(MARK))).unwrap();
        let net_assets = at_mark + gain;
        let fee = fee_e6(net_assets, units, mark, bps).unwrap();
        let after = price_down(net_assets - fee, units).unwrap();
        prop_assert!(after >= mark);
        prop_assert!(u128::from(fee) * 10_000 <= u128::from(gain) * u128::from(bps));
        // rounding the price down lowers the new mark by less than one e12, so at most one book unit in 10^12 units is charged twice
        let again = fee_e6(net_assets - fee, units, after, bps).unwrap();
        prop_assert!(u128::from(again) <= u128::from(units) / u128::from(MARK) + 1);
    }
}
