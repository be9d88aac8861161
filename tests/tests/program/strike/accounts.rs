//! Which accounts a strike must carry: every class in order, each with its month where one closes, and no other.

use mmf::error::MmfError;
use mmf::instructions::CreateClassArgs;
use mmf::state::{Fund, Role};
use mmf_client::ix::{Privileged, StrikePlan};
use mmf_tests::calendar::day;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use solana_sdk::instruction::AccountMeta;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use super::{order_by, post, second_class};
use crate::calendar::pretend_struck;

/// Place of the first class among the strike's accounts.
const FIRST: usize = 9;

/// Place of the next year's calendar.
const NEXT_CALENDAR: usize = 4;

/// Two classes and a quote for a day in the middle of a month.
fn two_classes() -> (World, Pubkey, Privileged) {
    let mut world = World::new();
    let second = second_class(&mut world);
    post(&mut world, 0);
    let order = order_by(&world, &world.strike_plan());
    (world, second, order)
}

fn with_accounts(order: &Privileged, change: impl FnOnce(&mut Vec<AccountMeta>)) -> Privileged {
    let mut changed = order.clone();
    change(&mut changed.instruction.accounts);
    changed
}

/// Each change is refused; the order itself lands.
fn refuse_all(world: &mut World, order: &Privileged, changed: Vec<Privileged>) {
    for (place, changed) in changed.iter().enumerate() {
        let outcome = world.privileged(changed);
        assert!(outcome.is_err(), "change {place}");
        expect_error(outcome, MmfError::StrikeAccountsWrong);
    }
    world.privileged(order).unwrap();
}

#[test]
fn every_class_comes_along_in_order_and_no_other_account() {
    let (mut world, second, order) = two_classes();
    let first = world.class;
    let mint = world.mint;

    let changed = vec![
        with_accounts(&order, |accounts| _ = accounts.remove(FIRST)),
        with_accounts(&order, |accounts| _ = accounts.remove(FIRST + 1)),
        with_accounts(&order, |accounts| _ = accounts.drain(FIRST..FIRST + 2)),
        with_accounts(&order, |accounts| accounts.swap(FIRST, FIRST + 1)),
        with_accounts(&order, |accounts| accounts[FIRST + 1].pubkey = first),
        with_accounts(&order, |accounts| accounts[FIRST].pubkey = second),
        with_accounts(&order, |accounts| accounts.insert(FIRST + 2, AccountMeta::new(second, false))),
        with_accounts(&order, |accounts| accounts.insert(FIRST, AccountMeta::new(first, false))),
        with_accounts(&order, |accounts| accounts.push(AccountMeta::new(mint, false))),
        with_accounts(&order, |accounts| accounts[FIRST].pubkey = mint),
    ];

    refuse_all(&mut world, &order, changed);
}

#[test]
fn a_class_of_another_fund_is_refused() {
    let (mut world, _, order) = two_classes();
    let other = other_fund(&mut world);
    let foreign = world.addresses.class(&other, 0);

    let changed = vec![
        with_accounts(&order, |accounts| accounts[FIRST].pubkey = foreign),
        with_accounts(&order, |accounts| accounts.insert(FIRST + 2, AccountMeta::new(foreign, false))),
    ];

    refuse_all(&mut world, &order, changed);
}

#[test]
fn a_class_that_is_not_writable_is_refused() {
    let (mut world, _, order) = two_classes();
    let changed = with_accounts(&order, |accounts| accounts[FIRST].is_writable = false);

    assert!(world.privileged(&changed).is_err());
    assert_eq!(world.fund().last_strike_no, 0);
}

#[test]
fn a_closing_month_needs_each_classs_own_period() {
    let mut world = World::new();
    let second = second_class(&mut world);
    pretend_struck(&mut world, day(1, 30));
    post(&mut world, 0);
    let order = order_by(&world, &world.strike_plan());
    let december = world.addresses.period(&world.class, 24_299);

    let changed = vec![
        with_accounts(&order, |accounts| _ = accounts.remove(FIRST + 1)),
        with_accounts(&order, |accounts| _ = accounts.remove(FIRST + 3)),
        with_accounts(&order, |accounts| accounts.swap(FIRST, FIRST + 1)),
        with_accounts(&order, |accounts| accounts.swap(FIRST + 1, FIRST + 3)),
        with_accounts(&order, |accounts| accounts[FIRST + 1].pubkey = december),
        with_accounts(&order, |accounts| accounts.insert(FIRST + 4, AccountMeta::new(second, false))),
    ];

    refuse_all(&mut world, &order, changed);
}

#[test]
fn a_period_comes_along_only_where_a_month_closes() {
    let mut world = World::new();
    post(&mut world, 0);
    let order = order_by(&world, &world.strike_plan());
    let period = world.addresses.period(&world.class, 24_300);

    let changed = vec![with_accounts(&order, |accounts| accounts.insert(FIRST + 1, AccountMeta::new(period, false)))];

    refuse_all(&mut world, &order, changed);
}

#[test]
fn lamports_at_a_periods_address_do_not_stop_the_strike() {
    let mut world = World::new();
    pretend_struck(&mut world, day(1, 30));
    let period = world.addresses.period(&world.class, 24_300);
    world.svm.airdrop(&period, 1_000_000).unwrap();

    world.strike(0).unwrap();

    assert_eq!(world.svm.get_account(&period).unwrap().owner, mmf::ID);
}

#[test]
fn a_span_of_more_than_31_days_or_two_month_ends_is_refused() {
    let mut world = World::new();
    pretend_struck(&mut world, day(3, 31));
    post(&mut world, 0);
    let order = order_by(&world, &world.strike_plan());
    let fund = world.fund;

    for too_early in [day(2, 28), day(1, 30)] {
        world.patch::<Fund>(&fund, |fund| fund.last_struck_day = too_early);
        expect_error(world.privileged(&order), MmfError::SpanInvalid);
    }
    world.patch::<Fund>(&fund, |fund| fund.last_struck_day = day(3, 31));
    world.privileged(&order).unwrap();
}

#[test]
fn a_span_with_two_month_ends_is_refused() {
    let mut world = World::new();
    pretend_struck(&mut world, day(2, 28));
    post(&mut world, 0);
    let plan = world.strike_plan();
    let order = order_by(&world, &StrikePlan { day: day(3, 3), ..plan });
    let fund = world.fund;

    world.patch::<Fund>(&fund, |fund| fund.last_struck_day = day(1, 30));

    expect_error(world.privileged(&order), MmfError::SpanInvalid);
}

#[test]
fn the_next_years_calendar_comes_by_its_address_though_it_does_not_exist_yet() {
    let mut world = World::new();
    pretend_struck(&mut world, day(12, 30));
    post(&mut world, 0);
    let order = order_by(&world, &world.strike_plan());
    let next = world.addresses.calendar(&world.fund, 2026);
    assert_eq!(order.instruction.accounts[NEXT_CALENDAR].pubkey, next);
    assert!(world.svm.get_account(&next).is_none());

    for other in [2025, 2027].map(|year| world.addresses.calendar(&world.fund, year)).into_iter().chain([mmf::ID]) {
        let changed = with_accounts(&order, |accounts| accounts[NEXT_CALENDAR].pubkey = other);
        expect_error(world.privileged(&changed), MmfError::AccountMismatch);
    }
    world.privileged(&order).unwrap();

    assert_eq!(world.fund().next_cutoff, 0);
}

/// A second fund of the same councils, with one class.
fn other_fund(world: &mut World) -> Pubkey {
    let args = mmf::instructions::CreateFundArgs { fund_id: 2, ..world.fund_args() };
    let payer = world.payer.pubkey();
    let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    let fund = world.addresses.fund(&payer, 2);
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = CreateClassArgs { class_no: 0, ..World::class_args() };
    let order = world.addresses.create_class(&payer, &fund, &authority, args);
    world.privileged(&order).unwrap();
    fund
}
