//! What a holding was worth at a moment: units at the class's price, and the income that it was owed.

use mmf_math::{PRICE_SCALE, SCALE};

use super::holdings::Line;
use super::strikes::Strikes;
use super::units::Course;
use crate::commands::holding::settled;
use crate::error::{CliError, CliResult};

/// A holding at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Valued {
    /// Units on the register; of a class without one, the tokens now.
    pub units: u64,
    /// Price of a share, e12.
    pub price_e12: u64,
    /// Units at that price, rounded down, e6.
    pub value_e6: u128,
    /// Income accrued and payable, e18.
    pub income_e18: u128,
}

impl Valued {
    /// Values a holding at a moment. `now`: the network's clock.
    ///
    /// # Errors
    /// When the figures of the history contradict the record.
    pub fn at(line: &Line, strikes: &Strikes, moment: i64, now: i64) -> CliResult<Self> {
        let class = &line.class;
        let units = if class.is_hooked() {
            line.course.units_at(moment)
        } else {
            line.account.map_or(0, |account| account.tokens)
        };
        let price_e12 = price(line, strikes, moment);
        let value_e6 = u128::from(units).checked_mul(u128::from(price_e12)).map(|value| value / PRICE_SCALE);
        Ok(Self {
            units,
            price_e12,
            value_e6: value_e6.ok_or_else(contradiction)?,
            income_e18: if class.is_distributing() { income(line, strikes, moment, now)? } else { 0 },
        })
    }

    /// Whole millionths of the income, rounded down.
    pub fn income_e6(&self) -> u128 {
        self.income_e18 / SCALE
    }
}

/// $1.00 in a distributing class, else the price of the last strike.
fn price(line: &Line, strikes: &Strikes, moment: i64) -> u64 {
    let dollar = u64::try_from(PRICE_SCALE).unwrap_or_default();
    if line.class.is_distributing() {
        return dollar;
    }
    strikes.at(line.class.class_no, moment).map_or(dollar, |result| result.price_e12)
}

/// What is owed at the end, less what was earned since the moment, plus what was paid since.
fn income(line: &Line, strikes: &Strikes, moment: i64, now: i64) -> CliResult<u128> {
    let (end, owed_at_end) = match (line.course.closed_after(moment), &line.record) {
        (Some(closing), _) => closing,
        (None, Some(holding)) => {
            let position = settled(holding, &line.class)?;
            (now, position.accrued.checked_add(position.payable).ok_or_else(contradiction)?)
        }
        (None, None) => return Ok(0),
    };
    let index = |at: i64| strikes.index_at(line.class.class_no, at);
    owed_at(&line.course, index, moment, end, owed_at_end).ok_or_else(contradiction)
}

fn owed_at(course: &Course, index_at: impl Fn(i64) -> u128, moment: i64, end: i64, owed_at_end: u128) -> Option<u128> {
    let (mut units, mut index) = (u128::from(course.units_at(moment)), index_at(moment));
    let (mut earned, mut paid) = (0u128, 0u128);
    for balance in course.between(moment, end) {
        let next = index_at(balance.at);
        earned = earned.checked_add(units.checked_mul(next.checked_sub(index)?)?)?;
        paid = paid.checked_add(u128::from(balance.dividend_units).checked_mul(SCALE)?)?;
        (units, index) = (u128::from(balance.units), next);
    }
    earned = earned.checked_add(units.checked_mul(index_at(end).checked_sub(index)?)?)?;
    owed_at_end.checked_add(paid)?.checked_sub(earned)
}

fn contradiction() -> CliError {
    CliError::failure("HistoryIncomplete", "the node's history of a holding does not explain what is on record")
        .hint("ask a node that keeps the whole history: -u URL")
}

#[cfg(test)]
mod tests {
    use super::super::units::Balance;
    use super::*;

    #[test]
    fn income_is_traced_back_through_strikes_and_dividends() {
        let strikes = Strikes::of_class(&[(10, SCALE / 100), (20, SCALE / 20), (30, SCALE / 10)]);
        let balances =
            vec![Balance { at: 5, units: 100, dividend_units: 0 }, Balance { at: 25, units: 104, dividend_units: 4 }];
        let course = Course { balances, closings: Vec::new() };
        let index = |at| strikes.index_at(0, at);
        // 100 units earn 1 by the first strike and 4 more by the second; 4 are paid; 104 units earn 5.2 by the third.
        let end = SCALE + 52 * SCALE / 10;
        for (moment, owed) in [(5, 0), (15, SCALE), (20, 5 * SCALE), (25, SCALE), (30, end)] {
            assert_eq!(owed_at(&course, index, moment, 40, end), Some(owed), "at {moment}");
        }
        assert_eq!(owed_at(&course, index, 5, 40, SCALE), None, "less on record than was earned");
    }
}
