//! A token is not the unit: what happens to tokens outside the program, and how they come back.

use mmf::error::MmfError;
use mmf::state::{Holding, Investor, InvestorStatus, holding_flag};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;

use crate::strike::world_with_shares;

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

/// The holder burns tokens without the program.
pub fn burn(world: &mut World, holder: &Holder, units: u64) -> Outcome {
    let order = token::burn(&TOKEN_2022, &holder.shares, &world.mint, &holder.key(), &[], units).unwrap();
    world.send(&[order], &[&holder.wallet])
}

/// The holder burns every token and closes the account.
pub fn close(world: &mut World, holder: &Holder) {
    let balance = world.balance(&holder.shares);
    burn(world, holder, balance).unwrap();
    close_account(world, holder).unwrap();
}

/// The holder closes its token account, which must be empty.
pub fn close_account(world: &mut World, holder: &Holder) -> Outcome {
    let order = token::close_account(&TOKEN_2022, &holder.shares, &holder.key(), &holder.key(), &[]).unwrap();
    world.send(&[order], &[&holder.wallet])
}

/// Sets or lifts Token-2022's own frozen bit, behind the program's back.
pub fn set_frozen(world: &mut World, holder: &Holder, frozen: bool) {
    let mut account = world.svm.get_account(&holder.shares).unwrap();
    account.data[108] = if frozen { 2 } else { 1 };
    world.svm.set_account(holder.shares, account).unwrap();
}

/// Anyone restores the holder's tokens.
pub fn restore(world: &mut World, holder: &Holder) -> Outcome {
    let order = world.addresses.restore(&world.class, &holder.pay_target());
    world.send(&[order], &[])
}

pub fn set_status(world: &mut World, holder: &Holder, status: InvestorStatus) {
    world.patch::<Investor>(&holder.investor, |investor| investor.status = status as u8);
}

#[test]
fn a_burn_outside_the_program_changes_the_tokens_and_not_the_register() {
    let (mut world, holder) = world_with_shares(1_000);
    let before = (world.data(&holder.holding), world.data(&world.class), world.data(&holder.investor));

    burn(&mut world, &holder, 400 * ONE).unwrap();

    assert_eq!((world.balance(&holder.shares), world.share_supply()), (600 * ONE, 600 * ONE));
    let after = (world.data(&holder.holding), world.data(&world.class), world.data(&holder.investor));
    assert_eq!(before, after);
}

#[test]
fn a_burn_outside_the_program_changes_nobodys_income() {
    let paid = |burnt: u64| {
        let (mut world, burner) = world_with_shares(1_000);
        let other = world.holder(1_000 * ONE);
        world.subscribe(&other, 1_000 * ONE).unwrap();
        world.strike(240_000).unwrap();
        burn(&mut world, &burner, burnt).unwrap();
        world.strike_through(day(1, 31), 240_000);
        world.pay(&[&burner, &other]).unwrap();
        let holdings = [&burner, &other].map(|holder| world.holding(&holder.holding));
        (world.class().index, holdings.map(|holding| (holding.recorded_units, holding.payable)))
    };

    let (index, holdings) = paid(0);

    assert_eq!(holdings[0], holdings[1]);
    assert_eq!(paid(400 * ONE), (index, holdings));
    assert_eq!(paid(1_000 * ONE), (index, holdings));
}

#[test]
fn restore_mints_back_what_was_burnt_and_leaves_the_register_alone() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(120_000).unwrap();
    burn(&mut world, &holder, 400 * ONE + 1).unwrap();
    let (before, supply) = (world.holding(&holder.holding), world.class().recorded_supply_units);

    restore(&mut world, &holder).unwrap();

    let after = world.holding(&holder.holding);
    assert_eq!(world.balance(&holder.shares), 1_000 * ONE);
    assert_eq!(world.share_supply(), 1_000 * ONE);
    assert_eq!(after.recorded_units, before.recorded_units);
    assert_eq!((after.accrued, after.last_index, after.payable), (before.accrued, before.last_index, before.payable));
    assert_eq!((after.seq, world.class().recorded_supply_units), (before.seq + 1, supply));
    world.redeem(&holder, u64::MAX).unwrap();
}

#[test]
fn tokens_that_are_burnt_cannot_be_redeemed_before_they_are_restored() {
    let (mut world, holder) = world_with_shares(1_000);
    burn(&mut world, &holder, 400 * ONE).unwrap();

    expect_error(world.redeem(&holder, 601 * ONE), MmfError::TokensMissing);
    expect_error(world.redeem(&holder, u64::MAX), MmfError::TokensMissing);
    world.redeem(&holder, 600 * ONE).unwrap();
    restore(&mut world, &holder).unwrap();
    world.redeem(&holder, 400 * ONE).unwrap();
}

#[test]
fn where_nothing_is_missing_there_is_nothing_to_restore() {
    let (mut world, holder) = world_with_shares(1_000);
    let empty = world.holder(0);

    expect_error(restore(&mut world, &holder), MmfError::NothingToRestore);
    expect_error(restore(&mut world, &empty), MmfError::NothingToRestore);
    burn(&mut world, &holder, 1).unwrap();
    restore(&mut world, &holder).unwrap();
    expect_error(restore(&mut world, &holder), MmfError::NothingToRestore);
}

#[test]
fn a_blocked_sanctioned_or_frozen_holder_waits_and_gets_the_tokens_later() {
    let (mut world, holder) = world_with_shares(1_000);
    burn(&mut world, &holder, 10 * ONE).unwrap();
    let refusals = [
        (InvestorStatus::Pending, MmfError::DeniedNotApproved),
        (InvestorStatus::Blocked, MmfError::DeniedBlocked),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned),
    ];
    for (status, error) in refusals {
        set_status(&mut world, &holder, status);
        expect_error(restore(&mut world, &holder), error);
    }
    set_status(&mut world, &holder, InvestorStatus::Approved);
    set_frozen(&mut world, &holder, true);
    expect_error(restore(&mut world, &holder), MmfError::TokenAccountFrozen);
    expect_error(world.redeem(&holder, ONE), MmfError::TokenAccountFrozen);
    set_frozen(&mut world, &holder, false);
    world.patch::<Holding>(&holder.holding, |holding| holding.flags |= holding_flag::FROZEN);
    expect_error(restore(&mut world, &holder), MmfError::DeniedFrozen);
    world.patch::<Holding>(&holder.holding, |holding| holding.flags = 0);

    restore(&mut world, &holder).unwrap();

    assert_eq!(world.balance(&holder.shares), 1_000 * ONE);
}

#[test]
fn a_holder_who_may_only_redeem_is_restored() {
    let (mut world, holder) = world_with_shares(1_000);
    burn(&mut world, &holder, 10 * ONE).unwrap();
    set_status(&mut world, &holder, InvestorStatus::RedeemOnly);

    restore(&mut world, &holder).unwrap();

    world.redeem(&holder, u64::MAX).unwrap();
}

#[test]
fn accounts_of_another_holder_restore_nothing() {
    let (mut world, holder) = world_with_shares(1_000);
    let other = world.holder(1_000 * ONE);
    world.subscribe(&other, 1_000 * ONE).unwrap();
    burn(&mut world, &holder, 10 * ONE).unwrap();
    let right = holder.pay_target();
    let forgeries = [
        mmf_client::ix::PayTarget { token_account: other.shares, ..right },
        mmf_client::ix::PayTarget { investor: other.investor, ..right },
        mmf_client::ix::PayTarget { holding: other.holding, ..right },
    ];

    for forgery in forgeries {
        let order = world.addresses.restore(&world.class, &forgery);
        expect_error(world.send(&[order], &[]), MmfError::AccountMismatch);
    }
}

#[test]
fn a_dividend_that_was_credited_in_place_is_minted_later() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike_through(day(1, 31), 240_000);
    set_status(&mut world, &holder, InvestorStatus::Blocked);
    world.pay(&[&holder]).unwrap();
    let recorded = world.holding(&holder.holding).recorded_units;
    assert!(recorded > 1_000 * ONE);
    assert_eq!(world.balance(&holder.shares), 1_000 * ONE);

    set_status(&mut world, &holder, InvestorStatus::Approved);
    restore(&mut world, &holder).unwrap();

    assert_eq!((world.balance(&holder.shares), world.share_supply()), (recorded, recorded));
}

#[test]
fn an_account_that_was_closed_and_made_again_gets_its_tokens_and_keeps_its_accrual() {
    let (mut world, holder) = world_with_shares(1_000);
    world.strike(120_000).unwrap();
    let other = world.holder(0);
    world.transfer(&holder, &other, 1).unwrap();
    let before = world.holding(&holder.holding);
    assert!(before.accrued.get() > 0);
    close(&mut world, &holder);
    expect_error(restore(&mut world, &holder), MmfError::TokenAccountUnfit);

    let (payer, owner) = (world.payer.pubkey(), holder.key());
    let open = world.addresses.onboard(&payer, &world.fund, &world.class, &holder.investor, &owner);
    world.send(&open[..1], &[]).unwrap();
    expect_error(restore(&mut world, &holder), MmfError::TokenAccountFrozen);
    world.send(&open[1..], &[]).unwrap();
    let opened = (world.data(&holder.holding), world.data(&holder.investor));
    world.send(&open[1..], &[]).unwrap();
    assert_eq!((world.data(&holder.holding), world.data(&holder.investor)), opened, "it is open already");
    restore(&mut world, &holder).unwrap();

    let after = world.holding(&holder.holding);
    assert_eq!(world.balance(&holder.shares), before.recorded_units);
    assert_eq!((after.recorded_units, after.generation), (before.recorded_units, before.generation + 1));
    assert_eq!((after.accrued, after.payable, after.last_index), (before.accrued, before.payable, before.last_index));
    assert_eq!((after.opened_at, after.paid_period), (before.opened_at, before.paid_period));
    assert_eq!(world.investor(&holder.investor).holdings, 1, "it is the same holding");
    world.redeem(&holder, u64::MAX).unwrap();
}

#[test]
fn an_account_made_again_by_a_holder_who_is_blocked_meanwhile_stays_frozen() {
    let (mut world, holder) = world_with_shares(1_000);
    close(&mut world, &holder);
    set_status(&mut world, &holder, InvestorStatus::Blocked);
    let (payer, owner) = (world.payer.pubkey(), holder.key());
    let open = world.addresses.onboard(&payer, &world.fund, &world.class, &holder.investor, &owner);

    world.send(&open[..1], &[]).unwrap();
    expect_error(world.send(&open[1..], &[]), MmfError::DeniedBlocked);
    expect_error(restore(&mut world, &holder), MmfError::DeniedBlocked);
    set_status(&mut world, &holder, InvestorStatus::Approved);
    world.set_freeze(&holder, true).unwrap();
    expect_error(world.send(&open[1..], &[]), MmfError::DeniedFrozen);
    expect_error(restore(&mut world, &holder), MmfError::DeniedFrozen);

    assert!(world.is_frozen(&holder.shares), "an order to freeze outlives the account");
}

#[test]
fn an_account_made_again_by_a_holder_who_may_only_leave_is_opened_restored_and_redeemed() {
    for redeem_only in [true, false] {
        let (mut world, holder) = world_with_shares(1_000);
        let generation = world.holding(&holder.holding).generation;
        close(&mut world, &holder);
        if redeem_only {
            set_status(&mut world, &holder, InvestorStatus::RedeemOnly);
        } else {
            world.patch::<Investor>(&holder.investor, |investor| investor.attributes[0].expires_at = 1);
        }
        let (payer, owner) = (world.payer.pubkey(), holder.key());
        let open = world.addresses.onboard(&payer, &world.fund, &world.class, &holder.investor, &owner);

        world.send(&open, &[]).unwrap();
        restore(&mut world, &holder).unwrap();

        let holding = world.holding(&holder.holding);
        assert_eq!((holding.generation, holding.recorded_units), (generation + 1, 1_000 * ONE));
        assert_eq!(world.balance(&holder.shares), 1_000 * ONE);
        world.redeem(&holder, u64::MAX).unwrap();
    }
}
