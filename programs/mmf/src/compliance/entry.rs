//! Rules on who may come in: to acquire units, or to have a holding at all.

use super::denial::{Finding, Ruling, demand};
use super::{Case, Denial, Side};
use crate::state::{Investor, InvestorKind, JurisdictionMode, ShareClass};

/// The investor's jurisdiction is open to the class. A code beyond the bitmap counts as not listed.
pub(super) fn jurisdiction(class: &ShareClass, investor: &Investor) -> Ruling {
    let rules = &class.rules;
    let listed = rules.jurisdictions.get(usize::from(investor.jurisdiction >> 3)).copied().unwrap_or_default();
    let open = JurisdictionMode::from_number(rules.jurisdiction_mode).open_among(listed);
    let is_open = open >> (investor.jurisdiction & 7) & 1 != 0;
    demand(is_open, Denial::Jurisdiction, Side::Taker)
}

/// The class takes US persons.
pub(super) fn us_person(class: &ShareClass, investor: &Investor) -> Ruling {
    demand(class.rules.us_persons_refused == 0 || !investor.is_us_person(), Denial::UsPerson, Side::Taker)
}

/// No US person acquires units before the Regulation S compliance period has ended. Its end permits nothing that another rule forbids.
/// Source: 17 CFR 230.903(b).
pub(super) fn compliance_period(class: &ShareClass, investor: &Investor, now: i64) -> Ruling {
    let ends_at = class.rules.compliance_period_ends_at;
    if now >= ends_at || !investor.is_us_person() {
        return Ok(());
    }
    Err(Finding::ending(Denial::CompliancePeriod, Side::Taker, ends_at))
}

/// The investor holds every attribute that the class asks of it.
pub(super) fn tier(class: &ShareClass, investor: &Investor, now: i64) -> Ruling {
    let of_us = if investor.is_us_person() { class.rules.us_required_attributes } else { 0 };
    let required = class.rules.required_attributes | of_us;
    demand(required == 0 || investor.holds_all(required, now), Denial::TierTooLow, Side::Taker)
}

/// The investor's units of the class, after the movement, are at most so many.
pub(super) fn investor_limit(case: &Case<'_>, investor: &Investor) -> Ruling {
    let limit = case.class.rules.max_investor_units;
    demand(limit == 0 || units_after(case, investor) <= limit, Denial::AboveInvestorLimit, Side::Taker)
}

/// The investor's units of the class, after the movement, are at most that part of the supply, new units included.
pub(super) fn investor_share(case: &Case<'_>, investor: &Investor) -> Ruling {
    let limit_bps = case.class.rules.max_investor_bps;
    if limit_bps == 0 {
        return Ok(());
    }
    let issued = if case.giver.is_none() { case.units } else { 0 };
    let supply = u128::from(case.class.recorded_supply_units).saturating_add(u128::from(issued));
    let held = u128::from(units_after(case, investor)).saturating_mul(10_000);
    demand(held <= supply.saturating_mul(u128::from(limit_bps)), Denial::AboveInvestorShare, Side::Taker)
}

/// The investor's units of all classes, after the movement, are at most its own limit.
pub(super) fn own_limit(case: &Case<'_>, investor: &Investor) -> Ruling {
    if investor.max_units == 0 {
        return Ok(());
    }
    let held = investor.units.iter().fold(case.units, |sum, units| sum.saturating_add(*units));
    demand(held <= investor.max_units, Denial::AboveOwnLimit, Side::Taker)
}

/// The taker is left with no fewer units than the class's minimum. Protocol vaults are exempt.
pub(super) fn minimum_balance(case: &Case<'_>, investor: &Investor) -> Ruling {
    let after = units_after(case, investor);
    let fits =
        after == 0 || after >= case.class.rules.min_balance_units || investor.is_kind(InvestorKind::ProtocolVault);
    demand(fits, Denial::BelowMinimumBalance, Side::Taker)
}

/// A class without a register of units sees nobody's balance.
fn units_after(case: &Case<'_>, investor: &Investor) -> u64 {
    investor.units_of(case.class.class_no).saturating_add(case.units)
}

/// In which of the class's numbers of investors an investor counts: all, US persons, not accredited.
pub fn counted_as(investor: &Investor, now: i64) -> [bool; 3] {
    [true, investor.is_us_person(), !investor.is_accredited(now)]
}

/// There is room for one more investor of its sort in one of the class's numbers.
pub(super) fn room_for(class: &ShareClass, investor: &Investor, sort: usize, denial: Denial, now: i64) -> Ruling {
    let (most, open) = (u32::from(class.rules.max_investors[sort]), class.rules.investors_of(sort));
    let has_room = most == 0 || open < most || !counted_as(investor, now)[sort];
    demand(has_room, denial, Side::Taker)
}
