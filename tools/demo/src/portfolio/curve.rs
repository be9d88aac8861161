//! The Treasury's par yield curve, read at any number of days by a straight line between its tenors.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, bail};
use jiff::civil::Date;

use crate::figures::{parse, round_div};

/// Days at which the file's tenors of 1, 2, 3, 4, 6 and 12 months stand.
const TENOR_DAYS: [i128; 6] = [30, 61, 91, 122, 182, 365];
const BPS: i128 = 10_000;
const HUNDRED_E6: i128 = 100_000_000;

/// A yearly yield as an exact fraction of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yield {
    /// Numerator.
    pub numerator: i128,
    /// Denominator, positive.
    pub denominator: i128,
}

/// The yields of one day, in basis points by tenor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Curve {
    tenors_bps: [i128; 6],
}

impl Curve {
    /// The yield at `days`: the first tenor's below it, then a straight line between tenors.
    ///
    /// # Errors
    /// Beyond the last tenor.
    pub fn at(&self, days: i128) -> Result<Yield> {
        if days <= TENOR_DAYS[0] {
            return Ok(Yield { numerator: self.tenors_bps[0], denominator: BPS });
        }
        for place in 1..TENOR_DAYS.len() {
            let (near, far) = (TENOR_DAYS[place - 1], TENOR_DAYS[place]);
            if days <= far {
                let weighted = self.tenors_bps[place - 1] * (far - days) + self.tenors_bps[place] * (days - near);
                return Ok(Yield { numerator: weighted, denominator: BPS * (far - near) });
            }
        }
        bail!("the curve ends before {days} days")
    }

    /// Price of $100 face in e6: `100 / (1 + yield · days / 365)`, rounded half up.
    ///
    /// # Errors
    /// Beyond the last tenor.
    pub fn price_e6(&self, days: i128) -> Result<i128> {
        let rate = self.at(days)?;
        let one = 365 * rate.denominator;
        Ok(round_div(HUNDRED_E6 * one, one + rate.numerator * days))
    }
}

/// The curves by business day.
#[derive(Clone, Debug)]
pub struct Curves {
    by_day: BTreeMap<Date, Curve>,
}

impl Curves {
    /// Reads `treasury-par-yields.csv`.
    ///
    /// # Errors
    /// A file that is not there, or a row that is no date and six yields of at most two decimals.
    pub fn read(file: &Path) -> Result<Self> {
        let mut by_day = BTreeMap::new();
        let mut rows = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
        for row in rows.records() {
            let row = row?;
            let day: Date = row.get(0).unwrap_or_default().parse().with_context(|| format!("{row:?}"))?;
            let mut tenors_bps = [0; 6];
            for (place, tenor) in tenors_bps.iter_mut().enumerate() {
                *tenor = parse(row.get(place + 1).unwrap_or_default(), 2).with_context(|| format!("{day}"))?;
            }
            by_day.insert(day, Curve { tenors_bps });
        }
        Ok(Self { by_day })
    }

    /// The curve of a business day.
    ///
    /// # Errors
    /// Any other day.
    pub fn on(&self, day: Date) -> Result<&Curve> {
        self.by_day.get(&day).with_context(|| format!("{day} was not a business day"))
    }

    /// The business days from `first` to `last`.
    pub fn business_days(&self, first: Date, last: Date) -> impl Iterator<Item = Date> + '_ {
        self.by_day.range(first..=last).map(|(day, _)| *day)
    }

    /// The first business day after `day`.
    ///
    /// # Errors
    /// At the end of the file.
    pub fn next_business_day(&self, day: Date) -> Result<Date> {
        let after = day.tomorrow()?;
        self.by_day.range(after..).next().map(|(day, _)| *day).with_context(|| format!("nothing after {day}"))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const NEW_YEARS_EVE: Curve = Curve { tenors_bps: [440, 439, 437, 432, 424, 416] };

    #[test]
    fn yields_lie_on_a_line_between_tenors() {
        assert_eq!(NEW_YEARS_EVE.at(12).unwrap(), Yield { numerator: 440, denominator: 10_000 });
        assert_eq!(NEW_YEARS_EVE.at(61).unwrap(), Yield { numerator: 439 * 31, denominator: 310_000 });
        // 76 days: half way between 4.39% and 4.37%.
        assert_eq!(NEW_YEARS_EVE.at(76).unwrap(), Yield { numerator: 438 * 30, denominator: 300_000 });
        assert!(NEW_YEARS_EVE.at(366).is_err());
    }

    #[test]
    fn prices_agree_with_hand_calculation() {
        // 100 / (1 + 0.044 · 12 / 365) = 99.8555514...
        assert_eq!(NEW_YEARS_EVE.price_e6(12).unwrap(), 99_855_551);
        // 100 / (1 + 0.0437 · 91 / 365) = 98.9222354...
        assert_eq!(NEW_YEARS_EVE.price_e6(91).unwrap(), 98_922_235);
        assert_eq!(NEW_YEARS_EVE.price_e6(0).unwrap(), 100_000_000);
    }
}
