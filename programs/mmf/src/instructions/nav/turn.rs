//! Whether it is this strike's turn: day, quote, approval, and the tie-out to the books.

use anchor_lang::prelude::*;

use super::span_steps::Member;
use super::{CorrectionArgs, Strike, StrikeArgs, choose_quote, quote_hash};
use crate::authority::Demand;
use crate::error::MmfError;
use crate::state::{Fund, NAV_OPEN, NavReport, Quote, Role};

/// The day is the next of the calendar, its cut-off has passed, and the report is of that day.
pub fn check_turn(fund: &Fund, report: &NavReport, fund_key: &Pubkey, args: &StrikeArgs, now: i64) -> Result<()> {
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
    require!(report.day == args.day && report.cutoff == fund.next_cutoff, MmfError::QuorumMissing);
    Ok(())
}

/// Place of the quote to strike; it is the one that the approvers saw.
pub fn check_quote(fund: &Fund, report: &NavReport, args: &StrikeArgs) -> Result<usize> {
    let place = choose_quote(report, fund.council(Role::NavSource), fund.policy.nav_quorum)?;
    require!(quote_hash(&report.quotes[place]) == args.quote_hash, MmfError::QuoteChanged);
    Ok(place)
}

/// The NAV approvers agree; late, beyond the fund's bounds and with a correction also governance. With a quorum of 1, one approver is no NAV source. Returns an approver.
pub fn approve(
    fund: &Fund,
    late: bool,
    accounts: &mut Strike<'_>,
    signers: &[AccountInfo<'_>],
    args: &StrikeArgs,
) -> Result<Pubkey> {
    let fund_key = accounts.fund.key();
    let both = late || args.needs_governance();
    let roles: &[Role] = if both { &[Role::NavApprover, Role::Governance] } else { &[Role::NavApprover] };
    let demand = Demand { fund_key: &fund_key, fund, roles, loosens: false };
    let order = crate::instruction::Strike { args: args.clone() };
    let mut targets = vec![fund_key];
    targets.extend(accounts.external_price.as_ref().map(|account| account.key()));
    let approvals = demand.require(&mut accounts.action, signers, &order, &targets)?;
    let agreed = approvals[Role::NavApprover.index()];
    let sources = fund.council(Role::NavSource);
    let independent_only = fund.policy.nav_quorum == 1;
    let members = fund.council(Role::NavApprover).members().iter().enumerate();
    members
        .filter(|(place, _)| agreed & 1 << place != 0)
        .map(|(_, member)| *member)
        .find(|member| !independent_only || sources.position(member).is_none())
        .ok_or_else(|| MmfError::MakerIsChecker.into())
}

/// What the fund owes and is worth by the books, in e6; before a strike, at its cut-off.
pub fn books_e6(fund: &Fund, members: &[Member<'_>]) -> Result<i128> {
    fund.books_e6(members.iter().map(|member| member.class.load()?.claims_e6()))
}

/// Books before the strike plus the quote's income and realised result and the correction, in e6: what the quote's net assets should be.
///
/// # Errors
/// [`MmfError::TieOutFailed`] below zero.
pub fn expected_net_assets_e6(books_e6: i128, quote: &Quote, correction: Option<&CorrectionArgs>) -> Result<u64> {
    let correction_e6 = correction.map_or(Ok(0), CorrectionArgs::total_e6)?;
    let sum = books_e6
        .saturating_add(i128::from(quote.income_e6))
        .saturating_add(i128::from(quote.realised_e6))
        .saturating_add(i128::from(correction_e6));
    u64::try_from(sum).map_err(|_| MmfError::TieOutFailed.into())
}

/// The quote's net assets less the books, in e6.
///
/// # Errors
/// [`MmfError::TieOutFailed`] beyond the fund's tolerance.
pub fn tie_out(fund: &Fund, quote: &Quote, expected_e6: u64) -> Result<i64> {
    let difference = i128::from(quote.net_assets_e6).saturating_sub(i128::from(expected_e6));
    require!(difference.unsigned_abs() <= u128::from(fund.policy.tie_out_tolerance_e6), MmfError::TieOutFailed);
    i64::try_from(difference).map_err(|_| MmfError::TieOutFailed.into())
}
