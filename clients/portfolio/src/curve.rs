//! Par yield curves of a government, and the value of payments by them.
//!
//! The file has the format of `data/treasury-par-yields.csv`: the date, then the yields of 1, 2, 3, 4, 6 and 12 months in percent, bond-equivalent. The
//! tenors stand at 30, 61, 91, 122, 182 and 365 days. Between two tenors the yield lies on a straight line, before the first it is the
//! first one's, after the last the last one's, up to 400 days. A payment is worth [`discount_factor`] of it at the yield of its own days: up to half
//! a year a par yield is the yield of a single payment; beyond it the curve of coupon-bearing securities is taken for it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::error::{PortfolioError, Result};
use crate::exact::{add, div, mul, sub};
use crate::yields::discount_factor;

/// Days at which the tenors of the file stand.
pub const TENOR_DAYS: [i64; 6] = [30, 61, 91, 122, 182, 365];
/// The last day for which a curve answers.
pub const LAST_CURVE_DAY: i64 = 400;
/// Heading of the file.
const COLUMNS: [&str; 7] = ["date", "m1_pct", "m2_pct", "m3_pct", "m4_pct", "m6_pct", "y1_pct"];

/// The par yields of one day, in percent by tenor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curve {
    yields_pct: [Decimal; 6],
}

impl Curve {
    /// A curve of the yields at [`TENOR_DAYS`], in percent.
    #[must_use]
    pub const fn new(yields_pct: [Decimal; 6]) -> Self {
        Self { yields_pct }
    }

    /// The same curve, every yield so many basis points higher, or lower where the shift is negative. Yields may fall below zero.
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn shifted(&self, shift_bps: i32) -> Result<Self> {
        let mut yields_pct = self.yields_pct;
        for rate in &mut yields_pct {
            *rate = add(*rate, Decimal::new(i64::from(shift_bps), 2))?;
        }
        Ok(Self { yields_pct })
    }

    /// The lowest yield, in percent.
    #[must_use]
    pub fn lowest_pct(&self) -> Decimal {
        let [first, rest @ ..] = self.yields_pct;
        rest.into_iter().fold(first, Decimal::min)
    }

    /// The yield for a payment in so many days, in percent; `None` beyond [`LAST_CURVE_DAY`].
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn yield_pct(&self, days: i64) -> Result<Option<Decimal>> {
        if days > LAST_CURVE_DAY {
            return Ok(None);
        }
        let tenors: Vec<(i64, Decimal)> = TENOR_DAYS.into_iter().zip(self.yields_pct).collect();
        let mut near = tenors.first().copied().ok_or(PortfolioError::Overflow)?;
        for far in tenors {
            if days <= far.0 {
                return between(near, far, days).map(Some);
            }
            near = far;
        }
        Ok(Some(near.1))
    }

    /// What one is worth that is paid in so many days, with a spread over the curve in basis points; `None` beyond [`LAST_CURVE_DAY`].
    ///
    /// # Errors
    /// [`PortfolioError::Overflow`].
    pub fn factor(&self, days: i64, spread_bps: Decimal, year_days: i64) -> Result<Option<Decimal>> {
        let Some(rate) = self.yield_pct(days)? else { return Ok(None) };
        let rate = add(rate, div(spread_bps, Decimal::ONE_HUNDRED)?)?;
        discount_factor(rate, days, year_days).map(Some)
    }
}

fn between(near: (i64, Decimal), far: (i64, Decimal), days: i64) -> Result<Decimal> {
    if days <= near.0 {
        return Ok(near.1);
    }
    let rise = mul(sub(far.1, near.1)?, Decimal::from(days.saturating_sub(near.0)))?;
    add(near.1, div(rise, Decimal::from(far.0.saturating_sub(near.0)))?)
}

/// The curves of a file, by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curves {
    by_day: BTreeMap<Date, Curve>,
}

impl Curves {
    /// Reads a file's bytes.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] with the line and what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let invalid = |line: u64, reason: String| PortfolioError::FileInvalid(format!("line {line}: {reason}"));
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let headers = reader.headers().map_err(|error| invalid(1, error.to_string()))?;
        let names = headers.iter().map(|name| name.trim_start_matches('\u{feff}'));
        if !names.eq(COLUMNS) {
            return Err(invalid(1, format!("the columns must be {}", COLUMNS.join(","))));
        }
        let mut by_day = BTreeMap::new();
        for row in reader.records() {
            let row = row.map_err(|error| PortfolioError::FileInvalid(error.to_string()))?;
            let line = row.position().map_or(0, csv::Position::line);
            let (day, curve) = curve_of(&row).map_err(|reason| invalid(line, reason))?;
            if by_day.insert(day, curve).is_some() {
                return Err(invalid(line, format!("{day} is there twice")));
            }
        }
        Ok(Self { by_day })
    }

    /// The curve of a day.
    ///
    /// # Errors
    /// [`PortfolioError::CurveMissing`] for a day that the file does not have: another day's curve is no market value.
    pub fn on(&self, day: Date) -> Result<&Curve> {
        self.by_day.get(&day).ok_or(PortfolioError::CurveMissing { day })
    }

    /// The days of the file, which are business days, in order.
    pub fn days(&self) -> impl Iterator<Item = Date> + '_ {
        self.by_day.keys().copied()
    }
}

fn curve_of(row: &csv::StringRecord) -> Result<(Date, Curve), String> {
    let cell = |place: usize| row.get(place).unwrap_or_default();
    let day = crate::file::cells::date(cell(0))?;
    let mut yields_pct = [Decimal::ZERO; 6];
    for (place, rate) in yields_pct.iter_mut().enumerate() {
        *rate = crate::file::cells::decimal(cell(place + 1))?;
        if rate.abs() > Decimal::ONE_HUNDRED {
            return Err(format!("{rate} is no yield in percent"));
        }
    }
    Ok((day, Curve { yields_pct }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    const HEAD: &str = "date,m1_pct,m2_pct,m3_pct,m4_pct,m6_pct,y1_pct\n";

    fn dec(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn new_years_eve() -> Curve {
        Curve::new(["4.40", "4.39", "4.37", "4.32", "4.24", "4.16"].map(dec))
    }

    #[test]
    fn yields_lie_on_a_line_between_tenors_and_level_beyond_them() {
        let at = |days| new_years_eve().yield_pct(days).unwrap();
        assert_eq!((at(1), at(30), at(61)), (Some(dec("4.40")), Some(dec("4.40")), Some(dec("4.39"))));
        assert_eq!(at(76), Some(dec("4.38")), "half way between 4.39% and 4.37%");
        assert_eq!((at(365), at(400), at(401)), (Some(dec("4.16")), Some(dec("4.16")), None));
    }

    #[test]
    fn a_shift_moves_every_tenor_and_may_lead_below_zero() {
        let curve = new_years_eve();
        assert_eq!(curve.shifted(0).unwrap(), curve);
        assert_eq!(curve.shifted(125).unwrap().yield_pct(91).unwrap(), Some(dec("5.62")));
        let below = curve.shifted(-430).unwrap();
        assert_eq!((below.yield_pct(30).unwrap(), below.lowest_pct()), (Some(dec("0.10")), dec("-0.14")));
        // 1 / ((1 − 0.07%) · (1 − 0.14% · (365 / 365 − 1/2))): more than what is paid.
        assert_eq!(below.factor(365, Decimal::ZERO, 365).unwrap().unwrap().round_dp(8), dec("1.00140147"));
    }

    #[test]
    fn a_payment_is_worth_its_price_at_its_own_yield() {
        let factor = |days, spread| new_years_eve().factor(days, dec(spread), 365).unwrap().unwrap();
        assert_eq!(factor(91, "0").round_dp(8), dec("0.98922235"));
        // 1 / (1 + (4.37% + 0.25%) · 91 / 365)
        assert_eq!(factor(91, "25").round_dp(8), dec("0.98861281"));
        assert_eq!(factor(0, "25"), Decimal::ONE);
    }

    #[test]
    fn a_file_must_be_whole() {
        let row = "2025-01-02,4.4,4.4,4.4,4.4,4.3,4.2\n";
        let read = |text: &str| Curves::read(text.as_bytes());
        let curves = read(&format!("\u{feff}{HEAD}{row}")).unwrap();
        assert_eq!(curves.on(date(2025, 1, 2)).unwrap().yield_pct(182).unwrap(), Some(dec("4.3")));
        assert_eq!(curves.on(date(2025, 1, 3)), Err(PortfolioError::CurveMissing { day: date(2025, 1, 3) }));
        for (text, reason) in [
            (format!("{HEAD}{row}{row}"), "line 3: 2025-01-02 is there twice"),
            (format!("{HEAD}2025-13-02,4,4,4,4,4,4\n"), "is not a date"),
            (format!("{HEAD}2025-01-02,4,4,NaN,4,4,4\n"), "is not a number"),
            (format!("{HEAD}2025-01-02,4,4,400,4,4,4\n"), "no yield"),
            (format!("{HEAD}2025-01-02,4,4\n"), "fields"),
            ("date,yield\n".to_owned(), "the columns must be"),
        ] {
            let error = read(&text).unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }
}
