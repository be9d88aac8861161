//! An approved action does what it was approved for once, in the state for which it was approved.

use mmf::error::MmfError;
use mmf::instructions::{SliceCostArgs, SuspendArgs};
use mmf::state::{Role, SuspensionGround};
use mmf_client::ix::Privileged;
use mmf_tests::asserts::Outcome;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{World, expect_error};

use crate::hostile::{approve, by_action, propose, propose_args};

/// Proposes and approves an order of a council of one member by action 7.
fn approved(world: &mut World, order: &Privileged, role: Role) {
    let proposal = propose_args(world, 7, order);
    propose(world, role, proposal).unwrap();
    approve(world, 7, role, 0).unwrap();
}

fn carry_out(world: &mut World, order: &Privileged) -> Outcome {
    world.send(std::slice::from_ref(&order.instruction), &[])
}

fn suspension(world: &World) -> Privileged {
    let args = SuspendArgs { ground: SuspensionGround::FundDocuments, ends_at: 0, document_hash: DOCUMENT };
    let order = world.addresses.suspend_redemptions(&world.fund, &by_action(world, 7), args);
    order.for_record(0, world.fund().suspended_at.unsigned_abs())
}

#[test]
fn a_suspension_that_was_approved_before_another_one_is_not_carried_out_after_it() {
    let mut world = World::new();
    let order = suspension(&world);
    approved(&mut world, &order, Role::Board);
    world.suspend(SuspensionGround::FundDocuments, 0).unwrap();
    world.lift_suspension().unwrap();

    expect_error(carry_out(&mut world, &order), MmfError::ActionMismatch);
    assert_eq!(world.fund().suspension, 0);
}

#[test]
fn a_suspension_that_was_approved_is_carried_out_once() {
    let mut world = World::new();
    let order = suspension(&world);
    approved(&mut world, &order, Role::Board);
    carry_out(&mut world, &order).unwrap();
    world.lift_suspension().unwrap();

    expect_error(carry_out(&mut world, &order), MmfError::ActionNotOpen);
}

#[test]
fn an_estimate_that_was_approved_over_another_one_is_not_noted_over_a_later_one() {
    let mut world = World::new();
    let until_day = world.fund().last_struck_day + 1;
    let args = |cost_ppm| SliceCostArgs { cost_ppm, until_day, document_hash: DOCUMENT };
    let order = world.addresses.set_slice_cost(&world.fund, &by_action(&world, 7), args(10));
    let order = order.for_record(0, 0);
    approved(&mut world, &order, Role::NavApprover);
    let later = world.addresses.set_slice_cost(&world.fund, &world.signed(&[Role::NavApprover]), args(20));
    world.privileged(&later).unwrap();

    expect_error(carry_out(&mut world, &order), MmfError::ActionMismatch);
    assert_eq!(world.dealing().slice_cost_ppm, 20);
}
