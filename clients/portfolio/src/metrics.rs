//! Maturity, life, liquidity and concentration of a day.

mod liquid;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::days::BusinessDays;
use crate::error::{PortfolioError, Result};
use crate::exact::{add, bps_down, bps_up, div, mul, sum, whole_number};
use crate::liquidity::{Horizons, LiquidBy, is_government, issuer};
use crate::market::{Market, Priced};
use crate::valuation::{Line, Valuation};

pub(crate) use liquid::{CASH, Liquid};

/// By what value assets are compared with total assets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Amortised cost: funds that price their shares by it (rule 2a-7(a), "total assets").
    AmortisedCost,
    /// Market value: all others.
    MarketValue,
}

impl Basis {
    /// The value of a line.
    pub(crate) const fn value(self, line: &Line<'_>, priced: &Priced) -> Decimal {
        match self {
            Self::AmortisedCost => line.carrying,
            Self::MarketValue => priced.value,
        }
    }
}

/// An issuer or bank, and its part of total assets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Its name.
    pub name: String,
    /// Its part in basis points, rounded up.
    pub bps: i64,
}

/// What was bought on the day. Balances that came in, such as subscriptions in a stablecoin, were not bought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bought {
    /// Names of positions that are no daily liquid assets.
    pub not_daily: Vec<String>,
    /// Names of positions that are no weekly liquid assets.
    pub not_weekly: Vec<String>,
    /// Illiquid ones.
    pub illiquid: Vec<String>,
    /// Issuers that are not exempt.
    pub issuers: Vec<String>,
}

/// The measures of a day. Days are calendar days, shares are basis points of total assets. Rounded against the fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metrics {
    /// Weighted average maturity, weighted by market value, rounded up. Balances weigh zero days.
    pub wam_days: i64,
    /// Weighted average life, the same.
    pub wal_days: i64,
    /// The longest remaining maturity, and whose it is.
    pub longest: Option<(i64, String)>,
    /// Daily liquid assets, rounded down.
    pub daily_liquid_bps: i64,
    /// Weekly liquid assets, rounded down.
    pub weekly_liquid_bps: i64,
    /// Issuers that are no governments, the largest first, rounded up.
    pub issuers: Vec<Share>,
    /// Banks that hold cash, the largest first, rounded up.
    pub banks: Vec<Share>,
    /// Illiquid securities, rounded up.
    pub illiquid_bps: i64,
    /// Cash, government securities and repo secured by them, rounded down.
    pub government_bps: i64,
    /// What was bought on the day.
    pub bought: Bought,
}

/// Measures a day.
///
/// # Errors
/// [`PortfolioError::NothingHeld`] without assets, [`PortfolioError::CalendarEnds`].
pub fn measure(
    valuation: &Valuation<'_>,
    market: &Market,
    calendar: &BusinessDays,
    basis: Basis,
    liquid_by: LiquidBy,
) -> Result<Metrics> {
    let book = Book::new(valuation, market, basis)?;
    let horizons = Horizons::of(valuation.day, calendar)?;
    let day = valuation.day;
    let cash = valuation.cash_total()?;
    let liquid = Liquid::of(valuation, market, basis, liquid_by, &horizons)?;
    let government = book.sum_of(|line| Ok(is_government(line.position)))?;
    let illiquid = book.sum_of(|line| Ok(line.position.terms().illiquid))?;
    let longest =
        valuation.lines.iter().map(|line| (line.position.maturity_days(day), line.position.terms().id.clone()));
    Ok(Metrics {
        wam_days: book.average(|line| line.position.maturity_days(day))?,
        wal_days: book.average(|line| line.position.life_days(day))?,
        longest: longest.max_by_key(|(days, _)| *days),
        daily_liquid_bps: liquid.daily_bps()?,
        weekly_liquid_bps: liquid.weekly_bps()?,
        issuers: book.shares(book.issuers()?)?,
        banks: book.shares(valuation.cash.clone())?,
        illiquid_bps: bps_up(illiquid, book.total)?,
        government_bps: bps_down(add(cash, government)?, book.total)?,
        bought: bought(valuation, liquid_by, &horizons)?,
    })
}

/// Lines with their values.
struct Book<'a> {
    valuation: &'a Valuation<'a>,
    market: &'a Market,
    basis: Basis,
    total: Decimal,
    market_total: Decimal,
}

impl<'a> Book<'a> {
    fn new(valuation: &'a Valuation<'a>, market: &'a Market, basis: Basis) -> Result<Self> {
        let market_total = market.total_assets(valuation)?;
        let total = match basis {
            Basis::AmortisedCost => valuation.total_assets()?,
            Basis::MarketValue => market_total,
        };
        if total <= Decimal::ZERO || market_total <= Decimal::ZERO {
            return Err(PortfolioError::NothingHeld { day: valuation.day });
        }
        Ok(Self { valuation, market, basis, total, market_total })
    }

    fn lines(&self) -> impl Iterator<Item = (&Line<'a>, Decimal)> {
        let lines = self.valuation.lines.iter().zip(&self.market.lines);
        lines.map(|(line, priced)| (line, self.basis.value(line, priced)))
    }

    fn sum_of(&self, counts: impl Fn(&Line<'a>) -> Result<bool>) -> Result<Decimal> {
        self.lines()
            .try_fold(Decimal::ZERO, |total, (line, value)| if counts(line)? { add(total, value) } else { Ok(total) })
    }

    /// Days weighted by market value over all assets at market value, rounded up.
    fn average(&self, days: impl Fn(&Line<'a>) -> i64) -> Result<i64> {
        let lines = self.valuation.lines.iter().zip(&self.market.lines);
        let weighted = lines.map(|(line, priced)| mul(priced.value, Decimal::from(days(line))));
        whole_number(div(sum(weighted.collect::<Result<Vec<_>>>()?)?, self.market_total)?.ceil())
    }

    fn issuers(&self) -> Result<Vec<(String, Decimal)>> {
        let mut totals = BTreeMap::<String, Decimal>::new();
        for (line, value) in self.lines() {
            if let Some(name) = issuer(line.position) {
                let total = totals.entry(name.to_owned()).or_default();
                *total = add(*total, value)?;
            }
        }
        Ok(totals.into_iter().collect())
    }

    fn shares(&self, totals: Vec<(String, Decimal)>) -> Result<Vec<Share>> {
        let shares = totals.into_iter().map(|(name, total)| Ok(Share { name, bps: bps_up(total, self.total)? }));
        let mut shares = shares.collect::<Result<Vec<_>>>()?;
        shares.sort_by_key(|share| std::cmp::Reverse(share.bps));
        Ok(shares)
    }
}

fn bought(valuation: &Valuation<'_>, liquid_by: LiquidBy, horizons: &Horizons) -> Result<Bought> {
    let mut bought = Bought::default();
    let day = valuation.day;
    let securities = valuation.lines.iter().map(|line| line.position);
    for position in securities.filter(|position| position.terms().settle == day) {
        let terms = position.terms();
        if terms.kind.is_balance() {
            continue;
        }
        if !liquid_by.is_daily(position, day, horizons)? {
            bought.not_daily.push(terms.id.clone());
        }
        if !liquid_by.is_weekly(position, day, horizons)? {
            bought.not_weekly.push(terms.id.clone());
        }
        if terms.illiquid {
            bought.illiquid.push(terms.id.clone());
        }
        bought.issuers.extend(issuer(position).map(str::to_owned));
    }
    Ok(bought)
}

#[cfg(test)]
mod tests;
