//! Privileged acts that are approved one signature at a time.

use anchor_lang::AccountDeserialize;
use mmf::error::MmfError;
use mmf::instructions::{CouncilArgs, ProposeActionArgs};
use mmf::state::{Action, Role};
use mmf_client::ix::Privileged;
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

use crate::hostile::council_order;

const NONCE: u64 = 7;

/// The act that the tests approve: another board.
fn act(world: &World) -> Privileged {
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_from_array([4; 32])] };
    council_order(world, NONCE, args)
}

fn propose_args(world: &World, act: &Privileged) -> ProposeActionArgs {
    ProposeActionArgs {
        nonce: NONCE,
        tag: act.tag(),
        payload_hash: act.payload_hash(),
        required: act.required(),
        eta: world.time(),
        expires_at: world.time() + 3_600,
        document_hash: [0; 32],
        old_value: [0; 32],
        new_value: [0; 32],
    }
}

fn propose(world: &mut World, change: impl FnOnce(&mut ProposeActionArgs)) -> Outcome {
    let mut args = propose_args(world, &act(world));
    change(&mut args);
    let proposer = world.councils.of(Role::Governance)[0].insecure_clone();
    let order = world.addresses.propose_action(&proposer.pubkey(), &world.fund, args);
    world.send(&[order], &[&proposer])
}

fn approve_as(world: &mut World, member: &Keypair, role: Role) -> Outcome {
    let hash = proposed(world).payload_hash;
    let order = world.addresses.approve_action(&member.pubkey(), &world.fund, NONCE, role, hash);
    world.send(&[order], &[member])
}

fn proposed(world: &World) -> Action {
    let data = world.data(&world.addresses.action(&world.fund, NONCE));
    Action::try_deserialize(&mut &data[..]).unwrap()
}

fn approve(world: &mut World, member: usize) -> Outcome {
    let member = world.councils.of(Role::Governance)[member].insecure_clone();
    approve_as(world, &member, Role::Governance)
}

fn execute(world: &mut World) -> Outcome {
    let order = act(world).instruction;
    world.send(&[order], &[])
}

#[test]
fn anyone_carries_out_what_enough_members_approved_one_by_one() {
    let mut world = World::new();
    propose(&mut world, |_| {}).unwrap();
    approve(&mut world, 0).unwrap();
    expect_error(execute(&mut world), MmfError::ActionNotApproved);
    approve(&mut world, 2).unwrap();

    execute(&mut world).unwrap();

    assert_eq!(world.fund().council(Role::Board).members(), [Pubkey::new_from_array([4; 32])]);
}

#[test]
fn an_action_is_carried_out_once() {
    let mut world = World::new();
    propose(&mut world, |_| {}).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 1).unwrap();
    execute(&mut world).unwrap();

    expect_error(execute(&mut world), MmfError::ActionNotOpen);
    expect_error(approve(&mut world, 2), MmfError::ActionNotOpen);
}

#[test]
fn a_member_who_approves_twice_counts_once() {
    let mut world = World::new();
    propose(&mut world, |_| {}).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 0).unwrap();

    expect_error(execute(&mut world), MmfError::ActionNotApproved);
}

#[test]
fn other_arguments_or_another_instruction_than_approved_are_refused() {
    let mut world = World::new();
    propose(&mut world, |args| args.payload_hash = [1; 32]).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 1).unwrap();

    expect_error(execute(&mut world), MmfError::ActionMismatch);
}

#[test]
fn an_action_of_another_fund_is_refused() {
    let mut world = World::new();
    propose(&mut world, |_| {}).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 1).unwrap();
    let mut args = world.fund_args();
    args.fund_id = 2;
    let creator = world.payer.pubkey();
    let order = world.addresses.create_fund(&creator, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    let other = world.addresses.fund(&creator, 2);
    let mut forged = act(&world).instruction;
    forged.accounts[0].pubkey = other;

    expect_error(world.send(&[forged], &[]), MmfError::ActionMismatch);
}

#[test]
fn an_action_waits_for_its_time_and_expires() {
    let mut world = World::new();
    let now = world.time();
    propose(&mut world, |args| args.eta = now + 60).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 1).unwrap();

    world.set_time(now + 59);
    expect_error(execute(&mut world), MmfError::ActionNotOpen);
    world.set_time(now + 3_600);
    expect_error(execute(&mut world), MmfError::ActionNotOpen);
    world.set_time(now + 60);
    execute(&mut world).unwrap();
}

#[test]
fn a_changed_council_voids_its_approvals() {
    let mut world = World::new();
    propose(&mut world, |_| {}).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 1).unwrap();
    let members = world.councils.of(Role::Governance).iter().map(Signer::pubkey).collect();
    let args = CouncilArgs { role: Role::Governance, threshold: 2, members };
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let order = world.addresses.set_council(&world.fund, &authority, args);
    world.privileged(&order).unwrap();

    expect_error(execute(&mut world), MmfError::ActionNotApproved);
    expect_error(approve(&mut world, 2), MmfError::ActionNotApproved);
}

#[test]
fn only_members_propose_approve_and_cancel() {
    let mut world = World::new();
    let stranger = Keypair::new();
    world.svm.airdrop(&stranger.pubkey(), 10_000_000_000).unwrap();
    let args = propose_args(&world, &act(&world));
    let order = world.addresses.propose_action(&stranger.pubkey(), &world.fund, args);
    expect_error(world.send(&[order], &[&stranger]), MmfError::NotACouncilMember);

    propose(&mut world, |_| {}).unwrap();
    expect_error(approve_as(&mut world, &stranger, Role::Governance), MmfError::NotACouncilMember);
    let board = world.councils.of(Role::Board)[0].insecure_clone();
    expect_error(approve_as(&mut world, &board, Role::Board), MmfError::ActionMismatch);
    let cancel = world.addresses.cancel_action(&stranger.pubkey(), &world.fund, NONCE);
    expect_error(world.send(&[cancel], &[&stranger]), MmfError::NotACouncilMember);
}

#[test]
fn a_cancelled_action_stays_cancelled() {
    let mut world = World::new();
    propose(&mut world, |_| {}).unwrap();
    approve(&mut world, 0).unwrap();
    approve(&mut world, 1).unwrap();
    let member = world.councils.of(Role::Governance)[2].insecure_clone();
    let cancel = world.addresses.cancel_action(&member.pubkey(), &world.fund, NONCE);
    world.send(std::slice::from_ref(&cancel), &[&member]).unwrap();

    expect_error(execute(&mut world), MmfError::ActionNotOpen);
    expect_error(world.send(&[cancel], &[&member]), MmfError::ActionNotOpen);
}

#[test]
fn dates_and_councils_of_a_proposal_are_checked() {
    let mut world = World::new();
    let now = world.time();
    expect_error(propose(&mut world, |args| args.expires_at = args.eta), MmfError::ActionDatesInvalid);
    let past = |args: &mut ProposeActionArgs| {
        args.eta = now - 10;
        args.expires_at = now;
    };
    expect_error(propose(&mut world, past), MmfError::ActionDatesInvalid);
    let far = now + mmf::constants::MAX_ACTION_LIFE_SECONDS + 1;
    expect_error(propose(&mut world, |args| args.expires_at = far), MmfError::ActionDatesInvalid);
    expect_error(propose(&mut world, |args| args.required = 0), MmfError::ParameterOutOfRange);
    expect_error(propose(&mut world, |args| args.required = 1 << 9 | 1), MmfError::ParameterOutOfRange);
}
