//! The strike: once per strike day, all classes at once, in arrears. Income goes to the holders of record of the days in which it was
//! earned. A strike that crosses a month end first does the days up to it, closes the month, then does the rest.

use anchor_lang::InstructionData;
use anchor_lang::prelude::*;
use mmf_math::days::{Span, split_span};
use mmf_math::income;

use super::class_step::{PeriodAccounts, close_period, declare};
use super::lower_median;
use crate::authority::{Approvals, OptionalAction, payload_hash, require_councils};
use crate::constants::MAX_CLASSES;
use crate::error::{MmfError, OrMmf};
use crate::events::{ClassStruck, Struck};
use crate::instructions::set_next;
use crate::state::{Action, Calendar, Fund, NAV_OPEN, NAV_STRUCK, NavReport, Quote, Role, ShareClass, StrikeDay, class_flag, year_of};

/// Arguments of `strike`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct StrikeArgs {
    /// Number of the strike: the last one plus 1.
    pub strike_no: u32,
    /// The day, in days since 1970-01-01.
    pub day: i32,
}

/// Accounts of `strike`; then every class of the fund in order (writable), each followed by the month's period account (writable) where a
/// month closes; then the signers.
#[derive(Accounts)]
pub struct Strike<'info> {
    /// Pays the rent of period accounts.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The report with the quotes.
    #[account(mut)]
    pub report: AccountLoader<'info, NavReport>,
    /// Calendar of the day's year.
    pub calendar: AccountLoader<'info, Calendar>,
    /// Calendar of the next year, on its last strike day.
    pub next_calendar: Option<AccountLoader<'info, Calendar>>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// A class of the strike, with its month's account where a month closes.
struct Member<'info> {
    class: AccountLoader<'info, ShareClass>,
    period: Option<&'info AccountInfo<'info>>,
}

/// One part of the span.
struct Step {
    income_e6: i64,
    days: u16,
    closes: Option<u32>,
}

/// Strikes the day.
pub fn handle_strike<'info>(ctx: Context<'info, Strike<'info>>, args: StrikeArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    let mut report = accounts.report.load_mut()?;
    check_turn(&fund, &report, &fund_key, &args, now)?;
    let late = fund.is_late(now);
    let quote_place = choose_quote(&fund, &report)?;
    let quote = report.quotes[quote_place];
    let approver = approve(
        &fund_key,
        &fund,
        &quote,
        late,
        &mut accounts.action,
        ctx.remaining_accounts,
        &args,
    )?;
    let span = split_span(fund.last_struck_day, args.day).or_mmf()?;
    let members = members(&fund_key, &fund, &span, ctx.remaining_accounts)?;

    let expected = expected_net_assets_e6(&fund, &members, &quote)?;
    let difference = tie_out(&fund, &quote, expected)?;
    let payer = accounts.payer.to_account_info();
    let system = accounts.system_program.to_account_info();
    let steps = steps(&quote, &span)?;
    prepare(&members)?;
    for (place, step) in steps.iter().enumerate() {
        let rest = steps.len().saturating_sub(place) > 1;
        run_step(&mut fund, &mut report, &members, step, rest.then_some(span.n_days))?;
        if let Some(period_no) = step.closes {
            for member in &members {
                let period = member.period.ok_or(MmfError::StrikeAccountsWrong)?;
                let period = PeriodAccounts { payer: &payer, period, system_program: &system };
                let key = member.class.key();
                close_period(&mut *member.class.load_mut()?, &key, &period, period_no, args.strike_no, now)?;
            }
        }
    }

    finish_fund(&mut fund, &quote, accounts, &args, difference, now)?;
    finish_classes(&fund, &report, &members, &quote, &span, &args, now)?;
    report.status = NAV_STRUCK;
    report.day = args.day;
    report.n_days = span.n_days;
    report.late = u8::from(late);
    report.struck_quote = u8::try_from(quote_place).map_err(|_| MmfError::Overflow)?;
    report.class_bitmap = fund.class_bitmap;
    report.days_to_month_end = span.closes.map_or(0, |closed| closed.days_before);
    report.closed_period = span.closes.map_or(0, |closed| closed.period);
    report.struck_at = now;
    report.expected_net_assets_e6 = expected;
    report.tie_out_difference_e6 = difference;
    report.income_carry_e6 = fund.income_carry_e6;
    report.approver = approver;
    emit!(Struck {
        fund: fund_key,
        seq: fund.next_seq()?,
        strike_no: args.strike_no,
        day: args.day,
        n_days: span.n_days,
        income_e6: quote.income_e6,
        tie_out_difference_e6: difference,
        late,
    });
    Ok(())
}

/// The day is the next of the calendar, its cut-off has passed, and the report is its own.
fn check_turn(fund: &Fund, report: &NavReport, fund_key: &Pubkey, args: &StrikeArgs, now: i64) -> Result<()> {
    fund.check_version()?;
    report.check_version()?;
    require_keys_eq!(report.fund, *fund_key, MmfError::AccountMismatch);
    require!(report.status == NAV_OPEN, MmfError::AlreadyStruck);
    require!(fund.next_cutoff != 0, MmfError::CalendarMissing);
    require!(args.day > fund.last_struck_day, MmfError::DayAlreadyStruck);
    require!(args.day == fund.next_strike_day, MmfError::DayOutOfOrder);
    require!(fund.last_strike_no.checked_add(1) == Some(args.strike_no), MmfError::StrikeNumberWrong);
    require!(report.strike_no == args.strike_no, MmfError::StrikeNumberWrong);
    require!(now >= fund.next_cutoff, MmfError::BeforeCutoff);
    Ok(())
}

/// Place of the quote that the strike takes.
fn choose_quote(fund: &Fund, report: &NavReport) -> Result<usize> {
    require!(report.quote_count >= fund.policy.nav_quorum, MmfError::QuorumMissing);
    lower_median(report.posted()).ok_or_else(|| MmfError::QuorumMissing.into())
}

/// With a quorum of 1 the NAV approvers sign, one of whom is not the source; late, governance signs as well. Returns that approver, or the
/// default key where the quorum alone suffices.
fn approve(
    fund_key: &Pubkey,
    fund: &Fund,
    quote: &Quote,
    late: bool,
    action: &mut OptionalAction<'_>,
    signers: &[AccountInfo<'_>],
    args: &StrikeArgs,
) -> Result<Pubkey> {
    let roles: &[Role] = match (fund.policy.nav_quorum, late) {
        (_, true) => &[Role::NavApprover, Role::Governance],
        (1, false) => &[Role::NavApprover],
        _ => return Ok(Pubkey::default()),
    };
    let approvals: Approvals = require_councils(fund_key, fund, roles, action, signers, || {
        payload_hash(&crate::instruction::Strike { args: *args }.data(), &[*fund_key])
    })?;
    let agreed = approvals[Role::NavApprover.index()];
    let members = fund.council(Role::NavApprover).members().iter().enumerate();
    let mut checkers =
        members.filter(|(place, member)| agreed & 1 << place != 0 && **member != quote.source).map(|(_, key)| *key);
    match checkers.next() {
        Some(checker) => Ok(checker),
        None if fund.policy.nav_quorum > 1 => Ok(Pubkey::default()),
        None => err!(MmfError::MakerIsChecker),
    }
}

/// The classes in order, each with its period account where a month closes.
fn members<'info>(
    fund_key: &Pubkey,
    fund: &Fund,
    span: &Span,
    infos: &'info [AccountInfo<'info>],
) -> Result<Vec<Member<'info>>> {
    let mut infos = infos.iter().filter(|info| !info.is_signer);
    let mut members = Vec::with_capacity(usize::from(MAX_CLASSES));
    for class_no in (0..fund.next_class_no).filter(|number| fund.class_bitmap & 1 << number != 0) {
        let info = infos.next().ok_or(MmfError::StrikeAccountsWrong)?;
        let class = AccountLoader::<ShareClass>::try_from(info).map_err(|_| MmfError::StrikeAccountsWrong)?;
        {
            let class = class.load()?;
            class.check_version()?;
            require!(class.fund == *fund_key && class.class_no == class_no, MmfError::StrikeAccountsWrong);
        }
        let period = if span.closes.is_some() { infos.next() } else { None };
        members.push(Member { class, period });
    }
    require!(infos.next().is_none(), MmfError::StrikeAccountsWrong);
    Ok(members)
}

/// Books before the strike plus the quote's income and realised result, in e6: what the quote's net assets should be.
fn expected_net_assets_e6(fund: &Fund, members: &[Member<'_>], quote: &Quote) -> Result<u64> {
    let mut sum = i128::from(fund.income_carry_e6)
        .checked_add(i128::from(fund.retained_gains_e6))
        .and_then(|sum| sum.checked_add(i128::from(quote.income_e6)))
        .and_then(|sum| sum.checked_add(i128::from(quote.realised_e6)))
        .ok_or(MmfError::Overflow)?;
    for member in members {
        sum = sum.checked_add(member.class.load()?.claims_e6()?).ok_or(MmfError::Overflow)?;
    }
    u64::try_from(sum).map_err(|_| MmfError::TieOutFailed.into())
}

fn tie_out(fund: &Fund, quote: &Quote, expected_e6: u64) -> Result<i64> {
    let difference = i128::from(quote.net_assets_e6).saturating_sub(i128::from(expected_e6));
    require!(
        difference.unsigned_abs() <= u128::from(fund.policy.tie_out_tolerance_e6),
        MmfError::TieOutFailed
    );
    i64::try_from(difference).map_err(|_| MmfError::TieOutFailed.into())
}

/// The span in one step, or in two around a month end.
fn steps(quote: &Quote, span: &Span) -> Result<Vec<Step>> {
    let days = span.month_split();
    let closes = span.closes.map(|closed| closed.period);
    if days.after == 0 {
        return Ok(vec![Step { income_e6: quote.income_e6, days: days.before, closes }]);
    }
    let (first, second) = if quote.month_end_stated == 1 {
        let first = quote.income_to_month_end_e6;
        (first, quote.income_e6.checked_sub(first).ok_or(MmfError::Overflow)?)
    } else {
        income::pro_rata(quote.income_e6, days.before, span.n_days).or_mmf()?
    };
    Ok(vec![
        Step { income_e6: first, days: days.before, closes },
        Step { income_e6: second, days: days.after, closes: None },
    ])
}

fn prepare(members: &[Member<'_>]) -> Result<()> {
    for member in members {
        member.class.load_mut()?.flags &= !class_flag::RATE_CAPPED;
    }
    Ok(())
}

/// Splits a step's income between the classes and lets each declare. `of_days`: the whole span where another step follows.
fn run_step(
    fund: &mut Fund,
    report: &mut NavReport,
    members: &[Member<'_>],
    step: &Step,
    of_days: Option<u16>,
) -> Result<()> {
    let mut bases = Vec::with_capacity(members.len());
    for member in members {
        bases.push(member.class.load()?.net_asset_base_e6());
    }
    let mut parts = vec![0i64; members.len()];
    fund.income_carry_e6 = income::split(step.income_e6, fund.income_carry_e6, &bases, &mut parts).or_mmf()?;
    for (member, part) in members.iter().zip(parts) {
        let mut class = member.class.load_mut()?;
        let pending = class.equalisation_pending_e6;
        let equalisation = match of_days {
            Some(days) => share_of_days(pending, step.days, days)?,
            None => pending,
        };
        let result = &mut report.results[usize::from(class.class_no)];
        declare(&mut class, result, part, equalisation, step.days)?;
        if of_days.is_some() {
            result.rate_to_month_end_e18 = result.rate_e18;
        }
    }
    Ok(())
}

fn share_of_days(amount_e6: u64, days: u16, of_days: u16) -> Result<u64> {
    let amount = i64::try_from(amount_e6).map_err(|_| MmfError::Overflow)?;
    let (share, _) = income::pro_rata(amount, days, of_days).or_mmf()?;
    u64::try_from(share).map_err(|_| MmfError::Overflow.into())
}

fn finish_fund(
    fund: &mut Fund,
    quote: &Quote,
    accounts: &Strike<'_>,
    args: &StrikeArgs,
    difference_e6: i64,
    now: i64,
) -> Result<()> {
    let sum = |total: i64, amount: i64| total.checked_add(amount).ok_or(MmfError::Overflow);
    fund.gross_income_to_date_e6 = sum(fund.gross_income_to_date_e6, quote.income_e6)?;
    fund.retained_gains_e6 = sum(fund.retained_gains_e6, quote.realised_e6)?;
    fund.tie_out_difference_e6 = difference_e6;
    fund.last_strike_no = args.strike_no;
    fund.last_struck_day = args.day;
    fund.last_cutoff = fund.next_cutoff;
    fund.last_struck_at = now;
    let next = next_strike_day(accounts, args.day)?;
    set_next(fund, next);
    Ok(())
}

/// The next strike day in the day's year, or in the next year where its calendar is given.
fn next_strike_day(accounts: &Strike<'_>, day: i32) -> Result<Option<StrikeDay>> {
    let fund_key = accounts.fund.key();
    let from = day.saturating_add(1);
    let search = |loader: &AccountLoader<'_, Calendar>, year: u16| -> Result<Option<StrikeDay>> {
        let calendar = loader.load()?;
        calendar.check_version()?;
        require!(calendar.fund == fund_key && calendar.year == year, MmfError::AccountMismatch);
        calendar.next_strike_day(from)
    };
    let year = year_of(day)?;
    let this_year = search(&accounts.calendar, year)?;
    match &accounts.next_calendar {
        Some(next) if this_year.is_none() => search(next, year.saturating_add(1)),
        _ => Ok(this_year),
    }
}

fn finish_classes(
    fund: &Fund,
    report: &NavReport,
    members: &[Member<'_>],
    quote: &Quote,
    span: &Span,
    args: &StrikeArgs,
    now: i64,
) -> Result<()> {
    let window = i64::from(fund.policy.strike_window_seconds);
    for member in members {
        let mut class = member.class.load_mut()?;
        let result = &report.results[usize::from(class.class_no)];
        let old_index = result.index.get().saturating_sub(u128::from(result.rate_e18));
        class.last_rate_e18 = result.rate_e18;
        class.last_n_days = span.n_days;
        class.price.confidence_e12 = confidence_e12(quote);
        class.price.published_at = now;
        class.price.valid_until = fund.next_cutoff.saturating_add(window);
        class.price.struck_day = args.day;
        class.price.status = 1;
        class.price.strike_no = args.strike_no;
        emit!(ClassStruck {
            class: member.class.key(),
            seq: class.next_seq()?,
            strike_no: args.strike_no,
            net_income_e6: result.income_e6.saturating_sub(i64::try_from(result.expense_e6).unwrap_or(i64::MAX)),
            expense_e6: result.expense_e6,
            rate_e18: result.rate_e18,
            old_index,
            new_index: result.index.get(),
            supply_units: result.supply_units,
        });
    }
    Ok(())
}

/// Market against amortised value, relative, scaled by 10^12; rounded up.
fn confidence_e12(quote: &Quote) -> u64 {
    let gap = quote.market_net_assets_e6.abs_diff(quote.net_assets_e6);
    let scaled = u128::from(gap).saturating_mul(mmf_math::PRICE_SCALE);
    let ratio = scaled.div_ceil(u128::from(quote.net_assets_e6.max(1)));
    u64::try_from(ratio).unwrap_or(u64::MAX)
}
