//! A strike computed again by the program's own steps.

use std::collections::BTreeMap;

use bytemuck::Zeroable;
use mmf::instructions::nav::class_step::{declare, take_part};
use mmf::instructions::nav::span_steps::{split_bases, steps};
use mmf::state::{NavReport, Quote};
use mmf_math::days::split_span;
use mmf_math::income;

use super::{Book, Outcome, struck_quote};
use crate::commands::nav::errors::{incomplete, out_of_range};
use crate::error::{CliError, CliResult};

/// What a strike takes from its quote, in e6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Income since the last strike.
    pub income_e6: i64,
    /// Its part up to a month end, where it is stated.
    pub to_month_end_e6: Option<i64>,
    /// Realised gains and losses that are income.
    pub distributed_e6: i64,
}

impl Figures {
    /// Those of a strike on record. What its classes got and the split left over tells whether realised results were income.
    ///
    /// # Errors
    /// When the report does not fit together.
    pub fn of(report: &NavReport, carry_before_e6: u64) -> CliResult<Self> {
        let quote = struck_quote(report)?;
        let shared: i128 = report.results.iter().map(|result| i128::from(result.income_e6)).sum();
        let given = shared + i128::from(report.income_carry_e6) - i128::from(carry_before_e6);
        let distributed_e6 = i64::try_from(given - i128::from(quote.income_e6)).map_err(|_| no_split())?;
        if distributed_e6 != 0 && distributed_e6 != quote.realised_e6 {
            return Err(no_split());
        }
        let to_month_end_e6 = (quote.month_end_stated == 1).then_some(quote.income_to_month_end_e6);
        Ok(Self { income_e6: quote.income_e6, to_month_end_e6, distributed_e6 })
    }

    fn quote(&self) -> Quote {
        Quote {
            income_e6: self.income_e6,
            income_to_month_end_e6: self.to_month_end_e6.unwrap_or(0),
            month_end_stated: u8::from(self.to_month_end_e6.is_some()),
            ..Quote::zeroed()
        }
    }
}

fn no_split() -> CliError {
    incomplete("a strike's income is not the sum of its classes'")
}

/// Strikes a span as the program does: splits the income, charges fees, declares. `span`: the last struck day, and the day.
///
/// # Errors
/// When a figure is out of range.
pub fn strike(
    books: &mut [Book],
    carry_e6: &mut u64,
    figures: &Figures,
    (last_day, day): (i32, i32),
    corrections: &BTreeMap<u8, i64>,
) -> CliResult<Vec<Outcome>> {
    let span = split_span(last_day, day).map_err(out_of_range)?;
    let mut outcomes: Vec<Outcome> = books.iter().map(Outcome::before).collect();
    for step in steps(&figures.quote(), figures.distributed_e6, &span, day).map_err(unstruck)? {
        let mut parts = Vec::with_capacity(books.len());
        for book in books.iter_mut() {
            let correction_e6 = corrections.get(&book.class_no()).copied().filter(|_| step.is_last()).unwrap_or(0);
            parts.push(take_part(&mut book.0, &step, correction_e6).map_err(unstruck)?);
        }
        let mut incomes = vec![0i64; books.len()];
        *carry_e6 =
            income::split(step.income_e6, *carry_e6, &split_bases(&parts), &mut incomes).map_err(out_of_range)?;
        for (((book, part), income_e6), outcome) in books.iter_mut().zip(&parts).zip(incomes).zip(&mut outcomes) {
            declare(&mut book.0, &mut outcome.result, income_e6, part).map_err(unstruck)?;
        }
    }
    for (book, outcome) in books.iter_mut().zip(&mut outcomes) {
        book.0.kept_e6 = 0;
        book.0.begin_terms();
        outcome.performance_fee_e6 = book.0.performance_fee_to_date_e6.saturating_sub(outcome.performance_fee_e6);
        outcome.net_assets_e6 = book.0.net_asset_base_e6();
    }
    Ok(outcomes)
}

fn unstruck(error: anchor_lang::error::Error) -> CliError {
    CliError::failure("FiguresInvalid", format!("the strike can't be computed again: {error}"))
}
