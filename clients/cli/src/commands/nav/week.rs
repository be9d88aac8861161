//! Yields by the convention of US money-market funds: seven calendar days that end on the day quoted, each day of an n-day strike counted as its
//! n-th part, 365 days a year, leap years too. Source: SEC Form N-1A, item 26(a).

use mmf_math::yields::{current_yield_e18, effective_yield_e18};

use super::errors::out_of_range;
use crate::error::CliResult;

/// Days of a published yield.
const WEEK: i32 = 7;

/// What a strike earned on each dollar, over its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Earned {
    /// The struck day.
    pub day: i32,
    /// Calendar days since the last struck day.
    pub n_days: u16,
    /// Over all its days, e18; signed.
    pub rate_e18: i128,
}

/// Yields as of a struck day, e18.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Yields {
    /// Of the strike's own days.
    pub one_day: i128,
    /// Of seven calendar days; `None` before there were seven.
    pub current: Option<i128>,
    /// The same compounded; `None` also for a loss.
    pub effective: Option<i128>,
}

/// Yields as of each strike, in order.
///
/// # Errors
/// When a figure is out of range.
pub fn yields(strikes: &[Earned]) -> CliResult<Vec<Yields>> {
    (0..strikes.len()).filter_map(|place| strikes.get(..=place)).map(as_of_last).collect()
}

fn as_of_last(strikes: &[Earned]) -> CliResult<Yields> {
    let Some(last) = strikes.last() else {
        return Ok(Yields::default());
    };
    let one_day = annual(last.rate_e18, last.n_days)?;
    let Some(sum) = week_until(strikes, last.day) else {
        return Ok(Yields { one_day, ..Yields::default() });
    };
    let effective = match u128::try_from(sum) {
        Ok(sum) => i128::try_from(effective_yield_e18(sum).map_err(out_of_range)?).ok(),
        Err(_) => None,
    };
    Ok(Yields { one_day, current: Some(annual(sum, 7)?), effective })
}

/// Rounded toward zero.
fn annual(rate_e18: i128, days: u16) -> CliResult<i128> {
    let size = current_yield_e18(rate_e18.unsigned_abs(), days).map_err(out_of_range)?;
    let size = i128::try_from(size).unwrap_or(i128::MAX);
    Ok(if rate_e18 < 0 { -size } else { size })
}

/// What seven calendar days up to a day earned; each strike's part is rounded down.
fn week_until(strikes: &[Earned], day: i32) -> Option<i128> {
    let first = day - WEEK + 1;
    let (mut covered, mut sum) = (0, 0i128);
    for strike in strikes.iter().rev() {
        let opens = strike.day - i32::from(strike.n_days) + 1;
        let days = strike.day.min(day) - opens.max(first) + 1;
        if days <= 0 {
            break;
        }
        covered += days;
        let part = strike.rate_e18.checked_mul(i128::from(days))?;
        sum = sum.checked_add(part.div_euclid(i128::from(strike.n_days)))?;
    }
    (covered == WEEK).then_some(sum)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const RATE: i128 = 120_000_000_000_000;

    fn earned(day: i32, n_days: u16, rate_e18: i128) -> Earned {
        Earned { day, n_days, rate_e18 }
    }

    #[test]
    fn a_weekend_counts_with_its_days() {
        // Monday to Friday, then a Monday of three days.
        let week: Vec<Earned> = (0..5).map(|day| earned(day, 1, RATE)).chain([earned(7, 3, 3 * RATE)]).collect();
        let found = yields(&week).unwrap();
        assert_eq!(found[0].one_day, RATE * 365);
        assert_eq!(found[4].current, None, "five days are no week");
        assert_eq!(found[5].current, Some(RATE * 365), "the same rate every day is the same yield");
        assert_eq!(found[5].one_day, RATE * 365, "three days' income is a day's yield three times");
        assert!(found[5].effective.unwrap() > RATE * 365);
    }

    #[test]
    fn an_n_day_strike_gives_its_part_of_the_days_within_the_week() {
        let strikes = [earned(3, 3, 3 * RATE), earned(8, 5, 5 * RATE)];
        // Days 2 to 8: two of the first strike's three, all five of the second's.
        assert_eq!(week_until(&strikes, 8), Some(7 * RATE));
        assert_eq!(week_until(&[earned(3, 3, 10), earned(8, 5, 0)], 8), Some(6), "rounded down");
        assert_eq!(week_until(&strikes[1..], 8), None);
        assert_eq!(week_until(&[earned(7, 7, 7)], 7), Some(7));
        assert_eq!(week_until(&[earned(6, 6, 6)], 6), None, "not before seven days");
    }

    #[test]
    fn a_loss_has_a_yield_but_no_compounded_one() {
        let found = yields(&[earned(7, 7, -7 * RATE)]).unwrap();
        assert_eq!((found[0].current, found[0].effective), (Some(-RATE * 365), None));
    }
}
