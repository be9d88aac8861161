//! Thirty years: nothing overflows, nothing is lost, and whoever slept all the time is settled and paid in one go.

use mmf::instructions::SetCalendarArgs;
use mmf::state::{Holding, class_flag};
use mmf_math::date::{civil_from_day, day_from_civil, last_day_of_month};
use mmf_tests::calendar::{self, at};
use mmf_tests::{Holder, ONE, World};

const SCALE: u128 = 1_000_000_000_000_000_000;
/// December 2024: the month before the first.
const BEFORE: u32 = 2024 * 12 + 11;
const MONTHS: u32 = 30 * 12;
/// A hundred billion shares.
const MANY: u64 = 100_000_000_000 * ONE;

/// A calendar whose strike days are the last days of the months.
fn month_ends(year: u16) -> SetCalendarArgs {
    let first = day_from_civil(i32::from(year), 1, 1).unwrap();
    let mut bits = [0_u8; 46];
    for month in 0..12 {
        let last = last_day_of_month(u32::from(year) * 12 + month).unwrap();
        let place = usize::try_from(last - first).unwrap();
        bits[place / 8] |= 1 << (place % 8);
    }
    SetCalendarArgs { year, strike_days: bits, business_days: bits, exceptions: Vec::new(), ..calendar::args() }
}

/// A world with calendars for all years and two holders: one of so many units, who sleeps, and one of a share.
fn sleeper(units: u64) -> (World, Holder, Holder) {
    let mut world = World::new();
    for year in 2025..=2055 {
        let order = world.calendar_order(month_ends(year));
        world.privileged(&order).unwrap();
    }
    let (holder, other) = (world.holder(units), world.holder(ONE));
    world.set_time(at(1, 2, 0, 0));
    world.subscribe(&holder, units - ONE).unwrap();
    world.subscribe(&other, ONE).unwrap();
    (world, holder, other)
}

/// Strikes so many months at 20% a year; returns the income of all of them.
fn strike_months(world: &mut World, months: u32) -> i128 {
    let mut sum = 0;
    for _ in 0..months {
        let fund = world.fund();
        let days = i128::from(fund.next_strike_day - fund.last_struck_day);
        let income = i128::from(world.class().recorded_supply_units) * days / (5 * 365);
        world.strike(i64::try_from(income).unwrap()).unwrap();
        sum += income;
    }
    sum
}

/// Income and what became of it, to the e18.
fn nothing_is_lost(world: &World, income: i128) {
    let class = world.class();
    let fees = i128::from(class.management_fee_to_date_e6);
    assert_eq!(i128::from(class.net_income_to_date_e6) + fees + i128::from(world.fund().income_carry_e6), income);
    let net =
        u128::try_from(i128::from(class.net_income_to_date_e6) + i128::from(class.equalisation_to_date_e6)).unwrap();
    assert_eq!(net * SCALE, class.declared.get() + class.carry.get());
    let rates: u128 =
        (1..=world.fund().last_strike_no).map(|number| u128::from(world.report(number).results[0].rate_e18)).sum();
    assert_eq!(class.index.get(), rates);
}

#[test]
fn thirty_years_at_twenty_per_cent_do_not_overflow_and_a_holder_who_slept_is_paid_in_one_go() {
    let (mut world, holder, _) = sleeper(MANY);
    let before = world.holding(&holder.holding);

    let income = strike_months(&mut world, MONTHS);

    assert_eq!(civil_from_day(world.fund().last_struck_day), (2054, 12, 31));
    assert_eq!(world.class().closed_period, BEFORE + MONTHS);
    nothing_is_lost(&world, income);
    let index = world.class().index.get();
    assert!(index > 5 * SCALE && index < 6 * SCALE, "20% a year less 20 bps: {index}");
    assert_eq!(world.holding(&holder.holding).seq, before.seq, "it slept");

    world.pay(&[&holder]).unwrap();

    let owed = u128::from(before.recorded_units) * index;
    let after = world.holding(&holder.holding);
    assert_eq!((u128::from(after.paid_units), after.payable.get()), (owed / SCALE, owed % SCALE));
    assert_eq!(world.balance(&holder.shares), before.recorded_units + after.paid_units);
    world.strike(0).unwrap();
    nothing_is_lost(&world, income);
}

#[test]
fn the_largest_class_earns_for_thirty_years_and_settles_without_overflow() {
    let (mut world, holder, other) = sleeper(mmf_math::MAX_UNITS);

    let income = strike_months(&mut world, MONTHS);

    nothing_is_lost(&world, income);
    let index = world.class().index.get();
    world.set_rules(|_| {}).unwrap();
    world.approve(&holder.investor, World::kyc_until(i64::MAX)).unwrap();
    world.approve(&other.investor, World::kyc_until(i64::MAX)).unwrap();
    world.transfer(&holder, &other, 1).unwrap();
    let settled: Holding = world.holding(&holder.holding);
    assert_eq!(settled.payable.get(), u128::from(mmf_math::MAX_UNITS - ONE) * index);
}

#[test]
fn a_strike_declares_no_more_than_the_most_of_its_days_and_the_rest_follows() {
    let (mut world, _, _) = sleeper(MANY);
    let income = i64::try_from(MANY / 20).unwrap();

    world.strike(income).unwrap();

    let class = world.class();
    let days = u128::from(world.report(1).n_days);
    assert_eq!((u128::from(class.last_rate_e18), class.index.get()), (SCALE / 1_000 * days, SCALE / 1_000 * days));
    assert!(class.has_flag(class_flag::RATE_CAPPED) && class.carry_e6() > MANY / 100);
    world.strike(0).unwrap();
    let class = world.class();
    assert!(class.index.get() > SCALE / 1_000 * days && !class.has_flag(class_flag::RATE_CAPPED));
    assert!(class.carry.get() < u128::from(MANY), "only the remainder of the division");
    nothing_is_lost(&world, i128::from(income));
}
