//! The queue of a class whose price rises: at the price of the strike, rounded against who moves, and after a later strike at the worse of both.

use mmf::error::MmfError;
use mmf::state::{ClassKind, RequestStatus, Side};
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, event};

use super::{CASH, member, settled, status};

const E12: u128 = 1_000_000_000_000;

/// A class of 20 bps with 1,001 dollars of one holder, struck on 2 January with income. The dealing day is the 3rd.
fn priced() -> (World, Holder) {
    let mut world = World::with_fund();
    world.add_class(ClassKind::AccumulatingHooked, |_| {});
    let holder = member(&mut world, 1_001);
    world.strike(777_777).unwrap();
    (world, holder)
}

/// Price of the class by a strike, e12, and the same rounded up.
fn price(world: &World, strike_no: u32) -> (u128, u128) {
    let report = world.report(strike_no);
    let price = u128::from(report.results[0].price_e12);
    (price, price + u128::from(report.rounded_bitmap & 1))
}

fn bought(cash: u64, price: u128) -> u64 {
    u64::try_from(u128::from(cash) * E12 / price).unwrap()
}

fn worth(units: u64, price: u128) -> u64 {
    u64::try_from(u128::from(units) * price / E12).unwrap()
}

#[test]
fn a_subscriber_pays_the_price_of_the_strike_after_its_request_rounded_up_and_no_interim_income() {
    let (mut world, _) = priced();
    let newcomer = member(&mut world, 0);
    let key = world.queue_cash(&newcomer, 500 * ONE);
    world.strike(123_457).unwrap();
    let before = world.class();
    world.set_time(world.time() + 3 * 3_600);
    world.price_day(day(1, 3)).unwrap();
    let (down, up) = price(&world, 2);
    assert!(up > down && down > price(&world, 1).1, "the price rose in between, and is rounded");
    let batch = world.batch_on(day(1, 3));
    assert_eq!((u128::from(batch.price_e12), batch.price_rounded), (down, 1));

    let done = world.settle_in(day(1, 3), &[key]).unwrap();

    let units = bought(500 * ONE, up);
    let subscribed = event!(done, Subscribed);
    assert_eq!((subscribed.units, subscribed.cash_e6, subscribed.equalisation_e6), (units, 500 * ONE, 0));
    assert_eq!(world.balance(&newcomer.shares), units);
    let class = world.class();
    assert_eq!(class.net_assets_e6, before.net_assets_e6 + 500 * ONE);
    assert_eq!(class.recorded_supply_units, before.recorded_supply_units + units);
    assert_eq!((class.price, class.equalisation_pending_e6), (before.price, 0));
    assert_eq!(class.late_unit_seconds(), before.late_unit_seconds(), "as if it had come at the cut-off");
}

#[test]
fn a_redeemer_gets_the_price_of_the_strike_after_its_request_rounded_down() {
    let (mut world, holder) = priced();
    let key = world.queue_units(&holder, 123_456_789);
    world.strike(123_457).unwrap();
    let before = world.class();
    world.price_and_fund(day(1, 3));
    let (down, _) = price(&world, 2);
    let paid = worth(123_456_789, down);
    assert_eq!(world.batch_on(day(1, 3)).due_e6, paid);

    let done = world.settle_out(day(1, 3), &[key]).unwrap();

    assert_eq!(event!(done, Redeemed).cash_e6, paid);
    assert_eq!(world.balance(&holder.cash), CASH * ONE + paid);
    assert_eq!(world.class().net_assets_e6, before.net_assets_e6 - paid);
    assert_eq!(world.class().price, before.price);
    assert_eq!(world.holding(&holder.holding).recorded_units, before.recorded_supply_units - 123_456_789);
}

#[test]
fn fees_are_of_the_value_and_what_is_kept_raises_the_next_price() {
    let (mut world, holder) = priced();
    world.set_fees(20, 40).unwrap();
    world.set_liquidity_fee(10).unwrap();
    let newcomer = member(&mut world, 0);
    let (sold, into) = (world.queue_units(&holder, 100_000_001), world.queue_cash(&newcomer, 333_333_333));
    world.strike(0).unwrap();
    let before = world.class();
    world.price_and_fund(day(1, 3));
    let (down, up) = price(&world, 2);

    world.settle_in(day(1, 3), &[into]).unwrap();
    world.settle_out(day(1, 3), &[sold]).unwrap();

    let fee_in = 333_333_333_u64.div_ceil(500);
    let units = bought(333_333_333 - fee_in, up);
    assert_eq!(world.balance(&newcomer.shares), units);
    let value = worth(100_000_001, down);
    let (manager, kept) = ((value * 40).div_ceil(10_000), (value * 10).div_ceil(10_000));
    let paid = value - manager - kept;
    assert_eq!(world.balance(&holder.cash), CASH * ONE + paid);
    let class = world.class();
    assert_eq!(class.net_assets_e6, before.net_assets_e6 + 333_333_333 - fee_in - value);
    assert_eq!(class.equalisation_pending_e6, kept, "it becomes income at the next strike");
    assert_eq!(class.management_fee_payable_e6, before.management_fee_payable_e6 + fee_in + manager);
    assert_eq!((class.dealing_fees_to_date_e6, class.kept_to_date_e6), (fee_in + manager, kept));
    let fund_worth = world.cash_books().supply_value;
    assert_eq!(fund_worth, before.net_assets_e6 + before.management_fee_payable_e6 + 333_333_333 - paid);
    world.strike(0).unwrap();
    assert!(price(&world, 3).0 > down, "the liquidity fee is with who stayed");
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn a_subscription_settled_after_a_later_strike_pays_the_higher_price() {
    for (income, is_later_higher) in [(200_000, true), (-300_000, false)] {
        let (mut world, _) = priced();
        let newcomer = member(&mut world, 0);
        let key = world.queue_cash(&newcomer, 500 * ONE);
        world.strike(0).unwrap();
        world.price_day(day(1, 3)).unwrap();
        world.strike(income).unwrap();
        let (own, later) = (price(&world, 2).1, price(&world, 3).1);
        assert_eq!(later > own, is_later_higher);
        let before = world.class();

        world.settle_in(day(1, 3), &[key]).unwrap();

        let units = bought(500 * ONE, own.max(later));
        assert_eq!(world.balance(&newcomer.shares), units);
        assert_eq!(world.request_at(&key).strike_no, 2);
        let above = u64::try_from(u128::from(units) * (own.max(later) - later) / E12).unwrap();
        let class = world.class();
        assert_eq!(class.equalisation_pending_e6, above, "what is above the price of the day is income of all");
        assert_eq!(class.net_assets_e6, before.net_assets_e6 + 500 * ONE - above);
    }
}

#[test]
fn a_redemption_settled_after_a_later_strike_gets_the_lower_price() {
    for (income, is_later_lower) in [(200_000, false), (-300_000, true)] {
        let (mut world, holder) = priced();
        let key = world.queue_units(&holder, 400 * ONE);
        world.strike(0).unwrap();
        world.price_and_fund(day(1, 3));
        world.strike(income).unwrap();
        let (own, later) = (price(&world, 2).0, price(&world, 3).0);
        assert_eq!(later < own, is_later_lower);
        let before = world.class();

        world.settle_out(day(1, 3), &[key]).unwrap();

        let paid = worth(400 * ONE, own.min(later));
        assert_eq!(world.balance(&holder.cash), CASH * ONE + paid);
        let missed = worth(400 * ONE, later) - paid;
        let class = world.class();
        assert_eq!(class.net_assets_e6, before.net_assets_e6 - paid - missed);
        assert_eq!(class.equalisation_pending_e6, missed, "the rise that it missed is income of who stayed");
        let left = worth(400 * ONE, own) - paid;
        assert_eq!((world.batch_on(day(1, 3)).cash_e6, world.cash_books().payout), (left, left));
        let done = world.close_batch(day(1, 3)).unwrap();
        assert_eq!(event!(done, BatchClosed).returned_e6, left);
        assert_eq!(world.cash_books().payout, 0);
    }
}

#[test]
fn the_least_units_fail_when_the_price_rose_above_and_the_cash_comes_back() {
    let (mut world, _) = priced();
    let newcomer = member(&mut world, 0);
    let now = bought(500 * ONE, price(&world, 1).1);
    world.place_refused_for(&newcomer, Side::Subscription, (500 * ONE, now + 1), MmfError::BelowMinimumOut);
    let least = now - 1_000;
    let key = world.place_for(&newcomer, Side::Subscription, 500 * ONE, least);
    world.strike(500_000).unwrap();
    world.price_day(day(1, 3)).unwrap();
    world.settle_in(day(1, 3), &[key]).unwrap();
    let request = world.request_at(&key);
    assert_eq!(request.status, RequestStatus::GivenBack);
    assert_eq!(request.refused_for, u32::from(MmfError::BelowMinimumOut));
    assert_eq!(world.balance(&newcomer.cash), CASH * ONE);
}

#[test]
fn the_least_cash_fails_when_the_price_fell_below_and_the_units_are_free() {
    let (mut world, holder) = priced();
    let now = worth(400 * ONE, price(&world, 1).0);
    let key = world.place_for(&holder, Side::Redemption, 400 * ONE, now);
    world.strike(-500_000).unwrap();
    world.price_and_fund(day(1, 3));
    world.settle_out(day(1, 3), &[key]).unwrap();
    assert_eq!(world.request_at(&key).refused_for, u32::from(MmfError::BelowMinimumOut));
    assert_eq!(world.holding(&holder.holding).reserved_units, 0);
}

#[test]
fn the_first_subscribers_of_a_class_come_in_through_the_queue_at_one_dollar() {
    let mut world = World::with_fund();
    world.add_class(ClassKind::AccumulatingHooked, |args| args.queue_only = true);
    let holder = member(&mut world, 0);
    let key = world.queue_cash(&holder, 250 * ONE);
    settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(world.balance(&holder.shares), 250 * ONE);
    assert_eq!(world.class().net_assets_e6, 250 * ONE);
}

#[test]
fn the_price_of_who_stays_falls_by_no_settlement_in_whatever_order() {
    let (mut world, holder) = priced();
    let (one, other) = (member(&mut world, 77), member(&mut world, 0));
    for (cash, units) in [(3_u64, 2_u64), (899_999_999, 7_777_777), (1_234_567, 1_000_003)] {
        let (into, out) = (world.queue_cash(&other, cash), world.queue_units(&one, units));
        let day = world.request_at(&into).day;
        world.strike(54_321).unwrap();
        world.price_and_fund(day);
        let per_unit = |world: &World| {
            let class = world.class();
            (u128::from(class.net_assets_e6), u128::from(class.recorded_supply_units))
        };
        let (net, supply) = per_unit(&world);
        world.settle_out(day, &[out]).unwrap();
        world.settle_in(day, &[into]).unwrap();
        let (net_after, supply_after) = per_unit(&world);
        assert!(net_after * supply >= net * supply_after);
        assert_eq!([into, out].map(|key| status(&world, &key)), [RequestStatus::Settled; 2]);
    }
    assert!(world.holding(&holder.holding).recorded_units > 0);
}

#[test]
fn going_in_and_out_through_the_queue_never_profits() {
    let (mut world, _) = priced();
    let trader = member(&mut world, 0);
    for cash in [2, 3, 7, 999, 1_000_001] {
        let start = world.balance(&trader.cash);
        let key = world.queue_cash(&trader, cash);
        settled(&mut world, Side::Subscription, &[key]).unwrap();
        let key = world.queue_units(&trader, u64::MAX);
        settled(&mut world, Side::Redemption, &[key]).unwrap();
        assert!(world.balance(&trader.cash) <= start, "{cash}");
        if status(&world, &key) == RequestStatus::GivenBack {
            world.redeem(&trader, u64::MAX).ok();
        }
    }
}
