//! One position from its settlement to its end: cost, income to date, carrying value.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::check_terms::{TermFault, faults};
use crate::days::{days_between, days_of_year_from, decimal_days};
use crate::effective::Effective;
use crate::error::{PortfolioError, Result};
use crate::exact::{add, amount, div, mul, sub, sum};
use crate::kind::Method;
use crate::terms::{Purchase, Terms};
use crate::yields::{bond_equivalent, price_at_discount, price_at_yield};

/// A position whose terms are possible. Amounts have six decimals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    terms: Terms,
    cost: Decimal,
    purchased_interest: Decimal,
    effective: Option<Effective>,
}

/// A position's income from settlement to a day, each part rounded half up to six decimals on its own. A day's income is the difference
/// of two of these, so the days of any span sum to it exactly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Earned {
    /// Amortisation of discount (positive) or premium (negative).
    pub accretion: Decimal,
    /// Interest, received or accrued, less what was purchased.
    pub interest: Decimal,
}

impl Earned {
    /// Both parts.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn total(&self) -> Result<Decimal> {
        add(self.accretion, self.interest)
    }
}

impl Position {
    /// Checks the terms and works out what was paid.
    ///
    /// # Errors
    /// Everything that is wrong with the terms, by column.
    pub fn new(terms: Terms) -> Result<Self, Vec<TermFault>> {
        let wrong = faults(&terms);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let mut position = Self { terms, cost: Decimal::ZERO, purchased_interest: Decimal::ZERO, effective: None };
        position.complete().map_err(|error| {
            let column = if matches!(error, PortfolioError::RateUnknown { .. }) { "next_reset" } else { "cost" };
            vec![TermFault { column, reason: error.to_string() }]
        })?;
        Ok(position)
    }

    fn complete(&mut self) -> Result<()> {
        self.cost = amount(self.paid()?);
        if self.cost <= Decimal::ZERO && self.terms.kind.is_priced() {
            return Err(PortfolioError::NoYield { id: self.terms.id.clone() });
        }
        self.purchased_interest = self.terms.purchased()?;
        if self.terms.kind.is_priced() && self.terms.next_reset.is_none() {
            let payments = self.payments_after(self.terms.settle)?;
            self.effective = Some(Effective::find(&self.terms.id, self.terms.settle, self.paid_in_all()?, &payments)?);
        }
        Ok(())
    }

    fn paid(&self) -> Result<Decimal> {
        let terms = &self.terms;
        let price = match terms.purchase {
            Purchase::Par => return Ok(terms.face),
            Purchase::Cost(cost) => return Ok(cost),
            Purchase::Price(price) => price,
            Purchase::Yield(rate) => price_at_yield(rate, self.term_days(), days_of_year_from(terms.settle))?,
            Purchase::Discount(rate) => price_at_discount(rate, self.term_days())?,
        };
        div(mul(terms.face, price)?, Decimal::ONE_HUNDRED)
    }

    fn term_days(&self) -> i64 {
        self.terms.maturity.map_or(0, |maturity| days_between(self.terms.settle, maturity))
    }

    /// The terms.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// What was paid without purchased interest: price · face / 100, rounded half up.
    #[must_use]
    pub const fn cost(&self) -> Decimal {
        self.cost
    }

    /// What was paid with purchased interest.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn paid_in_all(&self) -> Result<Decimal> {
        add(self.cost, self.purchased_interest)
    }

    /// The first day on which it is no longer held; `None` for one that goes on.
    #[must_use]
    pub fn end(&self) -> Option<Date> {
        let sold = self.terms.sale.map(|sale| sale.day);
        [sold, self.terms.maturity].into_iter().flatten().min()
    }

    /// Whether it is held at the end of a day: from settlement until the day before its end.
    #[must_use]
    pub fn is_held(&self, day: Date) -> bool {
        day >= self.terms.settle && self.end().is_none_or(|end| day < end)
    }

    /// Payments after a day: coupons and the principal.
    pub(crate) fn payments_after(&self, day: Date) -> Result<Vec<(Date, Decimal)>> {
        let Some(maturity) = self.terms.maturity else { return Ok(Vec::new()) };
        let coupons = self.terms.coupon_days(maturity).into_iter().filter(|paid| *paid > day);
        let mut payments = coupons.map(|paid| Ok((paid, self.terms.coupon(paid)?))).collect::<Result<Vec<_>>>()?;
        payments.push((maturity, self.terms.face));
        Ok(payments)
    }

    /// Income from settlement to a day; from the end on, all of it. Straight line: the share of days of `face − cost`. Constant yield:
    /// the payments left at the daily rate at which all payments are worth what was paid, less the same on settlement.
    ///
    /// # Errors
    /// [`PortfolioError::RateUnknown`] beyond a floater's reset, [`PortfolioError::Overflow`].
    pub fn earned_to(&self, day: Date) -> Result<Earned> {
        let day = self.end().map_or(day, |end| day.min(end));
        if day <= self.terms.settle || self.terms.kind.is_balance() {
            return Ok(Earned::default());
        }
        let interest = self.terms.interest_to(day)?;
        let accretion = self.accretion_to(day, interest)?;
        Ok(Earned { accretion: amount(accretion), interest: amount(interest) })
    }

    fn accretion_to(&self, day: Date, interest: Decimal) -> Result<Decimal> {
        let discount = sub(self.terms.face, self.cost)?;
        match (self.terms.maturity, &self.effective) {
            (None, _) => Ok(Decimal::ZERO),
            (Some(maturity), _) if day >= maturity => Ok(discount),
            (Some(_), Some(effective)) if self.terms.method == Method::ConstantYield => {
                let left = effective.value(day, &self.payments_after(day)?)?;
                let gained = sub(add(left, self.terms.coupons_to(day)?)?, self.paid_in_all()?)?;
                sub(gained, interest)
            }
            (Some(maturity), _) => {
                div(mul(discount, decimal_days(self.terms.settle, day))?, decimal_days(self.terms.settle, maturity))
            }
        }
    }

    /// Amortised cost with accrued interest at the end of a day on which it is held: what was paid, and what was earned and not
    /// received since.
    ///
    /// # Errors
    /// As [`Self::earned_to`].
    pub fn carrying(&self, day: Date) -> Result<Decimal> {
        let earned = self.earned_to(day)?.total()?;
        let received = self.terms.coupons_to(day)?;
        sub(add(self.paid_in_all()?, earned)?, received)
    }

    /// Interest that has accrued and was not received, rounded half up.
    ///
    /// # Errors
    /// As [`Self::earned_to`].
    pub fn accrued(&self, day: Date) -> Result<Decimal> {
        if self.terms.rate_pct.is_none() { Ok(Decimal::ZERO) } else { self.terms.accrued(day).map(amount) }
    }

    /// What a sale brought above (positive) or below what the position was carried at.
    ///
    /// # Errors
    /// As [`Self::earned_to`].
    pub fn realised(&self) -> Result<Decimal> {
        self.terms.sale.map_or(Ok(Decimal::ZERO), |sale| sub(sale.proceeds, self.carrying(sale.day)?))
    }

    /// Cash that it brings after one day and by another: coupons, principal, proceeds; negative for what was paid.
    pub(crate) fn cash_flow(&self, after: Date, by: Date) -> Result<Decimal> {
        let within = |day: Date| day > after && day <= by;
        let end = self.end().map_or(by, |end| by.min(end));
        let coupons = self.terms.coupon_days(end).into_iter().filter(|paid| within(*paid));
        let mut flow = sum(coupons.map(|paid| self.terms.coupon(paid)).collect::<Result<Vec<_>>>()?)?;
        match self.terms.sale {
            Some(sale) if within(sale.day) => flow = add(flow, sale.proceeds)?,
            None if self.terms.maturity.is_some_and(within) => flow = add(flow, self.terms.face)?,
            _ => {}
        }
        if within(self.terms.settle) {
            flow = sub(flow, self.paid_in_all()?)?;
        }
        Ok(flow)
    }

    /// The rate at which its carrying value grows each day under constant yield; for others the rate in force. As a fraction of one.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn daily_rate(&self, day: Date) -> Result<Decimal> {
        match &self.effective {
            Some(effective) => effective.daily_rate(),
            None => {
                let next = day.tomorrow().map_err(|_| PortfolioError::Overflow)?;
                let earned = sub(self.earned_to(next)?.total()?, self.earned_to(day)?.total()?)?;
                div(earned, self.carrying(day)?)
            }
        }
    }

    /// Bond-equivalent yield at which a discount security was bought, in percent; `None` for other kinds.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn bond_equivalent_yield(&self) -> Result<Option<Decimal>> {
        if !self.terms.kind.is_discount() {
            return Ok(None);
        }
        let price = div(mul(self.cost, Decimal::ONE_HUNDRED)?, self.terms.face)?;
        bond_equivalent(price, self.term_days(), days_of_year_from(self.terms.settle)).map(Some)
    }
}

#[cfg(test)]
mod tests;
