//! Taking money from the sources, one after the other.
//!
//! Sums up to each source are kept, so that a redemption of any size is answered without walking through them.

use rust_decimal::{Decimal, RoundingStrategy};

use super::sources::Source;
use super::supposed::WHOLE_BPS;
use crate::error::{PortfolioError, Result};
use crate::exact::{AMOUNT_DECIMALS, add, amount, div, mul, sub};
use crate::metrics::Liquid;

/// What was taken. Amounts in the fund's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// Money for redemptions.
    pub money: Decimal,
    /// Market value that was given for it.
    pub market: Decimal,
    /// What the sales cost: market value less money.
    pub cost: Decimal,
    /// What is gone from the assets.
    pub gone: Liquid,
}

/// The sources in order, and what all before each would bring.
pub struct Sources {
    all: Vec<Source>,
    /// One more than sources: before the first nothing, in the end everything.
    before: Vec<Taken>,
}

impl Sources {
    /// Sums them up. What would bring nothing is left out: nobody gives it away.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn new(listed: Vec<Source>) -> Result<Self> {
        let (mut all, mut before) = (Vec::with_capacity(listed.len()), vec![Taken::default()]);
        let mut sum = Taken::default();
        for source in listed {
            let taken = source.all()?;
            if taken.money > Decimal::ZERO {
                sum = sum.with(taken)?;
                all.push(source);
                before.push(sum);
            }
        }
        Ok(Self { all, before })
    }

    /// Takes so much, or all that there is.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn draw(&self, need: Decimal) -> Result<Taken> {
        let (whole, before) = self.whole(need)?;
        self.all.get(whole).map_or(Ok(before), |next| before.with(next.part(sub(need, before.money)?)?))
    }

    /// The same by source, those that nothing is taken from left out.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn pieces(&self, need: Decimal) -> Result<Vec<(Source, Taken)>> {
        let (whole, before) = self.whole(need)?;
        let used = self.all.iter().take(whole).map(|source| Ok((*source, source.all()?)));
        let mut pieces = used.collect::<Result<Vec<_>>>()?;
        let rest = sub(need, before.money)?;
        if let Some(next) = self.all.get(whole)
            && rest > Decimal::ZERO
        {
            pieces.push((*next, next.part(rest)?));
        }
        Ok(pieces)
    }

    /// The lines that bring money.
    pub fn lines(&self) -> impl Iterator<Item = usize> {
        self.all.iter().filter_map(|source| source.line)
    }

    /// How many sources are used up, and what they bring.
    fn whole(&self, need: Decimal) -> Result<(usize, Taken)> {
        let whole = self.before.partition_point(|taken| taken.money <= need).saturating_sub(1);
        let before = self.before.get(whole).ok_or(PortfolioError::Overflow)?;
        Ok((whole, *before))
    }
}

impl Taken {
    fn with(self, other: Self) -> Result<Self> {
        Ok(Self {
            money: add(self.money, other.money)?,
            market: add(self.market, other.market)?,
            cost: add(self.cost, other.cost)?,
            gone: self.gone.and(other.gone)?,
        })
    }
}

impl Source {
    /// All that may be used of it; the money is rounded down.
    fn all(&self) -> Result<Taken> {
        let kept = Decimal::from(WHOLE_BPS.saturating_sub(self.cost_bps));
        let money = div(mul(self.reachable, kept)?, Decimal::from(WHOLE_BPS))?;
        self.taken(money.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::ToZero), self.reachable)
    }

    /// As much as brings an amount that is less than all. The market value given is rounded up, and is at most what may be used: all of that
    /// brings a millionth more at least.
    fn part(&self, money: Decimal) -> Result<Taken> {
        if money.is_zero() {
            return Ok(Taken::default());
        }
        let kept = Decimal::from(WHOLE_BPS.saturating_sub(self.cost_bps));
        let given = div(mul(money, Decimal::from(WHOLE_BPS))?, kept)?;
        let given = given.round_dp_with_strategy(AMOUNT_DECIMALS, RoundingStrategy::AwayFromZero);
        self.taken(money, given)
    }

    fn taken(&self, money: Decimal, market: Decimal) -> Result<Taken> {
        let value = amount(div(mul(self.value, market)?, self.market)?);
        let gone = Liquid::default().with(value, self.counts)?;
        Ok(Taken { money, market, cost: sub(market, money)?, gone })
    }
}
