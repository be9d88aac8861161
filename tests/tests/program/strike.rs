//! Strikes: whose turn it is, who approves, what must tie out, and which accounts come along.

mod accounts;
mod accrual;
mod approval;
pub mod books;
mod months;
mod price;

use anchor_lang::AccountDeserialize;
use mmf::error::MmfError;
use mmf::instructions::{CreateClassArgs, SubscribeArgs};
use mmf::state::{Fund, NavReport, Period, Role};
use mmf_client::ix::{DealingParties, Privileged, StrikePlan};
use mmf_tests::calendar::{at, day};
use mmf_tests::councils::signed_by;
use mmf_tests::{Figures, Holder, ONE, World, expect_error, expect_refusal};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

/// Anchor's number for an account that is not the program's: here one that does not exist.
const NOT_THE_PROGRAMS: u32 = 3007;
/// Seconds after the cut-off until when the test fund's strike is not late.
const WINDOW: i64 = 4 * 3_600;

/// A world with so many shares issued on 2 January.
pub fn world_with_shares(shares: u64) -> (World, Holder) {
    let mut world = World::new();
    let holder = world.holder(10 * shares * ONE);
    world.subscribe(&holder, shares * ONE).unwrap();
    (world, holder)
}

/// Moves past the next cut-off and posts a quote that ties out.
pub fn post(world: &mut World, income_e6: i64) {
    world.go_past_cutoff();
    let args = world.quote_args(Figures { income_e6, ..Figures::default() });
    world.post(args).unwrap();
}

/// A closed month of a class.
pub fn period_of(world: &World, class: &Pubkey, period_no: u32) -> Period {
    let data = world.data(&world.addresses.period(class, period_no));
    Period::try_deserialize(&mut &data[..]).unwrap()
}

/// A closed month of class 0.
pub fn period(world: &World, period_no: u32) -> Period {
    period_of(world, &world.class, period_no)
}

/// The next strike, with the members that it needs.
pub fn order_by(world: &World, plan: &StrikePlan) -> Privileged {
    let fund = world.fund();
    let authority = signed_by(&world.councils.enough(&plan.roles()));
    world.addresses.strike(&world.payer.pubkey(), (&world.fund, &fund), &authority, plan).unwrap()
}

/// A second distributing class of the fund.
pub fn second_class(world: &mut World) -> Pubkey {
    let args = CreateClassArgs { class_no: 1, name: "Test Government Fund A".to_owned(), ..World::class_args() };
    let order = world.class_order(args);
    world.privileged(&order).unwrap();
    world.addresses.class(&world.fund, 1)
}

/// Opens the holder's account in a class and subscribes.
pub fn subscribe_to(world: &mut World, holder: &Holder, class: Pubkey, cash: u64) {
    let (payer, owner) = (world.payer.pubkey(), holder.key());
    let open = world.addresses.onboard(&payer, &world.fund, &class, &holder.investor, &owner);
    world.send(&open, &[]).unwrap();
    let parties = DealingParties { class, ..world.parties(holder) };
    let fund = world.fund();
    let args = SubscribeArgs { cash_settlement_units: cash, min_units: 0, expected_strike_no: fund.last_strike_no };
    let order = world.addresses.subscribe(&parties, &fund, args);
    world.send(&[order], &[&holder.wallet]).unwrap();
}

#[test]
fn the_first_strike_ever_counts_from_inception() {
    let (mut world, _) = world_with_shares(1_000);
    let before = world.fund();
    world.strike(1_000_000).unwrap();

    assert_eq!(before.last_cutoff, at(1, 2, 0, 0), "the end of the inception day");
    let (fund, report) = (world.fund(), world.report(1));
    assert_eq!((fund.last_strike_no, fund.last_struck_day), (1, day(1, 2)));
    assert_eq!((fund.last_cutoff, fund.last_struck_at), (at(1, 2, 20, 0), at(1, 2, 20, 1)));
    assert_eq!(fund.gross_income_to_date_e6, 1_000_000);
    assert_eq!((report.status, report.day, report.n_days, report.late), (1, day(1, 2), 1, 0));
    assert_eq!((report.cutoff, report.struck_at), (at(1, 2, 20, 0), at(1, 2, 20, 1)));
    assert_eq!((report.class_bitmap, report.days_to_month_end, report.closed_period), (1, 0, 0));
    assert_eq!(report.expected_net_assets_e6, 1_001_000_000);
    assert_eq!(report.approver, world.councils.of(Role::NavApprover)[0].pubkey());
    assert_eq!((report.results[0].supply_units, report.results[0].income_e6), (1_000 * ONE, 1_000_000));
}

#[test]
fn a_fund_without_a_holder_strikes_nothing() {
    let mut world = World::new();

    world.strike_through(day(1, 6), 0);

    let class = world.class();
    assert_eq!(world.fund().last_strike_no, 3);
    assert_eq!((class.index.get(), class.carry.get(), class.declared.get()), (0, 0, 0));
}

#[test]
fn income_before_the_first_holder_is_carried_to_the_first() {
    let mut world = World::new();
    world.strike(1_000).unwrap();
    assert_eq!((world.fund().income_carry_e6, world.report(1).income_carry_e6), (1_000, 1_000));
    assert_eq!(world.class().net_income_to_date_e6, 0);

    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.strike(0).unwrap();

    let class = world.class();
    assert_eq!(world.fund().income_carry_e6, 0);
    assert_eq!(class.net_income_to_date_e6 + i64::try_from(class.management_fee_to_date_e6).unwrap(), 1_000);
    assert!(class.index.get() > 0);
}

#[test]
fn a_loss_after_the_last_holder_left_waits_for_holders() {
    let (mut world, holder) = world_with_shares(100);
    world.strike(1_000).unwrap();
    world.redeem(&holder, u64::MAX).unwrap();
    world.strike(0).unwrap(); // the span in which the holder was still there
    post(&mut world, -1);

    let plan = world.strike_plan();
    expect_error(world.strike_by(&plan), MmfError::LossWithoutHolders);
    world.strike(0).unwrap();
}

#[test]
fn a_loss_beyond_all_assets_does_not_tie_out() {
    let (mut world, _) = world_with_shares(100);
    post(&mut world, -i64::try_from(100 * ONE).unwrap() - 1);

    let plan = world.strike_plan();
    expect_error(world.strike_by(&plan), MmfError::TieOutFailed);
}

#[test]
fn a_strike_waits_for_the_second_of_its_cut_off() {
    let mut world = World::new();
    post(&mut world, 0);
    let plan = world.strike_plan();

    world.set_time(at(1, 2, 20, 0) - 1);
    expect_error(world.strike_by(&plan), MmfError::BeforeCutoff);
    world.set_time(at(1, 2, 20, 0));
    world.strike_by(&plan).unwrap();
}

#[test]
fn a_day_is_struck_once() {
    let (mut world, _) = world_with_shares(100);
    post(&mut world, 1_000);
    let plan = world.strike_plan();
    let order = order_by(&world, &plan);
    world.privileged(&order).unwrap();
    let struck = world.class().index;

    expect_error(world.privileged(&order), MmfError::AlreadyStruck);
    post(&mut world, 1_000);
    expect_error(world.privileged(&order), MmfError::AlreadyStruck);
    let mut again = order_by(&world, &world.strike_plan());
    again.instruction.data = order.instruction.data.clone();
    expect_error(world.privileged(&again), MmfError::DayAlreadyStruck);
    assert_eq!(world.class().index, struck);
}

#[test]
fn days_are_struck_in_order() {
    let mut world = World::new();
    world.strike(0).unwrap();
    post(&mut world, 0);
    world.set_time(at(1, 10, 23, 0));

    for other in [day(1, 4), day(1, 6), day(1, 10), day(1, 11), day(1, 31)] {
        let plan = StrikePlan { day: other, ..world.strike_plan() };
        expect_error(world.strike_by(&plan), MmfError::DayOutOfOrder);
    }
    let order = order_by(&world, &world.strike_plan());
    world.privileged(&order).unwrap();
}

#[test]
fn the_strike_and_its_report_carry_the_next_number() {
    let mut world = World::new();
    world.strike(0).unwrap();
    post(&mut world, 0);
    let next = world.addresses.nav(&world.fund, 2);

    for strike_no in [0, 1, 3] {
        let mut order = order_by(&world, &StrikePlan { strike_no, ..world.strike_plan() });
        order.instruction.accounts[2].pubkey = next;
        expect_error(world.privileged(&order), MmfError::StrikeNumberWrong);
    }
    world.patch::<NavReport>(&next, |report| report.strike_no = 3);
    let order = order_by(&world, &world.strike_plan());
    expect_error(world.privileged(&order), MmfError::StrikeNumberWrong);
    let other = Pubkey::new_unique();
    world.patch::<NavReport>(&next, |report| report.fund = other);
    expect_error(world.privileged(&order), MmfError::AccountMismatch);
}

#[test]
fn a_strike_needs_the_quotes_of_its_quorum() {
    let mut world = World::new();
    world.go_past_cutoff();
    let plan = world.strike_plan();
    expect_refusal(world.strike_by(&plan), NOT_THE_PROGRAMS);

    post(&mut world, 0);
    let (fund, report) = (world.fund, world.addresses.nav(&world.fund, 1));
    world.patch::<NavReport>(&report, |report| report.quote_count = 0);
    expect_error(world.strike_by(&plan), MmfError::QuorumMissing);
    world.patch::<NavReport>(&report, |report| report.quote_count = 1);
    world.patch::<Fund>(&fund, |fund| fund.policy.nav_quorum = 2);
    expect_error(world.strike_by(&plan), MmfError::QuorumMissing);
}

#[test]
fn a_quote_of_a_day_that_left_the_calendar_is_not_struck_for_a_later_day() {
    let (mut world, _) = world_with_shares(1_000);
    post(&mut world, 1_000_000);
    let mut args = mmf_tests::calendar::args();
    args.strike_days[0] &= !(1 << 1); // without 2 January
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();
    world.go_past_cutoff();

    let plan = world.strike_plan();
    assert_eq!(plan.day, day(1, 3));
    expect_error(world.strike_by(&plan), MmfError::QuorumMissing);
    let args = world.quote_args(Figures { income_e6: 2_000_000, ..Figures::default() });
    world.post(args).unwrap();
    let plan = world.strike_plan();
    world.strike_by(&plan).unwrap();

    let report = world.report(1);
    assert_eq!((report.quote_count, report.day, report.cutoff), (1, day(1, 3), at(1, 3, 20, 0)));
    assert_eq!((report.n_days, world.fund().gross_income_to_date_e6), (2, 2_000_000));
}

#[test]
fn a_quote_that_is_off_by_one_unit_is_refused_without_tolerance() {
    for off_by_e6 in [-1, 1] {
        let (mut world, _) = world_with_shares(100);
        world.go_past_cutoff();
        let args = world.quote_args(Figures { income_e6: 1_000, off_by_e6, ..Figures::default() });
        world.post(args).unwrap();

        let plan = world.strike_plan();
        expect_error(world.strike_by(&plan), MmfError::TieOutFailed);
    }
}

#[test]
fn a_difference_within_the_tolerance_is_stored_and_not_booked() {
    for off_by_e6 in [-5_i64, 5] {
        let (mut world, _) = world_with_shares(100);
        let fund = world.fund;
        world.patch::<Fund>(&fund, |fund| fund.policy.tie_out_tolerance_e6 = 5);
        world.go_past_cutoff();
        let beyond = Figures { income_e6: 1_000, off_by_e6: off_by_e6 + off_by_e6.signum(), ..Figures::default() };
        let beyond = world.quote_args(beyond);
        world.post(beyond).unwrap();
        let plan = world.strike_plan();
        expect_error(world.strike_by(&plan), MmfError::TieOutFailed);
        let within = world.quote_args(Figures { income_e6: 1_000, off_by_e6, ..Figures::default() });
        world.post(within).unwrap();
        expect_error(world.strike_by(&plan), MmfError::QuoteChanged);

        let plan = world.strike_plan();
        world.strike_by(&plan).unwrap();

        assert_eq!(world.report(1).tie_out_difference_e6, off_by_e6);
        assert_eq!(world.fund().tie_out_difference_e6, off_by_e6);
        assert_eq!(world.class().claims_e6().unwrap(), i128::from(100 * ONE + 1_000));
    }
}

#[test]
fn realised_gains_are_retained_and_tie_out_from_then_on() {
    let (mut world, _) = world_with_shares(100);
    world.go_past_cutoff();
    let mut args = world.quote_args(Figures { income_e6: 1_000, ..Figures::default() });
    args.realised_e6 = 77;
    args.net_assets_e6 += 77;
    world.post(args).unwrap();
    let plan = world.strike_plan();

    world.strike_by(&plan).unwrap();

    assert_eq!((world.fund().retained_gains_e6, world.fund().gross_income_to_date_e6), (77, 1_000));
    world.strike(1_000).unwrap();
    assert_eq!(world.report(2).expected_net_assets_e6, 100 * ONE + 2_077);
}
