//! What the book is worth on the market: by a curve, or by two vendors' prices.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::curve::{Curve, LAST_CURVE_DAY};
use crate::days::{days_between, days_of_year_from, plus_days};
use crate::error::{PortfolioError, Result};
use crate::exact::{add, amount, div, mul, sub, sum};
use crate::prices::{Override, PriceFile};
use crate::terms::Reset;
use crate::valuation::{Line, Valuation};
use crate::yields::discount_factor;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A balance or a contract without a price: face and accrued interest.
    Face,
    /// The curve of the day.
    Curve,
    /// Vendor A's price, which vendor B's confirms.
    Vendors {
        /// Vendor A's price.
        a: Decimal,
        /// Vendor B's price.
        b: Decimal,
    },
    /// A price that somebody set, and why.
    Override {
        /// The reason.
        reason: String,
    },
}

/// The market value of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Priced {
    /// Clean price per 100 of face, where there is one; by a curve, rounded to six decimals for display.
    pub price: Option<Decimal>,
    /// Value with accrued interest, rounded half up to six decimals.
    pub value: Decimal,
    /// Where it comes from.
    pub source: Source,
}

/// The market values of a valuation's lines, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// Value of each line.
    pub lines: Vec<Priced>,
}

impl Market {
    /// All assets of the valuation at market value.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn total_assets(&self, valuation: &Valuation<'_>) -> Result<Decimal> {
        add(valuation.cash_total()?, sum(self.lines.iter().map(|line| line.value))?)
    }

    /// All assets at market value less liabilities.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn net_assets(&self, valuation: &Valuation<'_>) -> Result<Decimal> {
        sub(self.total_assets(valuation)?, valuation.payables)
    }
}

/// Values every line at its face or amortised cost, without a market.
#[must_use]
pub fn at_cost(valuation: &Valuation<'_>) -> Market {
    let line = |line: &Line<'_>| Priced { price: None, value: line.carrying, source: Source::Face };
    Market { lines: valuation.lines.iter().map(line).collect() }
}

/// A move of the market that somebody supposes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shock {
    /// By how many basis points every yield of the curve is higher, or lower.
    pub shift_bps: i32,
    /// By how many basis points the spread of every security of no government is wider, or narrower.
    pub spread_bps: i32,
}

/// Values securities by the curve of the day: each payment left, discounted at the yield for its own days and the security's spread. A
/// floater is worth its face and interest on its next reset, discounted from there.
///
/// # Errors
/// [`PortfolioError::CurveEnds`], [`PortfolioError::SpreadMissing`] for a security of no government without a spread.
pub fn by_curve(valuation: &Valuation<'_>, curve: &Curve) -> Result<Market> {
    by_shocked_curve(valuation, curve, Shock::default())
}

/// The same after a move of the market. A wider spread costs a floater twice: until its next reset, and on its principal from there until
/// that is paid, since its margin over the reference rate stays what it was.
///
/// # Errors
/// As [`by_curve`].
pub fn by_shocked_curve(valuation: &Valuation<'_>, curve: &Curve, shock: Shock) -> Result<Market> {
    let (curve, wider) = (curve.shifted(shock.shift_bps)?, Decimal::from(shock.spread_bps));
    let lines = valuation.lines.iter().map(|line| curve_line(valuation, line, &curve, wider));
    Ok(Market { lines: lines.collect::<Result<Vec<_>>>()? })
}

fn curve_line(valuation: &Valuation<'_>, line: &Line<'_>, curve: &Curve, wider_bps: Decimal) -> Result<Priced> {
    let (terms, day) = (line.position.terms(), valuation.day);
    if !terms.kind.is_priced() {
        return Ok(at_face(line));
    }
    let wider_bps = if terms.kind.is_government() { Decimal::ZERO } else { wider_bps };
    let spread = match terms.spread_bps {
        Some(spread) => spread,
        None if terms.kind.is_government() => Decimal::ZERO,
        None => return Err(PortfolioError::SpreadMissing { id: terms.id.clone() }),
    };
    let spread = add(spread, wider_bps)?;
    let year_days = days_of_year_from(day);
    let payments = match terms.next_reset {
        None => line.position.payments_after(day)?,
        Some(reset) => {
            let maturity = terms.maturity.unwrap_or(day);
            let next = match reset {
                Reset::Daily => plus_days(day, 1)?,
                Reset::On(next) => next,
            };
            let next = next.min(maturity);
            let interest = if next == maturity { terms.coupon(next)? } else { terms.accrued(next)? };
            let paid = terms.coupons_to(next)?;
            let between = if next == maturity { Decimal::ZERO } else { sub(paid, terms.coupons_to(day)?)? };
            let rest = line.position.life_days(day).saturating_sub(days_between(day, next));
            let wider_pct = div(wider_bps, Decimal::ONE_HUNDRED)?;
            let principal = mul(terms.face, discount_factor(wider_pct, rest, year_days)?)?;
            vec![(next, add(add(principal, interest)?, between)?)]
        }
    };
    let mut value = Decimal::ZERO;
    for (paid, payment) in payments {
        let days = days_between(day, paid);
        let ends = || PortfolioError::CurveEnds { id: terms.id.clone(), last: LAST_CURVE_DAY, days };
        let factor = curve.factor(days, spread, year_days)?.ok_or_else(ends)?;
        value = add(value, mul(payment, factor)?)?;
    }
    let value = amount(value);
    let clean = div(mul(sub(value, line.accrued)?, Decimal::ONE_HUNDRED)?, terms.face)?;
    Ok(Priced { price: Some(amount(clean)), value, source: Source::Curve })
}

fn at_face(line: &Line<'_>) -> Priced {
    Priced { price: None, value: line.carrying, source: Source::Face }
}

/// Values securities by vendor A's clean prices of the day, where vendor B's differ by at most so many basis points of A's. Where one is
/// missing or they are further apart, an override with a reason is demanded. A stablecoin and shares of a fund are valued by prices where
/// there are any, else they stand at face; cash, repo, receivables always do.
///
/// # Errors
/// [`PortfolioError::PricesUnsettled`] with everything that needs an override, and overrides of what is not held.
pub fn by_vendors(
    valuation: &Valuation<'_>,
    a: &PriceFile,
    b: &PriceFile,
    tolerance_bps: Decimal,
    overrides: &BTreeMap<String, Override>,
) -> Result<Market> {
    let (mut lines, mut unsettled) = (Vec::with_capacity(valuation.lines.len()), BTreeSet::new());
    let held: BTreeSet<&str> = valuation.lines.iter().map(|line| line.position.terms().id.as_str()).collect();
    for id in overrides.keys().filter(|id| !held.contains(id.as_str())) {
        unsettled.insert(format!("{id} has an override and is not held on {}", valuation.day));
    }
    for line in &valuation.lines {
        let terms = line.position.terms();
        let (of_a, of_b) = (a.price(valuation.day, &terms.id), b.price(valuation.day, &terms.id));
        let priced = match (overrides.get(&terms.id), of_a, of_b) {
            (Some(set), ..) => priced(line, set.price, Source::Override { reason: set.reason.clone() })?,
            (None, Some(of_a), Some(of_b)) if is_near(of_a, of_b, tolerance_bps)? => {
                priced(line, of_a, Source::Vendors { a: of_a, b: of_b })?
            }
            (None, None, None) if !terms.kind.is_priced() => at_face(line),
            (None, of_a, of_b) => {
                unsettled.insert(unsettled_words(&terms.id, of_a, of_b, tolerance_bps)?);
                continue;
            }
        };
        lines.push(priced);
    }
    if unsettled.is_empty() {
        Ok(Market { lines })
    } else {
        Err(PortfolioError::PricesUnsettled(unsettled.into_iter().collect()))
    }
}

fn priced(line: &Line<'_>, price: Decimal, source: Source) -> Result<Priced> {
    let clean = div(mul(line.position.terms().face, price)?, Decimal::ONE_HUNDRED)?;
    Ok(Priced { price: Some(price), value: amount(add(clean, line.accrued)?), source })
}

fn is_near(a: Decimal, b: Decimal, tolerance_bps: Decimal) -> Result<bool> {
    Ok(difference_bps(a, b)? <= tolerance_bps)
}

fn difference_bps(a: Decimal, b: Decimal) -> Result<Decimal> {
    div(mul(sub(a, b)?.abs(), Decimal::from(10_000))?, a)
}

fn unsettled_words(id: &str, a: Option<Decimal>, b: Option<Decimal>, tolerance_bps: Decimal) -> Result<String> {
    Ok(match (a, b) {
        (Some(a), Some(b)) => {
            let apart = difference_bps(a, b)?.round_dp(2).normalize();
            format!("{id}: vendor A's price {a} and vendor B's {b} are {apart} bps apart, more than {tolerance_bps}")
        }
        (None, None) => format!("{id}: no vendor has a price"),
        (Some(_), None) => format!("{id}: vendor B has no price"),
        (None, Some(_)) => format!("{id}: vendor A has no price"),
    })
}

#[cfg(test)]
mod tests;
