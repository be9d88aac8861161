//! What the queue does while dealing is halted, paused, suspended, closed at once, or while the fund is wound up.

use mmf::error::MmfError;
use mmf::state::{Fund, InvestorStatus, RequestStatus, Side, SuspensionGround, class_flag, fund_flag, pause};
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, event};
use solana_sdk::pubkey::Pubkey;

use super::{CASH, held, member, status};

/// A day that is priced and funded, with one request of each side that waits for its settlement.
fn ready() -> (World, Holder, [Pubkey; 2]) {
    let (mut world, holder) = held(100);
    let keys = [world.queue_cash(&holder, 10 * ONE), world.queue_units(&holder, 40 * ONE)];
    world.strike(0).unwrap();
    world.price_and_fund(day(1, 2));
    (world, holder, keys)
}

const SIDES: [Side; 2] = [Side::Subscription, Side::Redemption];

/// Settlement of a side is refused with that error, or goes on.
#[track_caller]
fn settles(world: &mut World, keys: [Pubkey; 2], expected: [Option<MmfError>; 2]) {
    for ((side, key), expected) in SIDES.into_iter().zip(keys).zip(expected) {
        let order = world.settle_order(side, day(1, 2), &[key]);
        match expected {
            Some(error) => world.refused(&order, &[], error),
            None => {
                world.send(&[order], &[]).unwrap();
                assert_eq!(status(world, &key), RequestStatus::Settled);
            }
        }
    }
}

#[test]
fn while_dealing_is_halted_nobody_is_issued_shares_and_redeemers_are_paid() {
    let (mut world, holder, keys) = ready();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.set_flag(fund_flag::HALTED, true));
    settles(&mut world, keys, [Some(MmfError::DealingHalted), None]);
    world.queue_cash(&holder, ONE);
    world.queue_units(&holder, ONE);
    world.resume_dealing().unwrap();
    world.settle_in(day(1, 2), &keys[..1]).unwrap();
}

#[test]
fn each_pause_stops_the_settlement_of_its_own_side() {
    let (mut world, holder, keys) = ready();
    super::pause(&mut world, pause::TRANSFERS | pause::DISTRIBUTIONS | pause::SUBSCRIPTIONS);
    settles(&mut world, keys, [Some(MmfError::DeniedPaused), None]);
    world.place_refused(&holder, Side::Subscription, ONE, MmfError::DeniedPaused);

    let (mut world, holder, keys) = ready();
    super::pause(&mut world, pause::TRANSFERS | pause::DISTRIBUTIONS | pause::REDEMPTIONS);
    settles(&mut world, keys, [None, Some(MmfError::DeniedPaused)]);
    world.place_refused(&holder, Side::Redemption, ONE, MmfError::DeniedPaused);
}

#[test]
fn a_pause_refuses_no_request_it_only_makes_it_wait() {
    let (mut world, _, keys) = ready();
    super::pause(&mut world, pause::ALL);
    settles(&mut world, keys, [Some(MmfError::DeniedPaused); 2]);
    assert_eq!(keys.map(|key| status(&world, &key)), [RequestStatus::Open; 2]);
}

#[test]
fn while_redemptions_are_suspended_nothing_is_funded_or_settled_and_nobody_comes_in() {
    let (mut world, holder, keys) = ready();
    let ends_at = world.time() + 3_600;
    world.suspend(SuspensionGround::Postponement, ends_at).unwrap();
    settles(&mut world, keys, [Some(MmfError::RedemptionsSuspended); 2]);
    world.place_refused(&holder, Side::Subscription, ONE, MmfError::RedemptionsSuspended);
    let waiting = world.queue_units(&holder, ONE);
    assert_eq!(status(&world, &waiting), RequestStatus::Open, "who wants to leave may stand in line");
    world.set_time(ends_at);
    settles(&mut world, keys, [None, None]);
}

#[test]
fn a_suspension_stops_the_funding_and_not_the_price() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 40 * ONE);
    world.strike(0).unwrap();
    let ends_at = world.time() + 3_600;
    world.suspend(SuspensionGround::Postponement, ends_at).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let order = world.fund_order(day(1, 2));
    world.refused(&order, &[], MmfError::RedemptionsSuspended);
    world.lift_suspension().unwrap();
    world.send(&[order], &[]).unwrap();
    world.settle_out(day(1, 2), &[key]).unwrap();
}

#[test]
fn a_fund_that_is_wound_up_pays_redeemers_through_its_queue_and_takes_nobody_in() {
    let (mut world, holder, keys) = ready();
    world.suspend(SuspensionGround::Liquidation, 0).unwrap();
    settles(&mut world, keys, [Some(MmfError::RedemptionsSuspended); 2]);
    world.wind_up().unwrap();
    settles(&mut world, keys, [Some(MmfError::RedemptionsSuspended), None]);
    world.place_refused(&holder, Side::Subscription, ONE, MmfError::RedemptionsSuspended);
    let order = world.redeem_order(&holder, ONE);
    world.refused(&order, &[&holder.wallet], MmfError::RedemptionsSuspended);
    let last = world.queue_units(&holder, u64::MAX);
    super::settled(&mut world, Side::Redemption, &[last]).unwrap();
    world.cancel(&holder, &keys[0]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH + 100) * ONE);
    assert_eq!(world.class().recorded_supply_units, 0);
}

#[test]
fn a_fund_that_is_wound_up_pays_pro_rata_where_cash_is_short() {
    let (mut world, holder) = held(300);
    let other = member(&mut world, 100);
    world.suspend(SuspensionGround::Liquidation, 0).unwrap();
    super::short(&mut world, 100 * ONE);
    world.wind_up().unwrap();
    let keys = [world.queue_units(&holder, u64::MAX), world.queue_units(&other, u64::MAX)];
    super::settled_in_part(&mut world, &keys);
    assert_eq!((world.balance(&holder.cash), world.balance(&other.cash)), ((CASH + 75) * ONE, (CASH + 25) * ONE));
    assert_eq!(keys.map(|key| world.request_at(&key).units), [225 * ONE, 75 * ONE]);
}

#[test]
fn a_class_that_deals_through_the_queue_only_does() {
    let mut world = World::with_fund();
    world.add_class(mmf::state::ClassKind::Distributing, |args| args.queue_only = true);
    assert!(world.class().has_flag(class_flag::QUEUE_ONLY));
    let holder = world.holder(1_000 * ONE);
    let order = world.subscribe_order(&holder, ONE);
    world.refused(&order, &[&holder.wallet], MmfError::QueueOnly);
    let key = world.queue_cash(&holder, 100 * ONE);
    let done = super::settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(event!(done, Subscribed).units, 100 * ONE);
    let key = world.queue_units(&holder, 60 * ONE);
    super::settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(world.balance(&holder.cash), 960 * ONE);
}

#[test]
fn limits_of_instant_dealing_do_not_bind_the_queue() {
    let (mut world, holder) = held(100);
    world
        .set_dealing_terms(|terms| {
            (terms.subscription_limit_e6, terms.investor_subscription_limit_e6) = (2 * ONE, ONE);
            (terms.redemption_limit_e6, terms.investor_redemption_limit_e6) = (2 * ONE, ONE);
            terms.uninvested_cap_e6 = 101 * ONE;
        })
        .unwrap();
    let (bought, sold) = (world.queue_cash(&holder, 50 * ONE), world.queue_units(&holder, 50 * ONE));
    super::settled(&mut world, Side::Subscription, &[bought]).unwrap();
    world.fund_day(day(1, 2)).unwrap();
    world.settle_out(day(1, 2), &[sold]).unwrap();
    assert_eq!(world.cash_books().buffer, 100 * ONE);
}

#[test]
fn a_refund_goes_on_under_every_pause_and_suspension() {
    let (mut world, holder) = held(100);
    let key = world.queue_cash(&holder, 10 * ONE);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    super::settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Due);
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    super::pause(&mut world, pause::ALL);
    world.suspend(SuspensionGround::Liquidation, 0).unwrap();
    world.wind_up().unwrap();
    world.set_time(world.fund().next_cutoff); // and a strike is due
    world.collect(&key).unwrap();
    assert_eq!(world.balance(&holder.cash), CASH * ONE);
}

#[test]
fn attested_reserves_that_are_missing_make_subscriptions_wait_and_redemptions_not() {
    let (mut world, holder, keys) = ready();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.set_flag(fund_flag::RESERVE_GATE, true));
    let mut order = world.settle_order(Side::Subscription, day(1, 2), &keys[..1]);
    let reserve = world.addresses.reserve(&world.fund);
    order = super::swapped(&order, &reserve, &mmf::ID);
    world.refused(&order, &[], MmfError::ReserveMissing);
    assert_eq!(status(&world, &keys[0]), RequestStatus::Open);
    world.settle_out(day(1, 2), &keys[1..]).unwrap();
    assert_eq!(world.balance(&holder.cash), (CASH - 10 + 40) * ONE);
}
