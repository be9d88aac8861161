//! Settlement mints that express less, or more, than the books.

use mmf_tests::calendar::day;
use mmf_tests::{World, expect_error};

use super::{Month, SCALE, due_units, owed_e18};

/// Pays January in cash in a settlement mint; what it can't express stays payable. Returns that, in e6.
fn rest_e6(decimals: u8) -> u64 {
    let mut month = Month::in_decimals(decimals, 0);
    let Month { world, in_cash, .. } = &mut month;
    let (due, owed, cash) = (due_units(world, in_cash), owed_e18(world, in_cash), world.balance(&in_cash.cash));

    world.pay_cash(&[in_cash]).unwrap();

    let arrived = world.balance(&in_cash.cash) - cash;
    let arrived_e6 = if decimals < 6 {
        arrived * 10_u64.pow(6 - u32::from(decimals))
    } else {
        arrived / 10_u64.pow(u32::from(decimals) - 6)
    };
    let (holding, class) = (world.holding(&in_cash.holding), world.class());
    assert_eq!(holding.payable.get(), owed - u128::from(arrived_e6) * SCALE);
    assert_eq!((holding.paid_units, class.paid_cash_e6), (arrived_e6, arrived_e6));
    assert_eq!(world.balance(&world.fund().buffer), books_in_settlement_units(world, decimals));
    month.reconciles();
    due - arrived_e6
}

fn books_in_settlement_units(world: &World, decimals: u8) -> u64 {
    let books = world.fund().buffer_cash_e6;
    if decimals < 6 { books / 10_u64.pow(6 - u32::from(decimals)) } else { books * 10_u64.pow(u32::from(decimals) - 6) }
}

#[test]
fn what_cents_cannot_express_stays_payable() {
    assert!((1..10_000).contains(&rest_e6(2)));
}

#[test]
fn millionths_and_finer_mints_express_every_unit() {
    assert_eq!((rest_e6(6), rest_e6(9)), (0, 0));
}

#[test]
fn what_stayed_payable_is_paid_with_the_next_month() {
    let mut month = Month::in_decimals(2, 0);
    let Month { world, in_cash, .. } = &mut month;
    let cash = world.balance(&in_cash.cash);
    world.pay_cash(&[in_cash]).unwrap();
    world.strike_through(day(2, 28), 500_009);
    let owed = owed_e18(world, in_cash);
    let first = world.balance(&in_cash.cash) - cash;

    world.pay_cash(&[in_cash]).unwrap();

    let second = world.balance(&in_cash.cash) - cash - first;
    assert_eq!(u128::from(second), owed / (SCALE * 10_000));
    assert_eq!(owed_e18(world, in_cash), owed % (SCALE * 10_000));
}

#[test]
fn a_dividend_of_less_than_a_cent_waits_whole() {
    let mut month = Month::in_decimals(2, 0);
    let Month { world, in_cash, reinvests, .. } = &mut month;
    world.pay_cash(&[in_cash]).unwrap();
    world.update(&reinvests.investor, |profile| profile.dividend_election = 1).unwrap();
    world.redeem(reinvests, 1_002_990_000).unwrap();
    world.pay_cash(&[reinvests]).unwrap();
    world.strike_through(day(2, 28), 50_009);
    let (owed, cash) = (owed_e18(world, reinvests), world.balance(&reinvests.cash));
    assert!(owed / SCALE < 10_000, "{owed}");

    world.pay_cash(&[reinvests]).unwrap();

    assert_eq!((owed_e18(world, reinvests), world.balance(&reinvests.cash)), (owed, cash));
    assert_eq!(world.holding(&reinvests.holding).paid_period, super::JANUARY + 1);
    expect_error(world.redeem(reinvests, u64::MAX - 1), mmf::error::MmfError::UnitsNotFree);
}
