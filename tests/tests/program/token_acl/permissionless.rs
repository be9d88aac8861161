//! What anybody may have done to an account, through Token ACL.

use mmf::error::MmfError;
use mmf::state::InvestorStatus;
use mmf_tests::calendar::at;
use mmf_tests::token_acl::Request::{Freeze, Thaw};
use mmf_tests::{Holder, ONE, World, expect_error, expect_refusal};
use solana_sdk::instruction::AccountMeta;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::error::TokenError;
use token_acl_interface::instruction::can_thaw_permissionless;

use super::send_plain;
use crate::restore::{burn, close_account};

/// A holder of 100 shares whose account was closed and made again: it has none, and is frozen.
fn made_again(world: &mut World) -> Holder {
    let holder = world.holder(1_000 * ONE);
    close_account(world, &holder).unwrap();
    world.make_account(&holder);
    assert!(world.is_frozen(&holder.shares));
    holder
}

/// A stranger who can pay for itself.
fn stranger(world: &mut World) -> Keypair {
    let key = Keypair::new();
    world.svm.airdrop(&key.pubkey(), 1_000_000_000).unwrap();
    key
}

#[test]
fn a_wallet_thaws_its_own_account_and_deals_and_transfers() {
    let mut world = World::gated_by_token_acl();
    let (holder, other) = (made_again(&mut world), world.holder(0));
    let wallet = holder.wallet.insecure_clone();

    world.request(Thaw, &wallet, &holder).unwrap();

    assert!(!world.is_frozen(&holder.shares));
    world.subscribe(&holder, 100 * ONE).unwrap();
    send_plain(&mut world, &holder, &other, 40 * ONE).unwrap();
    assert_eq!(world.balance(&other.shares), 40 * ONE);
    world.redeem(&holder, u64::MAX).unwrap();
}

#[test]
fn a_stranger_may_ask_for_the_thaw_as_well() {
    let mut world = World::gated_by_token_acl();
    let (holder, asker) = (made_again(&mut world), stranger(&mut world));

    world.request(Thaw, &asker, &holder).unwrap();

    assert!(!world.is_frozen(&holder.shares));
}

#[test]
fn who_may_not_hold_is_not_thawed() {
    let mut world = World::gated_by_token_acl();
    let (holder, asker) = (made_again(&mut world), stranger(&mut world));
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedRedeemOnly);
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedBlocked);
    world.restrict(&holder.investor, InvestorStatus::Sanctioned).unwrap();
    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedSanctioned);
    world.release(&holder.investor, InvestorStatus::Approved).unwrap();
    world.set_rules(|rules| rules.us_persons_refused = true).unwrap();
    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedUsPerson);
    world.set_rules(|rules| rules.us_persons_refused = false).unwrap();

    world.set_time(at(12, 31, 0, 0));
    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedExpired);
    world.set_time(at(12, 31, 0, 0) - 1);
    world.request(Thaw, &asker, &holder).unwrap();
}

#[test]
fn an_account_that_is_frozen_by_order_is_not_thawed() {
    let mut world = World::gated_by_token_acl();
    let (holder, asker) = (world.holder(0), stranger(&mut world));
    world.set_freeze(&holder, true).unwrap();

    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedFrozen);
    assert!(world.is_frozen(&holder.shares));
}

#[test]
fn an_account_that_is_not_registered_is_not_thawed() {
    let mut world = World::gated_by_token_acl();
    let (investor, asker) = (world.approved_investor(), stranger(&mut world));
    let holder = world.unopened_wallet_of(&investor);
    world.make_account(&holder);
    assert!(world.request(Thaw, &asker, &holder).is_err(), "Token ACL finds no holding that names an investor");

    let (owner, nobody) = (holder.key(), Pubkey::default());
    let mut order = can_thaw_permissionless(&mmf::ID, &asker.pubkey(), &holder.shares, &world.mint, &owner, &nobody);
    let lists = world.addresses.thaw_accounts(&world.mint);
    order
        .accounts
        .extend([lists, world.class, holder.holding, investor].map(|key| AccountMeta::new_readonly(key, false)));
    expect_error(world.send(&[order], &[]), MmfError::NotRegistered);
    assert!(world.is_frozen(&holder.shares));
}

#[test]
fn anybody_freezes_a_holder_whose_kyc_has_lapsed_and_nobody_one_who_may_hold() {
    let mut world = World::gated_by_token_acl();
    let (holder, other, asker) = (world.holder(1_000 * ONE), world.holder(0), stranger(&mut world));
    world.subscribe(&holder, 100 * ONE).unwrap();
    expect_error(world.request(Freeze, &asker, &holder), MmfError::NothingToEnforce);
    send_plain(&mut world, &holder, &other, ONE).unwrap();

    world.set_time(at(12, 31, 0, 0) - 1);
    expect_error(world.request(Freeze, &asker, &holder), MmfError::NothingToEnforce);
    world.set_time(at(12, 31, 0, 0));
    world.request(Freeze, &asker, &holder).unwrap();

    assert!(world.is_frozen(&holder.shares));
    expect_refusal(send_plain(&mut world, &holder, &other, 1), TokenError::AccountFrozen as u32);
    expect_error(world.request(Thaw, &asker, &holder), MmfError::DeniedExpired);
}

#[test]
fn the_register_of_another_holder_thaws_nothing() {
    let mut world = World::gated_by_token_acl();
    let (holder, other) = (made_again(&mut world), world.holder(0));
    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    let wallet = holder.wallet.insecure_clone();
    let order = world.request_order(Thaw, &holder.key(), &holder.shares, &holder.key());
    for (real, forgery) in [(holder.holding, other.holding), (holder.investor, other.investor)] {
        let mut forged = order.clone();
        forged.accounts.iter_mut().filter(|meta| meta.pubkey == real).for_each(|meta| meta.pubkey = forgery);
        assert!(world.send(&[forged], &[&wallet]).is_err());
    }
    assert!(world.is_frozen(&holder.shares));
}

#[test]
fn what_was_burnt_outside_stays_burnt_where_there_is_no_register_of_units() {
    let mut world = World::gated_by_token_acl();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();

    burn(&mut world, &holder, 100 * ONE).unwrap();

    expect_error(crate::restore::restore(&mut world, &holder), MmfError::NothingToRestore);
}
