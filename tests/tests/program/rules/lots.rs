//! Lots: locked units by unlock day, at most 24 of them.

use mmf::error::MmfError;
use mmf::state::Holding;
use mmf_tests::calendar::{at, day};
use mmf_tests::rules::{offshore, onshore};
use mmf_tests::{ONE, expect_error};

use super::Scene;

const DAY: u32 = 86_400;
/// From 2 January, 15:00, to midnight.
const TO_MIDNIGHT: u32 = 9 * 3_600;

/// A giver with 100 free shares in a class whose lock-up ends at the start of a day of January.
fn until(day_of_january: u32) -> Scene {
    Scene::new(onshore(), offshore(), |rules| rules.lock_up_seconds = seconds(day_of_january))
}

fn seconds(day_of_january: u32) -> u32 {
    TO_MIDNIGHT + (day_of_january - 3) * DAY
}

/// Subscribes on 2 January, 15:00, for shares that are locked until the start of a day of January.
fn buy(scene: &mut Scene, shares: u64, day_of_january: u32) -> mmf_tests::asserts::Outcome {
    scene.world.set_rules(|rules| rules.lock_up_seconds = seconds(day_of_january)).unwrap();
    scene.world.subscribe(&scene.giver, shares * ONE)
}

fn lots(holding: &Holding) -> Vec<(i32, u64)> {
    holding.lots().iter().map(|lot| (lot.unlock_day, lot.units / ONE)).collect()
}

fn of(scene: &Scene) -> Vec<(i32, u64)> {
    lots(&scene.world.holding(&scene.giver.holding))
}

#[test]
fn equal_days_merge_and_others_stand_in_order() {
    let mut scene = until(10);

    for (shares, day_of_january) in [(1, 10), (2, 5), (4, 20), (8, 10), (16, 5)] {
        buy(&mut scene, shares, day_of_january).unwrap();
    }

    assert_eq!(of(&scene), [(day(1, 5), 18), (day(1, 10), 9), (day(1, 20), 4)]);
    let total: u64 = scene.world.holding(&scene.giver.holding).lots().iter().map(|lot| lot.units).sum();
    assert_eq!(total, 31 * ONE);
}

#[test]
fn the_earliest_lots_are_redeemed_first_once_the_free_units_are_gone() {
    let mut scene = until(10);
    buy(&mut scene, 10, 10).unwrap();
    buy(&mut scene, 20, 20).unwrap();

    scene.world.redeem(&scene.giver, 100 * ONE).unwrap();
    assert_eq!(of(&scene), [(day(1, 10), 10), (day(1, 20), 20)]);
    scene.world.redeem(&scene.giver, 4 * ONE).unwrap();
    assert_eq!(of(&scene), [(day(1, 10), 6), (day(1, 20), 20)]);
    scene.world.redeem(&scene.giver, 7 * ONE).unwrap();
    assert_eq!(of(&scene), [(day(1, 20), 19)]);
}

/// A giver with 24 lots of a share each, of 3 to 26 January.
fn full() -> Scene {
    let mut scene = until(3);
    for day_of_january in 3..27 {
        buy(&mut scene, 1, day_of_january).unwrap();
    }
    assert_eq!(of(&scene).len(), 24);
    scene
}

#[test]
fn a_twenty_fifth_day_is_refused_while_transfers_and_equal_days_go_on() {
    let mut scene = full();

    expect_error(buy(&mut scene, 1, 27), MmfError::DeniedLotsFull);
    scene.give(50 * ONE).unwrap();
    scene.give_back(50 * ONE).unwrap();
    buy(&mut scene, 1, 26).unwrap();
    scene.world.redeem(&scene.giver, ONE).unwrap();
    expect_error(scene.give(100 * ONE), MmfError::DeniedLockedUp);
    scene.give(99 * ONE).unwrap();
}

#[test]
fn without_a_lock_up_a_full_array_refuses_nothing() {
    let mut scene = full();
    scene.world.set_rules(|rules| rules.lock_up_seconds = 0).unwrap();

    scene.world.subscribe(&scene.giver, ONE).unwrap();

    assert_eq!(of(&scene).len(), 24);
}

#[test]
fn a_lot_whose_day_has_come_makes_room() {
    let mut scene = full();
    scene.world.set_rules(|rules| rules.lock_up_seconds = seconds(27)).unwrap();
    scene.world.strike(0).unwrap();

    scene.world.set_time(at(1, 3, 0, 0) - 1);
    expect_error(scene.world.subscribe(&scene.giver, ONE), MmfError::DeniedLotsFull);
    scene.world.set_time(at(1, 3, 0, 0));
    scene.world.subscribe(&scene.giver, ONE).unwrap();

    let lots = of(&scene);
    assert_eq!((lots.len(), lots[0].0), (24, day(1, 4)));
    assert_eq!(lots[23], (day(1, 28), 1), "nine hours later the lock-up ends nine hours later, rounded up to a day");
}
