//! Books of classes without a hook: price, income of who left, losses, and strikes that one class stops.

use mmf::error::MmfError;
use mmf::state::ClassKind;
use mmf_tests::calendar::{at, day};
use mmf_tests::{ONE, World, expect_error};
use solana_sdk::signer::Signer;

use super::super::{open_in, second_class, subscribe_in};
use super::what;

const MILLION: u64 = 1_000_000 * ONE;

/// A gated class 0 of a fund that expects 5% a year.
fn gated_with_yield() -> World {
    let mut world = World::with_fund_args(|args| args.first_yield_bps = 500);
    world.create_class(ClassKind::AccumulatingGated, |_| {}).unwrap();
    world
}

/// A gated class 0 beside a distributing class with $10 million.
fn gated_beside_another() -> World {
    let mut world = World::gated();
    let class = second_class(&mut world);
    let other = world.holder(10 * MILLION);
    open_in(&mut world, &other, class);
    subscribe_in(&mut world, &other, class, 10 * MILLION);
    world
}

/// $10 million leave a minute before the cut-off, all but $50. The income is split on average net assets, so the $50 get the income of
/// $10 million, the rate and the price pass 64 bits, and no class of the fund is struck any more.
#[test]
fn a_large_exit_before_the_cut_off_does_not_stop_the_strike() {
    let mut world = gated_beside_another();
    let holder = world.holder(10 * MILLION);
    world.subscribe(&holder, 10 * MILLION).unwrap();
    world.strike(0).unwrap();
    world.set_time(at(1, 3, 19, 59));
    world.redeem(&holder, 10 * MILLION - 50 * ONE).unwrap();

    let outcome = world.strike(2_000 * ONE as i64);

    assert_eq!(what(outcome), "landed");
}

/// The same exit, and a small loss of the fund: the class's part of it on average is more than what is left in the class.
#[test]
fn a_loss_after_a_large_exit_does_not_stop_the_strike() {
    let mut world = gated_beside_another();
    let holder = world.holder(10 * MILLION);
    world.subscribe(&holder, 10 * MILLION).unwrap();
    world.strike(0).unwrap();
    world.set_time(at(1, 3, 19, 59));
    world.redeem(&holder, 10 * MILLION - 50 * ONE).unwrap();

    let outcome = world.strike(-200 * ONE as i64);

    assert_eq!(what(outcome), "landed");
}

/// ADR 0011: "no later subscriber gets the income of who left". One who comes between the exit and the strike does.
#[test]
fn who_comes_after_a_full_exit_on_the_same_day_gets_no_income_of_who_left() {
    let mut world = gated_beside_another();
    let (left, came) = (world.holder(10 * MILLION), world.holder(10_000 * ONE));
    world.subscribe(&left, 10 * MILLION).unwrap();
    world.strike(0).unwrap();
    world.set_time(at(1, 3, 19, 58));
    world.redeem(&left, u64::MAX).unwrap();
    world.subscribe(&came, 10_000 * ONE).unwrap();
    world.strike(2_000 * ONE as i64).unwrap();

    world.redeem(&came, u64::MAX).unwrap();

    let gain = world.balance(&came.cash).saturating_sub(10_000 * ONE);
    assert!(gain < 10 * ONE, "two minutes of $10,000 earned {gain} e-6 dollars");
}

/// The interim income is an estimate. Who redeems at it is paid out of the principal of who stays, to the last cent.
#[test]
fn a_redemption_at_the_estimate_leaves_who_stays_its_principal() {
    let mut world = gated_with_yield();
    let (large, small) = (world.holder(999_900 * ONE), world.holder(100 * ONE));
    world.subscribe(&large, 999_900 * ONE).unwrap();
    world.subscribe(&small, 100 * ONE).unwrap();
    world.strike_through(day(1, 3), 0);
    world.set_time(at(1, 6, 19, 59));
    world.redeem(&large, u64::MAX).unwrap();
    world.strike(0).unwrap();

    let outcome = world.redeem(&small, u64::MAX);

    assert_eq!((what(outcome).as_str(), world.balance(&small.cash) >= 99 * ONE), ("landed", true));
}

/// All but one unit take the whole net assets; after a strike without income the price is zero and nobody can ever subscribe again.
#[test]
fn dust_that_the_last_holder_leaves_does_not_close_the_class_for_good() {
    let mut world = gated_with_yield();
    let (holder, later) = (world.holder(MILLION), world.holder(1_000 * ONE));
    world.subscribe(&holder, MILLION).unwrap();
    world.strike(0).unwrap();
    world.set_time(at(1, 3, 19, 59));
    let units = world.balance(&holder.shares);
    world.redeem(&holder, units - 1).unwrap();
    world.strike(0).unwrap();

    let outcome = world.subscribe(&later, 1_000 * ONE);

    assert_eq!(what(outcome), "landed");
}

/// Strikes without income leave the estimate of 5% as it was. Who comes after each strike and leaves before each cut-off is paid by who stays.
#[test]
fn round_trips_between_strikes_without_income_do_not_profit() {
    let mut world = gated_with_yield();
    let (stays, trips) = (world.holder(10 * MILLION), world.holder(10 * MILLION));
    world.subscribe(&stays, 10 * MILLION).unwrap();
    world.strike(0).unwrap();
    for day_of_month in [3, 6, 7] {
        let cash = world.balance(&trips.cash);
        world.subscribe(&trips, cash).unwrap();
        world.set_time(at(1, day_of_month, 19, 59));
        world.redeem(&trips, u64::MAX).unwrap();
        world.strike(0).unwrap();
    }

    let gain = world.balance(&trips.cash).saturating_sub(10 * MILLION);

    assert_eq!(gain, 0, "the fund earned nothing, the round trips {gain} e-6 dollars");
}

/// Everybody has left the fund's only class; its books are empty. Nobody is there to bear a loss: the strike says so, and the sources quote it
/// as realised, to be retained.
#[test]
fn a_loss_after_everybody_left_is_nobodys_income() {
    let mut world = World::gated();
    let holder = world.holder(MILLION);
    world.subscribe(&holder, MILLION).unwrap();
    world.strike(10 * ONE as i64).unwrap();
    world.set_time(at(1, 3, 19, 59));
    let units = world.balance(&holder.shares);
    world.redeem(&holder, units / 2).unwrap();
    let custodian = crate::custody::list_custodian(&mut world, 0);
    world.give_cash(&custodian.owner.pubkey(), 10 * ONE);
    crate::custody::give_back(&mut world, &custodian, 10 * ONE).unwrap();
    world.redeem(&holder, u64::MAX).unwrap();

    expect_error(world.strike(-(ONE as i64)), MmfError::LossWithoutHolders);
}
