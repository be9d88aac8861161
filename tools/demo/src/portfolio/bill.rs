//! One Treasury bill, from its trade to its maturity.

use anyhow::{Context, Result, bail};
use jiff::civil::Date;

use super::{Curve, Curves, Yield};
use crate::{
    dates::days_between,
    figures::{ONE_E6, round_div},
};

const HUNDRED_E6: i128 = 100 * ONE_E6;

/// A bill that was bought. Amounts in e6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill {
    /// When it was traded.
    pub trade: Date,
    /// When it was paid: the next business day.
    pub settle: Date,
    /// When it pays its face.
    pub maturity: Date,
    /// Face.
    pub face_e6: i128,
    /// Price of $100 face.
    pub price_e6: i128,
    /// What was paid: face / 100 · price, exactly.
    pub cost_e6: i128,
    /// The yield at which it was bought.
    pub rate: Yield,
}

impl Bill {
    /// Buys `face_e6` at the trade day's curve.
    ///
    /// # Errors
    /// A face that is no multiple of $100, a trade on no business day, or dates out of order.
    pub fn buy(curves: &Curves, trade: Date, maturity: Date, face_e6: i128) -> Result<Self> {
        let settle = curves.next_business_day(trade)?;
        let days = days_between(settle, maturity);
        if face_e6 <= 0 || face_e6 % HUNDRED_E6 != 0 || days <= 0 {
            bail!("no bill of {face_e6} from {settle} to {maturity}");
        }
        let curve = curves.on(trade)?;
        let price_e6 = curve.price_e6(days).with_context(|| format!("the bill of {maturity}"))?;
        let cost_e6 = face_e6 / HUNDRED_E6 * price_e6;
        Ok(Self { trade, settle, maturity, face_e6, price_e6, cost_e6, rate: curve.at(days)? })
    }

    /// Calendar days from settlement to maturity.
    #[must_use]
    pub fn term_days(&self) -> i128 {
        days_between(self.settle, self.maturity)
    }

    /// Calendar days that it has been held by `day`.
    #[must_use]
    pub fn days_held(&self, day: Date) -> i128 {
        days_between(self.settle, day).clamp(0, self.term_days())
    }

    /// Accretion from settlement to `day`: a straight line, rounded half up; face less cost from maturity on.
    #[must_use]
    pub fn accretion_e6(&self, day: Date) -> i128 {
        round_div((self.face_e6 - self.cost_e6) * self.days_held(day), self.term_days())
    }

    /// Whether it has paid its face by `day`.
    #[must_use]
    pub fn has_matured(&self, day: Date) -> bool {
        day >= self.maturity
    }

    /// Cost and accretion to date; zero from maturity on.
    #[must_use]
    pub fn amortised_cost_e6(&self, day: Date) -> i128 {
        if self.has_matured(day) { 0 } else { self.cost_e6 + self.accretion_e6(day) }
    }

    /// Value at a day's curve for the days left; zero from maturity on.
    ///
    /// # Errors
    /// Beyond the curve.
    pub fn market_value_e6(&self, curve: &Curve, day: Date) -> Result<i128> {
        if self.has_matured(day) {
            return Ok(0);
        }
        Ok(self.face_e6 / HUNDRED_E6 * curve.price_e6(days_between(day, self.maturity))?)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    fn bill() -> Bill {
        Bill {
            trade: date(2024, 12, 31),
            settle: date(2025, 1, 2),
            maturity: date(2025, 1, 14),
            face_e6: 5_200_000 * ONE_E6,
            price_e6: 99_855_551,
            cost_e6: 5_192_488_652_000,
            rate: Yield { numerator: 440, denominator: 10_000 },
        }
    }

    #[test]
    fn accretion_is_a_straight_line_that_ends_at_face() {
        let bill = bill();
        assert_eq!(bill.accretion_e6(bill.settle), 0);
        // 7,511.348 over 12 days: 625.945666... a day.
        assert_eq!(bill.accretion_e6(date(2025, 1, 3)), 625_945_667);
        assert_eq!(bill.accretion_e6(date(2025, 1, 4)), 1_251_891_333);
        assert_eq!(bill.accretion_e6(bill.maturity), 7_511_348_000);
        assert_eq!(bill.accretion_e6(date(2025, 2, 1)), 7_511_348_000);
    }

    #[test]
    fn each_days_income_sums_to_face_less_cost() {
        let bill = bill();
        let mut day = bill.settle;
        let mut income = 0;
        while day < bill.maturity {
            let next = day.tomorrow().unwrap();
            income += bill.accretion_e6(next) - bill.accretion_e6(day);
            day = next;
        }
        assert_eq!(income + bill.cost_e6, bill.face_e6);
    }

    #[test]
    fn a_matured_bill_has_no_value_left() {
        let bill = bill();
        assert_eq!(bill.amortised_cost_e6(bill.settle), bill.cost_e6);
        assert_eq!(bill.amortised_cost_e6(bill.maturity), 0);
    }
}
