//! Pauses: emergency stops, governance lets go on.

use mmf::error::MmfError;
use mmf::instructions::SetPausesArgs;
use mmf::state::{Role, pause};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::day;
use mmf_tests::councils::signed_by;
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::signature::Keypair;

fn set(world: &mut World, role: Role, pauses: u8) -> Outcome {
    let members: Vec<Keypair> = world.councils.enough(&[role]).into_iter().map(Keypair::insecure_clone).collect();
    let members: Vec<&Keypair> = members.iter().collect();
    let lifts = role == Role::Governance;
    let args = SetPausesArgs { pauses, expected_pause_no: world.fund().pause_no };
    let order = world.addresses.set_pauses(&world.fund, &[world.class], lifts, &signed_by(&members), args);
    world.send(&[order.instruction], &members)
}

fn funded() -> (World, Holder, Holder) {
    let mut world = World::new();
    let (one, other) = (world.holder(20 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    (world, one, other)
}

#[test]
fn each_pause_stops_its_own_movement_and_nothing_else() {
    let (mut world, one, other) = funded();

    set(&mut world, Role::Emergency, pause::TRANSFERS).unwrap();
    expect_error(world.transfer(&one, &other, ONE), MmfError::DeniedPaused);
    world.subscribe(&one, ONE).unwrap();
    world.redeem(&one, ONE).unwrap();

    set(&mut world, Role::Emergency, pause::TRANSFERS | pause::SUBSCRIPTIONS).unwrap();
    expect_error(world.subscribe(&one, ONE), MmfError::DeniedPaused);
    world.redeem(&one, ONE).unwrap();

    set(&mut world, Role::Emergency, pause::TRANSFERS | pause::SUBSCRIPTIONS | pause::REDEMPTIONS).unwrap();
    expect_error(world.redeem(&one, ONE), MmfError::DeniedPaused);
}

#[test]
fn a_pause_of_distributions_stops_paying() {
    let (mut world, one, _) = funded();
    world.strike_through(day(1, 31), 1_000);
    set(&mut world, Role::Emergency, pause::DISTRIBUTIONS).unwrap();
    expect_error(world.pay(&[&one]), MmfError::DeniedPaused);
    set(&mut world, Role::Governance, 0).unwrap();
    world.pay(&[&one]).unwrap();
}

#[test]
fn emergency_cannot_lift_a_pause_and_governance_can() {
    let (mut world, one, other) = funded();
    set(&mut world, Role::Emergency, pause::ALL).unwrap();

    expect_error(set(&mut world, Role::Emergency, 0), MmfError::Unauthorised);
    expect_error(set(&mut world, Role::Emergency, pause::TRANSFERS), MmfError::Unauthorised);
    set(&mut world, Role::Governance, 0).unwrap();
    world.transfer(&one, &other, ONE).unwrap();
}

#[test]
fn unknown_bits_and_missing_classes_are_refused() {
    let (mut world, _, _) = funded();
    expect_error(set(&mut world, Role::Emergency, 1 << 7), MmfError::ParameterOutOfRange);

    let members = [world.councils.of(Role::Emergency)[0].insecure_clone()];
    let authority = signed_by(&members.iter().collect::<Vec<_>>());
    let args = SetPausesArgs { pauses: pause::ALL, expected_pause_no: 0 };
    let order = world.addresses.set_pauses(&world.fund, &[], false, &authority, args);
    let outcome = world.send(&[order.instruction], &[&members[0]]);
    assert!(outcome.is_err());
    assert_eq!(world.fund().pauses, 0);
}

#[test]
fn a_class_made_during_a_pause_is_paused_too() {
    let mut world = World::with_fund();
    let members = [world.councils.of(Role::Emergency)[0].insecure_clone()];
    let authority = signed_by(&members.iter().collect::<Vec<_>>());
    let args = SetPausesArgs { pauses: pause::ALL, expected_pause_no: 0 };
    let order = world.addresses.set_pauses(&world.fund, &[], false, &authority, args);
    world.send(&[order.instruction], &[&members[0]]).unwrap();
    let order = world.class_order(World::class_args());
    world.privileged(&order).unwrap();

    assert_eq!(world.class().pauses, pause::ALL);
}
