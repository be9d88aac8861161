//! Cash that appears in a vault by itself: it changes nothing, is found, goes to suspense, and is nobody's income.

use mmf::error::MmfError;
use mmf::instructions::ReleaseSuspenseArgs;
use mmf::state::Fund;
use mmf_tests::liquidity::Setting;
use mmf_tests::officer::DOCUMENT;
use mmf_tests::{Holder, ONE, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::{KINDS, state};
use crate::custody::{give_back, list_custodian, sweep};

/// A fund in which two holders have 100 dollars each.
pub fn funded(setting: Setting) -> (World, [Holder; 2]) {
    let mut world = World::dealing_in(setting);
    let holders = [(); 2].map(|()| world.holder(setting.dollars(1_000)));
    for holder in &holders {
        world.subscribe(holder, setting.dollars(100)).unwrap();
    }
    (world, holders)
}

/// A stray in each of the vaults, by its place.
pub fn with_strays(world: &mut World, amounts: [u64; 4]) {
    for (vault, amount) in world.vaults().into_iter().zip(amounts).filter(|(_, amount)| *amount > 0) {
        world.drop_cash(&vault, amount);
    }
}

#[test]
fn a_stray_goes_from_each_vault_to_suspense_and_is_no_income() {
    for kind in KINDS {
        let (mut world, _) = funded(Setting::of(kind));
        with_strays(&mut world, [3, 5, 7, 11]);
        let before = world.fund();
        let mut expected = 0;
        for (vault, amount) in world.vaults().into_iter().zip([3, 5, 7, 11]) {
            let done = world.sweep_stray(&vault).unwrap();
            expected += amount;
            let event = event!(done, StraySwept);
            assert_eq!((event.vault, event.amount_e6, event.suspense_cash_e6), (vault, amount, expected));
        }
        let after = world.fund();
        assert_eq!(after.suspense_cash_e6, 26);
        assert_eq!(world.balance(&after.suspense), 26);
        assert_eq!(world.balance(&after.buffer), 200 * ONE);
        assert_eq!(
            (after.buffer_cash_e6, after.escrow_cash_e6, after.payout_cash_e6, after.supply_value_e6),
            (before.buffer_cash_e6, 0, 0, before.supply_value_e6)
        );
        assert_eq!((after.income_carry_e6, after.gross_income_to_date_e6, after.retained_gains_e6), (0, 0, 0));
        world.strike(0).unwrap();
        super::ties_out(&world);
    }
}

#[test]
fn where_there_is_no_stray_nothing_is_swept() {
    let (mut world, _) = funded(Setting::default());
    for vault in world.vaults() {
        expect_error(world.sweep_stray(&vault), MmfError::NothingStray);
    }
    world.drop_cash(&world.fund().buffer, 1);
    world.sweep_stray(&world.fund().buffer).unwrap();
    for vault in world.vaults() {
        expect_error(world.sweep_stray(&vault), MmfError::NothingStray);
    }
}

#[test]
fn with_more_decimals_a_part_of_a_book_unit_stays_where_it_is() {
    let (mut world, _) = funded(Setting { decimals: 9, ..Setting::default() });
    let buffer = world.fund().buffer;
    world.drop_cash(&buffer, 999);
    expect_error(world.sweep_stray(&buffer), MmfError::NothingStray);
    world.drop_cash(&buffer, 1_500);

    world.sweep_stray(&buffer).unwrap();
    assert_eq!((world.fund().suspense_cash_e6, world.balance(&world.fund().suspense)), (2, 2_000));
}

#[test]
fn with_fewer_decimals_and_with_a_transfer_fee_what_arrives_is_booked() {
    let (mut world, _) = funded(Setting { decimals: 2, ..Setting::default() });
    let buffer = world.fund().buffer;
    world.drop_cash(&buffer, 1);
    world.sweep_stray(&buffer).unwrap();
    assert_eq!(world.fund().suspense_cash_e6, 10_000);

    let (mut world, _) = funded(Setting { transfer_fee_bps: 100, ..Setting::default() });
    let buffer = world.fund().buffer;
    world.drop_cash(&buffer, 1_000);
    world.sweep_stray(&buffer).unwrap();
    assert_eq!((world.fund().suspense_cash_e6, world.balance(&world.fund().suspense)), (990, 990));
}

#[test]
fn only_a_vault_of_the_fund_is_swept_and_only_to_suspense() {
    let (mut world, [holder, _]) = funded(Setting::default());
    world.drop_cash(&world.fund().buffer, 5);
    expect_error(world.sweep_stray(&holder.cash), MmfError::AccountMismatch);
    let mut order = world.addresses.sweep_stray((&world.fund, &world.fund()), &world.fund().buffer);
    order.accounts[2].pubkey = holder.cash;
    expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
}

#[test]
fn suspense_is_released_with_proof_by_treasurer_and_compliance() {
    let (mut world, [holder, _]) = funded(Setting::default());
    world.drop_cash(&world.fund().buffer, 10);
    world.sweep_stray(&world.fund().buffer).unwrap();
    let args = ReleaseSuspenseArgs { amount_e6: 4, document_hash: DOCUMENT };

    expect_error(
        world.release_suspense(&holder.cash, ReleaseSuspenseArgs { document_hash: [0; 32], ..args }),
        MmfError::DocumentMissing,
    );
    expect_error(
        world.release_suspense(&holder.cash, ReleaseSuspenseArgs { amount_e6: 11, ..args }),
        MmfError::SuspenseShort,
    );
    expect_error(
        world.release_suspense(&holder.cash, ReleaseSuspenseArgs { amount_e6: 0, ..args }),
        MmfError::AmountTooSmall,
    );
    let done = world.release_suspense(&holder.cash, args).unwrap();
    let event = event!(done, SuspenseReleased);
    assert_eq!((event.token_account, event.amount_e6, event.suspense_cash_e6), (holder.cash, 4, 6));
    assert_eq!(world.balance(&holder.cash), 900 * ONE + 4);
    world.release_suspense(&holder.cash, ReleaseSuspenseArgs { amount_e6: 6, ..args }).unwrap();
    expect_error(
        world.release_suspense(&holder.cash, ReleaseSuspenseArgs { amount_e6: 1, ..args }),
        MmfError::SuspenseShort,
    );
}

#[test]
fn what_lies_in_suspense_unbooked_is_not_released_and_no_vault_gets_it() {
    let (mut world, [holder, _]) = funded(Setting::default());
    let (suspense, buffer) = (world.fund().suspense, world.fund().buffer);
    world.drop_cash(&suspense, 5);
    let args = ReleaseSuspenseArgs { amount_e6: 5, document_hash: DOCUMENT };

    expect_error(world.release_suspense(&holder.cash, args), MmfError::SuspenseShort);
    world.sweep_stray(&suspense).unwrap();
    expect_error(world.release_suspense(&buffer, args), MmfError::AccountMismatch);
    world.release_suspense(&holder.cash, args).unwrap();
}

/// Takes cash out of a vault behind the program's back.
fn rob(world: &mut World, vault: &Pubkey, amount: u64) {
    let mut account = world.svm.get_account(vault).unwrap();
    let held = world.balance(vault);
    account.data[64..72].copy_from_slice(&(held - amount).to_le_bytes());
    world.svm.set_account(*vault, account).unwrap();
}

#[test]
fn a_vault_that_holds_less_than_its_books_lets_no_cash_move() {
    for kind in KINDS {
        let (mut world, [holder, _]) = funded(Setting::of(kind));
        let listed = list_custodian(&mut world, 0);
        let buffer = world.fund().buffer;
        sweep(&mut world, &listed.account, 10 * ONE).unwrap();
        rob(&mut world, &buffer, 1);
        let before = state(&world, &[&holder]);

        expect_error(world.subscribe(&holder, ONE), MmfError::VaultShort);
        expect_error(world.redeem(&holder, ONE), MmfError::VaultShort);
        expect_error(sweep(&mut world, &listed.account, ONE), MmfError::VaultShort);
        expect_error(give_back(&mut world, &listed, ONE), MmfError::VaultShort);
        assert!(state(&world, &[&holder]) == before);
        world.drop_cash(&buffer, 1);
        world.redeem(&holder, ONE).unwrap();
    }
}

#[test]
fn a_short_suspense_releases_nothing() {
    let (mut world, [holder, _]) = funded(Setting::default());
    let suspense = world.fund().suspense;
    world.drop_cash(&suspense, 5);
    world.sweep_stray(&suspense).unwrap();
    rob(&mut world, &suspense, 1);
    let args = ReleaseSuspenseArgs { amount_e6: 2, document_hash: DOCUMENT };

    expect_error(world.release_suspense(&holder.cash, args), MmfError::VaultShort);
    world.drop_cash(&world.fund().buffer, 3);
    expect_error(world.sweep_stray(&world.fund().buffer), MmfError::VaultShort);
}

#[test]
fn the_dust_of_other_decimals_never_makes_a_vault_short() {
    for decimals in [2, 9] {
        let setting = Setting { decimals, ..Setting::default() };
        let (mut world, [holder, _]) = funded(setting);
        for cash in [1, 7, 999, 1_001, 123_456_789] {
            if world.subscribe(&holder, cash).is_ok() {
                let units = world.balance(&holder.shares);
                let _ = world.redeem(&holder, units / 3);
            }
            let fund: Fund = world.fund();
            let booked = u128::from(fund.buffer_cash_e6) * 10_u128.pow(u32::from(decimals)) / 1_000_000;
            assert!(u128::from(world.balance(&fund.buffer)) >= booked);
        }
    }
}
