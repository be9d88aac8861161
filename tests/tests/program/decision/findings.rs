//! All reasons at once, in order, each with its side and its end.

use mmf::compliance::{Denial, Finding, Side};
use mmf::state::{InvestorStatus, pause};

use super::{HELD, Movement, NOW, Scene, TODAY, freeze, list, lock, set_us_person};

const DAY: i64 = 86_400;

fn found(denial: Denial, side: Side, until: Option<i64>) -> Finding {
    Finding { denial, side, until }
}

#[test]
fn a_transfer_against_many_rules_names_each_with_its_end() {
    let mut scene = Scene::of(Movement::Transfer);
    scene.class.pauses = pause::TRANSFERS;
    set_us_person(&mut scene.taker);
    list(&mut scene.class, 1, 0);
    let rules = &mut scene.class.rules;
    rules.transfers_refused = 1;
    rules.us_persons_refused = 1;
    rules.compliance_period_ends_at = NOW + 10;
    rules.flow_back_until = NOW + 20;
    rules.required_attributes = 1 << 2;
    rules.max_investor_units = 1;
    rules.max_investor_bps = 1;
    rules.min_balance_units = 10 * HELD;
    scene.giver.locked_until = NOW + 30;
    scene.giver.status = InvestorStatus::RedeemOnly as u8;
    scene.taker.max_units = 1;
    scene.taker.status = InvestorStatus::Blocked as u8;
    lock(&mut scene.from, &[(TODAY + 1, 500), (TODAY + 5, 450)]);
    freeze(&mut scene.from);
    freeze(&mut scene.to);
    scene.from.frozen_units = HELD - 99;

    let expected = [
        found(Denial::Paused, Side::Class, None),
        found(Denial::ThroughFundOnly, Side::Class, None),
        found(Denial::RedeemOnly, Side::Giver, None),
        found(Denial::HoldingFrozen, Side::Giver, None),
        found(Denial::UnitsNotFree, Side::Giver, None),
        found(Denial::LockedUp, Side::Giver, Some(NOW + 5 * DAY)),
        found(Denial::BelowMinimumBalance, Side::Giver, None),
        found(Denial::Blocked, Side::Taker, None),
        found(Denial::HoldingFrozen, Side::Taker, None),
        found(Denial::Jurisdiction, Side::Taker, None),
        found(Denial::UsPerson, Side::Taker, None),
        found(Denial::CompliancePeriod, Side::Taker, Some(NOW + 10)),
        found(Denial::TierTooLow, Side::Taker, None),
        found(Denial::AboveInvestorLimit, Side::Taker, None),
        found(Denial::AboveInvestorShare, Side::Taker, None),
        found(Denial::AboveOwnLimit, Side::Taker, None),
        found(Denial::BelowMinimumBalance, Side::Taker, None),
        found(Denial::FlowBack, Side::Taker, Some(NOW + 20)),
        found(Denial::InvestorLockedUp, Side::Giver, Some(NOW + 30)),
    ];
    assert_eq!(scene.findings(), expected);
}

#[test]
fn a_lock_up_ends_with_the_lot_that_frees_enough() {
    let mut scene = Scene::of(Movement::Transfer);
    lock(&mut scene.from, &[(TODAY + 1, 300), (TODAY + 2, 300), (TODAY + 9, 300)]);
    for (units, days) in [(101, 1), (400, 1), (401, 2), (700, 2), (701, 9), (1_000, 9)] {
        scene.units = units;
        let until = Some(NOW + days * DAY);
        assert_eq!(scene.findings(), [found(Denial::LockedUp, Side::Giver, until)], "{units} units");
    }
}

#[test]
fn what_concerns_only_units_that_change_their_owner_is_not_asked_between_own_wallets() {
    let mut scene = Scene::of(Movement::Transfer);
    scene.same_investor = true;
    set_us_person(&mut scene.giver);
    list(&mut scene.class, 1, 0);
    let rules = &mut scene.class.rules;
    (rules.transfers_refused, rules.us_persons_refused, rules.required_attributes) = (1, 1, 1 << 2);
    (rules.compliance_period_ends_at, rules.flow_back_until) = (NOW + 1, NOW + 1);
    (rules.max_investor_units, rules.max_investor_bps, rules.min_balance_units) = (1, 1, 10 * HELD);
    (scene.giver.max_units, scene.giver.locked_until) = (1, NOW + 1);

    assert_eq!(scene.findings(), []);
}
