//! Freezing and thawing by order.

use mmf::error::MmfError;
use mmf::instructions::SetFreezeArgs;
use mmf::state::{InvestorStatus, Role};
use mmf_tests::asserts::Outcome;
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::{Holder, ONE, World, event, expect_error};

use crate::restore::{close, restore};

#[test]
fn an_order_is_recorded_and_told_and_the_token_account_follows() {
    let mut world = World::new();
    let holder = world.holder(0);

    let frozen = world.set_freeze(&holder, true).unwrap();

    assert!(world.holding(&holder.holding).is_frozen() && world.is_frozen(&holder.shares));
    let frozen = event!(frozen, FreezeChanged);
    assert_eq!((frozen.holding, frozen.seq), (holder.holding, world.holding(&holder.holding).seq));
    assert_eq!((frozen.old_frozen, frozen.new_frozen), (false, true));
    assert_eq!((frozen.reason, frozen.document_hash), (REASON, DOCUMENT));

    let thawed = world.freeze_units(&holder, 7).unwrap();

    let record = world.holding(&holder.holding);
    assert_eq!((record.is_frozen(), record.frozen_units), (false, 7));
    assert!(!world.is_frozen(&holder.shares));
    let thawed = event!(thawed, FreezeChanged);
    assert_eq!((thawed.old_frozen, thawed.new_frozen), (true, false));
    assert_eq!((thawed.old_frozen_units, thawed.new_frozen_units), (0, 7));
}

#[test]
fn the_same_order_twice_changes_nothing_more() {
    let mut world = World::new();
    let holder = world.holder(0);

    for frozen in [true, true, false, false] {
        world.set_freeze(&holder, frozen).unwrap();
        assert_eq!(world.is_frozen(&holder.shares), frozen);
    }
}

#[test]
fn lifting_an_order_does_not_thaw_who_is_barred() {
    for status in [InvestorStatus::Blocked, InvestorStatus::Sanctioned] {
        let mut world = World::new();
        let holder = world.holder(0);
        world.set_freeze(&holder, true).unwrap();
        world.restrict(&holder.investor, status).unwrap();

        world.set_freeze(&holder, false).unwrap();

        assert!(!world.holding(&holder.holding).is_frozen());
        assert!(world.is_frozen(&holder.shares));
    }
}

#[test]
fn an_order_reaches_a_holding_whose_account_is_closed() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    close(&mut world, &holder);

    world.set_freeze(&holder, true).unwrap();
    world.make_account(&holder);
    expect_error(world.open(&holder), MmfError::DeniedFrozen);
    assert!(world.is_frozen(&holder.shares), "made again, it stays frozen");
    expect_error(restore(&mut world, &holder), MmfError::DeniedFrozen);
    world.set_freeze(&holder, false).unwrap();
    restore(&mut world, &holder).unwrap();
    assert_eq!(world.balance(&holder.shares), 10 * ONE);
}

fn freeze(world: &mut World, holder: &Holder, change: impl FnOnce(&mut SetFreezeArgs)) -> Outcome {
    let mut args = SetFreezeArgs { frozen: true, frozen_units: 0, reason: REASON, document_hash: DOCUMENT };
    change(&mut args);
    let authority = world.signed(&[Role::Compliance]);
    let order = world.addresses.set_freeze(&world.line(holder), &authority, args);
    world.privileged(&order)
}

#[test]
fn an_order_names_its_reason_and_its_document() {
    let mut world = World::new();
    let holder = world.holder(0);

    expect_error(freeze(&mut world, &holder, |args| args.reason = 0), MmfError::ParameterOutOfRange);
    expect_error(freeze(&mut world, &holder, |args| args.document_hash = [0; 32]), MmfError::DocumentMissing);
    assert!(!world.is_frozen(&holder.shares));
}

#[test]
fn units_are_not_frozen_where_there_is_no_register_of_units() {
    let mut world = World::gated();
    let holder = world.holder(0);

    let partial = freeze(&mut world, &holder, |args| (args.frozen, args.frozen_units) = (false, 1));
    expect_error(partial, MmfError::PartialFreezeNeedsRegister);
    world.set_freeze(&holder, true).unwrap();
    assert!(world.is_frozen(&holder.shares));
    world.set_freeze(&holder, false).unwrap();
    assert!(!world.is_frozen(&holder.shares));
}

#[test]
fn without_a_hook_lifting_an_order_does_not_thaw_who_may_no_longer_hold() {
    let mut world = World::gated();
    let holder = world.holder(0);
    world.set_freeze(&holder, true).unwrap();
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();

    world.set_freeze(&holder, false).unwrap();

    assert!(world.is_frozen(&holder.shares));
}
