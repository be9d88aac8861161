//! What a holding has earned and not been paid.

use mmf::error::MmfError;
use mmf::instructions::IncomeReading;
use mmf::state::ClassKind;
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, expect_error};

use super::answer;

/// One unit in e18.
const SCALE: u128 = 1_000_000_000_000_000_000;
/// January 2025.
const JANUARY: u32 = 24_300;

/// A class of this kind without expenses; two holders of 600 and 400 shares.
fn two_holders(kind: ClassKind) -> (World, Holder, Holder) {
    let mut world = World::with_fund();
    world.add_class(kind, |args| args.terms.expense_bps = 0);
    let [large, small] = [600, 400].map(|shares| {
        let holder = world.holder(2_000 * ONE);
        world.subscribe(&holder, shares * ONE).unwrap();
        holder
    });
    (world, large, small)
}

fn income(world: &mut World, holder: &Holder) -> IncomeReading {
    let question = world.addresses.get_income(&world.class, &holder.holding);
    answer(world, question)
}

#[test]
fn income_counts_without_the_holding_ever_being_touched() {
    let (mut world, large, small) = two_holders(ClassKind::Distributing);
    let before = world.data(&large.holding);
    world.strike(100_000).unwrap();
    world.strike(50_000).unwrap();

    let read = income(&mut world, &large);

    assert_eq!((read.recorded_units, read.strike_no, read.closed_period), (600 * ONE, 2, JANUARY - 1));
    assert_eq!((read.accrued_e18, read.payable_e18), (90_000 * SCALE, 0));
    assert_eq!(income(&mut world, &small).accrued_e18, 60_000 * SCALE);
    assert_eq!(world.data(&large.holding), before, "asking changes nothing");
}

#[test]
fn across_a_month_end_the_closed_month_is_payable_and_the_new_one_accrues() {
    let (mut world, large, _) = two_holders(ClassKind::Distributing);
    world.strike_through(day(1, 31), 100_000);
    let days = u128::from(world.fund().last_strike_no);
    world.strike(70_000).unwrap();

    let read = income(&mut world, &large);

    assert_eq!((read.payable_e18, read.accrued_e18), (days * 60_000 * SCALE, 42_000 * SCALE));
    assert_eq!((read.closed_period, u128::from(read.strike_no)), (JANUARY, days + 1));
}

#[test]
fn after_a_late_settlement_and_a_payment_the_answer_is_the_same_as_the_books() {
    let (mut world, large, small) = two_holders(ClassKind::Distributing);
    world.strike_through(day(1, 31), 100_000);
    world.strike_through(day(2, 28), 10_000); // two closed months, never settled
    let unsettled = income(&mut world, &large);
    let days_of_march = income(&mut world, &large).accrued_e18;
    assert_eq!(days_of_march, 0);

    world.transfer(&small, &large, ONE).unwrap(); // settles both
    let settled = income(&mut world, &large);
    assert_eq!((settled.payable_e18, settled.accrued_e18), (unsettled.payable_e18, unsettled.accrued_e18));
    assert_eq!(settled.recorded_units, 601 * ONE);
    let holding = world.holding(&large.holding);
    assert_eq!((holding.payable.get(), holding.accrued.get()), (settled.payable_e18, settled.accrued_e18));

    world.pay(&[&large]).unwrap();
    let paid = income(&mut world, &large);
    assert_eq!(paid.payable_e18, settled.payable_e18 % SCALE, "the fraction stays");
    assert_eq!(paid.recorded_units, 601 * ONE + u64::try_from(settled.payable_e18 / SCALE).unwrap());
}

#[test]
fn an_accumulating_class_has_its_income_in_the_price() {
    let (mut world, large, _) = two_holders(ClassKind::AccumulatingHooked);
    world.strike(100_000).unwrap();

    let read = income(&mut world, &large);

    assert_eq!((read.accrued_e18, read.payable_e18, read.recorded_units), (0, 0, 600 * ONE));
}

#[test]
fn a_holding_is_asked_for_with_its_own_class() {
    let (mut world, large, _) = two_holders(ClassKind::Distributing);
    let other = world.add_class(ClassKind::Distributing, |_| {});
    let question = world.addresses.get_income(&other, &large.holding);

    expect_error(world.send(&[question], &[]), MmfError::AccountMismatch);
}
