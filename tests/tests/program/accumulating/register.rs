//! The register: transfers, orders, lock-ups, wallets, burns and closing.

use mmf::error::MmfError;
use mmf::state::Holding;
use mmf_tests::{ONE, World, expect_error};

use super::priced;
use crate::restore::{burn, close_account, restore};

/// What a transfer must not touch.
fn books(world: &World) -> (u64, u64, u64, i128) {
    let class = world.class();
    (class.net_assets_e6, class.price.price_e12, class.recorded_supply_units, class.late_unit_seconds())
}

#[test]
fn a_transfer_through_the_hook_moves_units_only() {
    let (mut world, holder) = priced(1_000);
    let other = world.holder(0);
    let before = books(&world);

    world.transfer(&holder, &other, 333_333_333).unwrap();

    assert_eq!(books(&world), before);
    assert_eq!(world.holding(&holder.holding).recorded_units, 1_000 * ONE - 333_333_333);
    let line = world.holding(&other.holding);
    assert_eq!((line.recorded_units, world.balance(&other.shares)), (333_333_333, 333_333_333));
    assert_eq!((line.accrued.get(), line.payable.get()), (0, 0), "income is in the price");
    assert_eq!(world.investor(&other.investor).units[0], 333_333_333);
    world.redeem(&other, u64::MAX).unwrap();
}

#[test]
fn a_frozen_holding_neither_sends_nor_deals_and_frozen_units_stay() {
    let (mut world, holder) = priced(1_000);
    let other = world.holder(0);
    world.set_freeze(&holder, true).unwrap();
    assert!(
        world.transfer(&holder, &other, ONE).is_err(),
        "Token-2022 refuses a frozen account before the hook is asked"
    );
    expect_error(world.redeem(&holder, ONE), MmfError::DeniedFrozen);
    expect_error(world.subscribe(&holder, ONE), MmfError::DeniedFrozen);

    world.set_freeze(&holder, false).unwrap();
    world.freeze_units(&holder, 600 * ONE).unwrap();
    expect_error(world.transfer(&holder, &other, 400 * ONE + 1), MmfError::UnitsNotFree);
    expect_error(world.redeem(&holder, 400 * ONE + 1), MmfError::UnitsNotFree);
    world.redeem(&holder, u64::MAX).unwrap();
    assert_eq!(world.holding(&holder.holding).recorded_units, 600 * ONE);
}

#[test]
fn new_units_are_locked_for_transfers_and_not_for_redemptions() {
    let (mut world, _) = priced(1_000);
    let (buyer, other) = (world.holder(1_000 * ONE), world.holder(0));
    world.set_rules(|rules| rules.lock_up_seconds = 3 * 86_400).unwrap();
    world.subscribe(&buyer, 500 * ONE).unwrap();
    let units = world.balance(&buyer.shares);

    assert_eq!(world.holding(&buyer.holding).locked_units(world.time()), units);
    expect_error(world.transfer(&buyer, &other, 1), MmfError::DeniedLockedUp);
    world.redeem(&buyer, units / 2).unwrap();
    let unlocked: Holding = world.holding(&buyer.holding);
    world.set_time(unlocked.unlocked_at(0).unwrap());
    world.transfer(&buyer, &other, units - units / 2).unwrap();
}

#[test]
fn an_investors_wallets_count_together() {
    let (mut world, holder) = priced(1_000);
    let second = world.wallet_of(&holder.investor);
    world.give_cash(&second.key(), 1_000 * ONE);
    world.set_rules(|rules| rules.max_investor_units = 1_100 * ONE).unwrap();

    expect_error(world.subscribe(&second, 200 * ONE), MmfError::DeniedAboveInvestorLimit);
    world.subscribe(&second, 50 * ONE).unwrap();
    world.transfer(&holder, &second, 900 * ONE).unwrap();
    let lines = [&holder, &second].map(|line| world.holding(&line.holding).recorded_units);
    assert_eq!(world.investor(&holder.investor).units[0], lines[0] + lines[1]);
}

#[test]
fn a_burn_changes_no_price_and_restore_mints_the_tokens_back() {
    let (mut world, holder) = priced(1_000);
    let before = books(&world);
    burn(&mut world, &holder, 400 * ONE).unwrap();
    assert_eq!((books(&world), world.share_supply()), (before, 600 * ONE));
    expect_error(world.redeem(&holder, 700 * ONE), MmfError::TokensMissing);
    world.strike(120_007).unwrap();

    restore(&mut world, &holder).unwrap();

    assert_eq!((world.balance(&holder.shares), world.share_supply()), (1_000 * ONE, 1_000 * ONE));
    world.redeem(&holder, 700 * ONE).unwrap();
}

#[test]
fn a_line_closes_when_it_is_empty_and_opens_again_at_nothing() {
    let (mut world, holder) = priced(1_000);
    let other = world.holder(0);
    expect_error(world.close_line(&holder), MmfError::HoldingNotEmpty);
    world.transfer(&holder, &other, 1_000 * ONE).unwrap();

    world.close_line(&holder).unwrap();
    assert!(world.svm.get_account(&holder.holding).is_none_or(|account| account.data.is_empty()));
    assert!(world.transfer(&other, &holder, ONE).is_err(), "no line, no units");
    world.open(&holder).unwrap();
    let line = world.holding(&holder.holding);
    assert_eq!((line.recorded_units, line.accrued.get(), line.payable.get()), (0, 0, 0));
    world.transfer(&other, &holder, ONE).unwrap();
}

#[test]
fn a_token_account_that_was_closed_with_units_in_the_register_comes_back_whole() {
    let (mut world, holder) = priced(1_000);
    burn(&mut world, &holder, 1_000 * ONE).unwrap();
    close_account(&mut world, &holder).unwrap();
    expect_error(world.redeem(&holder, ONE), MmfError::TokensMissing);
    expect_error(world.subscribe(&holder, ONE), MmfError::TokenAccountUnfit);

    world.open(&holder).unwrap();
    restore(&mut world, &holder).unwrap();

    assert_eq!(world.balance(&holder.shares), 1_000 * ONE);
    world.redeem(&holder, ONE).unwrap();
}
