//! The day to which a request is bound: today until its cut-off, then the next strike day on which cash settles.

use mmf::error::MmfError;
use mmf::instructions::{PlaceRequestArgs, SetCalendarArgs};
use mmf::state::Side;
use mmf_client::ix::CalendarYears;
use mmf_math::date::day_from_civil;
use mmf_tests::calendar::{self, at, day};
use mmf_tests::{Holder, ONE, World, event};

use super::held;

/// The order of a redemption of one share that expects a day.
fn order(world: &World, holder: &Holder, day: i32) -> solana_sdk::instruction::Instruction {
    let args = PlaceRequestArgs { nonce: world.free_nonce(&holder.investor), day, amount: ONE, min_out: 0 };
    world.place_order(holder, Side::Redemption, args)
}

/// Only that day takes a request now; it is bound to the day and to its cut-off.
#[track_caller]
fn binds_to(world: &mut World, holder: &Holder, expected: i32, cutoff: i64) {
    for other in [expected - 1, expected + 1] {
        let order = order(world, holder, other);
        world.refused(&order, &[&holder.wallet], MmfError::DealingDayMoved);
    }
    let order = order(world, holder, expected);
    let done = world.send(&[order], &[&holder.wallet]).unwrap();
    let placed = event!(done, RequestPlaced);
    assert_eq!((placed.day, placed.cutoff), (expected, cutoff));
    let request = world.request_at(&placed.request);
    assert_eq!((request.day, request.cutoff), (expected, cutoff));
    assert_eq!(world.batch_on(expected).day, expected);
}

/// Sets a calendar of 2025 in which a test changed something.
fn set_calendar(world: &mut World, change: impl FnOnce(&mut SetCalendarArgs)) {
    let mut args = calendar::args();
    change(&mut args);
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();
}

/// Takes a day of 2025 out of a set.
fn remove(bits: &mut [u8; 46], value: i32) {
    let place = usize::try_from(value - day(1, 1)).unwrap();
    bits[place / 8] &= !(1 << (place % 8));
}

#[test]
fn a_request_is_bound_to_today_until_a_second_before_the_cutoff() {
    let (mut world, holder) = held(10);
    world.set_time(at(1, 2, 20, 0) - 1);
    binds_to(&mut world, &holder, day(1, 2), at(1, 2, 20, 0));
}

#[test]
fn from_the_cutoff_on_it_is_bound_to_the_next_day_even_before_the_strike() {
    let (mut world, holder) = held(10);
    world.set_time(at(1, 2, 20, 0));
    binds_to(&mut world, &holder, day(1, 3), at(1, 3, 20, 0));
    world.strike(0).unwrap();
    binds_to(&mut world, &holder, day(1, 3), at(1, 3, 20, 0));
}

#[test]
fn over_a_weekend_and_a_holiday_it_waits_for_the_next_strike_day() {
    let (mut world, holder) = held(10);
    world.strike_through(day(1, 17), 0); // a Friday; Monday the 20th is no strike day
    world.set_time(at(1, 18, 3, 0));
    binds_to(&mut world, &holder, day(1, 21), at(1, 21, 20, 0));
}

#[test]
fn an_early_cutoff_binds_earlier() {
    let (mut world, holder) = held(10);
    world.strike_through(day(1, 8), 0);
    world.set_time(at(1, 9, 18, 0) - 1);
    binds_to(&mut world, &holder, day(1, 9), at(1, 9, 18, 0));
    world.set_time(at(1, 9, 18, 0));
    binds_to(&mut world, &holder, day(1, 10), at(1, 10, 20, 0));
}

#[test]
fn a_strike_day_on_which_no_cash_settles_is_passed_over() {
    let (mut world, holder) = held(10);
    set_calendar(&mut world, |args| remove(&mut args.business_days, day(1, 2)));
    binds_to(&mut world, &holder, day(1, 3), at(1, 3, 20, 0));
}

#[test]
fn late_strikes_do_not_bind_a_request_to_a_day_that_is_over() {
    let (mut world, holder) = held(10);
    world.set_time(at(1, 7, 21, 0)); // nothing was struck since the 2nd
    assert_eq!(world.fund().next_strike_day, day(1, 2));
    binds_to(&mut world, &holder, day(1, 8), at(1, 8, 20, 0));
}

#[test]
fn a_moved_calendar_is_told_to_who_expects_the_old_day() {
    let (mut world, holder) = held(10);
    let before = order(&world, &holder, day(1, 2));
    set_calendar(&mut world, |args| remove(&mut args.strike_days, day(1, 2)));
    world.refused(&before, &[&holder.wallet], MmfError::DealingDayMoved);
    binds_to(&mut world, &holder, day(1, 3), at(1, 3, 20, 0));
}

#[test]
fn a_rolled_request_is_bound_like_a_new_one() {
    let (mut world, holder) = held(10);
    let key = world.queue_units(&holder, 10 * ONE);
    super::short(&mut world, 4 * ONE);
    super::settled_in_part(&mut world, &[key]);
    let mut order = world.roll_order(&key);
    let tomorrow = mmf::state::Request::clone(&world.request_at(&key));
    assert_eq!(tomorrow.day, day(1, 2));
    world.set_time(at(1, 3, 20, 0)); // the cut-off passes before the order lands
    world.refused(&order, &[], MmfError::DealingDayMoved);
    order = world.roll_order(&key);
    world.send(&[order], &[]).unwrap();
    assert_eq!((world.request_at(&key).day, world.request_at(&key).cutoff), (day(1, 6), at(1, 6, 20, 0)));
}

/// The world on 31 December after its cut-off, when nothing of 2025 is left.
fn at_year_end() -> (World, Holder) {
    let (mut world, holder) = held(10);
    world.approve(&holder.investor, World::kyc_until(at(12, 31, 0, 0) + 90 * 86_400)).unwrap();
    world.strike_through(day(12, 30), 0);
    world.set_time(at(12, 31, 20, 0));
    (world, holder)
}

fn set_next_year(world: &mut World) {
    let mut args = SetCalendarArgs { year: 2026, exceptions: Vec::new(), ..calendar::args() };
    let first = day_from_civil(2026, 1, 1).unwrap();
    args.strike_days = [0; 46];
    for place in 1..365_usize {
        let weekday = (first + i32::try_from(place).unwrap() + 4).rem_euclid(7);
        if (1..=5).contains(&weekday) {
            args.strike_days[place / 8] |= 1 << (place % 8);
        }
    }
    args.business_days = args.strike_days;
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();
}

#[test]
fn at_the_end_of_the_year_the_next_calendar_gives_the_day() {
    let (mut world, holder) = at_year_end();
    set_next_year(&mut world);
    let second = day_from_civil(2026, 1, 2).unwrap();
    binds_to(&mut world, &holder, second, i64::from(second) * 86_400 + 20 * 3_600);
}

#[test]
fn without_a_next_calendar_no_day_is_known() {
    let (mut world, holder) = at_year_end();
    let order = order(&world, &holder, day(12, 31));
    world.refused(&order, &[&holder.wallet], MmfError::DealingDayUnknown);
}

#[test]
fn the_next_calendar_must_be_brought_along() {
    let (mut world, holder) = at_year_end();
    set_next_year(&mut world);
    let args = PlaceRequestArgs { nonce: 1, day: day_from_civil(2026, 1, 2).unwrap(), amount: ONE, min_out: 0 };
    let years = CalendarYears { year: 2025, with_next: false };
    let (payer, parties, fund) = (world.payer_key(), world.parties(&holder), world.fund());
    let order = world.addresses.place_request(&payer, &parties, &fund, Side::Redemption, years, args);
    world.refused(&order, &[&holder.wallet], MmfError::DealingDayUnknown);
}

#[test]
fn the_calendar_of_another_year_is_refused() {
    let (mut world, holder) = held(10);
    set_next_year(&mut world);
    let args = PlaceRequestArgs { nonce: 1, day: day(1, 2), amount: ONE, min_out: 0 };
    let (payer, parties, fund) = (world.payer_key(), world.parties(&holder), world.fund());
    let years = CalendarYears { year: 2026, with_next: false };
    let order = world.addresses.place_request(&payer, &parties, &fund, Side::Redemption, years, args);
    world.refused(&order, &[&holder.wallet], MmfError::AccountMismatch);
}
