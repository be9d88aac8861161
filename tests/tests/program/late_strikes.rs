//! Missed days are struck late, in order, by approvers and governance, while instant dealing waits.

use mmf::error::MmfError;
use mmf::state::Role;
use mmf_client::ix::StrikePlan;
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Figures, Holder, ONE, World, expect_error};

use crate::strike::period;

/// One unit in e18.
const SCALE: u128 = 1_000_000_000_000_000_000;

/// Two holders of 600 and 400 shares; Thursday 2 January is struck, nothing since.
fn two_holders() -> (World, [Holder; 2]) {
    let mut world = World::with_fund();
    world.add_class(mmf::state::ClassKind::Distributing, |args| args.terms.expense_bps = 0);
    let holders = [600, 400].map(|shares| {
        let holder = world.holder(2_000 * ONE);
        world.subscribe(&holder, shares * ONE).unwrap();
        holder
    });
    world.strike(0).unwrap();
    (world, holders)
}

/// Posts the next day's quote now and strikes it by these roles.
fn strike_now(world: &mut World, income_e6: i64, roles: &[Role]) -> Outcome {
    let args = world.quote_args(Figures { income_e6, ..Figures::default() });
    world.post(args).unwrap();
    let (fund, plan, authority) = (world.fund(), world.strike_plan(), world.signed(roles));
    let order = world.addresses.strike(&world.payer_key(), (&world.fund, &fund), &authority, &plan).unwrap();
    let members: Vec<_> = world.councils.enough(roles).into_iter().map(|key| key.insecure_clone()).collect();
    world.send(&[order.instruction], &members.iter().collect::<Vec<_>>())
}

fn income_of(world: &World, holder: &Holder) -> u128 {
    let (mut holding, class) = (world.holding(&holder.holding), world.class());
    holding.settle(&class).unwrap();
    holding.accrued.get() + holding.payable.get()
}

const BOTH: [Role; 2] = [Role::NavApprover, Role::Governance];

#[test]
fn three_missed_days_are_caught_up_in_order_and_the_holders_of_record_get_their_incomes() {
    let (mut world, [large, small]) = two_holders();
    world.set_time(at(1, 8, 10, 0)); // 3, 6 and 7 January were missed

    for (number, (missed, income_e6, n_days)) in
        [(day(1, 3), 100_000, 1), (day(1, 6), 300_000, 3), (day(1, 7), 110_000, 1)].into_iter().enumerate()
    {
        expect_error(world.subscribe(&large, ONE), MmfError::NavStale);
        expect_error(world.redeem(&small, ONE), MmfError::NavStale);
        expect_error(strike_now(&mut world, income_e6, &[Role::NavApprover]), MmfError::Unauthorised);
        expect_error(strike_now(&mut world, income_e6, &[Role::Governance]), MmfError::Unauthorised);
        strike_now(&mut world, income_e6, &BOTH).unwrap();
        let report = world.report(u32::try_from(number).unwrap() + 2);
        assert_eq!((report.day, report.n_days, report.late), (missed, n_days, 1));
    }

    assert_eq!(income_of(&world, &large), 306_000 * SCALE, "six tenths");
    assert_eq!(income_of(&world, &small), 204_000 * SCALE, "four tenths");
    let newcomer = world.holder(100 * ONE);
    world.subscribe(&newcomer, 50 * ONE).unwrap();
    assert_eq!(income_of(&world, &newcomer), 0);
    world.redeem(&small, ONE).unwrap();
    assert_eq!(world.strike(100_000).map(|_| world.report(5).late).unwrap(), 0, "the 8th is in time again");
}

#[test]
fn a_later_missed_day_is_not_struck_before_an_earlier_one() {
    let (mut world, _) = two_holders();
    world.set_time(at(1, 8, 10, 0));
    let args = world.quote_args(Figures::default());
    world.post(args).unwrap();
    let before = world.books();
    for later in [day(1, 6), day(1, 7)] {
        let plan = StrikePlan { day: later, ..world.strike_plan() };
        expect_error(world.strike_by(&plan), MmfError::DayOutOfOrder);
    }
    assert_eq!(world.books(), before);
}

#[test]
fn quotes_of_missed_days_are_taken_in_order_too() {
    let (mut world, _) = two_holders();
    world.set_time(at(1, 8, 10, 0));
    let args = world.quote_args(Figures::default());
    for (other, error) in [
        (day(1, 2), MmfError::QuoteStale),
        (day(1, 6), MmfError::QuoteFromFuture),
        (day(1, 7), MmfError::QuoteFromFuture),
    ] {
        expect_error(world.post(mmf::instructions::PostQuoteArgs { day: other, ..args }), error);
    }
    world.post(args).unwrap();
}

#[test]
fn a_missed_day_that_leaves_the_calendar_is_passed_over_and_its_income_is_in_the_next() {
    let (mut world, [large, _]) = two_holders();
    world.set_time(at(1, 7, 10, 0)); // 3 and 6 January were missed
    let mut args = mmf_tests::calendar::args();
    args.strike_days[0] &= !(1 << 5); // without Monday 6 January
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();

    strike_now(&mut world, 100_000, &BOTH).unwrap(); // Friday the 3rd
    world.redeem(&large, ONE).unwrap(); // caught up: nothing is overdue until Tuesday's cut-off
    world.strike(400_000).unwrap();

    let report = world.report(3);
    assert_eq!((report.day, report.n_days, report.late), (day(1, 7), 4, 0));
    assert_eq!(world.fund().next_strike_day, day(1, 8));
    world.strike(100_000).unwrap(); // and ties out
}

#[test]
fn the_day_that_was_due_can_leave_the_calendar() {
    let (mut world, [large, _]) = two_holders();
    world.set_time(at(1, 4, 10, 0));
    expect_error(world.redeem(&large, ONE), MmfError::NavStale);
    let mut args = mmf_tests::calendar::args();
    args.strike_days[0] &= !(1 << 2); // without Friday 3 January
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();

    assert_eq!(world.fund().next_strike_day, day(1, 6));
    world.redeem(&large, ONE).unwrap();
    world.strike(400_000).unwrap();
    assert_eq!(world.report(2).n_days, 4);
}

#[test]
fn a_month_that_ended_among_the_missed_days_closes_at_its_own_end() {
    let (mut world, [large, small]) = two_holders();
    world.strike_through(day(1, 29), 0);
    world.set_time(at(2, 4, 10, 0)); // 30 and 31 January and 3 February were missed
    let before = world.fund().last_strike_no;
    for income_e6 in [100_000, 110_000, 300_000] {
        strike_now(&mut world, income_e6, &BOTH).unwrap();
    }

    let january = period(&world, 24_300);
    assert_eq!((january.declared, january.strike_no), (210_000 * SCALE, before + 2));
    assert_eq!(income_of(&world, &large), 306_000 * SCALE);
    world.pay(&[&large, &small]).unwrap();
    assert_eq!(world.holding(&large.holding).recorded_units, 600 * ONE + 126_000);
    assert_eq!(world.holding(&small.holding).recorded_units, 400 * ONE + 84_000);
}
