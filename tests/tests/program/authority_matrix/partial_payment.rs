//! A partial payment of the queue, the one privileged act that anybody may do at other times: within the grace only the treasurer starts it.

use mmf::error::MmfError;
use mmf::state::Role;
use mmf_client::ix::Privileged;
use mmf_tests::councils::signed_by;
use mmf_tests::{ONE, World, expect_error};
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::members;
use crate::hostile::{approve, by_action, propose, propose_args};
use crate::queue::{held, short};

/// A fund whose buffer holds 10 of the 50 dollars that a priced day comes to; and that day.
fn priced() -> (World, i32) {
    priced_with(10 * ONE)
}

/// The same with so much left in the buffer.
fn priced_with(left_e6: u64) -> (World, i32) {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 50 * ONE);
    let day = world.request_at(&key).day;
    world.strike(0).unwrap();
    short(&mut world, left_e6);
    world.price_day(day).unwrap();
    (world, day)
}

fn order(world: &World, day: i32, members: &[&Keypair]) -> Privileged {
    world.addresses.fund_batches((&world.fund, &world.fund()), &signed_by(members), day)
}

#[test]
fn nobody_is_told_to_wait_and_another_council_that_it_is_not_the_treasurer() {
    let (mut world, day) = priced();
    let nobody = order(&world, day, &[]);
    assert_eq!(nobody.roles, [Role::Treasurer]);
    expect_error(world.send(&[nobody.instruction], &[]), MmfError::FundingWaits);
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Treasurer) {
        let members: Vec<Keypair> = world.councils.of(role).iter().map(Keypair::insecure_clone).collect();
        let members: Vec<&Keypair> = members.iter().collect();
        let order = order(&world, day, &members);
        expect_error(world.send(&[order.instruction], &members), MmfError::Unauthorised);
    }
}

#[test]
fn a_treasurer_who_is_named_but_does_not_sign_does_not_count() {
    let (mut world, day) = priced();
    let members = members(&world, &[Role::Treasurer]);
    let mut order = order(&world, day, &members.iter().collect::<Vec<_>>()).instruction;
    for meta in order.accounts.iter_mut().filter(|meta| meta.pubkey == members[0].pubkey()) {
        meta.is_signer = false;
    }
    expect_error(world.send(&[order], &[]), MmfError::FundingWaits);
}

#[test]
fn the_treasurer_starts_it_by_signing_or_by_an_action() {
    let (mut world, day) = priced();
    world.fund_in_part(day).unwrap();
    assert_eq!(world.fund().payout_cash_e6, 10 * ONE);

    let (mut world, day) = priced();
    let order = world.addresses.fund_batches((&world.fund, &world.fund()), &by_action(&world, 3), day);
    let proposal = propose_args(&world, 3, &order);
    propose(&mut world, Role::Treasurer, proposal).unwrap();
    expect_error(world.send(std::slice::from_ref(&order.instruction), &[]), MmfError::ActionNotApproved);
    approve(&mut world, 3, Role::Treasurer, 0).unwrap();
    world.send(&[order.instruction], &[]).unwrap();
    assert_eq!(world.fund().payout_cash_e6, 10 * ONE);
}

#[test]
fn anybody_starts_it_once_the_grace_has_passed() {
    let (mut world, day) = priced_with(25 * ONE);
    let ends_at = world.batch_on(day).priced_at + i64::from(world.dealing().terms.settlement_grace_seconds);
    world.set_time(ends_at - 1);
    expect_error(world.fund_day(day), MmfError::FundingWaits);
    world.set_time(ends_at);
    world.fund_day(day).unwrap();
}
