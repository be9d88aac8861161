//! Between strikes: instant subscribers pay for the income since the last strike, so that nobody earns a day with minutes of capital.

use mmf::instructions::interim_e18;
use mmf::state::ShareClass;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;

use crate::strike::books::Books;
use crate::strike::{second_class, subscribe_to, world_with_shares};

const SCALE: u128 = 1_000_000_000_000_000_000;

/// Units and equalisation for cash, so many seconds after the cut-off of a strike with that rate and span.
fn issue(cash: u64, rate: u128, days: u128, seconds: u128) -> (u64, u64) {
    let interim = (rate * seconds).div_ceil(days * 86_400);
    let units = u64::try_from(u128::from(cash) * SCALE / (SCALE + interim)).unwrap();
    (units, cash - units)
}

/// Subscribes and returns the units and the equalisation that the books then show.
fn subscribe(world: &mut World, holder: &Holder, cash: u64) -> (u64, u64) {
    let before = (world.holding(&holder.holding).recorded_units, world.class().equalisation_pending_e6);
    world.subscribe(holder, cash).unwrap();
    (world.holding(&holder.holding).recorded_units - before.0, world.class().equalisation_pending_e6 - before.1)
}

fn rate(world: &World) -> u128 {
    u128::from(world.class().last_rate_e18)
}

/// A world with a million shares and a strike each day through that day, whose income is 12 cents for a thousand shares and day.
fn struck_through(last: i32) -> World {
    let (mut world, _) = world_with_shares(1_000_000);
    while world.fund().next_strike_day <= last {
        let fund = world.fund();
        let days = i64::from(fund.next_strike_day - fund.last_struck_day);
        world.strike(120_000_000 * days).unwrap();
    }
    world
}

/// Income in e18 that a holding has earned, settled or not.
fn earned(world: &World, holder: &Holder) -> u128 {
    let (holding, class) = (world.holding(&holder.holding), world.class());
    holding.accrued.get()
        + holding.payable.get()
        + u128::from(holding.recorded_units) * (class.index.get() - holding.last_index.get())
}

#[test]
fn a_subscriber_in_the_middle_of_the_day_pays_for_the_hours_since_the_cut_off() {
    let mut world = struck_through(day(1, 7));
    let holder = world.holder(1_000_000 * ONE);
    let cash = 123_456_789;

    for (moment, seconds) in [(at(1, 7, 20, 2), 120), (at(1, 8, 8, 0), 43_200), (at(1, 8, 19, 59), 86_340)] {
        world.set_time(moment);
        let expected = issue(cash, rate(&world), 1, seconds);
        assert!(expected.1 > 0);
        assert_eq!(subscribe(&mut world, &holder, cash), expected);
    }
    let holding = world.holding(&holder.holding);
    assert_eq!(world.balance(&holder.shares), holding.recorded_units);
    assert_eq!(world.class().equalisation_pending_e6 + holding.recorded_units, 3 * cash);
    assert_eq!(world.fund().subscribed_to_date_e6, 1_000_000 * ONE + 3 * cash);
}

#[test]
fn after_a_weekends_strike_the_rate_counts_for_a_day_each() {
    let mut world = struck_through(day(1, 6));
    assert_eq!(world.class().last_n_days, 3);
    let holder = world.holder(1_000_000 * ONE);

    world.set_time(at(1, 7, 14, 0));
    let expected = issue(50_000_000, rate(&world), 3, 18 * 3_600);

    assert_eq!(subscribe(&mut world, &holder, 50_000_000), expected);
}

#[test]
fn over_a_weekend_the_interim_grows_to_three_days() {
    let mut world = struck_through(day(1, 3));
    let holder = world.holder(1_000_000 * ONE);

    world.set_time(at(1, 5, 20, 0));
    let sunday = issue(77_000_000, rate(&world), 1, 2 * 86_400);
    assert_eq!(subscribe(&mut world, &holder, 77_000_000), sunday);
    world.set_time(at(1, 6, 19, 59));
    let monday = issue(77_000_000, rate(&world), 1, 3 * 86_400 - 60);
    assert_eq!(subscribe(&mut world, &holder, 77_000_000), monday);
}

#[test]
fn the_smallest_subscriptions_round_against_the_subscriber() {
    let mut world = struck_through(day(1, 7));
    let holder = world.holder(ONE);
    world.set_time(at(1, 8, 12, 0));

    assert_eq!(subscribe(&mut world, &holder, 2), (1, 1));
    let nothing = world.subscribe(&holder, 1);
    mmf_tests::expect_error(nothing, mmf::error::MmfError::AmountTooSmall);
}

#[test]
fn equalisation_goes_into_the_next_strike_and_no_other() {
    let mut world = struck_through(day(1, 7));
    let holder = world.holder(1_000_000 * ONE);
    world.set_time(at(1, 8, 8, 0));
    let (_, equalisation) = subscribe(&mut world, &holder, 500_000 * ONE);
    let claims = world.class().claims_e6().unwrap();
    let (mut books, supply) = (Books::of(&world.class()), world.class().recorded_supply_units);

    world.strike(120_000_000).unwrap();

    books.declare(supply, 120_000_000, equalisation, 1);
    let class = world.class();
    assert_eq!(Books::of(&class), books);
    assert_eq!((class.equalisation_pending_e6, class.equalisation_to_date_e6), (0, equalisation));
    assert_eq!(world.report(class.price.strike_no).results[0].equalisation_e6, equalisation);
    assert_eq!(class.claims_e6().unwrap(), claims + 120_000_000);
    world.strike(120_000_000).unwrap();
    assert_eq!(world.class().equalisation_to_date_e6, equalisation);
}

/// Subscribes a minute before the next cut-off, redeems a minute after the strike; what that earned beyond what it cost, in e18, and the
/// most that one minute of that capital may earn.
fn gain_of_a_minute(world: &mut World, income: i64) -> (i128, u128) {
    let holder = world.holder(5_000_000 * ONE);
    let per_day = rate(world) / u128::from(world.class().last_n_days);
    world.set_time(world.fund().next_cutoff - 60);
    let (units, equalisation) = subscribe(world, &holder, 5_000_000 * ONE);
    world.strike(income).unwrap();
    world.set_time(world.time() + 60);
    world.redeem(&holder, u64::MAX).unwrap();

    assert_eq!(world.balance(&holder.cash), units, "the units come back at $1.00 sharp");
    let paid = i128::from(equalisation) * 1_000_000_000_000_000_000;
    let gain = i128::try_from(earned(world, &holder)).unwrap() - paid;
    (gain, u128::from(units) * per_day / 1_440 + SCALE)
}

#[test]
fn nobody_earns_a_day_with_a_minute_of_capital() {
    let mut world = struck_through(day(1, 7));
    let whole_day = 5_000_000 * ONE / 1_000_000 * 120;

    let (gain, minute) = gain_of_a_minute(&mut world, 120_000_000);

    assert!(gain <= i128::try_from(minute).unwrap(), "gained {gain}, a minute earns {minute}");
    assert!(minute < u128::from(whole_day) * SCALE / 1_000);
}

#[test]
fn nobody_earns_a_weekend_with_a_minute_of_capital() {
    let mut world = struck_through(day(1, 3));

    let (gain, minute) = gain_of_a_minute(&mut world, 3 * 120_000_000);

    assert!(gain <= i128::try_from(minute).unwrap(), "gained {gain}, a minute earns {minute}");
}

/// Growth of a class's index in one strike, with or without someone who subscribes five times the class a minute before.
fn growth(world: &mut World, class: &Pubkey, income: i64, with_subscriber: bool) -> u128 {
    let index = |world: &World| world.read::<ShareClass>(class).index.get();
    let before = index(world);
    if with_subscriber {
        gain_of_a_minute(world, income);
    } else {
        world.strike(income).unwrap();
    }
    index(world) - before
}

#[test]
fn the_holders_of_record_lose_nothing_to_a_subscriber_of_a_minute() {
    let growth_of = |with_subscriber| {
        let mut world = struck_through(day(1, 7));
        let class = world.class;
        growth(&mut world, &class, 120_000_000, with_subscriber)
    };

    let (without, with) = (growth_of(false), growth_of(true));

    assert!((with + 1) * 1_001 > without * 1_000, "{with} instead of {without}");
}

#[test]
fn the_holders_of_another_class_lose_nothing_to_a_subscriber_of_a_minute() {
    let growth_of = |with_subscriber| {
        let (mut world, _) = world_with_shares(1_000_000);
        let other = second_class(&mut world);
        let holder = world.holder(1_000_000 * ONE);
        subscribe_to(&mut world, &holder, other, 1_000_000 * ONE);
        world.strike(240_000_000).unwrap();
        growth(&mut world, &other, 240_000_000, with_subscriber)
    };

    let (without, with) = (growth_of(false), growth_of(true));

    assert!((with + 1) * 1_001 > without * 1_000, "{with} instead of {without}");
}

#[test]
fn the_interim_is_capped_at_the_expected_period() {
    let world = struck_through(day(1, 8));
    let (fund, class) = (world.fund(), world.class());
    assert_eq!(fund.next_cutoff, at(1, 9, 18, 0), "the early cut-off: 22 hours");

    let at_cutoff = interim_e18(&fund, &class, fund.next_cutoff).unwrap();
    let much_later = interim_e18(&fund, &class, fund.next_cutoff + 30 * 86_400).unwrap();

    assert_eq!(at_cutoff, (rate(&world) * 22 * 3_600).div_ceil(86_400));
    assert_eq!(much_later, at_cutoff);
    assert_eq!(interim_e18(&fund, &class, fund.last_cutoff - 1).unwrap(), 0);
}

#[test]
fn a_late_strike_leaves_no_income_to_buy_at_par() {
    let (mut world, _) = world_with_shares(1_000_000);
    world.strike(120_000_000).unwrap();
    world.go_past_cutoff();
    let figures = mmf_tests::Figures { income_e6: 120_000_000, ..Default::default() };
    let args = world.quote_args(figures);
    world.post(args).unwrap();
    world.set_time(at(1, 5, 20, 0)); // struck two days late: the interim runs from Friday's cut-off
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    let holder = world.holder(1_000_000 * ONE);

    let expected = issue(10_000 * ONE, rate(&world), 1, 2 * 86_400);

    assert_eq!(subscribe(&mut world, &holder, 10_000 * ONE), expected);
}

#[test]
fn before_the_first_strike_and_after_a_strike_without_income_units_are_at_par() {
    let (mut world, _) = world_with_shares(1_000);
    let holder = world.holder(1_000 * ONE);
    world.set_time(at(1, 2, 19, 0));
    assert_eq!(subscribe(&mut world, &holder, ONE), (ONE, 0));

    world.strike(0).unwrap();
    world.set_time(at(1, 3, 12, 0));
    assert_eq!(subscribe(&mut world, &holder, ONE), (ONE, 0));
}

#[test]
fn after_a_loss_units_are_at_par() {
    let (mut world, _) = world_with_shares(1_000);
    let holder = world.holder(1_000 * ONE);
    world.strike(100_000).unwrap();
    world.strike(-50_000).unwrap();

    world.set_time(at(1, 5, 12, 0));

    assert_eq!(subscribe(&mut world, &holder, ONE), (ONE, 0));
}

#[test]
fn a_redeemer_gets_a_dollar_and_keeps_the_income_up_to_the_last_strike() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(120_000).unwrap();
    let owed = earned(&world, &holder);
    assert!(owed > 0);

    world.set_time(at(1, 3, 19, 0));
    world.redeem(&holder, u64::MAX).unwrap();

    assert_eq!(world.balance(&holder.cash), 10_000 * ONE);
    assert_eq!(earned(&world, &holder), owed);
}
