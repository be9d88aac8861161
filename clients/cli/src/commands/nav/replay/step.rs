//! A strike's steps, as the program takes them: up to a month end within the span, and from there on.

use std::collections::BTreeMap;

use mmf::state::NavReport;
use mmf_math::date::{civil_from_day, days_in_year};
use mmf_math::days::split_span;
use mmf_math::expense::{self, Expense};
use mmf_math::interim::average_units;
use mmf_math::{MAX_RATE_PER_DAY, MathError, SECONDS_PER_DAY, income};

use super::accumulate::accumulate;
use super::{Book, Outcome, struck_quote};
use crate::commands::nav::errors::{incomplete, out_of_range};
use crate::error::CliResult;

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
}

fn no_split() -> crate::error::CliError {
    incomplete("a strike's income is not the sum of its classes'")
}

struct Step {
    income_e6: i64,
    days: u16,
    days_left: u16,
    days_in_year: u16,
}

/// A class's part of a step.
#[derive(Clone, Copy)]
struct Part {
    base_e6: u64,
    equalisation_e6: u64,
}

/// Strikes a span: splits the income, charges fees, declares. `span`: the last struck day, and the day.
///
/// # Errors
/// When a figure is out of range.
pub fn strike(
    books: &mut [Book],
    carry_e6: &mut u64,
    figures: &Figures,
    span: (i32, i32),
    corrections: &BTreeMap<u8, i64>,
) -> CliResult<Vec<Outcome>> {
    let mut outcomes: Vec<Outcome> =
        books.iter().map(|book| Outcome { class_no: book.class_no(), ..Outcome::default() }).collect();
    for step in steps(figures, span)? {
        let is_last = step.days == step.days_left;
        let parts = books.iter_mut().map(|book| take_part(book, &step)).collect::<CliResult<Vec<Part>>>()?;
        let bases = split_bases(books, &parts);
        let mut incomes = vec![0i64; books.len()];
        *carry_e6 = income::split(step.income_e6, *carry_e6, &bases, &mut incomes).map_err(out_of_range)?;
        for (((book, part), income_e6), outcome) in books.iter_mut().zip(&parts).zip(incomes).zip(&mut outcomes) {
            let correction_e6 = corrections.get(&book.class_no()).copied().filter(|_| is_last).unwrap_or(0);
            declare(book, &step, part, (income_e6, correction_e6), outcome)?;
        }
    }
    books.iter_mut().for_each(|book| book.0.begin_terms());
    Ok(outcomes)
}

fn steps(figures: &Figures, (last_day, day): (i32, i32)) -> CliResult<Vec<Step>> {
    let span = split_span(last_day, day).map_err(out_of_range)?;
    let days = span.month_split();
    let year_of = |day: i32| days_in_year(civil_from_day(day).0);
    let total = sum(figures.income_e6, figures.distributed_e6)?;
    if days.after == 0 {
        return Ok(vec![Step {
            income_e6: total,
            days: days.before,
            days_left: days.before,
            days_in_year: year_of(day),
        }]);
    }
    let first_e6 = match figures.to_month_end_e6 {
        Some(stated) => stated,
        None => income::pro_rata(figures.income_e6, days.before, span.n_days).map_err(out_of_range)?.0,
    };
    let rest_e6 = total.checked_sub(first_e6).ok_or_else(overflow)?;
    let month_end = day - i32::from(days.after);
    Ok(vec![
        Step { income_e6: first_e6, days: days.before, days_left: span.n_days, days_in_year: year_of(month_end) },
        Step { income_e6: rest_e6, days: days.after, days_left: days.after, days_in_year: year_of(day) },
    ])
}

/// Takes the step's part of the late units and of the equalisation out of the books.
fn take_part(book: &mut Book, step: &Step) -> CliResult<Part> {
    let class = &mut book.0;
    let late_in_total = class.late_unit_seconds();
    let late = late_in_total.checked_mul(i128::from(step.days)).ok_or_else(overflow)? / i128::from(step.days_left);
    class.set_late_unit_seconds(late_in_total.checked_sub(late).ok_or_else(overflow)?);
    let equalisation = u128::from(class.equalisation_pending_e6) * u128::from(step.days) / u128::from(step.days_left);
    let equalisation_e6 = u64::try_from(equalisation).map_err(|_| overflow())?;
    let seconds = SECONDS_PER_DAY * u64::from(step.days);
    let base_e6 = average_units(class.income_base_e6(), late, seconds).map_err(out_of_range)?;
    Ok(Part { base_e6, equalisation_e6 })
}

/// Average net assets; where no class has any, those at the strike.
fn split_bases(books: &[Book], parts: &[Part]) -> Vec<u64> {
    if parts.iter().any(|part| part.base_e6 > 0) {
        return parts.iter().map(|part| part.base_e6).collect();
    }
    books.iter().map(|book| book.0.income_base_e6()).collect()
}

/// Charges the fee and owes the rest to the holders.
fn declare(
    book: &mut Book,
    step: &Step,
    part: &Part,
    (income_e6, correction_e6): (i64, i64),
    outcome: &mut Outcome,
) -> CliResult<()> {
    let class = &mut book.0;
    let day_count = class.day_count(step.days_in_year).map_err(|_| incomplete("a class has no known day count"))?;
    let Expense { charged_e6, waived_e6, remainder } =
        expense::accrue(part.base_e6, class.expense_bps, step.days, day_count, class.expense_remainder, income_e6)
            .map_err(out_of_range)?;
    class.expense_remainder = remainder;
    let net_e6 = sum(income_e6.checked_sub_unsigned(charged_e6).ok_or_else(overflow)?, correction_e6)?;
    let most = MAX_RATE_PER_DAY * u128::from(step.days);
    if class.is_distributing() {
        let mut accrual = class.accrual();
        let declared =
            accrual.declare(net_e6, part.equalisation_e6, class.recorded_supply_units, most).map_err(out_of_range)?;
        class.set_accrual(&accrual);
        outcome.rate_e18 += declared.rate_e18;
    } else {
        let gain = accumulate(class, net_e6, part.equalisation_e6, most)?;
        outcome.rate_e18 += gain.rate_e18;
        outcome.performance_fee_e6 += gain.performance_fee_e6;
    }
    class.equalisation_pending_e6 =
        class.equalisation_pending_e6.checked_sub(part.equalisation_e6).ok_or_else(overflow)?;
    outcome.income_e6 = sum(outcome.income_e6, income_e6)?;
    outcome.charged_e6 += charged_e6;
    outcome.waived_e6 += waived_e6;
    outcome.equalisation_e6 += part.equalisation_e6;
    outcome.supply_units = class.recorded_supply_units;
    outcome.net_assets_e6 = class.net_asset_base_e6();
    (outcome.index, outcome.carry) = (class.index.get(), class.carry.get());
    outcome.price_e12 = class.price.price_e12;
    Ok(())
}

fn sum(one: i64, other: i64) -> CliResult<i64> {
    one.checked_add(other).ok_or_else(overflow)
}

fn overflow() -> crate::error::CliError {
    out_of_range(MathError::Overflow)
}
