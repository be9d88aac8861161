//! The queue of a class without a register: its tokens are burned when a redemption is placed, and minted back where it comes to nothing.

use mmf::error::MmfError;
use mmf::state::{InvestorStatus, RequestStatus, Side};
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World, event};
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;

use super::{CASH, member, settled, settled_in_part, short, status};

fn gated() -> (World, Holder) {
    let mut world = World::gated();
    let holder = member(&mut world, 100);
    (world, holder)
}

#[test]
fn tokens_are_burned_at_once_and_the_supply_counts_them_until_they_are_paid() {
    let (mut world, holder) = gated();

    let key = world.queue_units(&holder, 40 * ONE);

    assert_eq!((world.balance(&holder.shares), world.share_supply()), (60 * ONE, 60 * ONE));
    let (class, line) = (world.class(), world.holding(&holder.holding));
    assert_eq!((class.recorded_supply_units, class.queued_units), (100 * ONE, 40 * ONE));
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (0, 0, 1));
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    let class = world.class();
    assert_eq!((class.recorded_supply_units, class.queued_units, class.net_assets_e6), (60 * ONE, 0, 60 * ONE));
    assert_eq!((world.balance(&holder.shares), world.share_supply()), (60 * ONE, 60 * ONE));
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
    assert_eq!(world.holding(&holder.holding).open_requests, 0);
}

#[test]
fn queued_units_earn_until_their_strike() {
    let (mut world, holder) = gated();
    let other = member(&mut world, 100);
    world.queue_units(&holder, 100 * ONE);
    world.strike(100_000).unwrap();
    world.price_and_fund(day(1, 2));
    let price = u128::from(world.report(1).results[0].price_e12);
    let due = u64::try_from(u128::from(100 * ONE) * price / 1_000_000_000_000).unwrap();
    assert!(due > 100 * ONE + 49_000, "half of the income, less the fee");
    assert_eq!(world.batch_on(day(1, 2)).due_e6, due);
    assert_eq!(world.balance(&other.shares), 100 * ONE);
}

#[test]
fn a_cancelled_redemption_is_minted_back() {
    let (mut world, holder) = gated();
    let key = world.queue_units(&holder, 40 * ONE);
    let done = world.cancel(&holder, &key).unwrap();
    assert_eq!(event!(done, RequestGivenBack).units, 40 * ONE);
    assert_eq!((world.balance(&holder.shares), world.share_supply()), (100 * ONE, 100 * ONE));
    assert_eq!((world.class().queued_units, world.class().recorded_supply_units), (0, 100 * ONE));
}

#[test]
fn a_refused_redemption_is_minted_back_and_hinders_no_other() {
    let (mut world, holder) = gated();
    let other = member(&mut world, 50);
    let keys = [world.queue_units(&holder, 40 * ONE), world.queue_units(&other, 20 * ONE)];
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    settled(&mut world, Side::Redemption, &keys).unwrap();
    assert_eq!(keys.map(|key| status(&world, &key)), [RequestStatus::GivenBack, RequestStatus::Settled]);
    assert_eq!(world.balance(&holder.shares), 100 * ONE);
    assert_eq!((world.class().queued_units, world.class().recorded_supply_units), (0, 130 * ONE));
}

#[test]
fn tokens_of_who_was_sanctioned_stay_out_of_the_account_until_the_release() {
    let (mut world, holder) = gated();
    let key = world.queue_units(&holder, 40 * ONE);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!((status(&world, &key), world.class().queued_units), (RequestStatus::Due, 40 * ONE));
    assert_eq!((world.balance(&holder.shares), world.batch_on(day(1, 2)).redemptions), (60 * ONE, 0));
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::DeniedSanctioned);
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    world.collect(&key).unwrap();
    assert_eq!((world.balance(&holder.shares), world.class().queued_units), (100 * ONE, 0));
    assert_eq!(world.holding(&holder.holding).open_requests, 0);
}

#[test]
fn who_lapsed_and_is_frozen_queues_and_stays_frozen_and_so_it_does_when_its_tokens_come_back() {
    let (mut world, holder) = gated();
    world.approve(&holder.investor, World::kyc_until(at(1, 2, 16, 0))).unwrap();
    world.set_time(at(1, 2, 16, 0));
    world.enforce(&holder).unwrap();
    assert!(world.is_frozen(&holder.shares));

    let key = world.queue_units(&holder, 40 * ONE);

    assert!(world.is_frozen(&holder.shares));
    assert_eq!(world.balance(&holder.shares), 60 * ONE);
    world.cancel(&holder, &key).unwrap();
    assert!(world.is_frozen(&holder.shares));
    assert_eq!(world.balance(&holder.shares), 100 * ONE);
    let key = world.queue_units(&holder, 100 * ONE);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 100) * ONE);
}

#[test]
fn only_tokens_that_are_there_are_queued() {
    let (mut world, holder) = gated();
    world.queue_units(&holder, 40 * ONE);
    world.place_refused(&holder, Side::Redemption, 60 * ONE + 1, MmfError::TokensMissing);
    let order = world.redeem_order(&holder, 60 * ONE + 1);
    world.refused(&order, &[&holder.wallet], MmfError::TokensMissing);
    world.queue_units(&holder, u64::MAX);
    assert_eq!((world.balance(&holder.shares), world.class().queued_units), (0, 100 * ONE));
}

#[test]
fn tokens_wait_where_the_account_was_closed_until_there_is_one_again() {
    let (mut world, holder) = gated();
    let key = world.queue_units(&holder, 100 * ONE);
    let (owner, program) = (holder.wallet.pubkey(), spl_token_2022_interface::ID);
    let close = token::close_account(&program, &holder.shares, &owner, &owner, &[]).unwrap();
    world.send(&[close], &[&holder.wallet]).unwrap();
    let order = world.cancel_order(&key);
    world.refused(&order, &[&holder.wallet], MmfError::TokenAccountUnfit);
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!((status(&world, &key), world.class().queued_units), (RequestStatus::Due, 100 * ONE));
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::TokenAccountUnfit);
    world.make_account(&holder);
    world.collect(&key).unwrap();
    assert_eq!((world.balance(&holder.shares), world.class().queued_units), (100 * ONE, 0));
    assert!(world.is_frozen(&holder.shares), "it was born frozen, and its investor is blocked");
}

#[test]
fn a_closed_account_keeps_nobody_from_its_cash() {
    let (mut world, holder) = gated();
    let key = world.queue_units(&holder, 100 * ONE);
    let (owner, program) = (holder.wallet.pubkey(), spl_token_2022_interface::ID);
    let close = token::close_account(&program, &holder.shares, &owner, &owner, &[]).unwrap();
    world.send(&[close], &[&holder.wallet]).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 100) * ONE);
}

#[test]
fn a_part_is_paid_and_the_rest_stays_queued() {
    let (mut world, holder) = gated();
    let key = world.queue_units(&holder, 80 * ONE);
    short(&mut world, 20 * ONE);
    settled_in_part(&mut world, &[key]);
    let class = world.class();
    assert_eq!((class.queued_units, class.recorded_supply_units), (60 * ONE, 80 * ONE));
    assert_eq!(world.share_supply() + class.queued_units, class.recorded_supply_units);
    world.cancel(&holder, &key).unwrap();
    assert_eq!((world.balance(&holder.shares), world.class().queued_units), (80 * ONE, 0));
}

#[test]
fn shares_are_minted_to_a_subscriber_and_to_no_frozen_account() {
    let (mut world, holder) = gated();
    let frozen = member(&mut world, 0);
    let keys = [world.queue_cash(&holder, 30 * ONE), world.queue_cash(&frozen, 20 * ONE)];
    world.set_freeze(&frozen, true).unwrap();
    settled(&mut world, Side::Subscription, &keys).unwrap();
    assert_eq!(world.balance(&holder.shares), 130 * ONE);
    assert_eq!(world.request_at(&keys[1]).refused_for, u32::from(MmfError::DeniedFrozen));
    assert_eq!(world.balance(&frozen.cash), CASH * ONE);
}

#[test]
fn with_token_acl_as_the_gate_it_is_the_same() {
    let mut world = World::gated_by_token_acl();
    let holder = member(&mut world, 100);
    world.approve(&holder.investor, World::kyc_until(at(1, 2, 16, 0))).unwrap();
    world.set_time(at(1, 2, 16, 0));
    world.enforce(&holder).unwrap();
    let keys = [world.queue_units(&holder, 40 * ONE), world.queue_units(&holder, 50 * ONE)];
    assert!(world.is_frozen(&holder.shares));
    world.cancel(&holder, &keys[0]).unwrap();
    assert_eq!((world.balance(&holder.shares), world.class().queued_units), (50 * ONE, 50 * ONE));
    assert!(world.is_frozen(&holder.shares));
    settled(&mut world, Side::Redemption, &keys[1..]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 50) * ONE);
}
