//! Where the money for redemptions comes from within the day, in the order in which it is taken.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::supposed::StressOf;
use crate::error::Result;
use crate::exact::{add, sub};
use crate::kind::Kind;
use crate::liquidity::{Counts, Horizons, is_paid_by};
use crate::market::Market;
use crate::metrics::CASH;
use crate::valuation::Line;

/// Steps by which redemptions are paid within the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The settlement token in the fund's vaults.
    Stablecoin,
    /// Cash at banks, less payables that are due.
    Cash,
    /// What is paid by the next business day, or on demand would be.
    Maturing,
    /// Sales of what settles within a day, the shortest maturity first.
    Sale,
}

impl Step {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Stablecoin, Self::Cash, Self::Maturing, Self::Sale];
}

/// A stablecoin is no liquid asset.
const NOT_LIQUID: Counts = Counts { daily: false, weekly: false, capped: false };

/// An asset that brings money within the day. Amounts in the fund's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// How it does.
    pub step: Step,
    /// Its line in the valuation; none for cash and stablecoins.
    pub line: Option<usize>,
    /// Which liquid assets it belongs to.
    pub counts: Counts,
    /// Its market value.
    pub market: Decimal,
    /// Its value among all assets.
    pub value: Decimal,
    /// The part of its market value that redemptions may use.
    pub reachable: Decimal,
    /// What a use of it costs, in basis points of market value.
    pub cost_bps: u32,
}

/// Lists them. Payables that are due by the next business day keep their part of cash, then of what matures, then of what is sold.
///
/// # Errors
/// [`PortfolioError::Overflow`](crate::PortfolioError::Overflow).
pub fn list(of: &StressOf<'_>, market: &Market, horizons: &Horizons) -> Result<Vec<Source>> {
    let (stablecoin, cash) = (of.valuation.total_of(Kind::Stablecoin)?, of.valuation.cash_total()?);
    let mut sources = vec![balance(Step::Stablecoin, stablecoin, NOT_LIQUID), balance(Step::Cash, cash, CASH)];
    sources.extend(lines(of, market, horizons)?);
    let mut due = payables_due(of, horizons.daily)?;
    for source in sources.iter_mut().filter(|source| source.step != Step::Stablecoin) {
        let kept = source.reachable.min(due);
        source.reachable = sub(source.reachable, kept)?;
        due = sub(due, kept)?;
    }
    sources.retain(|source| source.reachable > Decimal::ZERO);
    Ok(sources)
}

const fn balance(step: Step, held: Decimal, counts: Counts) -> Source {
    Source { step, line: None, counts, market: held, value: held, reachable: held, cost_bps: 0 }
}

/// What matures by its day of payment, then what is sold by its maturity, in the order of the book where they are equal.
fn lines(of: &StressOf<'_>, market: &Market, horizons: &Horizons) -> Result<Vec<Source>> {
    let (day, liquid_by) = (of.valuation.day, of.regime.liquid_by());
    let mut found: Vec<(Step, Option<Date>, Source)> = Vec::new();
    for (place, (line, priced)) in of.valuation.lines.iter().zip(&market.lines).enumerate() {
        let Some(step) = step(of, line, horizons)? else { continue };
        let source = Source {
            step,
            line: Some(place),
            counts: liquid_by.counts(line.position, day, horizons)?,
            market: priced.value,
            value: of.regime.basis().value(line, priced),
            reachable: priced.value,
            cost_bps: if step == Step::Sale { of.sale_cost_bps } else { 0 },
        };
        found.push((step, line.position.payable(day)?, source));
    }
    found.sort_by_key(|(step, payable, _)| (*step, *payable));
    Ok(found.into_iter().map(|(.., source)| source).collect())
}

fn step(of: &StressOf<'_>, line: &Line<'_>, horizons: &Horizons) -> Result<Option<Step>> {
    let day = of.valuation.day;
    Ok(if is_paid_by(line.position, day, horizons.daily)? {
        Some(Step::Maturing)
    } else {
        of.regime.liquid_by().sells_in_a_day(line.position, day).then_some(Step::Sale)
    })
}

/// Payables without a day, or due by it.
fn payables_due(of: &StressOf<'_>, by: Date) -> Result<Decimal> {
    let held = of.book.held(of.valuation.day).map(|(_, position)| position.terms());
    let due = held.filter(|terms| terms.kind == Kind::Payable && terms.maturity.is_none_or(|paid| paid <= by));
    due.map(|terms| terms.face).try_fold(Decimal::ZERO, add)
}
