//! US persons: refused altogether, or for Regulation S's compliance period.

use mmf::error::MmfError;
use mmf::state::AttributeKind;
use mmf_tests::calendar::at;
use mmf_tests::rules::{bit, offshore, onshore};
use mmf_tests::{ONE, World, expect_error};

use super::Scene;

#[test]
fn a_class_that_refuses_us_persons_takes_none_and_lets_those_inside_leave() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.us_persons_refused = true);
    scene.give(10 * ONE).unwrap();

    expect_error(scene.give_back(ONE), MmfError::DeniedUsPerson);
    expect_error(scene.world.subscribe(&scene.giver, ONE), MmfError::DeniedUsPerson);
    scene.world.subscribe(&scene.taker, ONE).unwrap();
    scene.world.redeem(&scene.giver, u64::MAX).unwrap();
}

#[test]
fn a_us_person_opens_no_holding_where_it_is_refused() {
    let mut world = World::with_rules(|rules| rules.us_persons_refused = true);
    let investor = world.investor_of(onshore());
    let holder = world.unopened_wallet_of(&investor);

    expect_error(world.open(&holder), MmfError::DeniedUsPerson);
}

#[test]
fn no_us_person_acquires_units_before_the_compliance_period_has_ended() {
    let end = at(2, 11, 9, 30);
    let mut scene = Scene::new(offshore(), onshore(), |rules| rules.compliance_period_ends_at = end);

    scene.is_denied_until(end, MmfError::DeniedCompliancePeriod);
}

#[test]
fn a_subscription_of_a_us_person_waits_for_the_same_second() {
    let end = at(1, 2, 16, 0);
    let mut scene = Scene::new(offshore(), onshore(), |rules| rules.compliance_period_ends_at = end);

    scene.world.set_time(end - 1);
    expect_error(scene.world.subscribe(&scene.taker, ONE), MmfError::DeniedCompliancePeriod);
    scene.world.subscribe(&scene.giver, ONE).unwrap();
    scene.world.set_time(end);
    scene.world.subscribe(&scene.taker, ONE).unwrap();
}

#[test]
fn others_trade_within_the_compliance_period_and_a_us_holder_may_sell() {
    let end = at(2, 11, 9, 30);
    let period = |rules: &mut mmf::instructions::ClassRulesArgs| rules.compliance_period_ends_at = end;

    Scene::new(offshore(), offshore(), period).give(ONE).unwrap();
    Scene::new(onshore(), offshore(), period).give(ONE).unwrap();
}

#[test]
fn a_us_buyer_after_the_compliance_period_must_still_be_a_qualified_purchaser() {
    let end = at(2, 11, 9, 30);
    let mut scene = Scene::new(offshore(), onshore(), |rules| {
        rules.compliance_period_ends_at = end;
        rules.us_required_attributes = bit(AttributeKind::QualifiedPurchaser);
    });
    let other = scene.world.offshore_holder(0);

    scene.world.set_time(end);
    expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
    scene.world.transfer(&scene.giver, &other, ONE).unwrap();
    let buyer = scene.taker.investor;
    scene.world.verify(&buyer, &[AttributeKind::QualifiedPurchaser], at(12, 1, 0, 0)).unwrap();
    scene.give(ONE).unwrap();
}
