//! The fund's books before a strike, as the program sums them.

use bytemuck::Zeroable;
use mmf::instructions::nav::class_step::{Part, take_part};
use mmf::instructions::nav::span_steps::{split_bases, steps};
use mmf::state::{Fund, Quote, ShareClass};
use mmf_math::days::split_span;

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
        let owed_e6 = fund.books_e6(classes.iter().map(|class| class.claims_e6())).ok()?;
        let Ok(span) = split_span(fund.last_struck_day, fund.next_strike_day) else {
            return Some(Self {
                owed_e6,
                average_e6: total(classes.iter().map(|class| class.income_base_e6())),
                n_days: 0,
            });
        };
        let mut classes = classes.to_vec();
        let mut average_e6 = 0;
        for step in steps(&Quote::zeroed(), 0, &span, fund.next_strike_day).ok()? {
            let parts: Result<Vec<Part>, _> = classes.iter_mut().map(|class| take_part(class, &step, 0)).collect();
            average_e6 = total(split_bases(&parts.ok()?).into_iter());
        }
        Some(Self { owed_e6, average_e6, n_days: span.n_days })
    }
}

fn total(amounts_e6: impl Iterator<Item = u64>) -> u64 {
    amounts_e6.fold(0, u64::saturating_add)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use mmf_math::SECONDS_PER_DAY;

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
