//! Discount rates, prices and yields of bills: 31 CFR part 356, appendix B, section VI.
//!
//! Rates are in percent, prices per 100 of face. `year_days` is 366 if the year from settlement contains a 29 February, else 365.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::error::{PortfolioError, Result};
use crate::exact::{add, div, mul, square_root, sub};

/// Decimals of a price per 100.
pub const PRICE_DECIMALS: u32 = 6;
/// The longest term of half a year, in days.
const HALF_YEAR_DAYS: i64 = 182;

fn price(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::MidpointAwayFromZero)
}

/// Price by the bank discount rate: `P = 100 · (1 − d · r / 360)`, rounded half up to six decimals.
///
/// # Errors
/// [`PortfolioError::Overflow`].
pub fn price_at_discount(discount_pct: Decimal, days: i64) -> Result<Decimal> {
    let off = div(mul(discount_pct, Decimal::from(days))?, Decimal::from(360))?;
    Ok(price(sub(Decimal::ONE_HUNDRED, off)?))
}

/// Price by the bond-equivalent yield, rounded half up to six decimals: see [`discount_factor`].
///
/// # Errors
/// [`PortfolioError::Overflow`].
pub fn price_at_yield(yield_pct: Decimal, days: i64, year_days: i64) -> Result<Decimal> {
    Ok(price(mul(Decimal::ONE_HUNDRED, discount_factor(yield_pct, days, year_days)?)?))
}

/// What one is worth that is paid in so many days, at a bond-equivalent yield `i` and with `t = days / year_days`: up to half a year
/// (182 days) `1 / (1 + i · t)`, beyond it `1 / ((1 + i/2) · (1 + i · (t − 1/2)))`. One for a payment that is due.
///
/// # Errors
/// [`PortfolioError::Overflow`].
pub fn discount_factor(yield_pct: Decimal, days: i64, year_days: i64) -> Result<Decimal> {
    if days <= 0 {
        return Ok(Decimal::ONE);
    }
    // Numerator and denominator apart: one division, one rounding.
    let (days_exact, year) = (Decimal::from(days), Decimal::from(year_days));
    let per_cent = Decimal::ONE_HUNDRED;
    if days <= HALF_YEAR_DAYS {
        let whole = mul(per_cent, year)?;
        return div(whole, add(whole, mul(yield_pct, days_exact)?)?);
    }
    let half = add(Decimal::ONE, div(yield_pct, mul(Decimal::TWO, per_cent)?)?)?;
    let rest = sub(mul(Decimal::TWO, days_exact)?, year)?;
    let rest = add(Decimal::ONE, div(mul(yield_pct, rest)?, mul(mul(Decimal::TWO, per_cent)?, year)?)?)?;
    div(Decimal::ONE, mul(half, rest)?)
}

/// Bond-equivalent yield (the Treasury's investment rate) of a price, in percent: up to half a year
/// `(100 − P) / P · y / r`, beyond it the positive root of `(r/2y − 1/4) · i² + (r/y) · i + (P − 100)/P = 0`.
///
/// # Errors
/// [`PortfolioError::Overflow`], also for a price or term of zero and where there is no root.
pub fn bond_equivalent(price: Decimal, days: i64, year_days: i64) -> Result<Decimal> {
    let (days_exact, year) = (Decimal::from(days), Decimal::from(year_days));
    let gain = div(sub(Decimal::ONE_HUNDRED, price)?, price)?;
    if days <= HALF_YEAR_DAYS {
        return div(mul(mul(gain, year)?, Decimal::ONE_HUNDRED)?, days_exact);
    }
    let linear = div(days_exact, year)?;
    let square = sub(div(linear, Decimal::TWO)?, Decimal::new(25, 2))?;
    let under_root = add(mul(linear, linear)?, mul(mul(Decimal::from(4), square)?, gain)?)?;
    let root = square_root(under_root).ok_or(PortfolioError::Overflow)?;
    let rate = div(sub(root, linear)?, mul(Decimal::TWO, square)?)?;
    mul(rate, Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_discount_rate_gives_the_treasurys_price() {
        // 100 · (1 − 0.0761 · 90 / 360) = 98.0975 exactly.
        assert_eq!(price_at_discount(dec("7.61"), 90).unwrap(), dec("98.0975"));
        // 100 · (1 − 0.05285 · 28 / 360) = 99.58894444…
        assert_eq!(price_at_discount(dec("5.285"), 28).unwrap(), dec("99.588944"));
        // 100 · (1 − 0.0765 · 364 / 360) = 92.265 exactly.
        assert_eq!(price_at_discount(dec("7.65"), 364).unwrap(), dec("92.265"));
    }

    #[test]
    fn a_price_gives_the_investment_rate() {
        // (100 − 98.0975) / 98.0975 · 365 / 90 = 7.86533…%
        assert_eq!(bond_equivalent(dec("98.0975"), 90, 365).unwrap().round_dp(3), dec("7.865"));
        // a = 364/730 − 1/4, b = 364/365, c = −7.735/92.265: i = 8.23732…% (solved by an independent program to 30 digits).
        assert_eq!(bond_equivalent(dec("92.265"), 364, 365).unwrap().round_dp(8), LONG_BILL.parse().unwrap());
    }

    const LONG_BILL: &str = "8.23732441";

    #[test]
    fn price_and_yield_are_each_others_inverse() {
        for (rate, days) in
            [("4.40", 12), ("4.37", 91), ("5.10", 182), ("5.10", 183), ("4.16", 365), ("0", 60), ("-0.5", 28)]
        {
            let price = price_at_yield(dec(rate), days, 365).unwrap();
            let back = bond_equivalent(price, days, 365).unwrap();
            // A price has six decimals: half of the last one moves the yield of `days` by this much.
            let grain = dec("0.0000005") * dec("365") / Decimal::from(days) * dec("1.1");
            assert!((back - dec(rate)).abs() <= grain, "{rate}% for {days} days came back as {back}");
        }
    }

    #[test]
    fn prices_agree_with_hand_calculation() {
        // 100 / (1 + 0.044 · 12 / 365) = 99.8555514…, 100 / (1 + 0.0437 · 91 / 365) = 98.9222354…
        assert_eq!(price_at_yield(dec("4.40"), 12, 365).unwrap(), dec("99.855551"));
        assert_eq!(price_at_yield(dec("4.37"), 91, 365).unwrap(), dec("98.922235"));
        // 100 / (1.02 · (1 + 0.04 · 0.5)) = 96.1168781…
        assert_eq!(price_at_yield(dec("4"), 365, 365).unwrap(), dec("96.116878"));
        assert_eq!(price_at_yield(dec("4"), 0, 365).unwrap(), dec("100"));
    }

    #[test]
    fn impossible_prices_are_refused() {
        assert!(bond_equivalent(Decimal::ZERO, 90, 365).is_err());
        assert!(bond_equivalent(dec("98"), 0, 365).is_err());
        assert!(discount_factor(dec("-100"), 365, 365).is_ok());
        assert!(discount_factor(dec("-200"), 365, 365).is_err());
    }
}
