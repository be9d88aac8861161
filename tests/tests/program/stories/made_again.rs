//! An investor's record that was deleted and made again at the same address is another one.

use mmf::error::MmfError;
use mmf::instructions::{AddInvestorArgs, RestrictInvestorArgs};
use mmf::state::{InvestorStatus, Role};
use mmf_tests::calendar::at;
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::rules::onshore;
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::account::Account;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

use crate::hostile::{approve, by_action, propose, propose_args};

/// Deletes an investor without wallets and registers and approves it again a minute later.
fn make_again(world: &mut World, investor: &Pubkey) {
    let investor_id = world.investor(investor).investor_id;
    world.remove(investor).unwrap();
    world.set_time(world.time() + 60);
    let args = AddInvestorArgs { investor_id, profile: onshore(), document_hash: [0; 32] };
    let authority = world.signed(&[Role::TransferAgent]);
    let order = world.addresses.add_investor(&world.payer.pubkey(), &world.fund, &authority, args);
    world.privileged(&order).unwrap();
    world.approve(investor, World::kyc_until(at(12, 31, 0, 0))).unwrap();
}

/// A holder whose investor was made again while old copies of its wallet and holding come back, as no instruction brings them back.
fn with_old_records() -> (World, Holder, Holder) {
    let mut world = World::new();
    let (holder, other) = (world.holder(100 * ONE), world.holder(100 * ONE));
    world.subscribe(&other, 100 * ONE).unwrap();
    let wallet = world.addresses.wallet(&world.fund, &holder.key());
    let old: Vec<(Pubkey, Account)> =
        [wallet, holder.holding].map(|key| (key, world.svm.get_account(&key).unwrap())).into();
    let old_account = world.svm.get_account(&holder.shares).unwrap();
    let generation = world.investor(&holder.investor).generation;
    world.close_line(&holder).unwrap();
    world.unlink(&holder).unwrap();
    make_again(&mut world, &holder.investor);
    assert_ne!(world.investor(&holder.investor).generation, generation);
    for (key, account) in old {
        world.svm.set_account(key, account).unwrap();
    }
    world.svm.set_account(holder.shares, old_account).unwrap();
    (world, holder, other)
}

#[test]
fn old_holdings_and_wallets_do_not_fit_the_new_record() {
    let (mut world, holder, other) = with_old_records();

    expect_error(world.subscribe(&holder, ONE), MmfError::AccountMismatch);
    expect_error(world.redeem(&holder, ONE), MmfError::AccountMismatch);
    expect_error(world.transfer(&other, &holder, ONE), MmfError::AccountMismatch);
    expect_error(world.transfer(&holder, &other, 0), MmfError::AccountMismatch);
    expect_error(world.open(&holder), MmfError::AccountMismatch);
    expect_error(world.set_freeze(&holder, true), MmfError::AccountMismatch);
    expect_error(world.close_line(&holder), MmfError::AccountMismatch);
    expect_error(world.enforce(&holder), MmfError::AccountMismatch);
}

#[test]
fn the_new_record_links_and_opens_afresh() {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    world.close_line(&holder).unwrap();
    world.unlink(&holder).unwrap();
    make_again(&mut world, &holder.investor);
    let authority = world.signed(&[Role::TransferAgent]);
    let payer = world.payer.pubkey();
    let order = world.addresses.link_wallet(&payer, &world.fund, &holder.investor, &holder.key(), &authority);

    world.privileged(&order).unwrap();
    world.open(&holder).unwrap();
    world.subscribe(&holder, ONE).unwrap();

    let (line, record) = (world.holding(&holder.holding), world.investor(&holder.investor));
    assert_eq!(line.investor_generation, record.generation);
    assert_eq!((record.holdings, record.wallets, record.units[0]), (1, 1, ONE));
}

#[test]
fn an_action_that_was_approved_for_the_old_record_does_nothing_to_the_new_one() {
    let mut world = World::new();
    let investor = world.approved_investor();
    let args = RestrictInvestorArgs { status: InvestorStatus::Blocked, reason: REASON, document_hash: DOCUMENT };
    let record = world.investor(&investor);
    let order = world.addresses.restrict_investor(&world.fund, &investor, &by_action(&world, 7), args);
    let order = order.for_record(record.generation, record.seq);
    let proposal = propose_args(&world, 7, &order);
    propose(&mut world, Role::Compliance, proposal).unwrap();
    approve(&mut world, 7, Role::Compliance, 0).unwrap();
    make_again(&mut world, &investor);

    expect_error(world.send(&[order.instruction], &[]), MmfError::ActionMismatch);
}
