//! Attributes that a class asks of whoever acquires units.

use mmf::error::MmfError;
use mmf::state::AttributeKind::{Accredited, Institution, Professional, QualifiedPurchaser};
use mmf_tests::calendar::at;
use mmf_tests::rules::{bit, offshore, onshore};
use mmf_tests::{ONE, World, expect_error};

use super::Scene;

#[test]
fn an_attribute_ends_in_the_second_in_which_it_expires() {
    for kind in [Accredited, QualifiedPurchaser, Institution, Professional] {
        let mut scene = Scene::new(onshore(), offshore(), |rules| rules.required_attributes = bit(kind));
        let (taker, expiry) = (scene.taker.investor, at(1, 2, 16, 0));
        expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
        scene.world.verify(&taker, &[kind], expiry).unwrap();

        scene.world.set_time(expiry - 1);
        scene.give(ONE).unwrap();
        scene.world.subscribe(&scene.taker, ONE).unwrap();
        scene.world.set_time(expiry);
        expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
        expect_error(scene.world.subscribe(&scene.taker, ONE), MmfError::DeniedTierTooLow);
    }
}

#[test]
fn every_attribute_that_is_asked_for_must_be_held() {
    let both = bit(Accredited) | bit(Professional);
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.required_attributes = both);
    let taker = scene.taker.investor;

    scene.world.verify(&taker, &[Accredited, QualifiedPurchaser, Institution], at(6, 1, 0, 0)).unwrap();
    expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
    scene.world.verify(&taker, &[Professional], at(3, 1, 0, 0)).unwrap();
    scene.give(ONE).unwrap();
    scene.world.set_time(at(3, 1, 0, 0));
    expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
}

#[test]
fn what_is_asked_of_us_persons_comes_on_top_and_is_not_asked_of_others() {
    let rules = |rules: &mut mmf::instructions::ClassRulesArgs| {
        rules.required_attributes = bit(Accredited);
        rules.us_required_attributes = bit(QualifiedPurchaser);
    };
    for (taker, enough) in [(offshore(), true), (onshore(), false)] {
        let mut scene = Scene::new(onshore(), taker, rules);
        let taker = scene.taker.investor;
        expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
        scene.world.verify(&taker, &[Accredited], at(6, 1, 0, 0)).unwrap();
        if enough {
            scene.give(ONE).unwrap();
        } else {
            expect_error(scene.give(ONE), MmfError::DeniedTierTooLow);
        }
    }
}

#[test]
fn who_lost_an_attribute_keeps_sends_and_redeems() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let second = scene.world.wallet_of(&scene.giver.investor);
    scene.world.set_rules(|rules| rules.required_attributes = bit(Accredited)).unwrap();
    let taker = scene.taker.investor;
    scene.world.verify(&taker, &[Accredited], at(6, 1, 0, 0)).unwrap();

    scene.give(ONE).unwrap();
    scene.world.transfer(&scene.giver, &second, ONE).unwrap();
    scene.world.redeem(&scene.giver, u64::MAX).unwrap();
}

#[test]
fn an_investor_without_the_attribute_opens_no_holding() {
    let mut world = World::with_rules(|rules| rules.required_attributes = bit(Institution));
    let investor = world.investor_of(onshore());
    let holder = world.unopened_wallet_of(&investor);

    expect_error(world.open(&holder), MmfError::DeniedTierTooLow);
    world.verify(&investor, &[Institution], at(6, 1, 0, 0)).unwrap();
    world.open(&holder).unwrap();
}
