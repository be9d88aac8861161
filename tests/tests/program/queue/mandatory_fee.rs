//! The mandatory liquidity fee of institutional funds: above daily net redemptions of 5% of net assets, at the estimated cost of a vertical slice,
//! else 1%. Source: 17 CFR 270.2a-7(c)(2)(ii).

use mmf::error::MmfError;
use mmf::instructions::SliceCostArgs;
use mmf::state::{ClassKind, InvestorStatus, Regime, RequestStatus, Role, Side};
use mmf_tests::calendar::day;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{Holder, ONE, World, event};
use solana_sdk::pubkey::Pubkey;

use super::{member, status};

/// An institutional fund with 1,000 dollars of one holder, struck on 2 January; the dealing day is the 3rd.
fn institutional() -> (World, Holder) {
    let mut world = World::of_regime(Regime::RegisteredInstitutional);
    let holder = member(&mut world, 1_000);
    world.strike(0).unwrap();
    (world, holder)
}

/// Strikes and prices 3 January, settles its subscriptions, and funds it; returns the mandatory fee, in parts per million.
fn funded(world: &mut World, subscriptions: &[Pubkey]) -> u32 {
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    if !subscriptions.is_empty() {
        world.settle_in(day(1, 3), subscriptions).unwrap();
    }
    let done = world.fund_day(day(1, 3)).unwrap();
    event!(done, BatchesFunded).mandatory_fee_ppm
}

fn set_slice_cost(world: &mut World, cost_ppm: u32, until_day: i32) {
    let args = SliceCostArgs { cost_ppm, until_day, document_hash: DOCUMENT };
    let order = world.addresses.set_slice_cost(&world.fund, &world.signed(&[Role::NavApprover]), args);
    world.privileged(&order).unwrap();
}

#[test]
fn exactly_five_per_cent_bears_no_fee_and_a_unit_more_bears_one_per_cent() {
    for (units, expected) in [(50 * ONE, 0), (50 * ONE + 1, 10_000)] {
        let (mut world, holder) = institutional();
        world.queue_units(&holder, units);
        assert_eq!(funded(&mut world, &[]), expected, "{units}");
        assert_eq!(world.batch_on(day(1, 3)).liquidity_fee_ppm, expected);
    }
}

#[test]
fn the_fee_is_taken_of_every_redemption_of_the_day_and_stays_in_the_class() {
    let (mut world, holder) = institutional();
    let other = member(&mut world, 0);
    world.transfer(&holder, &other, 10 * ONE).unwrap();
    let keys = [world.queue_units(&holder, 60 * ONE), world.queue_units(&other, 10 * ONE)];
    let start = [&holder, &other].map(|holder| world.balance(&holder.cash));
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    assert_eq!((world.batch_on(day(1, 3)).due_e6, world.cash_books().queue_due), (70 * ONE, 70 * ONE));

    world.fund_day(day(1, 3)).unwrap();

    let batch = world.batch_on(day(1, 3));
    assert_eq!((batch.due_e6, batch.cash_e6, batch.liquidity_fee_ppm), (69_300_000, 69_300_000, 10_000));
    assert_eq!(world.cash_books().queue_due, 0);
    world.settle_out(day(1, 3), &keys).unwrap();
    assert_eq!(
        [&holder, &other].map(|holder| world.balance(&holder.cash)),
        [start[0] + 59_400_000, start[1] + 9_900_000]
    );
    let class = world.class();
    assert_eq!((class.kept_to_date_e6, class.equalisation_pending_e6), (700_000, 700_000));
    assert_eq!((class.management_fee_payable_e6, class.dealing_fees_to_date_e6), (0, 0));
    world.strike(0).unwrap();
    assert_eq!(world.class().equalisation_to_date_e6, 700_000);
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn queued_subscriptions_of_the_day_count_against_it() {
    for (units, expected) in [(70 * ONE, 0), (70 * ONE + 1, 10_000)] {
        let (mut world, holder) = institutional();
        let key = world.queue_cash(&holder, 20 * ONE);
        world.queue_units(&holder, units);
        assert_eq!(funded(&mut world, &[key]), expected);
    }
}

#[test]
fn what_was_dealt_at_once_on_the_day_counts() {
    // 20 come in at once: net assets are 1,020, 5% of them 51.
    for (units, expected) in [(71 * ONE, 0), (71 * ONE + 1, 10_000)] {
        let (mut world, holder) = institutional();
        world.subscribe(&holder, 20 * ONE).unwrap();
        world.queue_units(&holder, units);
        assert_eq!(funded(&mut world, &[]), expected);
    }
    // 30 go out at once: net assets are 970, 5% of them 48.5.
    for (units, expected) in [(18_500_000, 0), (18_500_001, 10_000)] {
        let (mut world, holder) = institutional();
        world.redeem(&holder, 30 * ONE).unwrap();
        world.queue_units(&holder, units);
        assert_eq!(funded(&mut world, &[]), expected);
    }
}

#[test]
fn what_was_dealt_at_once_the_day_before_does_not_count() {
    let (mut world, holder) = institutional();
    world.redeem(&holder, 40 * ONE).unwrap();
    world.strike(0).unwrap();
    world.queue_units(&holder, 48 * ONE); // 5% of 960
    world.strike(0).unwrap();
    world.price_day(day(1, 6)).unwrap();
    let done = world.fund_day(day(1, 6)).unwrap();
    assert_eq!(event!(done, BatchesFunded).mandatory_fee_ppm, 0);
}

#[test]
fn the_first_subscription_into_an_empty_fund_counts_on_its_day() {
    let mut world = World::of_regime(Regime::RegisteredInstitutional);
    let holder = member(&mut world, 1_000);
    world.subscribe(&holder, ONE).unwrap();
    world.queue_units(&holder, 100 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    assert_eq!(world.batch_on(day(1, 2)).day_subscribed_e6, 1_001 * ONE);
    let done = world.fund_day(day(1, 2)).unwrap();
    assert_eq!(event!(done, BatchesFunded).mandatory_fee_ppm, 0);
}

#[test]
fn the_estimate_is_charged_while_it_counts() {
    for (cost_ppm, until, expected) in [
        (5_000, day(1, 3), 5_000),
        (5_000, day(1, 2), 10_000), // not for this day
        (100, day(1, 10), 100),     // one basis point
        (99, day(1, 10), 0),        // below
        (30_000, day(1, 10), 30_000),
    ] {
        let (mut world, holder) = institutional();
        set_slice_cost(&mut world, cost_ppm, until);
        world.queue_units(&holder, 60 * ONE);
        assert_eq!(funded(&mut world, &[]), expected, "{cost_ppm} until {until}");
        assert_eq!(world.batch_on(day(1, 3)).due_e6, 60 * ONE - 60 * u64::from(expected));
    }
}

#[test]
fn the_boards_fee_is_charged_where_it_is_higher() {
    for (board_bps, expected) in [(150, 15_000), (50, 10_000)] {
        let (mut world, holder) = institutional();
        world.set_liquidity_fee(board_bps).unwrap();
        world.queue_units(&holder, 60 * ONE);
        assert_eq!(funded(&mut world, &[]), 10_000);
        assert_eq!(world.batch_on(day(1, 3)).liquidity_fee_ppm, expected);
    }
}

#[test]
fn no_other_fund_charges_it() {
    for regime in [Regime::RegisteredGovernment, Regime::RegisteredRetail, Regime::Private3c7, Regime::EuMmfr] {
        let mut world = World::of_regime(regime);
        let holder = member(&mut world, 1_000);
        world.strike(0).unwrap();
        world.queue_units(&holder, 500 * ONE);
        assert_eq!(funded(&mut world, &[]), 0);
    }
}

#[test]
fn subscriptions_settle_before_the_fee_is_reckoned() {
    let (mut world, holder) = institutional();
    let key = world.queue_cash(&holder, 20 * ONE);
    world.queue_units(&holder, 60 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    let order = world.fund_order(day(1, 3));
    world.refused(&order, &[], MmfError::SubscriptionsFirst);
    world.settle_in(day(1, 3), &[key]).unwrap();
    let done = world.send(&[order], &[]).unwrap();
    assert_eq!(event!(done, BatchesFunded).mandatory_fee_ppm, 0, "net redemptions are 4%");
}

#[test]
fn after_the_grace_subscriptions_that_nobody_settled_are_not_waited_for_and_do_not_count() {
    let (mut world, holder) = institutional();
    world.queue_cash(&holder, 20 * ONE);
    world.queue_units(&holder, 60 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    let order = world.fund_order(day(1, 3));
    let priced_at = world.time();
    world.set_time(priced_at + 86_400 - 1);
    world.refused(&order, &[], MmfError::SubscriptionsFirst);
    world.set_time(priced_at + 86_400);
    let done = world.send(&[order], &[]).unwrap();
    assert_eq!(event!(done, BatchesFunded).mandatory_fee_ppm, 10_000);
}

#[test]
fn a_refused_subscription_takes_nothing_off_the_redemptions() {
    let (mut world, holder) = institutional();
    let other = member(&mut world, 0);
    let key = world.queue_cash(&other, 200 * ONE);
    world.restrict(&other.investor, InvestorStatus::Blocked).unwrap();
    world.queue_units(&holder, 60 * ONE);
    assert_eq!(funded(&mut world, &[key]), 10_000);
    assert_eq!(status(&world, &key), RequestStatus::GivenBack);
}

#[test]
fn a_cancelled_redemption_does_not_count() {
    let (mut world, holder) = institutional();
    let key = world.queue_units(&holder, 60 * ONE);
    world.queue_units(&holder, 50 * ONE);
    world.cancel(&holder, &key).unwrap();
    assert_eq!(funded(&mut world, &[]), 0);
}

#[test]
fn every_class_counts_and_a_batch_of_subscriptions_only_stays_until_it_did() {
    let (mut world, holder) = institutional();
    let first = world.class;
    let second = world.add_class(ClassKind::Distributing, |args| args.terms.expense_bps = 0);
    let line = world.opened_in(&holder, &second);
    world.enter(&second);
    let key = world.queue_cash(&line, 20 * ONE);
    world.enter(&first);
    world.queue_units(&holder, 60 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    world.enter(&second);
    world.settle_in(day(1, 3), &[key]).unwrap();
    let order = world.close_batch_order(day(1, 3));
    world.refused(&order, &[], MmfError::BatchInUse);
    let done = world.fund_day(day(1, 3)).unwrap();
    assert_eq!(event!(done, BatchesFunded).mandatory_fee_ppm, 0);
    world.strike(0).unwrap();
    world.send(&[order], &[]).unwrap();
}

#[test]
fn the_fee_does_not_count_for_the_least_cash() {
    let (mut world, holder) = institutional();
    let key = world.place_for(&holder, Side::Redemption, 60 * ONE, 60 * ONE);
    assert_eq!(funded(&mut world, &[]), 10_000);
    world.settle_out(day(1, 3), &[key]).unwrap();
    assert_eq!(world.request_at(&key).paid_settlement_units, 59_400_000);
}
