//! Liquid assets within all assets.

use rust_decimal::Decimal;

use super::Basis;
use crate::error::Result;
use crate::exact::{add, bps_down, div, mul, sub};
use crate::liquidity::{Counts, Horizons, LiquidBy};
use crate::market::Market;
use crate::valuation::Valuation;

/// Largest part of assets for which public debt counts as weekly maturing, in basis points (Regulation (EU) 2017/1131, article 24(1)(g)).
const PUBLIC_DEBT_WEEKLY_BPS: i64 = 1_750;

/// Cash counts as daily and weekly liquid.
pub(crate) const CASH: Counts = Counts { daily: true, weekly: true, capped: false };

/// All assets and the liquid ones among them, in the fund's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Liquid {
    /// All assets.
    pub total: Decimal,
    /// Daily liquid ones.
    pub daily: Decimal,
    /// Weekly liquid ones, without those below.
    pub weekly: Decimal,
    /// Weekly liquid ones up to a part of all assets.
    pub capped: Decimal,
}

impl Liquid {
    /// The assets of a valuation.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
    pub fn of(
        valuation: &Valuation<'_>,
        market: &Market,
        basis: Basis,
        liquid_by: LiquidBy,
        horizons: &Horizons,
    ) -> Result<Self> {
        let mut all = Self::default().with(valuation.cash_total()?, CASH)?;
        for (line, priced) in valuation.lines.iter().zip(&market.lines) {
            let counts = liquid_by.counts(line.position, valuation.day, horizons)?;
            all = all.with(basis.value(line, priced), counts)?;
        }
        Ok(all)
    }

    /// These and an asset more.
    pub fn with(self, value: Decimal, counts: Counts) -> Result<Self> {
        let part = |counts: bool| if counts { value } else { Decimal::ZERO };
        Ok(Self {
            total: add(self.total, value)?,
            daily: add(self.daily, part(counts.daily))?,
            weekly: add(self.weekly, part(counts.weekly))?,
            capped: add(self.capped, part(counts.capped))?,
        })
    }

    /// These and others.
    pub fn and(self, others: Self) -> Result<Self> {
        Ok(Self {
            total: add(self.total, others.total)?,
            daily: add(self.daily, others.daily)?,
            weekly: add(self.weekly, others.weekly)?,
            capped: add(self.capped, others.capped)?,
        })
    }

    /// These without others.
    pub fn without(self, others: Self) -> Result<Self> {
        Ok(Self {
            total: sub(self.total, others.total)?,
            daily: sub(self.daily, others.daily)?,
            weekly: sub(self.weekly, others.weekly)?,
            capped: sub(self.capped, others.capped)?,
        })
    }

    /// Daily liquid assets in basis points of all, rounded down.
    pub fn daily_bps(&self) -> Result<i64> {
        bps_down(self.daily, self.total)
    }

    /// Weekly liquid assets in basis points of all, rounded down.
    pub fn weekly_bps(&self) -> Result<i64> {
        let most = div(mul(self.total, Decimal::from(PUBLIC_DEBT_WEEKLY_BPS))?, Decimal::from(10_000))?;
        bps_down(add(self.weekly, self.capped.min(most))?, self.total)
    }
}
