//! The shared division, and the words of the errors.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::round::{div, div_rem, mul, narrow};
use mmf_math::{MathError, Rounding};
use num_bigint::BigUint;
use proptest::prelude::*;

fn wide() -> impl Strategy<Value = u128> {
    prop_oneof![0..=100u128, any::<u64>().prop_map(u128::from), any::<u128>()]
}

proptest! {
    #[test]
    fn the_short_and_the_long_division_agree_with_exact_integers(n in wide(), d in wide()) {
        let result = div_rem(n, d);
        if d == 0 {
            prop_assert_eq!(result, Err(MathError::Overflow));
            return Ok(());
        }
        let (quotient, remainder) = result.unwrap();
        prop_assert_eq!(BigUint::from(quotient) * d + remainder, BigUint::from(n));
        prop_assert!(remainder < d);
        prop_assert_eq!(div(n, d, Rounding::Down), Ok(quotient));
        prop_assert_eq!(div(n, d, Rounding::Up), Ok(quotient + u128::from(remainder > 0)));
    }

    #[test]
    fn a_product_is_exact_or_an_error(a in any::<u64>(), b in wide()) {
        let exact = BigUint::from(a) * b;
        match mul(a, b) {
            Ok(product) => prop_assert_eq!(BigUint::from(product), exact),
            Err(error) => {
                prop_assert_eq!(error, MathError::Overflow);
                prop_assert!(exact > BigUint::from(u128::MAX));
            }
        }
    }
}

#[test]
fn a_value_beyond_64_bits_is_not_narrowed() {
    assert_eq!(narrow(u128::from(u64::MAX)), Ok(u64::MAX));
    assert_eq!(narrow(u128::from(u64::MAX) + 1), Err(MathError::Overflow));
}

#[test]
fn every_error_has_words_of_its_own() {
    let errors = [
        MathError::Overflow,
        MathError::NegativeTotal,
        MathError::ZeroAmount,
        MathError::BadDays,
        MathError::BadPrice,
        MathError::TwoMonthEnds,
        MathError::NotMonthEnd,
        MathError::LengthMismatch,
        MathError::WentBack,
        MathError::BadDecimals,
    ];
    let words: std::collections::BTreeSet<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(words.len(), errors.len());
}
