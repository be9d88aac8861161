//! The minimum balance of a class.

use mmf::error::MmfError;
use mmf::instructions::ClassRulesArgs;
use mmf_tests::rules::{offshore, onshore, vault};
use mmf_tests::{ONE, expect_error};

use super::Scene;

fn at_least_40(rules: &mut ClassRulesArgs) {
    rules.min_balance_units = 40 * ONE;
}

#[test]
fn the_sender_keeps_at_least_the_minimum_or_nothing() {
    let mut scene = Scene::new(onshore(), offshore(), at_least_40);

    expect_error(scene.give(60 * ONE + 1), MmfError::BelowClassMinimum);
    scene.give(60 * ONE).unwrap();
    expect_error(scene.give(40 * ONE - 1), MmfError::BelowClassMinimum);
    scene.give(40 * ONE).unwrap();
    assert_eq!(scene.world.holding(&scene.giver.holding).recorded_units, 0);
}

#[test]
fn the_receiver_has_at_least_the_minimum_afterwards() {
    let mut scene = Scene::new(onshore(), offshore(), at_least_40);

    expect_error(scene.give(40 * ONE - 1), MmfError::BelowClassMinimum);
    scene.give(40 * ONE).unwrap();
    scene.give(1).unwrap();
}

#[test]
fn a_redemption_and_a_subscription_leave_the_minimum_as_well() {
    let mut scene = Scene::new(onshore(), offshore(), at_least_40);

    expect_error(scene.world.redeem(&scene.giver, 60 * ONE + 1), MmfError::BelowClassMinimum);
    scene.world.redeem(&scene.giver, 60 * ONE).unwrap();
    scene.world.redeem(&scene.giver, u64::MAX).unwrap();
    expect_error(scene.world.subscribe(&scene.taker, 40 * ONE - 1), MmfError::BelowClassMinimum);
    scene.world.subscribe(&scene.taker, 40 * ONE).unwrap();
}

#[test]
fn all_wallets_of_an_investor_count_together() {
    let mut scene = Scene::new(onshore(), offshore(), at_least_40);
    let second = scene.world.wallet_of(&scene.giver.investor);

    scene.world.transfer(&scene.giver, &second, 99 * ONE).unwrap();
    scene.world.transfer(&second, &scene.taker, 60 * ONE).unwrap();
    expect_error(scene.world.transfer(&second, &scene.taker, 1), MmfError::BelowClassMinimum);
}

#[test]
fn a_protocol_vault_is_exempt_on_either_side() {
    let mut scene = Scene::new(vault(true), offshore(), at_least_40);
    let second = scene.world.vault(true, 0);

    scene.give(99 * ONE).unwrap();
    scene.world.transfer(&scene.taker, &second, 1).unwrap();
}
