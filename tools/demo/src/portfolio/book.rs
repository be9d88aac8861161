//! All bills that were paid for.

use anyhow::{Result, ensure};
use jiff::civil::Date;

use super::{Bill, Curve};
use crate::dates::MONTH_END;

/// The bills in the order of their settlement. Sums in e6.
#[derive(Clone, Debug, Default)]
pub struct Book {
    bills: Vec<Bill>,
}

impl Book {
    /// Enters a bill that was paid.
    pub fn enter(&mut self, bill: Bill) {
        self.bills.push(bill);
    }

    /// All bills, the matured ones too.
    #[must_use]
    pub fn bills(&self) -> &[Bill] {
        &self.bills
    }

    /// Bills that pay their face on `day`.
    pub fn maturing_on(&self, day: Date) -> impl Iterator<Item = &Bill> {
        self.bills.iter().filter(move |bill| bill.maturity == day)
    }

    /// What was paid for bills.
    #[must_use]
    pub fn bought_e6(&self) -> i128 {
        self.bills.iter().map(|bill| bill.cost_e6).sum()
    }

    /// Faces paid by `day`.
    #[must_use]
    pub fn matured_e6(&self, day: Date) -> i128 {
        self.bills.iter().filter(|bill| bill.has_matured(day)).map(|bill| bill.face_e6).sum()
    }

    /// Accretion of all bills by `day`.
    #[must_use]
    pub fn accretion_e6(&self, day: Date) -> i128 {
        self.bills.iter().map(|bill| bill.accretion_e6(day)).sum()
    }

    /// Income from `from` to `to`: accretion to date less the same on `from`.
    #[must_use]
    pub fn income_e6(&self, from: Date, to: Date) -> i128 {
        self.accretion_e6(to) - self.accretion_e6(from)
    }

    /// Cost and accretion of the bills still held.
    #[must_use]
    pub fn amortised_cost_e6(&self, day: Date) -> i128 {
        self.bills.iter().map(|bill| bill.amortised_cost_e6(day)).sum()
    }

    /// Value of the bills still held at a day's curve.
    ///
    /// # Errors
    /// Beyond the curve.
    pub fn market_value_e6(&self, curve: &Curve, day: Date) -> Result<i128> {
        self.bills.iter().map(|bill| bill.market_value_e6(curve, day)).sum()
    }

    /// Σ cost · days held by the month's end · yield, over Σ cost · days held: the yield at which the month's portfolio
    /// was bought, in e12 of one, rounded down.
    ///
    /// # Errors
    /// Without a bill.
    pub fn purchase_yield_e12(&self) -> Result<i128> {
        const E12: i128 = 1_000_000_000_000;
        let weight = |bill: &Bill| bill.cost_e6 / 100 * bill.days_held(MONTH_END);
        let total: i128 = self.bills.iter().map(weight).sum();
        ensure!(total > 0, "no bill was held");
        let yields: i128 =
            self.bills.iter().map(|bill| weight(bill) * (bill.rate.numerator * E12 / bill.rate.denominator)).sum();
        Ok(yields / total)
    }
}
