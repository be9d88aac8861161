//! Days that wait for cash come in order.

use mmf::error::MmfError;
use mmf::state::{DayDue, Dealing};
use mmf_tests::{ONE, World, expect_error};

use super::held;

/// A world with so many earlier days that wait for a dollar each, and a redemption of 10 dollars whose day is struck.
fn behind(days: usize) -> (World, i32) {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 10 * ONE);
    let day = world.request_at(&key).day;
    world.strike(0).unwrap();
    let dealing = world.addresses.dealing(&world.fund);
    world.patch::<Dealing>(&dealing, |dealing| {
        for (place, due) in dealing.dues.iter_mut().take(days).enumerate() {
            *due = DayDue { due_e6: ONE, day: day - 1 - i32::try_from(place).unwrap(), padding: [0; 4] };
            dealing.queue_due_e6 += ONE;
        }
    });
    (world, day)
}

#[test]
fn a_seventeenth_day_in_arrears_is_not_priced() {
    let (mut world, day) = behind(16);
    expect_error(world.price_day(day), MmfError::DaysInArrears);
    let (mut world, day) = behind(15);
    world.price_day(day).unwrap();
    assert_eq!(world.cash_books().queue_due, 25 * ONE);
}

#[test]
fn what_earlier_days_wait_for_is_left_in_the_buffer() {
    let (mut world, day) = behind(15);
    world.price_day(day).unwrap();
    world.fund_day(day).unwrap();
    assert_eq!((world.cash_books().payout, world.cash_books().queue_due), (10 * ONE, 15 * ONE));

    let (mut world, day) = behind(15);
    world.price_day(day).unwrap();
    let fund = world.fund;
    world.patch::<mmf::state::Fund>(&fund, |fund| fund.buffer_cash_e6 = 24 * ONE);
    expect_error(world.fund_day(day), MmfError::FundingWaits);
    world.fund_in_part(day).unwrap();
    assert_eq!(world.cash_books().payout, 9 * ONE, "nine of ten: fifteen are the earlier days'");
}
