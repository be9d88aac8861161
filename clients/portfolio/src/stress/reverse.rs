//! The other way round: how much may be redeemed before something gives way.

use rust_decimal::Decimal;

use super::outcome::Standing;
use super::supposed::{Stressed, WHOLE_BPS};
use crate::error::Result;
use crate::exact::{add, sub};

/// The largest redemption that a test stands, in basis points of the shares that do not wait already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Nothing asks for the test.
    NotTested,
    /// It fails before anybody redeems.
    FailsAlready,
    /// It holds up to this redemption, and at every smaller one.
    UpTo(u32),
}

/// The largest redemptions by test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reverse {
    /// Daily liquid assets stay at their minimum.
    pub daily: Bound,
    /// Weekly liquid assets do.
    pub weekly: Bound,
    /// A share is worth 0.9950 to those who stay.
    pub price: Bound,
    /// All three.
    pub all: Bound,
    /// Everything is paid within the day.
    pub within_the_day: Bound,
}

impl Stressed<'_> {
    /// Tries every redemption from none to all, a basis point at a time: the measures need not fall evenly, so nothing is skipped.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
    pub fn reverse(&self) -> Result<Reverse> {
        let mut bounds = [Search::default(); 4];
        for bps in 0..=WHOLE_BPS {
            let redeemed = add(self.part(bps)?, self.queued_shares)?;
            let needed = self.needed(redeemed)?;
            let taken = self.sources.draw(needed)?;
            let standing = self.standing(&taken, needed, redeemed)?;
            let paid = sub(needed, taken.money)? <= Decimal::ZERO;
            for (search, holds) in bounds.iter_mut().zip(self.tests(&standing, paid)) {
                search.see(bps, holds);
            }
            if bounds.iter().all(|search| search.over) {
                break;
            }
        }
        let [daily, weekly, price, within_the_day] = bounds.map(|search| search.bound);
        Ok(Reverse { daily, weekly, price, all: least([daily, weekly, price]), within_the_day })
    }

    fn tests(&self, standing: &Standing, paid: bool) -> [Option<bool>; 4] {
        let minimums = &self.of.minimums;
        let (daily, weekly) = (standing.keeps_daily(minimums), standing.keeps_weekly(minimums));
        [daily, weekly, Some(!standing.breaks_the_buck), Some(paid)]
    }
}

/// A search for the first redemption at which a test fails.
#[derive(Clone, Copy)]
struct Search {
    bound: Bound,
    over: bool,
}

impl Default for Search {
    fn default() -> Self {
        Self { bound: Bound::FailsAlready, over: false }
    }
}

impl Search {
    fn see(&mut self, bps: u32, holds: Option<bool>) {
        match holds {
            None => *self = Self { bound: Bound::NotTested, over: true },
            Some(true) if !self.over => self.bound = Bound::UpTo(bps),
            Some(_) => self.over = true,
        }
    }
}

/// The smallest bound of the tests that there are.
fn least(bounds: [Bound; 3]) -> Bound {
    bounds.into_iter().fold(Bound::NotTested, |least, bound| match (least, bound) {
        (Bound::NotTested, other) | (other, Bound::NotTested) => other,
        (Bound::UpTo(a), Bound::UpTo(b)) => Bound::UpTo(a.min(b)),
        _ => Bound::FailsAlready,
    })
}
