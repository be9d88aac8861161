//! A wallet that never has a lamport: the transfer agent pays fees and rent.

use mmf::state::Role;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;

/// Lamports of the wallet.
fn lamports(world: &World, holder: &Holder) -> u64 {
    world.svm.get_balance(&holder.key()).unwrap_or(0)
}

#[test]
fn a_wallet_without_lamports_lives_its_whole_life() {
    let mut world = World::new();
    let (other, investor) = (world.holder(0), world.approved_investor());
    let holder = world.unopened_wallet_of(&investor);
    world.give_cash(&holder.key(), 100 * ONE);
    let agent = world.councils.of(Role::TransferAgent)[0].insecure_clone();
    world.payer = agent.insecure_clone(); // it pays for everything from here on
    let before = world.svm.get_balance(&agent.pubkey()).unwrap();
    let mut fees = 0;
    let mut step = |world: &World, done: litesvm::types::TransactionMetadata| {
        fees += done.fee;
        assert_eq!(lamports(world, &holder), 0);
    };

    let done = world.open(&holder).unwrap();
    step(&world, done);
    assert_eq!(world.holding(&holder.holding).rent_payer, agent.pubkey());
    let done = world.subscribe(&holder, 100 * ONE).unwrap();
    step(&world, done);
    let done = world.transfer(&holder, &other, 30 * ONE).unwrap();
    step(&world, done);
    let done = world.transfer(&other, &holder, 10 * ONE).unwrap();
    step(&world, done);
    let done = world.redeem(&holder, u64::MAX).unwrap();
    step(&world, done);
    let order = world.addresses.close_own_holding(&world.line(&holder), &agent.pubkey());
    let done = world.send(&[order], &[&holder.wallet]).unwrap();
    step(&world, done);
    let close =
        token::close_account(&spl_token_2022_interface::ID, &holder.shares, &agent.pubkey(), &holder.key(), &[]);
    let done = world.send(&[close.unwrap()], &[&holder.wallet]).unwrap();
    step(&world, done);

    assert_eq!(world.balance(&holder.cash), 80 * ONE);
    assert!(world.svm.get_account(&holder.holding).is_none() && world.svm.get_account(&holder.shares).is_none());
    let after = world.svm.get_balance(&agent.pubkey()).unwrap();
    assert_eq!(after, before - fees, "the agent has its rent back and paid nothing but fees");
}
