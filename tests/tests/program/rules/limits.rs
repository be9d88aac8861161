//! The most that one investor may hold: units of the class, a part of its supply, units of all classes.

use mmf::error::MmfError;
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{ONE, expect_error};

use super::Scene;
use crate::hostile::{open_in, second_class, subscribe_in};

#[test]
fn the_limit_of_the_class_counts_over_several_wallets() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.max_investor_units = 10 * ONE);
    let second = scene.world.wallet_of(&scene.taker.investor);

    scene.give(6 * ONE).unwrap();
    expect_error(scene.world.transfer(&scene.giver, &second, 4 * ONE + 1), MmfError::DeniedAboveInvestorLimit);
    scene.world.transfer(&scene.giver, &second, 4 * ONE).unwrap();
    expect_error(scene.give(1), MmfError::DeniedAboveInvestorLimit);
    expect_error(scene.world.subscribe(&scene.taker, 1), MmfError::DeniedAboveInvestorLimit);
    scene.world.transfer(&scene.taker, &second, 6 * ONE).unwrap();
}

#[test]
fn who_is_above_a_limit_that_came_later_keeps_and_sends() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.max_investor_units = 10 * ONE);

    scene.give(ONE).unwrap();
    expect_error(scene.give_back(1), MmfError::DeniedAboveInvestorLimit);
    expect_error(scene.world.subscribe(&scene.giver, 1), MmfError::DeniedAboveInvestorLimit);
}

#[test]
fn the_part_of_the_supply_counts_over_several_wallets() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.max_investor_bps = 2_500);
    let second = scene.world.wallet_of(&scene.taker.investor);

    scene.give(20 * ONE).unwrap();
    expect_error(scene.world.transfer(&scene.giver, &second, 5 * ONE + 1), MmfError::DeniedAboveInvestorShare);
    scene.world.transfer(&scene.giver, &second, 5 * ONE).unwrap();
    expect_error(scene.give(1), MmfError::DeniedAboveInvestorShare);
}

#[test]
fn a_subscription_counts_in_the_supply_that_it_makes() {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.max_investor_bps = 2_000);

    expect_error(scene.world.subscribe(&scene.taker, 25 * ONE + 1), MmfError::DeniedAboveInvestorShare);
    scene.world.subscribe(&scene.taker, 25 * ONE).unwrap();
    assert_eq!(scene.world.class().recorded_supply_units, 125 * ONE);
}

#[test]
fn an_investors_own_limit_counts_over_all_classes() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let other_class = second_class(&mut scene.world);
    open_in(&mut scene.world, &scene.taker, other_class);
    subscribe_in(&mut scene.world, &scene.taker, other_class, 6 * ONE);
    let taker = scene.taker.investor;
    scene.world.update(&taker, |profile| profile.max_units = 10 * ONE).unwrap();
    let second = scene.world.wallet_of(&taker);

    expect_error(scene.give(4 * ONE + 1), MmfError::DeniedAboveOwnLimit);
    expect_error(scene.world.subscribe(&scene.taker, 4 * ONE + 1), MmfError::DeniedAboveOwnLimit);
    scene.give(4 * ONE).unwrap();
    expect_error(scene.world.transfer(&scene.giver, &second, 1), MmfError::DeniedAboveOwnLimit);
    scene.world.transfer(&scene.taker, &second, 4 * ONE).unwrap();
}
