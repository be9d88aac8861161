//! Settlement mints of other decimals than the books.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::MathError;
use mmf_math::convert::{to_books_down, to_books_up, to_settlement_down, to_settlement_up};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_conversion_is_exact_or_off_by_less_than_one_in_its_direction(
        amount in any::<u64>(),
        decimals in 0..=12u8,
    ) {
        let up = 10u128.pow(u32::from(decimals.saturating_sub(6)));
        let down = 10u128.pow(u32::from(6u8.saturating_sub(decimals)));
        let exact = u128::from(amount);
        if let Ok(books) = to_books_down(amount, decimals) {
            prop_assert_eq!(u128::from(books), exact * down / up);
        }
        if let Ok(books) = to_books_up(amount, decimals) {
            prop_assert_eq!(u128::from(books), (exact * down).div_ceil(up));
        }
        if let Ok(paid) = to_settlement_down(amount, decimals) {
            prop_assert_eq!(u128::from(paid), exact * up / down);
        }
        if let Ok(asked) = to_settlement_up(amount, decimals) {
            prop_assert_eq!(u128::from(asked), (exact * up).div_ceil(down));
        }
    }

    #[test]
    fn in_and_out_again_never_profits(amount in 0..=1_000_000_000_000u64, decimals in 0..=12u8) {
        let booked = to_books_down(amount, decimals).unwrap();
        prop_assert!(to_settlement_down(booked, decimals).unwrap() <= amount);
        let asked = to_settlement_up(amount, decimals).unwrap();
        prop_assert!(to_books_down(asked, decimals).unwrap() >= amount);
    }
}

#[test]
fn six_decimals_are_the_books_themselves() {
    for amount in [0, 1, u64::MAX] {
        assert_eq!(to_books_down(amount, 6), Ok(amount));
        assert_eq!(to_settlement_up(amount, 6), Ok(amount));
    }
}

#[test]
fn nine_decimals_lose_three_against_the_mover() {
    assert_eq!(to_books_down(1_999, 9), Ok(1));
    assert_eq!(to_books_up(1_001, 9), Ok(2));
    assert_eq!(to_settlement_down(1, 9), Ok(1_000));
    assert_eq!(to_settlement_down(1_999_999, 2), Ok(199));
    assert_eq!(to_settlement_up(1_990_001, 2), Ok(200));
}

#[test]
fn more_than_twelve_decimals_are_refused() {
    assert_eq!(to_books_down(1, 13), Err(MathError::BadDecimals));
    assert_eq!(to_settlement_up(1, u8::MAX), Err(MathError::BadDecimals));
}

#[test]
fn an_amount_beyond_the_range_is_an_error() {
    assert_eq!(to_settlement_down(u64::MAX, 7), Err(MathError::Overflow));
    assert_eq!(to_books_up(u64::MAX, 5), Err(MathError::Overflow));
}
