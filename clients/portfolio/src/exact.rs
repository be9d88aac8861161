//! Decimal arithmetic that says so when it can't go on.
//!
//! A [`Decimal`] has 28 digits. Sums and differences of amounts are exact. A product or quotient that needs more digits is rounded at the
//! 28th; amounts are at most 10¹³ with six decimals, so the error stays below 10⁻¹² and never reaches the sixth decimal that is kept.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::error::{PortfolioError, Result};

/// Decimals of amounts, as in the books on chain.
pub const AMOUNT_DECIMALS: u32 = 6;
/// Largest amount that a book takes, in units of the fund's currency.
pub const MAX_AMOUNT: u64 = 10_000_000_000_000;

const MILLION: i64 = 1_000_000;

pub(crate) fn add(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or(PortfolioError::Overflow)
}

pub(crate) fn sub(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_sub(b).ok_or(PortfolioError::Overflow)
}

pub(crate) fn mul(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_mul(b).ok_or(PortfolioError::Overflow)
}

/// A quotient. A divisor of zero is an overflow.
pub(crate) fn div(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_div(b).ok_or(PortfolioError::Overflow)
}

pub(crate) fn sum(amounts: impl IntoIterator<Item = Decimal>) -> Result<Decimal> {
    amounts.into_iter().try_fold(Decimal::ZERO, add)
}

/// A whole power, by squaring.
pub(crate) fn power(base: Decimal, exponent: i64) -> Result<Decimal> {
    let (mut result, mut square, mut left) = (Decimal::ONE, base, exponent);
    while left > 0 {
        if left & 1 == 1 {
            result = mul(result, square)?;
        }
        left >>= 1;
        if left > 0 {
            square = mul(square, square)?;
        }
    }
    Ok(result)
}

/// A square root, rounded at about the 26th digit; `None` below zero.
pub(crate) fn square_root(of: Decimal) -> Option<Decimal> {
    const STEPS: usize = 200;
    if of <= Decimal::ZERO {
        return of.is_zero().then_some(Decimal::ZERO);
    }
    let mut root = of.max(Decimal::ONE);
    for _ in 0..STEPS {
        // Newton's step from above falls until it has arrived.
        let next = root.checked_add(of.checked_div(root)?)?.checked_div(Decimal::TWO)?;
        if next >= root {
            break;
        }
        root = next;
    }
    Some(root)
}

/// An amount of money: six decimals, halves away from zero.
#[must_use]
pub fn amount(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::MidpointAwayFromZero)
}

/// An amount in millionths; `None` where it has more decimals or does not fit.
#[must_use]
pub fn to_e6(amount: Decimal) -> Option<i128> {
    let scaled = amount.checked_mul(Decimal::from(MILLION))?;
    scaled.is_integer().then(|| scaled.trunc().mantissa() / 10i128.pow(scaled.trunc().scale()))
}

/// An amount from millionths.
#[must_use]
pub fn from_e6(amount_e6: i64) -> Decimal {
    Decimal::new(amount_e6, AMOUNT_DECIMALS)
}

/// A share of a whole in basis points, rounded down.
pub(crate) fn bps_down(part: Decimal, whole: Decimal) -> Result<i64> {
    whole_number(share_bps(part, whole)?.floor())
}

/// A share of a whole in basis points, rounded up.
pub(crate) fn bps_up(part: Decimal, whole: Decimal) -> Result<i64> {
    whole_number(share_bps(part, whole)?.ceil())
}

fn share_bps(part: Decimal, whole: Decimal) -> Result<Decimal> {
    div(mul(part, Decimal::from(10_000))?, whole)
}

/// A decimal without a fraction as an integer.
pub(crate) fn whole_number(whole: Decimal) -> Result<i64> {
    i64::try_from(whole).map_err(|_| PortfolioError::Overflow)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(amount(dec("0.0000005")), dec("0.000001"));
        assert_eq!(amount(dec("-0.0000005")), dec("-0.000001"));
        assert_eq!(amount(dec("0.00000049999999")), Decimal::ZERO);
    }

    #[test]
    fn millionths_are_exact_or_refused() {
        assert_eq!(to_e6(dec("1234.5")), Some(1_234_500_000));
        assert_eq!(to_e6(dec("-0.000001")), Some(-1));
        assert_eq!(to_e6(dec("0.0000001")), None);
        assert_eq!(from_e6(-1), dec("-0.000001"));
    }

    #[test]
    fn roots_and_powers_agree_with_known_figures() {
        assert_eq!(square_root(dec("2")).unwrap().round_dp(20), dec("1.41421356237309504880"));
        assert_eq!(square_root(dec("0.25")).unwrap(), dec("0.5"));
        assert_eq!(square_root(Decimal::ZERO), Some(Decimal::ZERO));
        assert_eq!(square_root(dec("-1")), None);
        assert_eq!(power(dec("1.1"), 5).unwrap(), dec("1.61051"));
        assert_eq!(power(dec("7"), 0).unwrap(), Decimal::ONE);
    }

    #[test]
    fn shares_are_rounded_against_the_fund() {
        assert_eq!(bps_down(dec("1"), dec("3")).unwrap(), 3_333);
        assert_eq!(bps_up(dec("1"), dec("3")).unwrap(), 3_334);
        assert_eq!(bps_up(dec("1"), dec("4")).unwrap(), 2_500);
        assert_eq!(bps_up(dec("1"), Decimal::ZERO), Err(PortfolioError::Overflow));
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert_eq!(mul(Decimal::MAX, Decimal::TWO), Err(PortfolioError::Overflow));
        assert_eq!(add(Decimal::MAX, Decimal::ONE), Err(PortfolioError::Overflow));
    }
}
