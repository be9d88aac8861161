//! What waits for its money, and how long if nothing else is sold.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::supposed::Stressed;
use crate::days::{BusinessDays, plus_days};
use crate::error::Result;
use crate::exact::{add, sub};
use crate::kind::Kind;

/// Redemptions that wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// What is owed, in the fund's currency.
    pub amount: Decimal,
    /// Business days after the day of the stress until what matures has paid it: zero where nothing waits, none where all that matures is
    /// not enough.
    pub business_days: Option<usize>,
    /// The last of them.
    pub until: Option<Date>,
}

/// How long an amount waits. Each position pays its principal, without interest, on the first business day from its maturity or notice on;
/// payables that fall due are paid first.
///
/// # Errors
/// [`PortfolioError::CalendarEnds`](crate::PortfolioError::CalendarEnds).
pub fn waiting(stressed: &Stressed<'_>, amount: Decimal) -> Result<Waiting> {
    if amount <= Decimal::ZERO {
        return Ok(Waiting { business_days: Some(0), ..Waiting::default() });
    }
    let calendar = stressed.of.calendar;
    let payments = payments(stressed)?;
    let (mut paid, mut rest) = (Decimal::ZERO, payments.as_slice());
    while let Some((day, _)) = rest.first() {
        let due = pays_on(calendar, *day)?;
        let now = rest.iter().take_while(|(day, _)| *day <= due).count();
        let (come, later) = rest.split_at(now);
        paid = come.iter().map(|(_, money)| *money).try_fold(paid, add)?;
        if paid >= amount {
            let business_days = Some(calendar.until(stressed.horizons.daily, due)?);
            return Ok(Waiting { amount, business_days, until: Some(due) });
        }
        rest = later;
    }
    Ok(Waiting { amount, business_days: None, until: None })
}

/// Principal that comes and payables that go after the day of the stress, by day. Whatever brings money within the day has done so already:
/// something waits only where all of it is used.
fn payments(stressed: &Stressed<'_>) -> Result<Vec<(Date, Decimal)>> {
    let (of, stress) = (stressed.of, stressed.horizons.daily);
    let first = plus_days(stress, 1)?;
    let (mut payments, used) = (Vec::new(), stressed.sources.lines().collect::<BTreeSet<_>>());
    for (place, line) in of.valuation.lines.iter().enumerate() {
        if used.contains(&place) {
            continue;
        }
        if let Some(paid) = line.position.payable(of.valuation.day)? {
            payments.push((paid.max(first), line.position.terms().face));
        }
    }
    for (_, position) in of.book.held(of.valuation.day) {
        let terms = position.terms();
        if let (Kind::Payable, Some(paid)) = (terms.kind, terms.maturity)
            && paid > stress
        {
            payments.push((paid, sub(Decimal::ZERO, terms.face)?));
        }
    }
    payments.sort_by_key(|(day, _)| *day);
    Ok(payments)
}

/// The first business day from a day on.
fn pays_on(calendar: &BusinessDays, day: Date) -> Result<Date> {
    calendar.after(plus_days(day, -1)?, 1)
}
