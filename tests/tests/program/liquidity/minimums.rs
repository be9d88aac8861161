//! A class's minimums, at their boundaries and for every kind that has them.

use mmf::error::MmfError;
use mmf::state::ClassKind;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, expect_error};

const WITH_REGISTER: [ClassKind; 2] = [ClassKind::Distributing, ClassKind::AccumulatingHooked];

fn with_holder(kind: ClassKind) -> (World, Holder) {
    let mut world = World::dealing_in(Setting::of(kind));
    let holder = world.holder(1_000 * ONE);
    (world, holder)
}

#[test]
fn the_first_subscription_and_those_that_follow_have_their_own_minimum() {
    for kind in WITH_REGISTER {
        let (mut world, holder) = with_holder(kind);
        world.set_rules(|rules| (rules.min_initial_e6, rules.min_subsequent_e6) = (50 * ONE, 2 * ONE)).unwrap();

        expect_error(world.subscribe(&holder, 50 * ONE - 1), MmfError::BelowClassMinimum);
        world.subscribe(&holder, 50 * ONE).unwrap();
        expect_error(world.subscribe(&holder, 2 * ONE - 1), MmfError::BelowClassMinimum);
        world.subscribe(&holder, 2 * ONE).unwrap();
    }
}

#[test]
fn a_minimum_is_of_the_cash_before_the_fee() {
    let (mut world, holder) = with_holder(ClassKind::Distributing);
    world.set_rules(|rules| (rules.min_initial_e6, rules.subscription_fee_bps) = (50 * ONE, 20)).unwrap();

    expect_error(world.subscribe(&holder, 50 * ONE - 1), MmfError::BelowClassMinimum);
    world.subscribe(&holder, 50 * ONE).unwrap();
}

#[test]
fn a_class_without_a_register_knows_a_minimum_of_each_subscription_only() {
    let (mut world, holder) = with_holder(ClassKind::AccumulatingGated);
    world.set_rules(|rules| rules.min_subsequent_e6 = 2 * ONE).unwrap();

    expect_error(world.subscribe(&holder, 2 * ONE - 1), MmfError::BelowClassMinimum);
    world.subscribe(&holder, 2 * ONE).unwrap();
}

#[test]
fn a_redemption_is_the_minimum_or_all() {
    for kind in super::KINDS {
        let (mut world, holder) = with_holder(kind);
        world.subscribe(&holder, 11 * ONE).unwrap();
        world.set_rules(|rules| rules.min_redemption_units = 5 * ONE).unwrap();

        expect_error(world.redeem(&holder, 5 * ONE - 1), MmfError::BelowClassMinimum);
        world.redeem(&holder, 5 * ONE).unwrap();
        world.redeem(&holder, 5 * ONE).unwrap();
        world.redeem(&holder, ONE).unwrap();
        assert_eq!(world.balance(&holder.shares), 0);
    }
}

#[test]
fn the_balance_that_remains_is_the_minimum_or_nothing() {
    for kind in WITH_REGISTER {
        let (mut world, holder) = with_holder(kind);
        world.subscribe(&holder, 30 * ONE).unwrap();
        world.set_rules(|rules| rules.min_balance_units = 20 * ONE).unwrap();

        expect_error(world.redeem(&holder, 10 * ONE + 1), MmfError::BelowClassMinimum);
        world.redeem(&holder, 10 * ONE).unwrap();
        expect_error(world.redeem(&holder, 1), MmfError::BelowClassMinimum);
        world.redeem(&holder, u64::MAX).unwrap();
    }
}

#[test]
fn a_subscription_reaches_the_minimum_balance() {
    for kind in WITH_REGISTER {
        let (mut world, holder) = with_holder(kind);
        world.set_rules(|rules| rules.min_balance_units = 20 * ONE).unwrap();

        expect_error(world.subscribe(&holder, 20 * ONE - 1), MmfError::BelowClassMinimum);
        world.subscribe(&holder, 20 * ONE).unwrap();
        world.subscribe(&holder, 1).unwrap();
    }
}

#[test]
fn nothing_and_what_comes_to_nothing_is_refused() {
    for kind in super::KINDS {
        let (mut world, holder) = with_holder(kind);
        expect_error(world.subscribe(&holder, 0), MmfError::AmountTooSmall);
        expect_error(world.redeem(&holder, 0), MmfError::AmountTooSmall);
        expect_error(world.redeem(&holder, u64::MAX), MmfError::AmountTooSmall);
        world.subscribe(&holder, ONE).unwrap();
        world.set_fees(20, 200).unwrap();
        expect_error(world.subscribe(&holder, 1), MmfError::AmountTooSmall);
        expect_error(world.redeem(&holder, 1), MmfError::AmountTooSmall);
    }
}
