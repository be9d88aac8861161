//! Dividends in cash.

use mmf::state::{Holding, InvestorStatus, holding_flag};
use mmf_tests::{Holder, ONE, World, event};
use solana_sdk::account::Account;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use super::{Month, due_units, owed_e18};
use crate::restore::{restore, set_status};

/// Changes an account's bytes behind everybody's back.
fn patch_account(world: &mut World, address: &Pubkey, change: impl FnOnce(&mut Account)) {
    let mut account = world.svm.get_account(address).unwrap();
    change(&mut account);
    world.svm.set_account(*address, account).unwrap();
}

#[test]
fn cash_comes_from_the_buffer_to_the_owners_associated_account() {
    let mut month = Month::new();
    let Month { world, in_cash, .. } = &mut month;
    let (due, owed) = (due_units(world, in_cash), owed_e18(world, in_cash));
    let (cash, before, buffer) =
        (world.balance(&in_cash.cash), world.holding(&in_cash.holding), world.fund().buffer_cash_e6);

    let done = world.pay_cash(&[in_cash]).unwrap();

    let after = world.holding(&in_cash.holding);
    assert!(due > 0);
    assert_eq!(world.balance(&in_cash.cash), cash + due);
    assert_eq!(world.fund().buffer_cash_e6, buffer - due);
    assert_eq!(world.balance(&world.fund().buffer), buffer - due);
    assert_eq!((after.recorded_units, after.paid_units), (before.recorded_units, due), "no units");
    assert_eq!(after.payable.get(), owed % super::SCALE);
    assert_eq!((world.class().paid_cash_e6, world.class().paid_units), (due, 0));
    let event = event!(done, DividendPaid);
    assert_eq!((event.cash_e6, event.units, event.paid_to), (due, 0, in_cash.cash));
    assert_eq!((event.holding, event.holding_seq), (in_cash.holding, after.seq));
    assert_eq!(month.reconciles(), [0, 0, due, 0]);
}

/// Pays a holder who elected cash while something keeps the cash away; returns the units minted and those credited in place.
fn instead_of_cash(hinder: impl FnOnce(&mut World, &Holder)) -> [u64; 2] {
    let mut month = Month::new();
    let Month { world, in_cash, .. } = &mut month;
    let due = due_units(world, in_cash);
    hinder(world, in_cash);
    let (tokens, buffer) = (world.balance(&in_cash.shares), world.fund().buffer_cash_e6);

    world.pay_cash(&[in_cash]).unwrap();

    let holding = world.holding(&in_cash.holding);
    assert_eq!((holding.paid_units, holding.recorded_units), (due, 2_017 * ONE + due));
    assert_eq!((world.fund().buffer_cash_e6, world.class().paid_cash_e6), (buffer, 0), "no cash left");
    let minted = world.balance(&in_cash.shares) - tokens;
    let [by_books, credited, cash, tax] = month.reconciles();
    assert_eq!((by_books, by_books + credited, cash, tax), (minted, due, 0, 0));
    [minted, credited]
}

#[test]
fn without_a_cash_account_the_dividend_becomes_units() {
    let [minted, credited] = instead_of_cash(|world, holder| {
        world.svm.set_account(holder.cash, Account::default()).unwrap();
    });
    assert!(minted > 0 && credited == 0);
}

#[test]
fn a_cash_account_that_is_frozen_or_has_another_owner_gets_nothing_and_the_dividend_becomes_units() {
    let frozen = instead_of_cash(|world, holder| patch_account(world, &holder.cash, |account| account.data[108] = 2));
    let stranger = Pubkey::new_unique().to_bytes();
    let given_away = instead_of_cash(|world, holder| {
        patch_account(world, &holder.cash, |account| account.data[32..64].copy_from_slice(&stranger));
    });

    for [minted, credited] in [frozen, given_away] {
        assert!(minted > 0 && credited == 0);
    }
}

#[test]
fn who_may_not_be_paid_is_credited_in_place() {
    let by_order = |world: &mut World, holder: &Holder| {
        world.patch::<Holding>(&holder.holding, |holding| holding.flags |= holding_flag::FROZEN);
    };
    let mut outcomes = vec![instead_of_cash(by_order)];
    for status in [InvestorStatus::Blocked, InvestorStatus::Sanctioned, InvestorStatus::Pending] {
        outcomes.push(instead_of_cash(|world, holder| set_status(world, holder, status)));
    }

    for [minted, credited] in outcomes {
        assert!(minted == 0 && credited > 0);
    }
}

#[test]
fn a_credited_dividend_is_restored_as_tokens_once_the_holder_is_released() {
    let mut month = Month::new();
    let Month { world, in_cash, .. } = &mut month;
    set_status(world, in_cash, InvestorStatus::Blocked);
    world.pay_cash(&[in_cash]).unwrap();
    set_status(world, in_cash, InvestorStatus::Approved);

    restore(world, in_cash).unwrap();

    assert_eq!(world.balance(&in_cash.shares), world.holding(&in_cash.holding).recorded_units);
    world.pay_cash(&[in_cash]).unwrap();
    assert_eq!(world.class().paid_cash_e6, 0, "the month was paid");
}

#[test]
fn who_may_only_redeem_or_whose_kyc_has_expired_is_paid_in_cash() {
    let mut month = Month::new();
    let Month { world, in_cash, .. } = &mut month;
    let due = due_units(world, in_cash);
    world.patch::<mmf::state::Investor>(&in_cash.investor, |investor| investor.attributes[0].expires_at = 1);
    set_status(world, in_cash, InvestorStatus::RedeemOnly);

    world.pay_cash(&[in_cash]).unwrap();

    assert_eq!(world.class().paid_cash_e6, due);
}

#[test]
fn the_election_of_the_moment_counts() {
    let mut month = Month::new();
    let Month { world, reinvests, in_cash, .. } = &mut month;
    let due = [due_units(world, reinvests), due_units(world, in_cash)];
    world.update(&in_cash.investor, |profile| profile.dividend_election = 0).unwrap();
    world.update(&reinvests.investor, |profile| profile.dividend_election = 1).unwrap();

    world.pay_cash(&[reinvests, in_cash]).unwrap();
    world.pay(&[reinvests, in_cash]).unwrap();

    assert_eq!((world.class().paid_cash_e6, world.class().paid_units), (due[0], due[1]));
}

#[test]
fn an_investors_election_holds_for_all_of_its_wallets_each_with_its_own_cash_account() {
    let mut month = Month::new();
    let Month { world, in_cash, .. } = &mut month;
    let second = world.wallet_of(&in_cash.investor);
    world.transfer(in_cash, &second, 1_000 * ONE).unwrap();
    world.strike_through(mmf_tests::calendar::day(2, 28), 500_009);
    let due = [due_units(world, in_cash), due_units(world, &second)];
    let cash = [world.balance(&in_cash.cash), 0];

    world.pay_cash(&[in_cash, &second]).unwrap();

    assert_eq!([world.balance(&in_cash.cash), world.balance(&second.cash)], [cash[0] + due[0], cash[1] + due[1]]);
    assert_ne!(in_cash.wallet.pubkey(), second.wallet.pubkey());
}
