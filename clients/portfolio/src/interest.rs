//! Interest of a position: coupon days, coupons, and what has accrued.

use jiff::Span;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::days::{DayCount, decimal_days};
use crate::error::{PortfolioError, Result};
use crate::exact::{add, amount, div, mul, sum};
use crate::terms::{Reset, Terms};

/// Interest on the days of `[from, until)`.
struct Stretch {
    from: Date,
    until: Date,
}

impl Terms {
    /// From when interest runs.
    fn interest_from(&self) -> Date {
        self.dated.unwrap_or(self.settle)
    }

    /// Days on which interest is paid, after the settlement day and by `until`, in order.
    pub(crate) fn coupon_days(&self, until: Date) -> Vec<Date> {
        let Some(maturity) = self.maturity.filter(|_| self.rate_pct.is_some()) else { return Vec::new() };
        let mut days = Vec::new();
        let mut number = 0;
        while let Some(day) = self.coupon_day(maturity, number)
            && day > self.settle
        {
            if day <= until {
                days.push(day);
            }
            number += 1;
        }
        days.reverse();
        days
    }

    /// The n-th coupon day before maturity; a maturity at a month's end has all its coupons at month ends.
    fn coupon_day(&self, maturity: Date, number: i32) -> Option<Date> {
        let months = match self.coupons_a_year() {
            0 => return (number == 0).then_some(maturity),
            coupons => 12 / i32::from(coupons),
        };
        let day = maturity.checked_sub(Span::new().try_months(months.checked_mul(number)?).ok()?).ok()?;
        Some(if maturity == maturity.last_of_month() { day.last_of_month() } else { day })
    }

    /// The coupon period that a day lies in, as `(start, end)`: start ≤ day < end. Without periodic coupons, all of the position's life.
    fn period(&self, day: Date) -> (Date, Option<Date>) {
        let start = self.interest_from();
        let (Some(maturity), 1..) = (self.maturity, self.coupons_a_year()) else { return (start, self.maturity) };
        let (mut end, mut number) = (maturity, 1);
        while let Some(previous) = self.coupon_day(maturity, number) {
            if previous <= day {
                return (previous, Some(end));
            }
            end = previous;
            number += 1;
        }
        (start, Some(end))
    }

    /// The coupon paid on a coupon day, rounded half up to six decimals.
    pub(crate) fn coupon(&self, paid: Date) -> Result<Decimal> {
        let (start, _) = self.period(paid.yesterday().map_err(|_| PortfolioError::Overflow)?);
        self.interest(start, paid, (start, Some(paid))).map(amount)
    }

    /// Interest since the last coupon day, not rounded; zero on a coupon day.
    pub(crate) fn accrued(&self, day: Date) -> Result<Decimal> {
        let period = self.period(day);
        if self.maturity.is_some_and(|maturity| day >= maturity) {
            return Ok(Decimal::ZERO);
        }
        self.interest(period.0, day, period)
    }

    /// Interest from settlement to `day`, less what was purchased: coupons paid by then, and what has accrued since. Not rounded.
    pub(crate) fn interest_to(&self, day: Date) -> Result<Decimal> {
        if self.rate_pct.is_none() || day <= self.settle {
            return Ok(Decimal::ZERO);
        }
        let paid = self.coupons_to(day)?;
        add(add(paid, self.accrued(day)?)?, -self.purchased()?)
    }

    /// Interest that was bought with the position, rounded half up to six decimals.
    pub(crate) fn purchased(&self) -> Result<Decimal> {
        if self.rate_pct.is_none() { Ok(Decimal::ZERO) } else { self.accrued(self.settle).map(amount) }
    }

    /// Coupons received from settlement to `day`.
    pub(crate) fn coupons_to(&self, day: Date) -> Result<Decimal> {
        sum(self.coupon_days(day).into_iter().map(|paid| self.coupon(paid)).collect::<Result<Vec<_>>>()?)
    }

    fn interest(&self, from: Date, until: Date, period: (Date, Option<Date>)) -> Result<Decimal> {
        let from = from.max(self.dated.unwrap_or(from));
        let mut share = Decimal::ZERO;
        for (stretch, rate) in self.stretches(from, until)? {
            share = add(share, mul(rate, self.years(&stretch, period)?)?)?;
        }
        div(mul(self.face, share)?, Decimal::ONE_HUNDRED)
    }

    /// The span in stretches of one rate each.
    fn stretches(&self, from: Date, until: Date) -> Result<Vec<(Stretch, Decimal)>> {
        if let Some(Reset::On(reset)) = self.next_reset
            && until > reset
            && self.maturity != Some(reset)
        {
            return Err(PortfolioError::RateUnknown { id: self.id.clone(), reset });
        }
        let mut rate = self.rate_pct.unwrap_or_default();
        let (mut start, mut stretches) = (from, Vec::new());
        for (day, next) in &self.resets {
            if *day >= until {
                break;
            }
            if *day > start {
                stretches.push((Stretch { from: start, until: *day }, rate));
                start = *day;
            }
            rate = *next;
        }
        stretches.push((Stretch { from: start, until }, rate));
        Ok(stretches)
    }

    /// A stretch in years.
    fn years(&self, stretch: &Stretch, period: (Date, Option<Date>)) -> Result<Decimal> {
        let days = decimal_days(stretch.from, stretch.until);
        let coupons = self.coupons_a_year();
        match (self.counts_days(), period) {
            (DayCount::Act360, _) => div(days, Decimal::from(360)),
            (DayCount::Act365, _) => div(days, Decimal::from(365)),
            (DayCount::ActAct, (start, Some(end))) if coupons > 0 => {
                div(days, mul(Decimal::from(coupons), decimal_days(start, end))?)
            }
            (DayCount::ActAct, _) => calendar_years(stretch),
        }
    }
}

/// Each calendar year's days over the days of that year.
fn calendar_years(stretch: &Stretch) -> Result<Decimal> {
    let (mut from, mut years) = (stretch.from, Decimal::ZERO);
    while from < stretch.until {
        let next = date(from.year().saturating_add(1), 1, 1).min(stretch.until);
        years = add(years, div(decimal_days(from, next), Decimal::from(from.days_in_year()))?)?;
        from = next;
    }
    Ok(years)
}

#[cfg(test)]
mod tests;
