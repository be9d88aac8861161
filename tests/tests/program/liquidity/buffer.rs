//! The buffer's floor, what the queue is owed, and the cap on cash that is not invested.

use mmf::error::MmfError;
use mmf::state::Dealing;
use mmf_tests::{Holder, ONE, World, expect_error};

use crate::custody::{give_back, list_custodian, sweep};

/// A holder with 100 of its 1,000 dollars in the fund.
fn hundred() -> (World, Holder) {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    (world, holder)
}

#[test]
fn an_instant_redemption_leaves_exactly_the_floor() {
    let (mut world, holder) = hundred();
    world.set_dealing_terms(|terms| terms.buffer_floor_e6 = 40 * ONE).unwrap();

    expect_error(world.redeem(&holder, 60 * ONE + 1), MmfError::BelowBufferFloor);
    world.redeem(&holder, 60 * ONE).unwrap();
    expect_error(world.redeem(&holder, 1), MmfError::BelowBufferFloor);
    assert_eq!(world.fund().buffer_cash_e6, 40 * ONE);
}

#[test]
fn the_floor_is_of_cash_so_fees_that_stay_in_the_buffer_do_not_count_as_leaving() {
    let (mut world, holder) = hundred();
    world.set_fees(0, 100).unwrap();
    world.set_dealing_terms(|terms| terms.buffer_floor_e6 = 40_600_000).unwrap();

    expect_error(world.redeem(&holder, 60 * ONE + 2), MmfError::BelowBufferFloor);
    world.redeem(&holder, 60 * ONE).unwrap();
    assert_eq!(world.fund().buffer_cash_e6, 40_600_000);
}

#[test]
fn what_priced_redemptions_wait_for_stays_above_the_floor() {
    let (mut world, holder) = hundred();
    world.set_dealing_terms(|terms| terms.buffer_floor_e6 = 40 * ONE).unwrap();
    let key = world.addresses.dealing(&world.fund);
    world.patch::<Dealing>(&key, |dealing| dealing.queue_due_e6 = 25 * ONE);

    expect_error(world.redeem(&holder, 35 * ONE + 1), MmfError::BelowBufferFloor);
    assert_eq!(world.preview_redeem(&holder, ONE).unwrap().buffer_room_e6, 35 * ONE);
    world.redeem(&holder, 35 * ONE).unwrap();
}

#[test]
fn a_sweep_leaves_the_floor_and_what_redemptions_wait_for_too() {
    let (mut world, _) = hundred();
    let listed = list_custodian(&mut world, 0);
    world.set_dealing_terms(|terms| terms.buffer_floor_e6 = 40 * ONE).unwrap();
    let key = world.addresses.dealing(&world.fund);
    world.patch::<Dealing>(&key, |dealing| dealing.queue_due_e6 = 25 * ONE);

    expect_error(sweep(&mut world, &listed.account, 35 * ONE + 1), MmfError::BelowBufferFloor);
    sweep(&mut world, &listed.account, 35 * ONE).unwrap();
    expect_error(sweep(&mut world, &listed.account, 1), MmfError::BelowBufferFloor);
}

#[test]
fn more_than_the_buffer_holds_is_not_redeemed_at_once() {
    let (mut world, holder) = hundred();
    let listed = list_custodian(&mut world, 0);
    sweep(&mut world, &listed.account, 70 * ONE).unwrap();

    expect_error(world.redeem(&holder, 30 * ONE + 1), MmfError::BufferShort);
    world.redeem(&holder, 30 * ONE).unwrap();
    give_back(&mut world, &listed, ONE).unwrap();
    world.redeem(&holder, ONE).unwrap();
}

#[test]
fn a_subscription_fills_the_cap_on_uninvested_cash_exactly() {
    let (mut world, holder) = hundred();
    world.set_dealing_terms(|terms| terms.uninvested_cap_e6 = 150 * ONE).unwrap();
    assert_eq!(world.preview_subscribe(&holder, ONE).unwrap().buffer_room_e6, 50 * ONE);

    expect_error(world.subscribe(&holder, 50 * ONE + 1), MmfError::AboveUninvestedCap);
    world.subscribe(&holder, 50 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::AboveUninvestedCap);
}

#[test]
fn cash_that_is_invested_makes_room_below_the_cap() {
    let (mut world, holder) = hundred();
    world.set_dealing_terms(|terms| terms.uninvested_cap_e6 = 100 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::AboveUninvestedCap);
    let listed = list_custodian(&mut world, 0);
    sweep(&mut world, &listed.account, 80 * ONE).unwrap();

    world.subscribe(&holder, 80 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::AboveUninvestedCap);
}

#[test]
fn the_cap_counts_the_cash_that_comes_in_not_the_units_after_the_fee() {
    let (mut world, holder) = hundred();
    world.set_fees(20, 0).unwrap();
    world.set_dealing_terms(|terms| terms.uninvested_cap_e6 = 150 * ONE).unwrap();

    expect_error(world.subscribe(&holder, 50 * ONE + 1), MmfError::AboveUninvestedCap);
    world.subscribe(&holder, 50 * ONE).unwrap();
}
