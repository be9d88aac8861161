//! Funding: the cash of a day's redemptions is set aside once, in full by anyone, in part by the treasurer or after the grace.

use mmf::error::MmfError;
use mmf::state::{Role, Side};
use mmf_tests::calendar::day;
use mmf_tests::{ONE, event};
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use super::{CASH, held, member, settled};

#[test]
fn a_funding_that_is_short_waits_for_the_treasurer_or_the_end_of_the_grace() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 80 * ONE);
    super::short(&mut world, 40 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let priced_at = world.batch_on(day(1, 2)).priced_at;
    let order = world.fund_order(day(1, 2));
    world.refused(&order, &[], MmfError::FundingWaits);
    let stranger = Keypair::new_from_array([3; 32]);
    let authority = mmf_tests::councils::signed_by(&[&stranger]);
    let signed = world.addresses.fund_batches((&world.fund, &world.fund()), &authority, day(1, 2)).instruction;
    world.refused(&signed, &[&stranger], MmfError::Unauthorised);
    world.set_time(priced_at + 86_400 - 1);
    world.refused(&order, &[], MmfError::FundingWaits);
    world.set_time(priced_at + 86_400);
    let done = world.send(&[order], &[]).unwrap();
    assert_eq!(event!(done, BatchesFunded).sent_e6, 40 * ONE);
    assert_eq!(world.request_at(&key).units, 80 * ONE);
}

#[test]
fn less_than_half_is_the_treasurers_to_start_even_after_the_grace() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 80 * ONE);
    super::short(&mut world, 40 * ONE - 1);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let priced_at = world.batch_on(day(1, 2)).priced_at;
    world.set_time(priced_at + 86_400);
    let order = world.fund_order(day(1, 2));
    world.refused(&order, &[], MmfError::FundingWaits);
    world.fund_in_part(day(1, 2)).unwrap();
}

#[test]
fn with_an_empty_buffer_nothing_is_funded() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 80 * ONE);
    super::short(&mut world, 0);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let authority = world.signed(&[Role::Treasurer]);
    let order = world.addresses.fund_batches((&world.fund, &world.fund()), &authority, day(1, 2)).instruction;
    let treasurer = world.councils.of(Role::Treasurer)[0].insecure_clone();
    assert_eq!(order.accounts.last().unwrap().pubkey, treasurer.pubkey());
    world.refused(&order, &[&treasurer], MmfError::BufferShort);
}

#[test]
fn the_floor_of_the_buffer_is_there_for_the_queue() {
    let (mut world, holder) = held(100);
    world.set_dealing_terms(|terms| terms.buffer_floor_e6 = 100 * ONE).unwrap();
    let key = world.queue_units(&holder, 80 * ONE);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 80) * ONE);
}

#[test]
fn what_a_priced_day_waits_for_is_not_spent_on_a_later_day_or_at_once() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 100);
    let first = world.queue_units(&holder, 80 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    super::short(&mut world, 100 * ONE);
    let order = world.redeem_order(&other, 20 * ONE + 1);
    world.refused(&order, &[&other.wallet], MmfError::BelowBufferFloor);
    let second = world.queue_units(&other, 30 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    let order = world.fund_order(day(1, 3));
    world.refused(&order, &[], MmfError::FundingWaits);
    let done = world.fund_in_part(day(1, 3)).unwrap();
    assert_eq!(event!(done, BatchesFunded).sent_e6, 20 * ONE, "80 of the 100 are the earlier day's");
    world.fund_day(day(1, 2)).unwrap();
    world.settle_out(day(1, 2), &[first]).unwrap();
    world.settle_out(day(1, 3), &[second]).unwrap();
    assert_eq!((world.balance(&holder.cash), world.balance(&other.cash)), ((CASH + 80) * ONE, (CASH + 20) * ONE));
}
