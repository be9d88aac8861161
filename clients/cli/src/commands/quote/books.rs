//! The fund's books before a strike, as the program sums them.

use mmf::state::{Fund, ShareClass};
use mmf_math::days::split_span;
use mmf_math::interim::average_units;
use mmf_math::{MathError, SECONDS_PER_DAY};

use crate::commands::shared::{self, FundAt};
use crate::context::Context;
use crate::error::{CliError, CliResult};

/// What a strike is measured by.
pub struct Books {
    /// What the fund owes and is worth at the cut-off of the strike, in e6.
    pub owed_e6: i128,
    /// Net assets on average over the span's last step, in e6.
    pub average_e6: u64,
    /// Calendar days of the span; 0 where the span is none that can be struck.
    pub n_days: u16,
}

impl Books {
    /// Reads them.
    ///
    /// # Errors
    /// When the node does not answer, or a figure is out of range.
    pub fn read(context: &Context, at: &FundAt) -> CliResult<Self> {
        let mut classes = Vec::new();
        for number in at.fund.class_numbers() {
            classes.push(shared::class(context, &at.address, number)?.1);
        }
        Self::of(&at.fund, &classes)
            .ok_or_else(|| CliError::failure("FiguresInvalid", "the fund's books are out of range"))
    }

    fn of(fund: &Fund, classes: &[Box<ShareClass>]) -> Option<Self> {
        let waiting = i128::from(fund.income_carry_e6) + i128::from(fund.retained_gains_e6);
        let before = waiting + i128::from(fund.paid_since_cutoff_e6);
        let owed_e6 = classes
            .iter()
            .try_fold(before, |sum, class| class.claims_e6().ok().and_then(|claims| sum.checked_add(claims)))?;
        let span = split_span(fund.last_struck_day, fund.next_strike_day).ok();
        let (before, last) = span.map_or((0, 0), |span| {
            let days = span.month_split();
            if days.after == 0 { (0, days.before) } else { (days.before, days.after) }
        });
        let averages =
            classes.iter().map(|class| average(class, before, last)).collect::<Result<Vec<u64>, _>>().ok()?;
        let sum = |of: &mut dyn Iterator<Item = u64>| of.fold(0u64, u64::saturating_add);
        let average_e6 = match sum(&mut averages.into_iter()) {
            0 => sum(&mut classes.iter().map(|class| class.income_base_e6())),
            average => average,
        };
        Some(Self { owed_e6, average_e6, n_days: span.map_or(0, |span| span.n_days) })
    }
}

/// Net assets of a class on average over the last step, after an earlier step of so many days.
fn average(class: &ShareClass, before: u16, last: u16) -> Result<u64, MathError> {
    let all_days = i128::from(before) + i128::from(last);
    if last == 0 {
        return Ok(class.income_base_e6());
    }
    let late = class.late_unit_seconds();
    let early = late.checked_mul(i128::from(before)).ok_or(MathError::Overflow)? / all_days;
    average_units(class.income_base_e6(), late - early, SECONDS_PER_DAY * u64::from(last))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;

    use super::*;

    #[test]
    fn units_of_the_span_count_for_the_time_that_they_were_there() {
        let mut fund = Fund::zeroed();
        (fund.last_struck_day, fund.next_strike_day) = (10, 12);
        (fund.income_carry_e6, fund.paid_since_cutoff_e6, fund.retained_gains_e6) = (1, 20, -300);
        let mut class = Box::new(ShareClass::zeroed());
        class.recorded_supply_units = 1_000_000;
        class.note_units(400_000, SECONDS_PER_DAY, false).unwrap();
        let books = Books::of(&fund, &[class]).unwrap();
        assert_eq!((books.owed_e6, books.average_e6, books.n_days), (1_000_000 + 1 + 20 - 300, 800_000, 2));
    }
}
