//! Our own freezing and thawing, through Token ACL.

use mmf::error::MmfError;
use mmf::state::{InvestorStatus, Role};
use mmf_client::ix::{DealingParties, Line};
use mmf_tests::officer::{DOCUMENT, REASON};
use mmf_tests::{Holder, ONE, World, expect_error, expect_refusal};
use solana_sdk::instruction::Instruction;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::error::TokenError;

use super::send_plain;
use crate::restore::close_account;

#[test]
fn an_opening_thaws_and_an_opening_again_too() {
    let mut world = World::gated_by_token_acl();
    let holder = world.holder(0);
    assert!(!world.is_frozen(&holder.shares));

    close_account(&mut world, &holder).unwrap();
    world.open(&holder).unwrap();

    assert!(!world.is_frozen(&holder.shares));
}

#[test]
fn an_order_freezes_and_thaws() {
    let mut world = World::gated_by_token_acl();
    let (holder, other) = (world.holder(100 * ONE), world.holder(0));
    world.subscribe(&holder, 100 * ONE).unwrap();

    world.set_freeze(&holder, true).unwrap();
    expect_refusal(send_plain(&mut world, &holder, &other, ONE), TokenError::AccountFrozen as u32);
    world.set_freeze(&holder, false).unwrap();
    send_plain(&mut world, &holder, &other, ONE).unwrap();
}

#[test]
fn enforcing_and_closing_freeze() {
    let mut world = World::gated_by_token_acl();
    let (blocked, leaving) = (world.holder(0), world.holder(0));
    world.restrict(&blocked.investor, InvestorStatus::Blocked).unwrap();

    world.enforce(&blocked).unwrap();
    world.close_line(&leaving).unwrap();

    assert!(world.is_frozen(&blocked.shares) && world.is_frozen(&leaving.shares));
}

#[test]
fn who_may_only_redeem_redeems_from_a_frozen_account() {
    let mut world = World::gated_by_token_acl();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
    world.enforce(&holder).unwrap();

    world.redeem(&holder, 60 * ONE).unwrap();

    assert!(world.is_frozen(&holder.shares));
    assert_eq!((world.balance(&holder.shares), world.balance(&holder.cash)), (40 * ONE, 60 * ONE));
}

/// Everything of ours that freezes or thaws, on a line that is built without or with another gate.
fn orders(world: &World, line: &Line, holder: &Holder) -> Vec<(&'static str, Instruction)> {
    let freeze =
        mmf::instructions::SetFreezeArgs { frozen: true, frozen_units: 0, reason: REASON, document_hash: DOCUMENT };
    let payer = world.payer.pubkey();
    let redeem = mmf::instructions::RedeemArgs {
        units: u64::MAX,
        min_cash_settlement_units: 0,
        expected_strike_no: world.fund().last_strike_no,
    };
    let parties = DealingParties { token_acl: line.token_acl, ..world.parties(holder) };
    vec![
        ("freeze", world.addresses.set_freeze(line, &world.signed(&[Role::Compliance]), freeze).instruction),
        ("enforce", world.addresses.enforce(line)),
        ("open", world.addresses.open_line(&payer, line)),
        ("close", world.addresses.close_holding(line, &payer, &world.signed(&[Role::TransferAgent])).instruction),
        ("redeem", world.addresses.redeem(&parties, &world.fund(), redeem)),
    ]
}

/// Brings the holder to where an order has to freeze or thaw.
fn prepare(world: &mut World, holder: &Holder, name: &str) {
    match name {
        "enforce" => drop(world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap()),
        "open" => {
            close_account(world, holder).unwrap();
            world.make_account(holder);
        }
        "redeem" => {
            world.subscribe(holder, 10 * ONE).unwrap();
            world.restrict(&holder.investor, InvestorStatus::RedeemOnly).unwrap();
            world.enforce(holder).unwrap();
        }
        _ => {}
    }
}

#[test]
fn the_gates_accounts_must_be_there_and_be_the_right_ones() {
    for place in 0..5 {
        let mut world = World::gated_by_token_acl();
        let holder = world.holder(100 * ONE);
        let line = world.line(&holder);
        let (name, order) = orders(&world, &line.gated_by_token_acl(false), &holder).swap_remove(place);
        println!("{name}");
        prepare(&mut world, &holder, name);
        expect_error(send(&mut world, order, &holder), MmfError::GateAccountsWrong);

        let (_, mut order) = orders(&world, &line, &holder).swap_remove(place);
        let acl = mmf::constants::TOKEN_ACL_ID;
        order.accounts.iter_mut().filter(|meta| meta.pubkey == acl).for_each(|meta| meta.pubkey = mmf::ID);
        expect_error(send(&mut world, order, &holder), MmfError::GateAccountsWrong);

        let (_, order) = orders(&world, &line, &holder).swap_remove(place);
        send(&mut world, order, &holder).unwrap();
    }
}

fn send(world: &mut World, order: Instruction, holder: &Holder) -> mmf_tests::asserts::Outcome {
    let members: Vec<Keypair> = Role::ALL
        .iter()
        .flat_map(|role| world.councils.of(*role))
        .chain([&holder.wallet])
        .filter(|key| order.accounts.iter().any(|meta| meta.is_signer && meta.pubkey == key.pubkey()))
        .map(Keypair::insecure_clone)
        .collect();
    world.send(&[order], &members.iter().collect::<Vec<_>>())
}
