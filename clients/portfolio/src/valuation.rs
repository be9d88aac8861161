//! The book on a day at amortised cost, and its income over days.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::days::month_end_within;
use crate::error::{PortfolioError, Result};
use crate::exact::{add, div, mul, sub, sum};
use crate::kind::Kind;
use crate::portfolio::Portfolio;
use crate::position::{Earned, Position};

/// An asset other than cash at the end of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The position.
    pub position: &'a Position,
    /// Amortised cost, or the balance, with accrued interest.
    pub carrying: Decimal,
    /// Accrued interest within it.
    pub accrued: Decimal,
}

/// The book at the end of a day at amortised cost. Amounts in the fund's currency, exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valuation<'a> {
    /// The day.
    pub day: Date,
    /// Assets other than cash, in the order of the book.
    pub lines: Vec<Line<'a>>,
    /// Cash by bank.
    pub cash: Vec<(String, Decimal)>,
    /// Liabilities.
    pub payables: Decimal,
}

/// Income after one day and up to and including another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Income {
    /// Accretion of discounts less amortisation of premiums.
    pub accretion: Decimal,
    /// Interest, received or accrued.
    pub interest: Decimal,
    /// Both.
    pub total: Decimal,
    /// The part up to and including the last day of a month, if one ends within the days.
    pub to_month_end: Option<Decimal>,
    /// Realised gains less losses of sales, which are not in the income.
    pub realised: Decimal,
}

impl Valuation<'_> {
    /// All cash.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn cash_total(&self) -> Result<Decimal> {
        sum(self.cash.iter().map(|(_, balance)| *balance))
    }

    /// All assets of a kind.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn total_of(&self, kind: Kind) -> Result<Decimal> {
        let lines = self.lines.iter().filter(|line| line.position.terms().kind == kind);
        sum(lines.map(|line| line.carrying))
    }

    /// All assets.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn total_assets(&self) -> Result<Decimal> {
        add(self.cash_total()?, sum(self.lines.iter().map(|line| line.carrying))?)
    }

    /// All assets less liabilities.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn net_assets(&self) -> Result<Decimal> {
        sub(self.total_assets()?, self.payables)
    }
}

impl Portfolio {
    /// The book at the end of a day.
    ///
    /// # Errors
    /// [`PortfolioError::BeforeBook`], [`PortfolioError::Overdrawn`] for cash or a stablecoin below zero,
    /// [`PortfolioError::RateUnknown`] beyond a floater's reset.
    pub fn value_at(&self, day: Date) -> Result<Valuation<'_>> {
        let cash = self.cash_at(day)?;
        let (mut lines, mut payables) = (Vec::new(), Decimal::ZERO);
        for (_, position) in self.held(day) {
            match position.terms().kind {
                Kind::Cash => {}
                Kind::Payable => payables = add(payables, position.terms().face)?,
                _ => lines.push(Line { position, carrying: position.carrying(day)?, accrued: position.accrued(day)? }),
            }
        }
        let valuation = Valuation { day, lines, cash, payables };
        check_balances(&valuation)?;
        Ok(valuation)
    }

    /// Income of the calendar days after `since` up to and including `until`. Every position's income to date is rounded once on each
    /// of the two days, so that the incomes of consecutive days sum to the income of all of them, to the sixth decimal.
    ///
    /// # Errors
    /// [`PortfolioError::BeforeBook`], [`PortfolioError::DaysReversed`], [`PortfolioError::TwoMonthEnds`],
    /// [`PortfolioError::RateUnknown`].
    pub fn income_between(&self, since: Date, until: Date) -> Result<Income> {
        self.check_day(since)?;
        let month_end = month_end_within(since, until)?;
        let before = self.earned_to(since)?;
        let earned = self.earned_to(until)?;
        let accretion = sub(earned.accretion, before.accretion)?;
        let interest = sub(earned.interest, before.interest)?;
        let to_month_end = month_end.map(|end| sub(self.earned_to(end)?.total()?, before.total()?)).transpose()?;
        let sold = self
            .positions()
            .iter()
            .filter(|position| position.terms().sale.is_some_and(|sale| sale.day > since && sale.day <= until));
        let realised = sum(sold.map(Position::realised).collect::<Result<Vec<_>>>()?)?;
        Ok(Income { accretion, interest, total: add(accretion, interest)?, to_month_end, realised })
    }

    /// Income to a day of all positions, each rounded once.
    fn earned_to(&self, day: Date) -> Result<Earned> {
        let mut all = Earned::default();
        for position in self.positions() {
            let earned = position.earned_to(day)?;
            all.accretion = add(all.accretion, earned.accretion)?;
            all.interest = add(all.interest, earned.interest)?;
        }
        Ok(all)
    }

    /// The yield at which the positions of a day were bought, in percent: each one's effective daily rate times 365, weighted by its
    /// carrying value. Balances have no weight.
    ///
    /// # Errors
    /// [`PortfolioError::NothingHeld`] where nothing earns, and as [`Self::value_at`].
    pub fn weighted_purchase_yield(&self, day: Date) -> Result<Decimal> {
        let (mut weights, mut yields) = (Decimal::ZERO, Decimal::ZERO);
        for (_, position) in self.held(day).filter(|(_, position)| !position.terms().kind.is_balance()) {
            let carrying = position.carrying(day)?;
            weights = add(weights, carrying)?;
            yields = add(yields, mul(carrying, position.daily_rate(day)?)?)?;
        }
        if weights.is_zero() {
            return Err(PortfolioError::NothingHeld { day });
        }
        mul(div(yields, weights)?, Decimal::from(365 * 100))
    }
}

/// A stablecoin and cash on its way may move both ways, but not below zero.
fn check_balances(valuation: &Valuation<'_>) -> Result<()> {
    let of = |kind: Kind| valuation.lines.iter().filter(move |line| line.position.terms().kind == kind);
    for kind in [Kind::Stablecoin, Kind::InTransit] {
        for line in of(kind) {
            let account = &line.position.terms().issuer;
            let same = of(kind).filter(|other| other.position.terms().issuer == *account);
            let balance = sum(same.map(|other| other.carrying))?;
            if balance < Decimal::ZERO {
                let day = valuation.day;
                return Err(PortfolioError::Overdrawn { account: account.clone(), day, missing: -balance });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
