//! One class in one step of a strike: expenses, declaration; and the close of a month.

use anchor_lang::prelude::*;
use mmf_math::expense::{self, DayCount, Expense};
use mmf_math::interim::{average_units, rate_e18};
use mmf_math::{MAX_RATE_PER_DAY, SCALE, SECONDS_PER_DAY, price};

use crate::books::add;
use crate::constants::{ACCOUNT_VERSION, PERIOD_SEED};
use crate::error::{MmfError, OrMmf};
use crate::events::PeriodClosed;
use crate::pda;
use crate::state::{ClassResult, Period, ShareClass, class_flag};

/// Days of a year in the expenses' day count ACT/365.
const ACT_365: u8 = 0;

/// A class's part of one step of a strike.
#[derive(Clone, Copy)]
pub struct Part {
    /// Calendar days of the step.
    pub days: u16,
    /// Net assets on average over the step, in e6: on these income is split and expenses accrue.
    pub base_e6: u64,
    /// Equalisation that the step takes in, in e6.
    pub equalisation_e6: u64,
}

/// Takes a step's part of the equalisation and of the late units out of the class. `of_days`: the days of the whole rest of the span,
/// where another step follows.
pub fn take_part(class: &mut ShareClass, days: u16, of_days: u16) -> Result<Part> {
    let late_in_total = class.late_unit_seconds();
    let late = late_in_total.checked_mul(i128::from(days)).and_then(|late| late.checked_div(i128::from(of_days)));
    let late = late.ok_or(MmfError::Overflow)?;
    class.set_late_unit_seconds(late_in_total.checked_sub(late).ok_or(MmfError::Overflow)?);
    let equalisation = u128::from(class.equalisation_pending_e6).checked_mul(u128::from(days));
    let equalisation = equalisation.and_then(|part| part.checked_div(u128::from(of_days))).ok_or(MmfError::Overflow)?;
    let seconds = SECONDS_PER_DAY.checked_mul(u64::from(days)).ok_or(MmfError::Overflow)?;
    let base_e6 = average_units(class.income_base_e6(), late, seconds).or_mmf()?;
    Ok(Part { days, base_e6, equalisation_e6: u64::try_from(equalisation).map_err(|_| MmfError::Overflow)? })
}

/// Charges a step's expenses against the class's part of the income, and declares the rest.
pub fn declare(class: &mut ShareClass, result: &mut ClassResult, income_e6: i64, part: &Part) -> Result<()> {
    let Part { days, base_e6, equalisation_e6 } = *part;
    require!(class.day_count == ACT_365, MmfError::ParameterOutOfRange);
    let Expense { charged_e6, waived_e6, remainder } =
        expense::accrue(base_e6, class.expense_bps, days, DayCount::Act365, class.expense_remainder, income_e6)
            .or_mmf()?;
    class.expense_remainder = remainder;
    add(&mut class.management_fee_payable_e6, charged_e6)?;
    add(&mut class.management_fee_to_date_e6, charged_e6)?;
    add(&mut class.waived_to_date_e6, waived_e6)?;

    let charged = i64::try_from(charged_e6).map_err(|_| MmfError::Overflow)?;
    let net = income_e6.checked_sub(charged).ok_or(MmfError::Overflow)?;
    let rate = if class.is_distributing() {
        declare_income(class, net, equalisation_e6, days)?
    } else {
        accumulate(class, net, days)?
    };
    class.net_income_to_date_e6 = class.net_income_to_date_e6.checked_add(net).ok_or(MmfError::Overflow)?;
    add(&mut class.equalisation_to_date_e6, equalisation_e6)?;
    class.equalisation_pending_e6 =
        class.equalisation_pending_e6.checked_sub(equalisation_e6).ok_or(MmfError::Overflow)?;

    add(&mut result.rate_e18, u64::try_from(rate).map_err(|_| MmfError::Overflow)?)?;
    add(&mut result.expense_e6, charged_e6)?;
    add(&mut result.waived_e6, waived_e6)?;
    add(&mut result.equalisation_e6, equalisation_e6)?;
    result.income_e6 = result.income_e6.checked_add(income_e6).ok_or(MmfError::Overflow)?;
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

/// Adds the income to the net assets, takes a loss off, and prices a unit; returns the income per unit, e18, rounded down. Like a
/// distributing class it takes at most [`MAX_RATE_PER_DAY`] of its net assets a day and carries the rest. A loss beyond the net assets, as
/// when nearly everybody has left within the span, becomes a deficit that income of the class pays off first. So neither keeps the other
/// classes from being struck.
fn accumulate(class: &mut ShareClass, net_e6: i64, days: u16) -> Result<u128> {
    let open_e6 = i128::from(net_e6)
        .checked_add(i128::from(class.carry_e6()))
        .and_then(|sum| sum.checked_sub(i128::from(class.deficit_e6())))
        .ok_or(MmfError::Overflow)?;
    let most = MAX_RATE_PER_DAY.checked_mul(u128::from(days)).ok_or(MmfError::Overflow)?;
    let most_e6 = most.checked_mul(u128::from(class.net_assets_e6)).ok_or(MmfError::Overflow)? / SCALE;
    let gain_e6 = open_e6.max(0).unsigned_abs().min(most_e6);
    let loss_e6 = open_e6.min(0).unsigned_abs().min(u128::from(class.net_assets_e6));
    let carry_e6 = open_e6.max(0).unsigned_abs().saturating_sub(gain_e6);
    let deficit_e6 = open_e6.min(0).unsigned_abs().saturating_sub(loss_e6);
    let narrow = |amount: u128| u64::try_from(amount).map_err(|_| MmfError::Overflow);
    let net_assets = class.net_assets_e6.checked_add(narrow(gain_e6)?).ok_or(MmfError::Overflow)?;
    class.net_assets_e6 = net_assets.checked_sub(narrow(loss_e6)?).ok_or(MmfError::Overflow)?;
    class.carry.set(carry_e6.checked_mul(SCALE).ok_or(MmfError::Overflow)?);
    class.deficit.set(deficit_e6.checked_mul(SCALE).ok_or(MmfError::Overflow)?);
    class.set_flag(class_flag::RATE_CAPPED, carry_e6 > 0 || class.has_flag(class_flag::RATE_CAPPED));

    let units = class.recorded_supply_units;
    let (down, up) = price::prices(class.net_assets_e6, units).or_mmf()?;
    class.price.price_e12 = down;
    class.set_flag(class_flag::PRICE_ROUNDED, up != down);
    rate_e18(i64::try_from(gain_e6).map_err(|_| MmfError::Overflow)?, units).or_mmf()
}

/// What closing a month needs besides the class.
pub struct PeriodAccounts<'a, 'info> {
    /// Pays the rent.
    pub payer: &'a AccountInfo<'info>,
    /// The month's account, made here.
    pub period: &'a AccountInfo<'info>,
    /// The system program.
    pub system_program: &'a AccountInfo<'info>,
}

/// Closes a month of a class at its current index.
pub fn close_period(
    class: &mut ShareClass,
    class_key: &Pubkey,
    accounts: &PeriodAccounts<'_, '_>,
    period_no: u32,
    strike_no: u32,
    now: i64,
) -> Result<()> {
    require!(period_no > class.closed_period, MmfError::StrikeAccountsWrong);
    let number = period_no.to_le_bytes();
    let (address, bump) = Pubkey::find_program_address(&[PERIOD_SEED, class_key.as_ref(), &number], &crate::ID);
    require_keys_eq!(address, *accounts.period.key, MmfError::StrikeAccountsWrong);
    let opening_declared = class.period_opening_declared.get();
    let declared = class.declared.get().checked_sub(opening_declared).ok_or(MmfError::Overflow)?;
    let period = Period {
        version: ACCOUNT_VERSION,
        bump,
        class: *class_key,
        period_no,
        strike_no,
        closed_at: now,
        opening_index: class.period_opening_index.get(),
        closing_index: class.index.get(),
        declared,
        supply_units: class.recorded_supply_units,
        paid_units: 0,
        credited_units: 0,
        paid_cash_e6: 0,
        withheld_e6: 0,
        holdings_paid: 0,
        holdings_credited: 0,
        rent_payer: accounts.payer.key(),
        reserved: [0; 64],
    };
    let space = Period::INIT_SPACE.saturating_add(8);
    let seeds: &[&[u8]] = &[PERIOD_SEED, class_key.as_ref(), &number, &[bump]];
    pda::create(accounts.payer, accounts.period, accounts.system_program, &crate::ID, space, seeds)?;
    period.try_serialize(&mut &mut accounts.period.try_borrow_mut_data()?[..])?;

    class.closed_period = period_no;
    class.closed_index = class.index;
    class.period_opening_index = class.index;
    class.period_opening_declared = class.declared;
    emit!(PeriodClosed {
        class: *class_key,
        seq: class.next_seq()?,
        period_no,
        closing_index: class.index.get(),
        declared,
    });
    Ok(())
}
