//! Who may no longer take or give units at the settlement gets back what it gave: cash, or units. It is told why.

use mmf::error::MmfError;
use mmf::state::{InvestorStatus, RequestStatus, Side};
use mmf_tests::calendar::day;
use mmf_tests::{CashBooks, Holder, ONE, World, event};
use solana_sdk::pubkey::Pubkey;

use super::{CASH, held, member, settled, status};

/// A settled subscription was refused for this, and its cash came back.
#[track_caller]
fn refunds(world: &mut World, holder: &Holder, key: Pubkey, error: MmfError) {
    let (buffer, cash) = (world.cash_books().buffer, world.balance(&holder.cash));
    let request = world.request_at(&key);
    let done = settled(world, Side::Subscription, &[key]).unwrap();
    let (refused, back) = (event!(done, RequestRefused), event!(done, RequestGivenBack));
    assert_eq!((refused.request, refused.seq, refused.refused_for), (key, 2, u32::from(error)));
    assert_eq!((back.seq, back.settlement_units, back.units, back.cancelled), (3, request.cash_e6, 0, false));
    let after = world.request_at(&key);
    assert_eq!((after.status, after.refused_for), (RequestStatus::GivenBack, u32::from(error)));
    assert_eq!((after.settled_units, after.closed_at), (0, world.time()));
    assert_eq!(world.balance(&holder.cash), cash + request.cash_settlement_units);
    assert_eq!((world.cash_books().buffer, world.cash_books().escrow), (buffer, 0));
    assert_eq!(world.vault_balances(), [buffer, 0, 0, 0]);
    assert_eq!(world.holding(&holder.holding).open_requests, 0);
    let batch = world.batch_on(request.day);
    assert_eq!((batch.subscriptions, batch.subscribed_e6, batch.settled_e6), (0, 0, 0));
}

/// A settled redemption was refused for this, and its units are free again.
#[track_caller]
fn frees(world: &mut World, holder: &Holder, key: Pubkey, error: MmfError) {
    let (request, units) = (world.request_at(&key), world.holding(&holder.holding).recorded_units);
    let (cash, books) = (world.balance(&holder.cash), world.cash_books());
    let done = settled(world, Side::Redemption, &[key]).unwrap();
    let (refused, back) = (event!(done, RequestRefused), event!(done, RequestGivenBack));
    assert_eq!(refused.refused_for, u32::from(error));
    assert_eq!((back.settlement_units, back.units, back.cancelled), (0, request.units, false));
    assert_eq!((status(world, &key), world.balance(&holder.cash)), (RequestStatus::GivenBack, cash));
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.reserved_units, line.open_requests), (units, 0, 0));
    let batch = world.batch_on(request.day);
    assert_eq!((batch.redemptions, batch.redeemed_units), (0, 0));
    assert_eq!(world.cash_books().payout, batch.cash_e6);
    world.close_batch(request.day).unwrap();
    assert_eq!(world.cash_books(), books, "what was set aside goes back to the buffer");
}

#[test]
fn a_subscriber_who_was_blocked_meanwhile_gets_its_cash_and_no_shares() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    refunds(&mut world, &holder, key, MmfError::DeniedBlocked);
    assert_eq!(world.balance(&holder.shares), 100 * ONE);
}

#[test]
fn a_subscriber_who_may_only_redeem_by_now_gets_its_cash() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    refunds(&mut world, &holder, key, MmfError::DeniedRedeemOnly);
}

#[test]
fn a_subscriber_whose_kyc_has_expired_gets_its_cash() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    let soon = world.time() + 60;
    world.approve(&holder.investor, World::kyc_until(soon)).unwrap();
    refunds(&mut world, &holder, key, MmfError::DeniedExpired);
}

#[test]
fn a_frozen_holding_takes_nothing_and_gives_nothing() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.set_freeze(&holder, true).unwrap();
    refunds(&mut world, &holder, key, MmfError::DeniedFrozen);
    world.set_freeze(&holder, false).unwrap();
    let key = world.queue_units(&holder, 30 * ONE);
    world.set_freeze(&holder, true).unwrap();
    frees(&mut world, &holder, key, MmfError::DeniedFrozen);
}

#[test]
fn the_least_units_are_kept_to_the_unit() {
    let least = 29 * ONE + 940_000;
    for (fee_bps, is_issued) in [(20, true), (0, true), (21, false)] {
        let (mut world, holder) = held(100);
        let key = world.place_for(&holder, Side::Subscription, 30 * ONE, least);
        let class = world.class;
        // Above the program's cap no fee can be set; what is beyond the least units can only be shown so.
        world.patch::<mmf::state::ShareClass>(&class, |class| class.rules.subscription_fee_bps = fee_bps);
        if is_issued {
            settled(&mut world, Side::Subscription, &[key]).unwrap();
            assert!(world.request_at(&key).settled_units >= least);
        } else {
            refunds(&mut world, &holder, key, MmfError::BelowMinimumOut);
        }
    }
}

#[test]
fn a_subscription_that_would_bring_less_than_its_least_units_now_is_not_queued() {
    let (mut world, holder) = held(100);
    world.set_fees(20, 0).unwrap();
    let least = 29 * ONE + 940_000;
    world.place_refused_for(&holder, Side::Subscription, (30 * ONE, least + 1), MmfError::BelowMinimumOut);
    world.place_for(&holder, Side::Subscription, 30 * ONE, least);
}

#[test]
fn the_least_cash_is_kept_to_the_unit() {
    for (least, is_paid) in [(39 * ONE + 800_000, true), (39 * ONE + 800_001, false)] {
        let (mut world, holder) = held(100);
        let key = world.place_for(&holder, Side::Redemption, 40 * ONE, least);
        world.set_fees(0, 50).unwrap();
        if is_paid {
            settled(&mut world, Side::Redemption, &[key]).unwrap();
            assert_eq!(world.request_at(&key).paid_settlement_units, least);
        } else {
            frees(&mut world, &holder, key, MmfError::BelowMinimumOut);
        }
    }
}

#[test]
fn a_redemption_for_more_than_it_would_get_now_is_refused_at_once() {
    let (mut world, holder) = held(100);
    world.set_fees(0, 50).unwrap();
    let args = mmf::instructions::PlaceRequestArgs { min_out: 39_800_001, ..world.place_args(&holder, 40 * ONE) };
    let order = world.place_order(&holder, Side::Redemption, args);
    world.refused(&order, &[&holder.wallet], MmfError::BelowMinimumOut);
    world.place_for(&holder, Side::Redemption, 40 * ONE, 39_800_000);
}

#[test]
fn the_cap_of_the_class_is_asked_again_of_each_in_turn() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 0);
    let keys =
        [world.queue_cash(&holder, 30 * ONE), world.queue_cash(&other, 25 * ONE), world.queue_cash(&other, 20 * ONE)];
    world.set_rules(|rules| rules.max_class_units = 150 * ONE).unwrap();

    settled(&mut world, Side::Subscription, &keys).unwrap();

    assert_eq!(
        keys.map(|key| status(&world, &key)),
        [RequestStatus::Settled, RequestStatus::GivenBack, RequestStatus::Settled]
    );
    assert_eq!(world.request_at(&keys[1]).refused_for, u32::from(MmfError::SupplyLimit));
    assert_eq!(world.class().recorded_supply_units, 150 * ONE);
    assert_eq!(world.balance(&other.cash), (CASH - 20) * ONE);
}

#[test]
fn a_minimum_that_rose_after_a_request_was_placed_does_not_refuse_it() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.set_rules(|rules| rules.min_subsequent_e6 = 30 * ONE + 1).unwrap();
    settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(world.request_at(&key).settled_units, 30 * ONE);
}

#[test]
fn investors_limits_are_asked_again() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.set_rules(|rules| rules.max_investor_units = 130 * ONE - 1).unwrap();
    refunds(&mut world, &holder, key, MmfError::DeniedAboveInvestorLimit);
    world.set_rules(|rules| rules.max_investor_units = 0).unwrap();
    let key = world.queue_cash(&holder, 30 * ONE);
    world.update(&holder.investor, |profile| profile.max_units = 130 * ONE - 1).unwrap();
    refunds(&mut world, &holder, key, MmfError::DeniedAboveOwnLimit);
}

#[test]
fn two_requests_of_one_investor_do_not_pass_its_limit_together() {
    let (mut world, holder) = held(100);
    world.set_rules(|rules| rules.max_investor_units = 140 * ONE).unwrap();
    let keys = [world.queue_cash(&holder, 30 * ONE), world.queue_cash(&holder, 30 * ONE)];
    settled(&mut world, Side::Subscription, &keys).unwrap();
    assert_eq!(world.request_at(&keys[1]).refused_for, u32::from(MmfError::DeniedAboveInvestorLimit));
    assert_eq!(world.holding(&holder.holding).recorded_units, 130 * ONE);
}

#[test]
fn a_redeemer_who_was_blocked_meanwhile_gets_its_units() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    frees(&mut world, &holder, key, MmfError::DeniedBlocked);
    assert_eq!(world.balance(&holder.shares), 100 * ONE);
}

#[test]
fn units_of_who_was_sanctioned_meanwhile_are_free_of_the_queue_and_stay_where_they_are() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    frees(&mut world, &holder, key, MmfError::DeniedSanctioned);
}

#[test]
fn who_may_only_redeem_or_has_expired_is_paid_all_the_same() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 40) * ONE);
}

#[test]
fn cash_of_who_was_sanctioned_meanwhile_stays_in_escrow_until_the_release() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 30 * ONE);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();

    let done = settled(&mut world, Side::Subscription, &[key]).unwrap();

    assert_eq!(event!(done, RequestRefused).refused_for, u32::from(MmfError::DeniedSanctioned));
    let request = world.request_at(&key);
    assert_eq!((request.status, request.closed_at), (RequestStatus::Due, world.time()));
    let expected = CashBooks { buffer: 100 * ONE, escrow: 30 * ONE, supply_value: 100 * ONE, ..CashBooks::default() };
    assert_eq!(world.cash_books(), expected);
    assert_eq!(world.vault_balances(), [100 * ONE, 30 * ONE, 0, 0]);
    assert_eq!(world.holding(&holder.holding).open_requests, 1);
    assert_eq!(world.batch_on(day(1, 2)).subscriptions, 0, "it is out of its batch");
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::DeniedSanctioned);
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    super::pause(&mut world, mmf::state::pause::ALL);

    let done = world.collect(&key).unwrap();

    let back = event!(done, RequestGivenBack);
    assert_eq!((back.settlement_units, back.cancelled), (30 * ONE, false));
    assert_eq!(world.balance(&holder.cash), CASH * ONE);
    assert_eq!((status(&world, &key), world.cash_books().escrow), (RequestStatus::GivenBack, 0));
    assert_eq!(world.holding(&holder.holding).open_requests, 0);
    let order = world.collect_order(&world.payer_key(), &key);
    world.refused(&order, &[], MmfError::NothingDue);
}

#[test]
fn only_what_was_refused_and_could_not_be_given_back_is_collected() {
    let (mut world, holder) = held(100);
    let keys = [world.queue_cash(&holder, ONE), world.queue_units(&holder, ONE)];
    for key in keys {
        let order = world.collect_order(&world.payer_key(), &key);
        world.refused(&order, &[], MmfError::NothingDue);
    }
}

#[test]
fn one_refusal_keeps_no_other_request_of_the_transaction_from_its_settlement() {
    let (mut world, holder) = held(100);
    let (bad, good) = (member(&mut world, 0), member(&mut world, 0));
    let keys =
        [world.queue_cash(&bad, 10 * ONE), world.queue_cash(&good, 20 * ONE), world.queue_cash(&holder, 30 * ONE)];
    world.restrict(&bad.investor, InvestorStatus::Sanctioned).unwrap();
    settled(&mut world, Side::Subscription, &keys).unwrap();
    assert_eq!(
        keys.map(|key| status(&world, &key)),
        [RequestStatus::Due, RequestStatus::Settled, RequestStatus::Settled]
    );
    assert_eq!(world.batch_on(day(1, 2)).settled_e6, 50 * ONE);
}
