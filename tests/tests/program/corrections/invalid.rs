//! Corrections that name nothing, nobody, or nothing to add.

use mmf::error::MmfError;
use mmf::instructions::CorrectionArgs;
use mmf::state::ClassKind;
use mmf_tests::{World, expect_error};

use super::free_of_charge;

/// One strike is done, the next is quoted, and any small correction ties out.
fn quoted() -> World {
    let (mut world, _) = free_of_charge(ClassKind::Distributing);
    let first = world.class;
    world.add_class(ClassKind::Distributing, |_| {});
    world.enter(&first);
    world.set_policy(|policy| policy.tie_out_tolerance_e6 = 100).unwrap();
    world.strike(100_000).unwrap();
    world.post_changed(100_000, |_| {});
    world
}

fn refuse(world: &mut World, correction: CorrectionArgs) {
    let before = world.books();
    let outcome = world.strike_planned(|plan| plan.correction = Some(correction));
    expect_error(outcome, MmfError::CorrectionInvalid);
    assert_eq!(world.books(), before);
}

#[test]
fn a_correction_names_a_strike_before_this_one() {
    let mut world = quoted();
    for strike_no in [0, 2, 3, u32::MAX] {
        refuse(&mut world, World::correction(strike_no, &[(0, 5)]));
    }
    world.strike_planned(|plan| plan.correction = Some(World::correction(1, &[(0, 5)]))).unwrap();
}

#[test]
fn a_correction_names_classes_of_the_fund_once_and_in_order() {
    let mut world = quoted();
    refuse(&mut world, World::correction(1, &[]));
    refuse(&mut world, World::correction(1, &[(2, 5)]));
    refuse(&mut world, World::correction(1, &[(0, 5), (2, 5)]));
    refuse(&mut world, World::correction(1, &[(255, 5)]));
    refuse(&mut world, World::correction(1, &[(1, 5), (0, 5)]));
    refuse(&mut world, World::correction(1, &[(0, 5), (0, 5)]));
    world.strike_planned(|plan| plan.correction = Some(World::correction(1, &[(0, 5), (1, 5)]))).unwrap();
}

#[test]
fn a_correction_of_nothing_is_none() {
    let mut world = quoted();
    refuse(&mut world, World::correction(1, &[(0, 0)]));
    refuse(&mut world, World::correction(1, &[(0, 5), (1, 0)]));
}

#[test]
fn a_correction_has_a_document() {
    let mut world = quoted();
    refuse(&mut world, CorrectionArgs { document_hash: [0; 32], ..World::correction(1, &[(0, 5)]) });
}

#[test]
fn amounts_too_large_to_add_are_refused() {
    let mut world = quoted();
    let before = world.books();
    let correction = World::correction(1, &[(0, i64::MAX), (1, 1)]);

    expect_error(world.strike_planned(|plan| plan.correction = Some(correction)), MmfError::Overflow);
    assert_eq!(world.books(), before);
}
