//! The book: what the fund holds, and the cash that its positions bring and take.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::error::{PortfolioError, Result};
use crate::exact::{add, sum};
use crate::kind::Kind;
use crate::position::Position;
use crate::terms::Terms;

/// Name of the account that positions are paid from where the book has no row of cash.
const CUSTODIAN: &str = "custodian";

/// A book of positions and balances as they stood at the end of a day, with every trade since.
///
/// Cash: a balance counts from its day on. What settles, matures, pays interest or is sold after the book's day moves cash by itself, on the
/// account of the first row of cash; what did so until the book's day is in the balances.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portfolio {
    as_of: Date,
    positions: Vec<Position>,
}

impl Portfolio {
    /// An empty book as of a day.
    #[must_use]
    pub const fn new(as_of: Date) -> Self {
        Self { as_of, positions: Vec::new() }
    }

    /// The day at whose end the balances stood.
    #[must_use]
    pub const fn as_of(&self) -> Date {
        self.as_of
    }

    /// All positions and balances in the order of their entry, those that have ended too.
    #[must_use]
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// Enters a position or balance.
    ///
    /// # Errors
    /// [`PortfolioError::TermsInvalid`] for terms that are not possible, or a name, day and lot that are there already.
    pub fn enter(&mut self, terms: Terms) -> Result<&Position> {
        let twice = self.positions.iter().any(|known| key(known.terms()) == key(&terms));
        if twice {
            let message = format!("{} of {} is there twice; tell lots apart by `lot`", terms.id, terms.settle);
            return Err(PortfolioError::TermsInvalid(message));
        }
        let id = terms.id.clone();
        let position = Position::new(terms).map_err(|faults| {
            let words: Vec<String> = faults.iter().map(|fault| format!("{}: {}", fault.column, fault.reason)).collect();
            PortfolioError::TermsInvalid(format!("{id}: {}", words.join("; ")))
        })?;
        self.positions.push(position);
        self.positions.last().ok_or(PortfolioError::Overflow)
    }

    /// Takes positions that were checked, and are all different, as they are.
    pub(crate) fn take(&mut self, positions: Vec<Position>) {
        self.positions = positions;
    }

    /// Refuses days before the book.
    pub(crate) fn check_day(&self, day: Date) -> Result<()> {
        if day < self.as_of { Err(PortfolioError::BeforeBook { day, as_of: self.as_of }) } else { Ok(()) }
    }

    /// Positions of a kind that is no balance, held at the end of a day, with their place in the book.
    pub(crate) fn held(&self, day: Date) -> impl Iterator<Item = (usize, &Position)> {
        self.positions.iter().enumerate().filter(move |(_, position)| position.is_held(day))
    }

    /// Cash at the end of a day by bank, in the order of the book's rows; the first is the account that positions are paid from.
    ///
    /// # Errors
    /// [`PortfolioError::BeforeBook`], [`PortfolioError::Overdrawn`] where an account is below zero.
    pub fn cash_at(&self, day: Date) -> Result<Vec<(String, Decimal)>> {
        self.check_day(day)?;
        let mut accounts: Vec<(String, Decimal)> = Vec::new();
        for position in self.positions.iter().filter(|position| position.terms().kind == Kind::Cash) {
            let terms = position.terms();
            let moved = if terms.settle <= day { terms.face } else { Decimal::ZERO };
            match accounts.iter_mut().find(|(bank, _)| *bank == terms.issuer) {
                Some((_, balance)) => *balance = add(*balance, moved)?,
                None => accounts.push((terms.issuer.clone(), moved)),
            }
        }
        let flow = self.flows(day)?;
        match accounts.first_mut() {
            Some((_, balance)) => *balance = add(*balance, flow)?,
            None if flow.is_zero() => {}
            None => accounts.push((CUSTODIAN.to_owned(), flow)),
        }
        match accounts.iter().find(|(_, balance)| *balance < Decimal::ZERO) {
            Some((account, balance)) => {
                Err(PortfolioError::Overdrawn { account: account.clone(), day, missing: -*balance })
            }
            None => Ok(accounts),
        }
    }

    /// All cash at the end of a day.
    ///
    /// # Errors
    /// As [`Self::cash_at`].
    pub fn cash(&self, day: Date) -> Result<Decimal> {
        sum(self.cash_at(day)?.into_iter().map(|(_, balance)| balance))
    }

    /// Cash that positions brought since the book's day.
    fn flows(&self, day: Date) -> Result<Decimal> {
        let flows = self.positions.iter().map(|position| {
            let terms = position.terms();
            let due = terms.maturity.is_some_and(|due| due > self.as_of && due <= day);
            match terms.kind {
                Kind::Cash | Kind::Stablecoin => Ok(Decimal::ZERO),
                Kind::InTransit | Kind::Receivable if due => Ok(terms.face),
                Kind::Payable if due => Ok(-terms.face),
                Kind::InTransit | Kind::Receivable | Kind::Payable => Ok(Decimal::ZERO),
                _ => position.cash_flow(self.as_of, day),
            }
        });
        sum(flows.collect::<Result<Vec<_>>>()?)
    }

    /// Balances that came or went after one day and by another from outside the portfolio: subscriptions, redemptions, a liability.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn movements_between(&self, since: Date, until: Date) -> Result<Decimal> {
        let moved = self.positions.iter().map(Position::terms).filter(|terms| terms.kind.is_balance());
        let within = moved.filter(|terms| terms.settle > since && terms.settle <= until);
        sum(within.map(|terms| if terms.kind == Kind::Payable { -terms.face } else { terms.face }))
    }
}

/// What tells positions apart.
pub(crate) fn key(terms: &Terms) -> (&str, Date, &str) {
    (&terms.id, terms.settle, &terms.lot)
}
