//! Rules on units that leave a holding.

use super::denial::{Finding, Ruling, demand};
use super::{Case, Denial, Operation, Party, Side, check_standing};
use crate::state::InvestorKind;

/// The class's units move between holders.
pub(super) fn through_fund_only(case: &Case<'_>) -> Ruling {
    let is_free = case.class.rules.transfers_refused == 0 || !case.is_transfer_between_investors();
    demand(is_free, Denial::ThroughFundOnly, Side::Class)
}

/// Units of a person who is not a US person do not go to one before the date of the class, or of the giver where that is later.
pub(super) fn flow_back(case: &Case<'_>, giver: &Party<'_>, taker: &Party<'_>) -> Ruling {
    let until = case.class.rules.flow_back_until.max(giver.investor.flow_back_until);
    if case.now >= until || giver.investor.is_us_person() || !taker.investor.is_us_person() {
        return Ok(());
    }
    Err(Finding::ending(Denial::FlowBack, Side::Taker, until))
}

/// The units are there, and neither reserved nor frozen nor pledged.
pub(super) fn free_units(case: &Case<'_>, giver: &Party<'_>) -> Ruling {
    demand(case.units <= giver.holding.free_units(), Denial::UnitsNotFree, Side::Giver)
}

/// The units are not within the lock-up of their issue.
pub(super) fn lock_up(case: &Case<'_>, giver: &Party<'_>) -> Ruling {
    let (free, locked) = (giver.holding.free_units(), giver.holding.locked_units(case.now));
    if locked == 0 || case.units <= free.saturating_sub(locked) {
        return Ok(());
    }
    let until = giver.holding.unlocked_at(free.saturating_sub(case.units));
    Err(Finding { denial: Denial::LockedUp, side: Side::Giver, until })
}

/// The sender's own lock-up has ended.
pub(super) fn own_lock_up(case: &Case<'_>, giver: &Party<'_>) -> Ruling {
    let until = giver.investor.locked_until;
    if case.now >= until {
        return Ok(());
    }
    Err(Finding::ending(Denial::InvestorLockedUp, Side::Giver, until))
}

/// The giver is left with nothing, or no fewer units than the class's minimum. Exempt are protocol vaults, and redemptions of who can't bring
/// its units together: it may not send, or an order or reservation holds the rest. Units in the redemption queue count as gone.
pub(super) fn minimum_balance(case: &Case<'_>, giver: &Party<'_>) -> Ruling {
    let going = case.units.saturating_add(giver.holding.reserved_units);
    let left = giver.investor.units_of(case.class.class_no).saturating_sub(going);
    let is_vault = giver.investor.is_kind(InvestorKind::ProtocolVault);
    let fits = left == 0 || left >= case.class.rules.min_balance_units || is_vault || is_stuck(case, giver);
    demand(fits, Denial::BelowMinimumBalance, Side::Giver)
}

fn is_stuck(case: &Case<'_>, giver: &Party<'_>) -> bool {
    let free = giver.holding.free_units();
    let takes_what_is_free = case.units == free && free < giver.holding.recorded_units;
    let may_send = check_standing(giver.investor, Operation::Send, case.now).is_ok();
    case.taker.is_none() && (takes_what_is_free || !may_send)
}
