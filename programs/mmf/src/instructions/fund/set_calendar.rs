//! Sets the strike days and cut-offs of a year.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::constants::{ACCOUNT_VERSION, CALENDAR_SEED};
use crate::error::MmfError;
use crate::events::CalendarSet;
use crate::pda;
use crate::state::{Action, Calendar, Fund, Role, first_day_of, year_of};

/// Arguments of `set_calendar`: the common cut-off, and the days that differ, so that a year fits into a transaction.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct SetCalendarArgs {
    /// The year.
    pub year: u16,
    /// One bit for each day of the year from 0: strike days.
    pub strike_days: [u8; 46],
    /// One bit for each day of the year from 0: business days.
    pub business_days: [u8; 46],
    /// Cut-offs, each from a day of the year on until the next entry: minutes from midnight UTC, 1 to 2,879.
    pub cutoffs: Vec<CutoffFrom>,
    /// Cut-offs of single days.
    pub exceptions: Vec<CutoffFrom>,
}

/// A cut-off and the day of the year from 0 that it belongs to.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct CutoffFrom {
    /// Day of the year, from 0.
    pub day_of_year: u16,
    /// Minutes from midnight UTC.
    pub minutes: u16,
}

/// Accounts of `set_calendar`; then the signers of governance.
#[derive(Accounts)]
#[instruction(args: SetCalendarArgs)]
pub struct SetCalendar<'info> {
    /// Pays the rent of a new year.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// CHECK: the year's calendar, by its seeds; made here where it is new.
    #[account(mut, seeds = [CALENDAR_SEED, fund.key().as_ref(), &args.year.to_le_bytes()], bump)]
    pub calendar: UncheckedAccount<'info>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Writes the year. Days that are struck can't change.
pub fn handle_set_calendar<'info>(ctx: Context<'info, SetCalendar<'info>>, args: SetCalendarArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    fund.check_version()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetCalendar { args: args.clone() },
        &[fund_key],
    )?;

    let cutoffs = expand(&args)?;
    let info: &'info AccountInfo<'info> = &accounts.calendar;
    if info.data_is_empty() {
        let seeds: &[&[u8]] = &[CALENDAR_SEED, fund_key.as_ref(), &args.year.to_le_bytes(), &[ctx.bumps.calendar]];
        let (payer, system) = (accounts.payer.to_account_info(), accounts.system_program.to_account_info());
        pda::create_zero_copy::<Calendar>(&payer, info, &system, seeds, |calendar| {
            calendar.fund = fund_key;
            calendar.version = ACCOUNT_VERSION;
            calendar.bump = ctx.bumps.calendar;
            calendar.year = args.year;
            Ok(())
        })?;
    }
    let loader = AccountLoader::<Calendar>::try_from(info)?;
    let mut calendar = loader.load_mut()?;
    calendar.check_version()?;
    check_struck_days(&calendar, &cutoffs, &args.business_days, fund.last_struck_day)?;
    calendar.cutoff_minutes = cutoffs;
    calendar.business_days = args.business_days;

    let strike_days = calendar.cutoff_minutes.iter().filter(|minutes| **minutes != 0).count();
    refresh_next(&mut fund, &calendar)?;
    emit!(CalendarSet {
        fund: fund_key,
        seq: fund.next_seq()?,
        year: args.year,
        strike_days: u16::try_from(strike_days).map_err(|_| MmfError::Overflow)?,
        next_strike_day: fund.next_strike_day,
        next_cutoff: fund.next_cutoff,
    });
    Ok(())
}

/// Cut-off minutes of each day of the year.
fn expand(args: &SetCalendarArgs) -> Result<[u16; 366]> {
    let in_order = args.cutoffs.windows(2).all(|pair| pair[0].day_of_year < pair[1].day_of_year);
    let excepts_strike_days = args.exceptions.iter().all(|entry| bit(&args.strike_days, entry.day_of_year.into()));
    require!(in_order && excepts_strike_days, MmfError::CalendarInvalid);
    let next_year = args.year.checked_add(1).ok_or(MmfError::CalendarInvalid)?;
    let days = first_day_of(next_year)?.saturating_sub(first_day_of(args.year)?);
    let mut cutoffs = [0u16; 366];
    for (place, cutoff) in cutoffs.iter_mut().enumerate() {
        if !bit(&args.strike_days, place) {
            continue;
        }
        require!(i32::try_from(place).is_ok_and(|place| place < days), MmfError::CalendarInvalid);
        let general = args.cutoffs.iter().rev().find(|entry| usize::from(entry.day_of_year) <= place);
        let single = args.exceptions.iter().find(|entry| usize::from(entry.day_of_year) == place);
        let minutes = single.or(general).ok_or(MmfError::CalendarInvalid)?.minutes;
        require!((1..2880).contains(&minutes), MmfError::CalendarInvalid);
        *cutoff = minutes;
    }
    Ok(cutoffs)
}

fn bit(bits: &[u8; 46], place: usize) -> bool {
    bits.get(place / 8).is_some_and(|byte| byte >> (place % 8) & 1 == 1)
}

/// A year that was set before keeps its struck days as they are.
fn check_struck_days(
    calendar: &Calendar,
    cutoffs: &[u16; 366],
    business_days: &[u8; 46],
    last_struck_day: i32,
) -> Result<()> {
    let struck = last_struck_day.saturating_sub(first_day_of(calendar.year)?).saturating_add(1);
    let struck = usize::try_from(struck).unwrap_or(0).min(cutoffs.len());
    let is_new = calendar.cutoff_minutes.iter().all(|minutes| *minutes == 0);
    let same_business_days = (0..struck).all(|place| bit(&calendar.business_days, place) == bit(business_days, place));
    let same = calendar.cutoff_minutes[..struck] == cutoffs[..struck] && same_business_days;
    require!(is_new || same, MmfError::CalendarDayStruck);
    Ok(())
}

/// Finds the next strike day again where this year may hold it.
fn refresh_next(fund: &mut Fund, calendar: &Calendar) -> Result<()> {
    let from = fund.last_struck_day.saturating_add(1);
    let year = year_of(from)?;
    let is_this_year = calendar.year == year;
    let next_lies_there = fund.next_cutoff == 0 || year_of(fund.next_strike_day)? == calendar.year;
    let is_next_year = calendar.year == year.saturating_add(1) && next_lies_there;
    if !is_this_year && !is_next_year {
        return Ok(());
    }
    let next = calendar.next_strike_day(from)?;
    let known_in_later_year = fund.next_cutoff != 0 && year_of(fund.next_strike_day)? > calendar.year;
    if next.is_some() || !known_in_later_year {
        fund.set_next(next);
    }
    Ok(())
}
