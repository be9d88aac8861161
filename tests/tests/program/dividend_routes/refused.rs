//! Batches in cash and to other holdings that are refused as a whole.

use mmf::error::MmfError;
use mmf::instructions::SetPausesArgs;
use mmf::state::{ClassKind, Role, pause};
use mmf_tests::calendar::day;
use mmf_tests::{ONE, World, expect_error, expect_refusal};
use solana_sdk::pubkey::Pubkey;

use super::{JANUARY, Month, due_units};
use crate::custody::{give_back, list_custodian, sweep};

/// Anchor's number for an account that was not made yet.
const NOT_MADE: u32 = 3012;

#[test]
fn a_short_buffer_refuses_the_whole_batch_until_cash_has_come_back() {
    let mut month = Month::new();
    let custodian = list_custodian(&mut month.world, 0);
    let due = due_units(&month.world, &month.in_cash);
    let buffer = month.world.fund().buffer_cash_e6;
    sweep(&mut month.world, &custodian.account, buffer - due + 1).unwrap();
    month.world.update(&month.reinvests.investor, |profile| profile.dividend_election = 1).unwrap();
    let before = month.state();

    let Month { world, reinvests, in_cash, .. } = &mut month;
    expect_error(world.pay_cash(&[in_cash]), MmfError::BufferShort);
    expect_error(world.pay_cash(&[reinvests, in_cash]), MmfError::BufferShort);

    assert_eq!(month.state(), before);
    let Month { world, reinvests, in_cash, .. } = &mut month;
    let missing = due_units(world, reinvests) + 1;
    give_back(world, &custodian, missing).unwrap();
    world.pay_cash(&[reinvests, in_cash]).unwrap();
    assert_eq!((world.fund().buffer_cash_e6, world.balance(&world.fund().buffer)), (0, 0));
}

#[test]
fn no_other_cash_account_is_paid_than_the_owners_associated_one() {
    let mut month = Month::new();
    let before = month.state();
    let Month { world, reinvests, in_cash, .. } = &mut month;
    let mut others = vec![reinvests.cash, world.fund().buffer, in_cash.shares, in_cash.key()];
    others.push(Pubkey::new_unique());

    for other in others {
        let mut order = world.pay_cash_order(&[in_cash]);
        order.accounts.last_mut().unwrap().pubkey = other;
        expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    }
    assert_eq!(month.state(), before);
}

#[test]
fn accounts_of_two_holders_are_not_mixed() {
    let mut month = Month::new();
    let before = month.state();
    let Month { world, reinvests, in_cash, .. } = &mut month;
    let (cash, plain) = (in_cash.pay_target(), reinvests.pay_target());

    for (place, key) in [(8, plain.holding), (9, plain.token_account), (10, plain.investor)] {
        let mut order = world.pay_cash_order(&[in_cash]);
        assert!([cash.holding, cash.token_account, cash.investor].contains(&order.accounts[place].pubkey));
        order.accounts[place].pubkey = key;
        expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    }
    assert_eq!(month.state(), before);
}

#[test]
fn a_batch_is_neither_empty_nor_cut_off() {
    let mut month = Month::new();
    let before = month.state();
    let Month { world, in_cash, vault, operator, .. } = &mut month;

    for order in [world.pay_cash_order(&[]), world.pay_to_order(&[])] {
        expect_error(world.send(&[order], &[]), MmfError::BatchAccountsWrong);
    }
    for mut order in [world.pay_cash_order(&[in_cash, in_cash]), world.pay_to_order(&[(vault, operator)])] {
        order.accounts.pop();
        expect_error(world.send(&[order], &[]), MmfError::BatchAccountsWrong);
    }
    assert_eq!(month.state(), before);
}

#[test]
fn the_buffer_and_the_settlement_mint_are_the_funds() {
    let mut month = Month::new();
    let before = month.state();
    let Month { world, in_cash, .. } = &mut month;
    let fund = world.fund();

    let mut order = world.pay_cash_order(&[in_cash]);
    let place = order.accounts.iter().position(|meta| meta.pubkey == fund.buffer).unwrap();
    order.accounts[place].pubkey = fund.escrow;
    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    let other_mint = Pubkey::new_unique();
    world.make_cash_mint(other_mint, 6);
    let mut order = world.pay_cash_order(&[in_cash]);
    let place = order.accounts.iter().position(|meta| meta.pubkey == fund.settlement_mint).unwrap();
    order.accounts[place].pubkey = other_mint;
    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);

    assert_eq!(month.state(), before);
}

#[test]
fn a_pause_of_distributions_stops_every_route() {
    let mut month = Month::new();
    let Month { world, in_cash, vault, operator, .. } = &mut month;
    let args = SetPausesArgs { pauses: pause::DISTRIBUTIONS, expected_pause_no: world.fund().pause_no };
    let authority = world.signed(&[Role::Emergency]);
    let order = world.addresses.set_pauses(&world.fund, &[world.class], false, &authority, args);
    world.privileged(&order).unwrap();

    expect_error(world.pay_cash(&[in_cash]), MmfError::DeniedPaused);
    expect_error(world.pay_to(&[(vault, operator)]), MmfError::DeniedPaused);
}

#[test]
fn only_the_last_closed_month_is_paid() {
    let mut month = Month::new();
    let Month { world, in_cash, vault, operator, .. } = &mut month;
    let january = [world.pay_cash_order(&[in_cash]), world.pay_to_order(&[(vault, operator)])];
    world.strike_through(day(2, 28), 500_009);

    for order in january {
        assert!(order.accounts.iter().any(|meta| meta.pubkey == world.addresses.period(&world.class, JANUARY)));
        expect_error(world.send(&[order], &[]), MmfError::NoClosedPeriod);
    }
    world.pay_cash(&[in_cash]).unwrap();
    world.pay_to(&[(vault, operator)]).unwrap();
}

#[test]
fn before_a_month_has_closed_there_is_nothing_to_pay() {
    let mut world = World::new();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    let order = world.pay_cash_order(&[&holder]);

    expect_refusal(world.send(&[order], &[]), NOT_MADE);
    let order = world.pay_to_order(&[(&holder, &holder)]);
    expect_refusal(world.send(&[order], &[]), NOT_MADE);
}

#[test]
fn a_class_whose_price_rises_pays_no_dividends_by_any_route() {
    let mut world = World::with_fund();
    world.create_class(ClassKind::AccumulatingHooked, |_| {}).unwrap();
    let holder = world.holder(10 * ONE);
    world.subscribe(&holder, 10 * ONE).unwrap();
    world.strike_through(day(1, 31), 1_000);

    expect_error(world.pay(&[&holder]), MmfError::ClassKindUnsupported);
    expect_error(world.pay_cash(&[&holder]), MmfError::ClassKindUnsupported);
    expect_error(world.pay_to(&[(&holder, &holder)]), MmfError::ClassKindUnsupported);
}

#[test]
fn a_line_that_was_closed_since_is_passed_over_and_the_others_are_paid() {
    let mut month = Month::new();
    let Month { world, reinvests, in_cash, operator, .. } = &mut month;
    world.pay(&[operator]).unwrap();
    world.redeem(operator, u64::MAX).unwrap();
    world.close_line(operator).unwrap();
    let due = [due_units(world, reinvests), due_units(world, in_cash)];

    world.pay(&[operator, reinvests]).unwrap();
    world.pay_cash(&[operator, in_cash]).unwrap();
    world.pay_to(&[(operator, reinvests)]).unwrap();

    assert_eq!([reinvests, in_cash].map(|holder| world.holding(&holder.holding).paid_units), due);
    assert_eq!(crate::strike::period(world, JANUARY).holdings_paid, 3);
}
