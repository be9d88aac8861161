//! Withheld tax, paid on to the authorities.

use mmf::error::MmfError;
use mmf::instructions::Due;
use mmf::state::ClassKind;
use mmf_tests::calendar::day;
use mmf_tests::{event, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::Managed;

/// A class that withheld tax from its January dividends; and the tax recipient's cash account.
fn withheld() -> (Managed, Pubkey) {
    let mut managed = Managed::of(ClassKind::Distributing);
    let world = &mut managed.world;
    let holder = world.holder_of(
        mmf::instructions::InvestorProfile { withholding_bps: 3_000, ..mmf_tests::rules::onshore() },
        50_000 * mmf_tests::ONE,
    );
    world.subscribe(&holder, 50_000 * mmf_tests::ONE).unwrap();
    let authority = Pubkey::new_unique();
    let account = world.give_cash(&authority, 0);
    world.set_policy(|policy| policy.tax_recipient = authority).unwrap();
    world.strike_through(day(1, 31), 12_000_003);
    world.pay(&[&holder]).unwrap();
    (managed, account)
}

#[test]
fn withheld_tax_is_paid_to_the_tax_recipient_and_the_books_tie_out() {
    let (mut managed, account) = withheld();
    let tax = managed.world.class().withheld_payable_e6;
    let buffer = managed.world.fund().buffer_cash_e6;
    assert!(tax > 0);
    managed.ties_out();

    let done = managed.pay(Due::Tax, &account, tax).unwrap();

    let class = managed.world.class();
    assert_eq!((class.withheld_payable_e6, class.withheld_to_date_e6), (0, tax));
    assert_eq!((managed.world.balance(&account), managed.world.fund().buffer_cash_e6), (tax, buffer - tax));
    assert_eq!(event!(done, FeesPaid).due, Due::Tax as u8);
    managed.ties_out();
    managed.world.strike(12_000_003).unwrap();
    managed.ties_out();
}

#[test]
fn tax_is_not_paid_to_the_manager_nor_fees_to_the_tax_recipient() {
    let (mut managed, account) = withheld();
    let (before, cash) = (managed.state(), managed.manager.cash);

    expect_error(managed.pay(Due::Tax, &cash, 1), MmfError::RecipientWrong);
    expect_error(managed.pay(Due::Fees, &account, 1), MmfError::RecipientWrong);
    assert!(managed.state() == before);
}

#[test]
fn no_more_tax_is_paid_than_was_withheld() {
    let (mut managed, account) = withheld();
    let tax = managed.world.class().withheld_payable_e6;
    let before = managed.state();

    expect_error(managed.pay(Due::Tax, &account, tax + 1), MmfError::FeesNotOwed);
    assert!(managed.state() == before);
}

#[test]
fn without_a_tax_recipient_the_tax_stays_payable() {
    let (mut managed, account) = withheld();
    managed.world.set_policy(|policy| policy.tax_recipient = Pubkey::default()).unwrap();

    expect_error(managed.pay(Due::Tax, &account, 1), MmfError::RecipientWrong);
}
