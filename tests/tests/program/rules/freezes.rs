//! Freezes by order and pauses.

use mmf::error::MmfError;
use mmf::instructions::SetPausesArgs;
use mmf::state::{Role, pause};
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{ONE, expect_error, expect_refusal};
use spl_token_2022_interface::error::TokenError;

use super::Scene;

#[test]
fn frozen_units_stay_and_not_one_more() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    scene.world.freeze_units(&scene.giver, 30 * ONE).unwrap();

    expect_error(scene.give(70 * ONE + 1), MmfError::UnitsNotFree);
    expect_error(scene.world.redeem(&scene.giver, 70 * ONE + 1), MmfError::UnitsNotFree);
    scene.give(60 * ONE).unwrap();
    scene.world.redeem(&scene.giver, 10 * ONE).unwrap();
    assert_eq!(scene.world.holding(&scene.giver.holding).recorded_units, 30 * ONE);
}

#[test]
fn an_order_for_more_units_than_there_are_freezes_what_comes() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    scene.world.freeze_units(&scene.taker, 50 * ONE).unwrap();

    scene.give(50 * ONE).unwrap();
    expect_error(scene.give_back(1), MmfError::UnitsNotFree);
    scene.give(1).unwrap();
    scene.give_back(1).unwrap();
}

#[test]
fn redeeming_all_means_all_that_is_free() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    scene.world.freeze_units(&scene.giver, 30 * ONE).unwrap();

    scene.world.redeem(&scene.giver, u64::MAX).unwrap();

    assert_eq!(scene.world.holding(&scene.giver.holding).recorded_units, 30 * ONE);
}

#[test]
fn a_holding_that_is_frozen_whole_moves_in_neither_direction() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    scene.give(10 * ONE).unwrap();
    scene.world.set_freeze(&scene.giver, true).unwrap();
    let frozen = TokenError::AccountFrozen as u32;

    expect_refusal(scene.give(1), frozen);
    expect_refusal(scene.give_back(1), frozen);
    expect_error(scene.world.redeem(&scene.giver, ONE), MmfError::DeniedFrozen);
    expect_error(scene.world.subscribe(&scene.giver, ONE), MmfError::DeniedFrozen);
    scene.world.set_freeze(&scene.giver, false).unwrap();
    scene.give(1).unwrap();
    scene.give_back(1).unwrap();
    scene.world.redeem(&scene.giver, ONE).unwrap();
}

#[test]
fn a_paused_class_moves_nothing_between_holders() {
    let mut scene = Scene::new(onshore(), offshore(), |_| {});
    let authority = scene.world.signed(&[Role::Emergency]);
    let args = SetPausesArgs { pauses: pause::TRANSFERS, expected_pause_no: 0 };
    let order = scene.world.addresses.set_pauses(&scene.world.fund, &[scene.world.class], false, &authority, args);
    scene.world.privileged(&order).unwrap();

    expect_error(scene.give(1), MmfError::DeniedPaused);
}
