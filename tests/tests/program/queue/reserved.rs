//! Queued units are safe from everyone: nobody moves them by transfer, at once, by another request or by exchange, and no holding is closed over them.

use mmf::error::MmfError;
use mmf::state::{ClassKind, Side};
use mmf_tests::calendar::day;
use mmf_tests::{ONE, World};

use super::{held, member, settled};

#[test]
fn a_transfer_takes_free_units_only() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 0);
    world.queue_units(&holder, 60 * ONE);
    let order = world.transfer_order(&holder.shares, &other.shares, &holder.key(), 40 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::UnitsNotFree);
    world.transfer(&holder, &other, 40 * ONE).unwrap();
}

#[test]
fn a_redemption_at_once_and_another_request_take_free_units_only() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 60 * ONE);
    let order = world.redeem_order(&holder, 40 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::UnitsNotFree);
    world.place_refused(&holder, Side::Redemption, 40 * ONE + 1, MmfError::UnitsNotFree);
    world.queue_units(&holder, 15 * ONE);
    let order = world.redeem_order(&holder, 25 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::UnitsNotFree);
    world.redeem(&holder, u64::MAX).unwrap();
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units), (75 * ONE, 75 * ONE));
}

#[test]
fn an_exchange_takes_free_units_only() {
    let (mut world, holder) = held(100);
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&first);
    world.opened_in(&holder, &second);
    world.queue_units(&holder, 60 * ONE);
    let order = world.exchange_order(&holder, &second, 40 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::UnitsNotFree);
    world.exchange(&holder, &second, 40 * ONE).unwrap();
}

#[test]
fn frozen_units_are_not_queued_and_queued_ones_stay_so_under_a_freeze() {
    let (mut world, holder) = held(100);
    world.freeze_units(&holder, 30 * ONE).unwrap();
    world.place_refused(&holder, Side::Redemption, 70 * ONE + 1, MmfError::UnitsNotFree);
    world.queue_units(&holder, 70 * ONE);
    assert_eq!(world.holding(&holder.holding).free_units(), 0);
}

#[test]
fn queued_units_count_as_gone_for_the_minimum_balance() {
    let mut world = World::with_rules(|rules| rules.min_balance_units = 50 * ONE);
    let holder = world.holder(200 * ONE);
    let other = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.subscribe(&other, 100 * ONE).unwrap();
    world.queue_units(&holder, 40 * ONE);
    let order = world.redeem_order(&holder, 10 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::BelowClassMinimum);
    world.place_refused(&holder, Side::Redemption, 10 * ONE + 1, MmfError::BelowClassMinimum);
    let order = world.transfer_order(&holder.shares, &other.shares, &holder.key(), 10 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::BelowClassMinimum);
    world.queue_units(&holder, 10 * ONE);
    world.queue_units(&holder, 50 * ONE);
}

#[test]
fn a_holding_with_an_open_request_is_not_closed() {
    let (mut world, holder) = held(100);
    let (sold, bought) = (world.queue_units(&holder, 100 * ONE), world.queue_cash(&holder, ONE));
    let refuses = |world: &mut World| {
        let agent = world.councils.of(mmf::state::Role::TransferAgent)[0].insecure_clone();
        let order = world.close_order(&holder, &world.signed(&[mmf::state::Role::TransferAgent])).instruction;
        world.refused(&order, &[&agent], MmfError::HoldingNotEmpty);
    };
    refuses(&mut world);
    settled(&mut world, Side::Redemption, &[sold]).unwrap();
    assert_eq!(world.holding(&holder.holding).recorded_units, 0);
    refuses(&mut world); // the subscription still waits
    super::pause(&mut world, mmf::state::pause::ALL);
    world.cancel(&holder, &bought).unwrap();
    world.close_line(&holder).unwrap();
    assert_eq!(world.batch_on(day(1, 2)).subscriptions, 0);
}

#[test]
fn a_lock_up_keeps_nobody_from_queueing() {
    let mut world = World::with_rules(|rules| rules.lock_up_seconds = 40 * 86_400);
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    let key = world.queue_units(&holder, 70 * ONE);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(world.holding(&holder.holding).recorded_units, 30 * ONE);
}
