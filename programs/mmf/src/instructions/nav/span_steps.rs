//! The span of a strike in its steps, and the classes that take part.

use anchor_lang::prelude::*;
use mmf_math::date::{civil_from_day, days_in_year};
use mmf_math::days::Span;
use mmf_math::income;

use super::CorrectionArgs;
use super::class_step::{Part, declare, take_part};
use crate::constants::MAX_CLASSES;
use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, NavReport, Quote, ShareClass, class_flag};

/// A class of the strike, with its month's account where a month closes.
pub struct Member<'info> {
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// The month's account.
    pub period: Option<&'info AccountInfo<'info>>,
}

/// One part of the span.
pub struct Step {
    /// The fund's income of the step, in e6.
    pub income_e6: i64,
    /// Calendar days of the step.
    pub days: u16,
    /// Days of the span from this step on.
    pub days_left: u16,
    /// Days of the year in which the step lies; none crosses the end of a year, because that ends a month.
    pub days_in_year: u16,
    /// The month that closes at its end.
    pub closes: Option<u32>,
}

impl Step {
    /// Whether no step follows: this one takes corrections.
    pub fn is_last(&self) -> bool {
        self.days == self.days_left
    }
}

/// The fund's classes in order, each with its period account where a month closes.
pub fn members<'info>(
    fund_key: &Pubkey,
    fund: &Fund,
    span: &Span,
    infos: &'info [AccountInfo<'info>],
) -> Result<Vec<Member<'info>>> {
    let mut infos = infos.iter().filter(|info| !info.is_signer);
    let mut members = Vec::with_capacity(usize::from(MAX_CLASSES));
    for class_no in fund.class_numbers() {
        let info = infos.next().ok_or(MmfError::StrikeAccountsWrong)?;
        let class = AccountLoader::<ShareClass>::try_from(info).map_err(|_| MmfError::StrikeAccountsWrong)?;
        {
            let mut class = class.load_mut()?;
            class.check_version()?;
            require!(class.fund == *fund_key && class.class_no == class_no, MmfError::StrikeAccountsWrong);
            class.flags &= !class_flag::RATE_CAPPED;
        }
        let period = if span.closes.is_some() { infos.next() } else { None };
        members.push(Member { class, period });
    }
    require!(infos.next().is_none(), MmfError::StrikeAccountsWrong);
    Ok(members)
}

/// The span up to and with a day, in one step or in two around a month end. Realised results that are income belong to the last one.
pub fn steps(quote: &Quote, distributed_e6: i64, span: &Span, day: i32) -> Result<Vec<Step>> {
    let days = span.month_split();
    let closes = span.closes.map(|closed| closed.period);
    let sum = |one: i64, other: i64| one.checked_add(other).ok_or(MmfError::Overflow);
    if days.after == 0 {
        let income_e6 = sum(quote.income_e6, distributed_e6)?;
        let days_in_year = year_of_step(day);
        return Ok(vec![Step { income_e6, days: days.before, days_left: days.before, days_in_year, closes }]);
    }
    let (first, second) = if quote.month_end_stated == 1 {
        let first = quote.income_to_month_end_e6;
        (first, quote.income_e6.checked_sub(first).ok_or(MmfError::Overflow)?)
    } else {
        income::pro_rata(quote.income_e6, days.before, span.n_days).or_mmf()?
    };
    let month_end = day.checked_sub(i32::from(days.after)).ok_or(MmfError::Overflow)?;
    let before = Step {
        income_e6: first,
        days: days.before,
        days_left: span.n_days,
        days_in_year: year_of_step(month_end),
        closes,
    };
    let after = Step {
        income_e6: sum(second, distributed_e6)?,
        days: days.after,
        days_left: days.after,
        days_in_year: year_of_step(day),
        closes: None,
    };
    Ok(vec![before, after])
}

fn year_of_step(last_day: i32) -> u16 {
    days_in_year(civil_from_day(last_day).0)
}

/// Splits a step's income between the classes and lets each declare; the last step takes the correction. Returns the fund's average net
/// assets over the step, in e6.
pub fn run_step(
    fund: &mut Fund,
    report: &mut NavReport,
    members: &[Member<'_>],
    step: &Step,
    correction: Option<&CorrectionArgs>,
) -> Result<u64> {
    let correction = correction.filter(|_| step.is_last());
    let mut parts = Vec::with_capacity(members.len());
    for member in members {
        let mut class = member.class.load_mut()?;
        let correction_e6 = correction.map_or(0, |correction| correction.of_class(class.class_no));
        parts.push(take_part(&mut class, step, correction_e6)?);
    }
    let bases = split_bases(&parts);
    let mut incomes = vec![0i64; members.len()];
    fund.income_carry_e6 = income::split(step.income_e6, fund.income_carry_e6, &bases, &mut incomes).or_mmf()?;
    for ((member, part), income_e6) in members.iter().zip(&parts).zip(incomes) {
        let mut class = member.class.load_mut()?;
        let result = &mut report.results[usize::from(class.class_no)];
        declare(&mut class, result, income_e6, part)?;
        if step.closes.is_some() {
            result.rate_to_month_end_e18 = result.rate_e18;
        }
        let bit = u16::from(class.has_flag(class_flag::PRICE_ROUNDED)) << class.class_no;
        report.rounded_bitmap = report.rounded_bitmap & !(1 << class.class_no) | bit;
    }
    Ok(bases.iter().fold(0, |sum: u64, base| sum.saturating_add(*base)))
}

/// Net assets on which a step's income is split, in e6: the average ones; where no class has any, those at the strike.
pub fn split_bases(parts: &[Part]) -> Vec<u64> {
    let has_average = parts.iter().any(|part| part.base_e6 > 0);
    parts.iter().map(|part| if has_average { part.base_e6 } else { part.at_strike_e6 }).collect()
}
