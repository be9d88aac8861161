//! Strike days and cut-offs: which day is next, what may still change, and when instant dealing is open.

use mmf::error::MmfError;
use mmf::instructions::{CutoffFrom, SetCalendarArgs};
use mmf::state::{Calendar, Fund, ShareClass, StrikeDay};
use mmf_math::date::{day_from_civil, month_of};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::{CUTOFF_MINUTES, EARLY_CUTOFF_MINUTES, args, at, day, is_strike_day};
use mmf_tests::{Figures, ONE, World, expect_error};

/// Seconds after the cut-off until when the test fund's strike is not late.
const WINDOW: i64 = 4 * 3_600;

/// Pretends that a strike day of 2025 is struck, its month before the last closed; moves an hour past its cut-off.
pub fn pretend_struck(world: &mut World, last: i32) {
    let next = (last + 1..).find(|day| is_strike_day(*day)).unwrap();
    let cutoff = |day: i32| i64::from(day) * 86_400 + i64::from(CUTOFF_MINUTES) * 60;
    let (fund, class) = (world.fund, world.class);
    world.patch::<Fund>(&fund, |fund| {
        fund.last_struck_day = last;
        fund.last_cutoff = cutoff(last);
        fund.next_strike_day = next;
        fund.next_cutoff = cutoff(next);
    });
    world.patch::<ShareClass>(&class, |class| class.closed_period = month_of(last + 1) - 1);
    world.set_time(cutoff(last) + 3_600);
}

fn set(world: &mut World, args: SetCalendarArgs) -> Outcome {
    let order = world.calendar_order(args);
    world.privileged(&order)
}

fn place_of(value: i32) -> usize {
    usize::try_from(value - day(1, 1)).unwrap()
}

/// Adds or takes a strike day of 2025.
fn with_day(mut args: SetCalendarArgs, value: i32, is_strike_day: bool) -> SetCalendarArgs {
    let place = place_of(value);
    let bit = 1 << (place % 8);
    if is_strike_day {
        args.strike_days[place / 8] |= bit;
    } else {
        args.strike_days[place / 8] &= !bit;
    }
    args
}

/// Gives a day of 2025 its own cut-off.
fn with_cutoff(mut args: SetCalendarArgs, value: i32, minutes: u16) -> SetCalendarArgs {
    args.exceptions.push(CutoffFrom { day_of_year: u16::try_from(place_of(value)).unwrap(), minutes });
    args
}

/// Every day of 2026 from 2 January is a strike day.
fn next_year() -> SetCalendarArgs {
    let mut bits = [0xff_u8; 46];
    bits[0] = 0xfe;
    bits[45] = 0x1f;
    SetCalendarArgs { year: 2026, strike_days: bits, business_days: bits, exceptions: Vec::new(), ..args() }
}

fn next_of(world: &World) -> StrikeDay {
    let fund = world.fund();
    StrikeDay { day: fund.next_strike_day, cutoff: fund.next_cutoff }
}

/// Posts a quote without income after the next cut-off.
fn post(world: &mut World) {
    world.go_past_cutoff();
    let quote = world.quote_args(Figures::default());
    world.post(quote).unwrap();
}

#[test]
fn the_first_strike_day_is_the_first_of_the_calendar_after_inception() {
    let world = World::with_fund();

    assert_eq!(next_of(&world), StrikeDay { day: day(1, 2), cutoff: at(1, 2, 20, 0) });
    assert_eq!(world.fund().last_struck_day, day(1, 1));
    assert_eq!(world.fund().last_strike_no, 0);
}

#[test]
fn a_weekend_belongs_to_mondays_strike() {
    let mut world = World::new();

    world.strike_through(day(1, 3), 0);
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 6), cutoff: at(1, 6, 20, 0) });
    world.strike(0).unwrap();

    let (friday, monday) = (world.report(2), world.report(3));
    assert_eq!((friday.day, friday.n_days), (day(1, 3), 1));
    assert_eq!((monday.day, monday.n_days), (day(1, 6), 3));
}

#[test]
fn the_holiday_of_20_january_belongs_to_the_strike_of_the_21st() {
    let mut world = World::new();

    world.strike_through(day(1, 17), 0);
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 21), cutoff: at(1, 21, 20, 0) });
    world.strike(0).unwrap();

    let report = world.report(world.fund().last_strike_no);
    assert_eq!((report.day, report.n_days), (day(1, 21), 4));
}

#[test]
fn january_has_21_strikes_that_span_30_days_after_new_year() {
    let mut world = World::new();

    world.strike_through(day(1, 31), 0);

    let reports: Vec<_> = (1..=world.fund().last_strike_no).map(|number| world.report(number)).collect();
    assert_eq!(reports.len(), 21);
    assert_eq!(reports.iter().map(|report| u32::from(report.n_days)).sum::<u32>(), 30);
    assert_eq!(next_of(&world).day, day(2, 3));
}

#[test]
fn the_early_cut_off_of_9_january_is_the_one_that_counts() {
    let mut world = World::new();
    world.strike_through(day(1, 8), 0);
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 9), cutoff: at(1, 9, 18, 0) });

    let quote = world.quote_args(Figures::default());
    world.set_time(at(1, 9, 18, 0) - 1);
    expect_error(world.post(quote), MmfError::BeforeCutoff);
    world.set_time(at(1, 9, 18, 0));
    world.post(quote).unwrap();
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    assert_eq!(world.report(plan.strike_no).cutoff, at(1, 9, 18, 0));
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 10), cutoff: at(1, 10, 20, 0) });
}

#[test]
fn cut_offs_change_with_the_season_from_their_day_on() {
    let mut world = World::with_fund();
    let mut changed = args();
    let summer = u16::try_from(place_of(day(3, 10))).unwrap();
    changed.cutoffs.push(CutoffFrom { day_of_year: summer, minutes: 19 * 60 });

    set(&mut world, changed).unwrap();

    let calendar: Calendar = world.read(&world.addresses.calendar(&world.fund, 2025));
    assert_eq!(calendar.cutoff_minutes[place_of(day(3, 7))], 20 * 60);
    assert_eq!(calendar.cutoff_minutes[place_of(day(3, 8))], 0);
    assert_eq!(calendar.cutoff_minutes[place_of(day(3, 10))], 19 * 60);
    assert_eq!(calendar.cutoff_minutes[place_of(day(12, 31))], 19 * 60);
    assert_eq!(calendar.cutoff_minutes[place_of(day(1, 9))], EARLY_CUTOFF_MINUTES);
}

#[test]
fn the_last_strike_of_a_year_finds_the_first_day_of_the_next() {
    let mut world = World::new();
    pretend_struck(&mut world, day(12, 30));
    set(&mut world, next_year()).unwrap();
    assert_eq!(next_of(&world).day, day(12, 31), "next year's calendar moves nothing yet");

    post(&mut world);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    let second = day_from_civil(2026, 1, 2).unwrap();
    assert_eq!(next_of(&world), StrikeDay { day: second, cutoff: i64::from(second) * 86_400 + 20 * 3_600 });
    post(&mut world);
    let mut plan = world.strike_plan();
    plan.year = 2026;
    world.strike_by(&plan).unwrap();
    assert_eq!(world.report(2).n_days, 2);
    assert_eq!(next_of(&world).day, second + 1);
}

#[test]
fn without_the_next_years_calendar_dealing_and_quotes_wait_for_it() {
    let mut world = World::new();
    pretend_struck(&mut world, day(12, 30));
    let investor = world.approved_investor();
    world.approve(&investor, World::kyc_until(at(12, 31, 0, 0) + 90 * 86_400)).unwrap();
    let holder = world.wallet_of(&investor);
    world.give_cash(&holder.key(), 10 * ONE);
    world.strike(0).unwrap();

    assert_eq!(world.fund().next_cutoff, 0);
    expect_error(world.subscribe(&holder, ONE), MmfError::CalendarMissing);
    let quote = world.quote_args(Figures::default());
    expect_error(world.post(quote), MmfError::CalendarMissing);

    set(&mut world, next_year()).unwrap();
    assert_eq!(next_of(&world).day, day_from_civil(2026, 1, 2).unwrap());
    world.subscribe(&holder, ONE).unwrap();
}

#[test]
fn another_years_calendar_is_refused_in_either_place() {
    let mut world = World::new();
    pretend_struck(&mut world, day(12, 30));
    set(&mut world, SetCalendarArgs { year: 2024, ..next_year() }).unwrap();
    post(&mut world);

    let plan = world.strike_plan();
    let mut order = crate::strike::order_by(&world, &plan);
    order.instruction.accounts[4].pubkey = world.addresses.calendar(&world.fund, 2024);
    expect_error(world.privileged(&order), MmfError::AccountMismatch);
    let plan = mmf_client::ix::StrikePlan { year: 2024, ..plan };
    expect_error(world.strike_by(&plan), MmfError::AccountMismatch);
}

#[test]
fn a_struck_day_cannot_change() {
    let mut world = World::new();
    world.strike_through(day(1, 3), 0);
    let before = world.data(&world.addresses.calendar(&world.fund, 2025));

    let changes = [
        with_cutoff(args(), day(1, 2), 17 * 60),
        with_cutoff(args(), day(1, 3), 17 * 60),
        with_day(args(), day(1, 3), false),
        with_day(args(), day(1, 1), true),
    ];
    for change in changes {
        expect_error(set(&mut world, change), MmfError::CalendarDayStruck);
    }
    assert_eq!(world.data(&world.addresses.calendar(&world.fund, 2025)), before);
}

#[test]
fn a_struck_days_business_day_bit_cannot_change_either() {
    let mut world = World::new();
    world.strike_through(day(1, 3), 0);
    let calendar = world.addresses.calendar(&world.fund, 2025);
    let flipped = |value: i32| {
        let mut changed = args();
        changed.business_days[place_of(value) / 8] ^= 1 << (place_of(value) % 8);
        changed
    };

    for struck in [day(1, 1), day(1, 2), day(1, 3)] {
        expect_error(set(&mut world, flipped(struck)), MmfError::CalendarDayStruck);
    }
    assert_eq!(world.read::<Calendar>(&calendar).business_days, args().business_days);
    set(&mut world, flipped(day(1, 4))).unwrap();
    let changed: Calendar = world.read(&calendar);
    assert_eq!(changed.business_days, flipped(day(1, 4)).business_days);
}

#[test]
fn cut_offs_come_in_order_of_their_days() {
    let mut world = World::with_fund();
    let from = |days: &[u16]| {
        let cutoffs = days.iter().map(|day_of_year| CutoffFrom { day_of_year: *day_of_year, minutes: 600 }).collect();
        SetCalendarArgs { cutoffs, ..args() }
    };

    for wrong in [&[0, 0][..], &[5, 0], &[0, 60, 59], &[0, 60, 60]] {
        expect_error(set(&mut world, from(wrong)), MmfError::CalendarInvalid);
    }
    set(&mut world, from(&[0, 59, 60])).unwrap();
}

#[test]
fn only_a_strike_day_has_a_cut_off_of_its_own() {
    let mut world = World::with_fund();

    for other in [day(1, 1), day(1, 4), day(1, 20)] {
        expect_error(set(&mut world, with_cutoff(args(), other, 17 * 60)), MmfError::CalendarInvalid);
    }
    let beyond = vec![CutoffFrom { day_of_year: u16::MAX, minutes: 17 * 60 }];
    expect_error(set(&mut world, SetCalendarArgs { exceptions: beyond, ..args() }), MmfError::CalendarInvalid);
}

#[test]
fn days_that_are_not_struck_can_change_and_move_the_next_cut_off() {
    let mut world = World::new();
    world.strike(0).unwrap();
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 3), cutoff: at(1, 3, 20, 0) });

    set(&mut world, with_cutoff(args(), day(1, 3), 17 * 60)).unwrap();
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 3), cutoff: at(1, 3, 17, 0) });
    set(&mut world, with_day(args(), day(1, 3), false)).unwrap();
    assert_eq!(next_of(&world), StrikeDay { day: day(1, 6), cutoff: at(1, 6, 20, 0) });
    set(&mut world, with_day(args(), day(1, 4), true)).unwrap();
    assert_eq!(next_of(&world).day, day(1, 3));
    world.strike_through(day(1, 3), 0);

    assert_eq!(next_of(&world), StrikeDay { day: day(1, 4), cutoff: at(1, 4, 20, 0) });
}

#[test]
fn a_change_moves_the_next_cut_off_also_where_that_lies_in_the_next_year() {
    let mut world = World::new();
    set(&mut world, with_day(args(), day(12, 31), false)).unwrap();
    set(&mut world, next_year()).unwrap();
    pretend_struck(&mut world, day(12, 29));
    post(&mut world);
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();
    let second = day_from_civil(2026, 1, 2).unwrap();
    assert_eq!(next_of(&world).day, second, "30 December is the last strike day of 2025");

    let mut changed = next_year();
    changed.strike_days[0] = 0xfc; // without 2 January
    set(&mut world, changed).unwrap();

    assert_eq!(next_of(&world).day, second + 1);
}

#[test]
fn a_cut_off_may_fall_on_the_next_day_but_not_later() {
    let mut world = World::with_fund();

    for minutes in [0, 2_880, u16::MAX] {
        let invalid = with_cutoff(args(), day(1, 2), minutes);
        expect_error(set(&mut world, invalid), MmfError::CalendarInvalid);
        let invalid = SetCalendarArgs { cutoffs: vec![CutoffFrom { day_of_year: 0, minutes }], ..args() };
        expect_error(set(&mut world, invalid), MmfError::CalendarInvalid);
    }
    set(&mut world, with_cutoff(args(), day(1, 2), 2_879)).unwrap();

    assert_eq!(next_of(&world), StrikeDay { day: day(1, 2), cutoff: at(1, 3, 23, 59) });
}

#[test]
fn a_strike_day_without_any_cut_off_is_refused() {
    let mut world = World::with_fund();

    for cutoffs in [vec![], vec![CutoffFrom { day_of_year: 2, minutes: 600 }]] {
        expect_error(set(&mut world, SetCalendarArgs { cutoffs, ..args() }), MmfError::CalendarInvalid);
    }
}

#[test]
fn only_a_leap_year_has_a_day_366() {
    let mut world = World::with_fund();
    let mut common = next_year();
    common.strike_days[45] |= 1 << 5;
    let leap = SetCalendarArgs { year: 2028, ..common.clone() };

    expect_error(set(&mut world, common), MmfError::CalendarInvalid);
    set(&mut world, leap).unwrap();

    let calendar: Calendar = world.read(&world.addresses.calendar(&world.fund, 2028));
    assert_eq!(calendar.cutoff_minutes[365], CUTOFF_MINUTES);
}

#[test]
fn instant_dealing_closes_in_the_second_of_the_cut_off() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    let cutoff = world.fund().next_cutoff;

    world.set_time(cutoff - 1);
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.redeem(&holder, ONE).unwrap();
    world.set_time(cutoff);
    expect_error(world.subscribe(&holder, 10 * ONE), MmfError::DealingClosed);
    expect_error(world.redeem(&holder, ONE), MmfError::DealingClosed);

    world.strike(0).unwrap();
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.redeem(&holder, ONE).unwrap();
}

#[test]
fn the_price_is_stale_once_the_strikes_window_has_passed() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    let end = world.fund().next_cutoff + WINDOW;

    world.set_time(end);
    expect_error(world.subscribe(&holder, 10 * ONE), MmfError::DealingClosed);
    expect_error(world.redeem(&holder, ONE), MmfError::DealingClosed);
    world.set_time(end + 1);
    expect_error(world.subscribe(&holder, 10 * ONE), MmfError::NavStale);
    expect_error(world.redeem(&holder, ONE), MmfError::NavStale);
}

#[test]
fn dealing_stays_closed_until_every_missed_day_is_struck() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.set_time(at(1, 6, 12, 0));

    for missed in [day(1, 2), day(1, 3)] {
        expect_error(world.redeem(&holder, ONE), MmfError::NavStale);
        let quote = world.quote_args(Figures::default());
        world.post(quote).unwrap();
        let plan = world.strike_plan();
        assert_eq!((plan.day, plan.late), (missed, true));
        world.strike_by(&plan).unwrap();
    }

    world.redeem(&holder, ONE).unwrap();
}
