//! Prices of every scale that oracles use.

use mmf::error::MmfError;
use mmf::state::{ClassKind, ShareClass};
use mmf_tests::{ONE, World};

use super::account::Update;
use super::{DOLLAR_E12, ORACLE, check_args, checked, refuse, set_check, strike_with};

/// An accumulating class whose share is worth so many dollars.
fn dear(dollars: u64) -> World {
    let mut world = World::with_fund();
    world.add_class(ClassKind::AccumulatingHooked, |args| args.terms.expense_bps = 0);
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.recorded_supply_units /= dollars);
    set_check(&mut world, check_args()).unwrap();
    world.post_changed(0, |_| {});
    world
}

fn strike_at(world: &mut World, price: i64, exponent: i32) {
    let update = Update { price, exponent, confidence: 0, ..Update::dollar(world) };
    strike_with(world, &update, ORACLE).unwrap();
}

#[test]
fn a_dollar_reads_the_same_at_every_exponent_from_minus_18_to_0() {
    for exponent in -18..=0i32 {
        let mut world = checked(|_| {});
        strike_at(&mut world, 10i64.pow(exponent.unsigned_abs()), exponent);
        assert_eq!(world.report(1).external_price_e12, DOLLAR_E12, "exponent {exponent}");
    }
}

#[test]
fn ten_to_a_thousand_dollars_read_at_exponents_from_1_to_3() {
    for exponent in 1..=3u32 {
        let mut world = dear(10u64.pow(exponent));
        strike_at(&mut world, 1, exponent.cast_signed());
        assert_eq!(world.report(1).external_price_e12, DOLLAR_E12 * 10u64.pow(exponent), "exponent {exponent}");
    }
}

#[test]
fn digits_beyond_the_twelfth_are_cut_off() {
    let mut world = checked(|_| {});
    strike_at(&mut world, 1_000_000_000_000_999_999, -18);
    assert_eq!(world.report(1).external_price_e12, DOLLAR_E12);
}

#[test]
fn a_price_that_does_not_fit_is_none() {
    for (price, exponent) in [(i64::MAX, 0), (1, 12), (1, 30), (1, i32::MAX), (1, i32::MIN), (i64::MAX, -37)] {
        let mut world = checked(|_| {});
        let update = Update { price, exponent, confidence: 0, ..Update::dollar(&world) };
        refuse(&mut world, &update, MmfError::ExternalPriceMissing);
    }
}

#[test]
fn a_price_that_rounds_to_nothing_is_none() {
    let mut world = checked(|_| {});
    let update = Update { price: 9, exponent: -13, confidence: 0, ..Update::dollar(&world) };
    refuse(&mut world, &update, MmfError::ExternalPriceMissing);
}
