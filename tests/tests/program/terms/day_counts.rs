//! Day counts of the expenses: ACT/365, ACT/360, ACT/ACT; a leap year, and a span over a year's end.

use mmf::instructions::{ClassTermsArgs, CreateFundArgs, CutoffFrom, SetCalendarArgs};
use mmf::state::ClassKind;
use mmf_math::date::day_from_civil;
use mmf_tests::calendar::CUTOFF_MINUTES;
use mmf_tests::{ONE, World};

use super::{TWENTY, charged, class_of};

fn terms(day_count: u8) -> ClassTermsArgs {
    ClassTermsArgs { day_count, ..TWENTY }
}

/// A day of any year.
fn day(year: i32, month: u8, day_of_month: u8) -> i32 {
    day_from_civil(year, month, day_of_month).unwrap()
}

/// A year whose strike days are these.
fn calendar(year: u16, days: &[i32]) -> SetCalendarArgs {
    let mut bits = [0u8; 46];
    for value in days {
        let place = usize::try_from(value - day(i32::from(year), 1, 1)).unwrap();
        bits[place / 8] |= 1 << (place % 8);
    }
    SetCalendarArgs {
        year,
        strike_days: bits,
        business_days: bits,
        cutoffs: vec![CutoffFrom { day_of_year: 0, minutes: CUTOFF_MINUTES }],
        exceptions: Vec::new(),
    }
}

/// A fund that has struck 30 December 2027, and strikes 3 and 4 January 2028 next; 1,830 shares of this day count.
fn over_the_years_end(day_count: u8) -> World {
    let mut world = World::bare();
    let begin = day(2027, 12, 30);
    world.set_time(i64::from(begin) * 86_400 + 15 * 3_600);
    let args = CreateFundArgs { inception_day: begin - 1, ..world.fund_args() };
    let order = world.addresses.create_fund(&world.payer_key(), &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    for args in [calendar(2027, &[begin]), calendar(2028, &[day(2028, 1, 3), day(2028, 1, 4)])] {
        let order = world.calendar_order(args);
        world.privileged(&order).unwrap();
    }
    world.add_class(ClassKind::Distributing, |args| args.terms = terms(day_count));
    let investor = world.pending_investor();
    let until = i64::from(day(2029, 1, 1)) * 86_400;
    world.approve(&investor, World::kyc_until(until)).unwrap();
    let holder = world.wallet_of(&investor);
    world.give_cash(&holder.key(), 1_830 * ONE);
    world.subscribe(&holder, 1_830 * ONE).unwrap();
    world.strike(1_000_000).unwrap();
    world
}

#[test]
fn by_act_365_a_day_is_a_365th() {
    let (mut world, _) = class_of(ClassKind::Distributing, terms(0), 1_825);
    assert_eq!([charged(&mut world), charged(&mut world), charged(&mut world)], [10_000, 30_000, 10_000]);
}

#[test]
fn by_act_360_a_day_is_a_360th() {
    let (mut world, _) = class_of(ClassKind::AccumulatingHooked, terms(1), 1_800);
    assert_eq!(charged(&mut world), 10_000);
}

#[test]
fn by_act_act_a_day_of_2025_is_a_365th() {
    let (mut world, _) = class_of(ClassKind::Distributing, terms(2), 1_825);
    assert_eq!([charged(&mut world), charged(&mut world)], [10_000, 30_000]);
}

#[test]
fn by_act_act_a_day_of_a_leap_year_is_a_366th() {
    let mut world = over_the_years_end(2);
    world.strike(1_000_000).unwrap();
    assert_eq!(charged(&mut world), 10_000, "4 January 2028");

    let mut world = over_the_years_end(0);
    world.strike(1_000_000).unwrap();
    assert!([10_027, 10_028].contains(&charged(&mut world)), "by ACT/365 a leap year's day costs as much as any");
}

#[test]
fn over_a_years_end_each_day_counts_by_its_own_year() {
    let mut world = over_the_years_end(2);
    let before = world.class();

    world.strike(1_000_000).unwrap(); // 31 December 2027; 1, 2 and 3 January 2028

    let (base, class) = (1_830 * ONE, world.class());
    let first = base * 20 + u64::from(before.expense_remainder);
    let second = base * 20 * 3 + first % 3_650_000;
    let expected = first / 3_650_000 + second / 3_660_000;
    assert_eq!(class.management_fee_to_date_e6 - before.management_fee_to_date_e6, expected);
    assert_eq!(u64::from(class.expense_remainder), second % 3_660_000);
    assert_eq!(class.closed_period, 2027 * 12 + 11, "December 2027");
    assert!((40_026..=40_028).contains(&expected), "{expected}");
}
