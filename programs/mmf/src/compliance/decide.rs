//! All rules in order.

use core::ops::ControlFlow;

use super::denial::{Finding, Ruling, demand};
use super::{Case, Denial, Operation, Party, Side, check_pause, check_standing, entry, leaving};
use crate::state::{Holding, Investor, ShareClass};

/// Allows a movement, or denies it for the first reason.
///
/// # Errors
/// The [`Denial`] of the first rule that denies.
pub fn decide(case: &Case<'_>) -> Result<(), Denial> {
    let stop = |ruling: Ruling| match ruling {
        Ok(()) => ControlFlow::Continue(()),
        Err(finding) => ControlFlow::Break(finding.denial),
    };
    match movement(case, stop) {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(denial) => Err(denial),
    }
}

/// Every rule that denies a movement, in the order in which [`decide`] asks them.
pub fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    let note = |ruling: Ruling| {
        found.extend(ruling.err());
        ControlFlow::<core::convert::Infallible>::Continue(())
    };
    let _ = movement(case, note);
    found
}

/// Whether a class is open to an investor: what admits to a class and, where there is no hook, keeps it in.
///
/// # Errors
/// The first [`Denial`].
pub fn check_eligible(class: &ShareClass, investor: &Investor, now: i64) -> Result<(), Denial> {
    let found = eligibility(class, investor, now).into_iter().find_map(Result::err);
    found.map_or(Ok(()), |finding| Err(finding.denial))
}

/// Every reason for which a class is not open to an investor, in the order in which [`check_eligible`] asks.
pub fn ineligibility(class: &ShareClass, investor: &Investor, now: i64) -> Vec<Finding> {
    eligibility(class, investor, now).into_iter().filter_map(Result::err).collect()
}

fn eligibility(class: &ShareClass, investor: &Investor, now: i64) -> [Ruling; 5] {
    let standing = check_standing(investor, Operation::Receive, now);
    [
        standing.map_err(|denial| Finding::of(denial, Side::Taker)),
        entry::jurisdiction(class, investor),
        entry::us_person(class, investor),
        entry::compliance_period(class, investor, now),
        entry::tier(class, investor, now),
    ]
}

/// Why a holding's token account must be frozen: an order, or an investor who may not hold. With a hook, which refuses every movement that
/// the rules deny, only who is blocked or sanctioned is frozen as well; without, whoever the class is not open to.
pub fn must_be_frozen(class: &ShareClass, investor: &Investor, holding: &Holding, now: i64) -> Option<Denial> {
    if holding.is_frozen() {
        return Some(Denial::HoldingFrozen);
    }
    let denial = check_eligible(class, investor, now).err()?;
    (investor.is_barred() || !class.is_hooked()).then_some(denial)
}

/// Whether the token account of an investor's holding may be thawed, as far as the investor goes. Without a hook only the frozen state keeps
/// anybody out, so there the class must still be open to the investor.
///
/// # Errors
/// The first [`Denial`].
pub fn check_thaw(class: &ShareClass, investor: &Investor, now: i64) -> Result<(), Denial> {
    if class.is_hooked() {
        check_standing(investor, Operation::BeThawed, now)
    } else {
        check_eligible(class, investor, now)
    }
}

/// Whether an investor's next holding takes one of a limited number of places in the class: it is its first there.
pub fn takes_a_place(class: &ShareClass, investor: &Investor) -> bool {
    class.rules.max_investors != [0; 3] && !investor.has_holding_in(class.class_no)
}

/// Whether the class has room for an investor; one that has a holding there takes none.
///
/// # Errors
/// The first [`Denial`].
pub fn check_room(class: &ShareClass, investor: &Investor, now: i64) -> Result<(), Denial> {
    if investor.has_holding_in(class.class_no) {
        return Ok(());
    }
    const SORTS: [Denial; 3] = [Denial::TooManyInvestors, Denial::TooManyUsInvestors, Denial::TooManyNonAccredited];
    for (sort, denial) in SORTS.into_iter().enumerate() {
        entry::room_for(class, investor, sort, denial, now).map_err(|finding| finding.denial)?;
    }
    Ok(())
}

/// Whether units may leave a holding's class for another one, as far as lock-ups go: as in a transfer.
///
/// # Errors
/// [`Denial::LockedUp`], [`Denial::InvestorLockedUp`].
pub fn check_lock_ups(
    class: &ShareClass,
    holding: &Holding,
    investor: &Investor,
    units: u64,
    now: i64,
) -> Result<(), Denial> {
    let giver = Party { investor, holding };
    let case = Case { class, giver: Some(giver), taker: None, same_investor: false, units, pause_bit: 0, now };
    let found = leaving::lock_up(&case, &giver).and_then(|()| leaving::own_lock_up(&case, &giver));
    found.map_err(|finding| finding.denial)
}

/// Whether units may go from one investor to another through a liquidity facility, as far as flow-back goes: as in a transfer.
///
/// # Errors
/// [`Denial::FlowBack`].
pub fn check_flow_back(
    class: &ShareClass,
    giver: &Party<'_>,
    taker: &Party<'_>,
    units: u64,
    now: i64,
) -> Result<(), Denial> {
    let parties = (Some(*giver), Some(*taker));
    let case = Case { class, giver: parties.0, taker: parties.1, same_investor: false, units, pause_bit: 0, now };
    leaving::flow_back(&case, giver, taker).map_err(|finding| finding.denial)
}

/// Asks every rule that concerns the movement, until `heed` has heard enough.
#[inline(always)]
fn movement<B>(case: &Case<'_>, mut heed: impl FnMut(Ruling) -> ControlFlow<B>) -> ControlFlow<B> {
    let class = case.class;
    heed(check_pause(class, case.pause_bit).map_err(|denial| Finding::of(denial, Side::Class)))?;
    heed(leaving::through_fund_only(case))?;
    if let Some(giver) = &case.giver {
        let operation = if case.taker.is_some() { Operation::Send } else { Operation::Redeem };
        heed(standing(giver, operation, Side::Giver, case.now))?;
        heed(not_frozen(giver, Side::Giver))?;
        if class.is_hooked() {
            heed(leaving::free_units(case, giver))?;
        }
        if case.taker.is_some() {
            heed(leaving::lock_up(case, giver))?;
        }
        if !case.same_investor {
            heed(leaving::minimum_balance(case, giver))?;
        }
    }
    if let Some(taker) = &case.taker {
        heed(standing(taker, Operation::Receive, Side::Taker, case.now))?;
        heed(not_frozen(taker, Side::Taker))?;
        if case.is_acquisition() {
            let investor = taker.investor;
            heed(entry::jurisdiction(class, investor))?;
            heed(entry::us_person(class, investor))?;
            heed(entry::compliance_period(class, investor, case.now))?;
            heed(entry::tier(class, investor, case.now))?;
            heed(entry::investor_limit(case, investor))?;
            heed(entry::investor_share(case, investor))?;
            if class.is_hooked() {
                heed(entry::own_limit(case, investor))?;
            }
            heed(entry::minimum_balance(case, investor))?;
        }
    }
    if let (Some(giver), Some(taker), false) = (&case.giver, &case.taker, case.same_investor) {
        heed(leaving::flow_back(case, giver, taker))?;
        heed(leaving::own_lock_up(case, giver))?;
    }
    if let (None, Some(taker)) = (&case.giver, &case.taker) {
        let has_room = class.rules.lock_up_seconds == 0 || taker.holding.has_room_for_lot(class, case.now);
        heed(demand(has_room, Denial::LotsFull, Side::Taker))?;
    }
    ControlFlow::Continue(())
}

fn standing(party: &Party<'_>, operation: Operation, side: Side, now: i64) -> Ruling {
    check_standing(party.investor, operation, now).map_err(|denial| Finding::of(denial, side))
}

fn not_frozen(party: &Party<'_>, side: Side) -> Ruling {
    demand(!party.holding.is_frozen(), Denial::HoldingFrozen, side)
}
