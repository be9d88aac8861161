//! One class in one step of a strike: expenses and declaration.

use anchor_lang::prelude::*;
use mmf_math::expense::{self, Expense};
use mmf_math::interim::average_units;
use mmf_math::{MAX_RATE_PER_DAY, SECONDS_PER_DAY};

use super::accumulate::{Gain, accumulate};
use super::span_steps::Step;
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::state::{ClassResult, ShareClass, class_flag};

/// A class's part of one step of a strike.
#[derive(Clone, Copy)]
pub struct Part {
    /// Calendar days of the step.
    pub days: u16,
    /// Net assets on average over the step, in e6: on these income is split and expenses accrue.
    pub base_e6: u64,
    /// Net assets at the strike, in e6.
    pub at_strike_e6: u64,
    /// Equalisation that the step takes in, in e6.
    pub equalisation_e6: u64,
    /// Days of the year in which the step lies.
    pub days_in_year: u16,
    /// What an earlier strike should have declared besides, in e6.
    pub correction_e6: i64,
}

/// Takes a step's part of the equalisation and of the late units out of the class.
pub fn take_part(class: &mut ShareClass, step: &Step, correction_e6: i64) -> Result<Part> {
    let Step { days, days_left: of_days, days_in_year, .. } = *step;
    let late_in_total = class.late_unit_seconds();
    let late = late_in_total.checked_mul(i128::from(days)).and_then(|late| late.checked_div(i128::from(of_days)));
    let late = late.ok_or(MmfError::Overflow)?;
    class.set_late_unit_seconds(late_in_total.checked_sub(late).ok_or(MmfError::Overflow)?);
    let equalisation = u128::from(class.equalisation_pending_e6).checked_mul(u128::from(days));
    let equalisation = equalisation.and_then(|part| part.checked_div(u128::from(of_days))).ok_or(MmfError::Overflow)?;
    let seconds = SECONDS_PER_DAY.checked_mul(u64::from(days)).ok_or(MmfError::Overflow)?;
    let at_strike_e6 = class.income_base_e6();
    let base_e6 = average_units(at_strike_e6, late, seconds).or_mmf()?;
    let equalisation_e6 = u64::try_from(equalisation).map_err(|_| MmfError::Overflow)?;
    Ok(Part { days, base_e6, at_strike_e6, equalisation_e6, days_in_year, correction_e6 })
}

/// Charges a step's expenses against the class's part of the income, and declares the rest, with what an earlier strike left out.
pub fn declare(class: &mut ShareClass, result: &mut ClassResult, income_e6: i64, part: &Part) -> Result<()> {
    let Part { days, base_e6, equalisation_e6, days_in_year, correction_e6, .. } = *part;
    let day_count = class.day_count(days_in_year)?;
    let Expense { charged_e6, waived_e6, remainder } =
        expense::accrue(base_e6, class.expense_bps, days, day_count, class.expense_remainder, income_e6).or_mmf()?;
    class.expense_remainder = remainder;
    add(&mut class.management_fee_payable_e6, charged_e6)?;
    add(&mut class.management_fee_to_date_e6, charged_e6)?;
    add(&mut class.waived_to_date_e6, waived_e6)?;

    let sum = |one: i64, other: i64| one.checked_add(other).ok_or(MmfError::Overflow);
    let less = |income_e6: i64, fee_e6: u64| income_e6.checked_sub_unsigned(fee_e6).ok_or(MmfError::Overflow);
    let net = sum(less(income_e6, charged_e6)?, correction_e6)?;
    let Gain { rate_e18, performance_fee_e6 } = if class.is_distributing() {
        Gain { rate_e18: declare_income(class, net, equalisation_e6, days)?, performance_fee_e6: 0 }
    } else {
        accumulate(class, net, equalisation_e6, days)?
    };
    class.net_income_to_date_e6 = sum(class.net_income_to_date_e6, less(net, performance_fee_e6)?)?;
    class.corrections_to_date_e6 = sum(class.corrections_to_date_e6, correction_e6)?;
    add(&mut class.equalisation_to_date_e6, equalisation_e6)?;
    class.equalisation_pending_e6 =
        class.equalisation_pending_e6.checked_sub(equalisation_e6).ok_or(MmfError::Overflow)?;

    // A figure of the report; it must not keep the fund from being struck.
    result.rate_e18 = result.rate_e18.saturating_add(u64::try_from(rate_e18).unwrap_or(u64::MAX));
    add(&mut result.expense_e6, charged_e6)?;
    add(&mut result.expense_e6, performance_fee_e6)?;
    add(&mut result.waived_e6, waived_e6)?;
    add(&mut result.equalisation_e6, equalisation_e6)?;
    result.income_e6 = sum(result.income_e6, income_e6)?;
    result.supply_units = class.recorded_supply_units;
    result.index = class.index;
    result.carry = class.carry;
    result.price_e12 = class.price.price_e12;
    Ok(())
}

/// Owes the income to the holders; returns the income per unit, e18.
fn declare_income(class: &mut ShareClass, net_e6: i64, equalisation_e6: u64, days: u16) -> Result<u128> {
    let mut accrual = class.accrual();
    let most = MAX_RATE_PER_DAY.checked_mul(u128::from(days)).ok_or(MmfError::Overflow)?;
    let declared = accrual.declare(net_e6, equalisation_e6, class.recorded_supply_units, most).or_mmf()?;
    class.set_accrual(&accrual);
    if declared.capped {
        class.flags |= class_flag::RATE_CAPPED;
    }
    Ok(declared.rate_e18)
}
