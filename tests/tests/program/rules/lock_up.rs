//! New issues don't move between holders before their day.

use mmf::error::MmfError;
use mmf_tests::calendar::at;
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{ONE, expect_error};

use super::Scene;

const HOUR: u32 = 3_600;

/// A giver with 100 free shares and 10 that are locked for so long from 2 January, 15:00.
fn locked_for(seconds: u32) -> Scene {
    let mut scene = Scene::new(onshore(), offshore(), |rules| rules.lock_up_seconds = seconds);
    scene.world.subscribe(&scene.giver, 10 * ONE).unwrap();
    scene
}

#[test]
fn a_lock_up_that_ends_at_midnight_ends_there() {
    let mut scene = locked_for(9 * HOUR);
    scene.give(100 * ONE).unwrap();

    scene.is_denied_until(at(1, 3, 0, 0), MmfError::DeniedLockedUp);
}

#[test]
fn a_lock_up_that_ends_a_second_after_midnight_lasts_until_the_next() {
    let mut scene = locked_for(9 * HOUR + 1);
    scene.give(100 * ONE).unwrap();

    scene.world.set_time(at(1, 3, 0, 1));
    expect_error(scene.give(ONE), MmfError::DeniedLockedUp);
    scene.is_denied_until(at(1, 4, 0, 0), MmfError::DeniedLockedUp);
}

#[test]
fn the_free_units_move_and_not_one_more() {
    let mut scene = locked_for(9 * HOUR);

    expect_error(scene.give(100 * ONE + 1), MmfError::DeniedLockedUp);
    scene.give(100 * ONE).unwrap();
    expect_error(scene.give(1), MmfError::DeniedLockedUp);
    scene.give(0).unwrap();
}

#[test]
fn units_that_were_received_are_free() {
    let mut scene = locked_for(9 * HOUR);
    scene.give(100 * ONE).unwrap();

    scene.give_back(5 * ONE).unwrap();
    expect_error(scene.give(5 * ONE + 1), MmfError::DeniedLockedUp);
    scene.give(5 * ONE).unwrap();
}

#[test]
fn locked_units_do_not_move_to_another_wallet_of_the_same_investor_either() {
    let mut scene = locked_for(9 * HOUR);
    let second = scene.world.wallet_of(&scene.giver.investor);

    scene.world.transfer(&scene.giver, &second, 100 * ONE).unwrap();
    expect_error(scene.world.transfer(&scene.giver, &second, 1), MmfError::DeniedLockedUp);
}

#[test]
fn locked_units_are_redeemed_at_any_time() {
    let mut scene = locked_for(9 * HOUR);

    scene.world.redeem(&scene.giver, u64::MAX).unwrap();

    let holding = scene.world.holding(&scene.giver.holding);
    assert_eq!((holding.recorded_units, holding.lot_count), (0, 0));
    assert_eq!(holding.lots[0].units, 0);
}

#[test]
fn frozen_units_do_not_count_among_the_free_ones() {
    let mut scene = locked_for(9 * HOUR);
    scene.world.freeze_units(&scene.giver, 30 * ONE).unwrap();

    expect_error(scene.give(70 * ONE + 1), MmfError::DeniedLockedUp);
    scene.give(70 * ONE).unwrap();
}
