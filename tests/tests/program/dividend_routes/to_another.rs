//! A protocol vault's dividends, which go to another holding.

use mmf::error::MmfError;
use mmf::state::InvestorStatus;
use mmf_tests::calendar::day;
use mmf_tests::{ONE, event, expect_error};

use super::{Month, SCALE, due_units, owed_e18, send_dividends_to};
use crate::restore::{restore, set_status};
use crate::strike::second_class;

#[test]
fn a_vaults_dividend_becomes_units_of_the_other_holding() {
    let mut month = Month::new();
    let Month { world, vault, operator, .. } = &mut month;
    let (due, owed) = (due_units(world, vault), owed_e18(world, operator));

    let done = world.pay_to(&[(vault, operator)]).unwrap();

    let (from, to) = (world.holding(&vault.holding), world.holding(&operator.holding));
    assert_eq!((from.recorded_units, from.paid_units), (3_001 * ONE, due));
    assert_eq!((to.recorded_units, world.balance(&operator.shares)), (7 * ONE + due, 7 * ONE + due));
    assert_eq!(world.investor(&operator.investor).units[0], 7 * ONE + due);
    assert_eq!(owed_e18(world, operator), owed, "its own income is not touched");
    let (paid, received) = (event!(done, DividendPaid), event!(done, DividendReceived));
    assert_eq!((paid.units, paid.paid_to, paid.holding_seq), (due, operator.holding, from.seq));
    assert_eq!((received.units, received.from_holding, received.holding_seq), (due, vault.holding, to.seq));
    assert_eq!(month.reconciles(), [due, 0, 0, 0]);
}

#[test]
fn units_from_a_vault_earn_from_the_next_strike() {
    let mut month = Month::new();
    let Month { world, vault, operator, .. } = &mut month;
    world.strike(500_009).unwrap();
    world.pay_to(&[(vault, operator)]).unwrap();
    let (units, owed) = (world.holding(&operator.holding).recorded_units, owed_e18(world, operator));
    let index = world.class().index.get();

    world.strike(500_009).unwrap();

    assert_eq!(owed_e18(world, operator), owed + u128::from(units) * (world.class().index.get() - index));
}

#[test]
fn a_receiver_that_cannot_be_minted_to_is_credited_in_place() {
    let mut month = Month::new();
    let Month { world, vault, operator, .. } = &mut month;
    let due = due_units(world, vault);
    set_status(world, operator, InvestorStatus::Sanctioned);

    world.pay_to(&[(vault, operator)]).unwrap();

    assert_eq!(world.holding(&operator.holding).recorded_units, 7 * ONE + due);
    assert_eq!(world.balance(&operator.shares), 7 * ONE);
    assert_eq!(month.reconciles(), [0, due, 0, 0]);
    let Month { world, operator, .. } = &mut month;
    set_status(world, operator, InvestorStatus::Approved);
    restore(world, operator).unwrap();
    assert_eq!(world.balance(&operator.shares), 7 * ONE + due);
}

#[test]
fn where_the_other_holding_was_closed_the_dividend_becomes_the_vaults_own_units() {
    let mut month = Month::new();
    let Month { world, vault, operator, .. } = &mut month;
    world.pay(&[operator]).unwrap();
    world.redeem(operator, u64::MAX).unwrap();
    world.close_line(operator).unwrap();
    let due = due_units(world, vault);

    world.pay_to(&[(vault, operator)]).unwrap();

    let holding = world.holding(&vault.holding);
    assert_eq!((holding.recorded_units, holding.paid_units), (3_001 * ONE + due, due));
    assert_eq!(world.balance(&vault.shares), 3_001 * ONE + due);
    assert_eq!(crate::strike::period(world, super::JANUARY).holdings_paid, 2);
}

#[test]
fn a_vault_that_takes_its_dividends_itself_is_paid_like_anybody() {
    let mut month = Month::new();
    let Month { world, vault, operator, .. } = &mut month;
    send_dividends_to(world, vault, None);
    let due = due_units(world, vault);

    world.pay(&[vault]).unwrap();

    assert_eq!(world.balance(&vault.shares), 3_001 * ONE + due);
    expect_error(world.pay_to(&[(vault, operator)]), MmfError::AccountMismatch);
}

#[test]
fn nobody_but_the_recorded_holding_gets_a_vaults_dividend() {
    let mut month = Month::new();
    let class = second_class(&mut month.world);
    let foreign = month.world.opened_in(&month.operator, &class);
    let before = month.state();
    let Month { world, reinvests, vault, operator, .. } = &mut month;

    expect_error(world.pay_to(&[(vault, reinvests)]), MmfError::AccountMismatch);
    expect_error(world.pay_to(&[(vault, &foreign)]), MmfError::AccountMismatch);
    let mut forged = world.pay_to_order(&[(vault, operator)]);
    forged.accounts[7].pubkey = reinvests.holding;
    expect_error(world.send(&[forged], &[]), MmfError::AccountMismatch);
    let mut forged = world.pay_to_order(&[(vault, operator)]);
    forged.accounts[9].pubkey = reinvests.investor;
    expect_error(world.send(&[forged], &[]), MmfError::AccountMismatch);

    assert_eq!(month.state(), before);
}

#[test]
fn the_dividend_of_a_vault_that_may_not_be_paid_goes_to_nobody_else() {
    for status in [InvestorStatus::Blocked, InvestorStatus::Sanctioned] {
        let mut month = Month::new();
        let Month { world, vault, operator, .. } = &mut month;
        let due = due_units(world, vault);
        set_status(world, vault, status);

        world.pay_to(&[(vault, operator)]).unwrap();

        assert_eq!(world.holding(&operator.holding).recorded_units, 7 * ONE, "blocked property stays where it is");
        assert_eq!(world.holding(&vault.holding).recorded_units, 3_001 * ONE + due, "and is credited in place");
    }
}

#[test]
fn the_dividend_of_a_vault_frozen_by_order_goes_to_nobody_else() {
    let mut month = Month::new();
    let Month { world, vault, operator, .. } = &mut month;
    world.set_freeze(vault, true).unwrap();

    world.pay_to(&[(vault, operator)]).unwrap();

    assert_eq!(world.holding(&operator.holding).recorded_units, 7 * ONE);
}

#[test]
fn two_vaults_that_name_each_other_get_each_others_dividends() {
    let mut month = Month::new();
    let Month { world, vault, .. } = &mut month;
    let other = world.vault(true, 1_000 * ONE);
    world.subscribe(&other, 1_000 * ONE).unwrap();
    send_dividends_to(world, vault, Some(&other));
    send_dividends_to(world, &other, Some(vault));
    world.strike_through(day(2, 28), 500_009);
    let (due, units) = ([due_units(world, vault), due_units(world, &other)], world.balance(&other.shares));

    world.pay_to(&[(vault, &other), (&other, vault)]).unwrap();

    assert_eq!(world.balance(&other.shares), units + due[0]);
    assert_eq!(world.balance(&vault.shares), 3_001 * ONE + due[1]);
    assert!(owed_e18(world, vault) < SCALE);
}
