//! The two questions, asked without Token ACL: they only read, so anybody may ask, and accounts that don't belong together get no answer.

use mmf::error::MmfError;
use mmf::state::InvestorStatus;
use mmf_tests::asserts::Outcome;
use mmf_tests::{Holder, World, expect_error};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use token_acl_interface::instruction::{can_freeze_permissionless, can_thaw_permissionless};

/// Both questions about a holder, complete.
fn questions(world: &World, holder: &Holder) -> [Instruction; 2] {
    let (asker, owner, flag) = (world.payer.pubkey(), holder.key(), Pubkey::default());
    let thaw = can_thaw_permissionless(&mmf::ID, &asker, &holder.shares, &world.mint, &owner, &flag);
    let freeze = can_freeze_permissionless(&mmf::ID, &asker, &holder.shares, &world.mint, &owner, &flag);
    let lists = [world.addresses.thaw_accounts(&world.mint), world.addresses.freeze_accounts(&world.mint)];
    let complete = |(mut order, list): (Instruction, Pubkey)| {
        let records = [list, world.class, holder.holding, holder.investor];
        order.accounts.extend(records.map(|key| AccountMeta::new_readonly(key, false)));
        order
    };
    [complete((thaw, lists[0])), complete((freeze, lists[1]))]
}

fn ask_both(world: &mut World, holder: &Holder) -> [Outcome; 2] {
    questions(world, holder).map(|order| world.send(&[order], &[]))
}

#[test]
fn who_may_hold_is_thawed_and_not_frozen_and_the_other_way_round() {
    let mut world = World::gated_by_token_acl();
    let holder = world.holder(0);
    let [thaw, freeze] = ask_both(&mut world, &holder);
    thaw.unwrap();
    expect_error(freeze, MmfError::NothingToEnforce);

    world.restrict(&holder.investor, InvestorStatus::Blocked).unwrap();
    let [thaw, freeze] = ask_both(&mut world, &holder);
    expect_error(thaw, MmfError::DeniedBlocked);
    freeze.unwrap();
}

#[test]
fn accounts_that_do_not_belong_together_get_no_answer() {
    let mut world = World::gated_by_token_acl();
    let (holder, other) = (world.holder(0), world.holder(0));
    let forgeries = [
        (holder.shares, other.shares, MmfError::AccountMismatch),
        (holder.key(), other.key(), MmfError::AccountMismatch),
        (holder.holding, other.holding, MmfError::AccountMismatch),
        (holder.investor, other.investor, MmfError::AccountMismatch),
        (world.mint, world.usdc, MmfError::AccountMismatch),
        (holder.shares, holder.cash, MmfError::TokenAccountUnfit),
        (holder.holding, Pubkey::new_unique(), MmfError::NotRegistered),
        (holder.holding, holder.investor, MmfError::NotRegistered),
        (holder.investor, holder.holding, MmfError::NotRegistered),
    ];
    for (place, (real, forgery, error)) in forgeries.into_iter().enumerate() {
        println!("forgery {place}");
        for mut order in questions(&world, &holder) {
            order.accounts.iter_mut().filter(|meta| meta.pubkey == real).for_each(|meta| meta.pubkey = forgery);
            expect_error(world.send(&[order], &[]), error);
        }
    }
}

#[test]
fn a_class_that_freezes_by_itself_gives_token_acl_no_answer() {
    let mut world = World::gated();
    let holder = world.holder(0);

    for outcome in ask_both(&mut world, &holder) {
        expect_error(outcome, MmfError::GateAccountsWrong);
    }
}
