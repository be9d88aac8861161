//! The effective interest rate: the one daily rate at which all payments are worth what was paid.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::days::days_between;
use crate::error::{PortfolioError, Result};
use crate::exact::{add, div, mul, power, sub};

/// Most steps of the search; it needs about eight.
const STEPS: usize = 100;
/// Where the search has arrived: the grain of a [`Decimal`] of about one.
const GRAIN: Decimal = Decimal::from_parts(100, 0, 0, false, 28);

/// A daily rate, kept as what one is worth a day earlier: `1 / (1 + rate)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effective {
    factor: Decimal,
}

impl Effective {
    /// Solves `paid = Σ payment · factor^days` by Newton's method, days from `settle`. The sum is convex and rises with the factor, so
    /// from the right of the root every step stays there, and from the left the first one leads there.
    ///
    /// # Errors
    /// [`PortfolioError::NoYield`] where there is no such rate.
    pub fn find(id: &str, settle: Date, paid: Decimal, payments: &[(Date, Decimal)]) -> Result<Self> {
        let mut factor = Decimal::ONE;
        for _ in 0..STEPS {
            let next = step(factor, settle, paid, payments)
                .ok()
                .filter(|next| *next > Decimal::ZERO)
                .ok_or_else(|| PortfolioError::NoYield { id: id.to_owned() })?;
            if sub(next, factor)?.abs() <= GRAIN {
                return Ok(Self { factor: next });
            }
            factor = next;
        }
        Err(PortfolioError::NoYield { id: id.to_owned() })
    }

    /// What payments are worth on a day.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn value(&self, day: Date, payments: &[(Date, Decimal)]) -> Result<Decimal> {
        payments.iter().try_fold(Decimal::ZERO, |value, (paid, payment)| {
            add(value, mul(*payment, power(self.factor, days_between(day, *paid))?)?)
        })
    }

    /// The daily rate as a fraction of one.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn daily_rate(&self) -> Result<Decimal> {
        sub(div(Decimal::ONE, self.factor)?, Decimal::ONE)
    }
}

/// A step of the search. Amounts are taken per unit paid, so that all figures have the size of one.
fn step(factor: Decimal, settle: Date, paid: Decimal, payments: &[(Date, Decimal)]) -> Result<Decimal> {
    let (mut value, mut slope) = (Decimal::NEGATIVE_ONE, Decimal::ZERO);
    for (day, payment) in payments {
        let days = days_between(settle, *day);
        let before = mul(div(*payment, paid)?, power(factor, days.saturating_sub(1))?)?;
        value = add(value, mul(before, factor)?)?;
        slope = add(slope, mul(before, Decimal::from(days))?)?;
    }
    sub(factor, div(value, slope)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn one_payment_has_its_root() {
        let (settle, end) = (date(2025, 1, 2), date(2025, 1, 4));
        let found = Effective::find("B", settle, dec("100"), &[(end, dec("121"))]).unwrap();
        assert_eq!(found.daily_rate().unwrap().round_dp(24), dec("0.1"));
        assert_eq!(found.value(date(2025, 1, 3), &[(end, dec("121"))]).unwrap().round_dp(20), dec("110"));
    }

    #[test]
    fn coupons_and_premiums_and_negative_rates_are_solved() {
        let settle = date(2025, 1, 2);
        let payments = [(date(2025, 7, 2), dec("2")), (date(2026, 1, 2), dec("102"))];
        for paid in ["104.5", "103", "100", "90", "12"] {
            let found = Effective::find("N", settle, dec(paid), &payments).unwrap();
            assert_eq!(found.value(settle, &payments).unwrap().round_dp(18), dec(paid), "{paid}");
        }
    }

    #[test]
    fn forty_years_are_solved() {
        let (settle, end) = (date(2025, 1, 2), date(2064, 12, 31));
        let found = Effective::find("Z", settle, dec("10"), &[(end, dec("100"))]).unwrap();
        assert_eq!(found.value(settle, &[(end, dec("100"))]).unwrap().round_dp(15), dec("10"));
    }
}
