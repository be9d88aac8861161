//! Councils change, and what that voids.

use mmf::error::MmfError;
use mmf::instructions::CouncilArgs;
use mmf::state::Role;
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

fn replace(world: &mut World, args: CouncilArgs) -> Outcome {
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let order = world.addresses.set_council(&world.fund, &authority, args);
    world.privileged(&order)
}

#[test]
fn a_replaced_member_can_no_longer_act() {
    let mut world = World::new();
    let new_member = Keypair::new();
    let args = CouncilArgs { role: Role::TransferAgent, threshold: 1, members: vec![new_member.pubkey()] };
    replace(&mut world, args).unwrap();

    let investor_args = mmf::instructions::AddInvestorArgs {
        investor_id: [1; 32],
        profile: mmf::instructions::InvestorProfile::plain(mmf::state::InvestorKind::Person, 840, true),
        document_hash: [0; 32],
    };
    let old = world.councils.of(Role::TransferAgent)[0].insecure_clone();
    let order = |world: &World, member: &Keypair| {
        let payer = world.payer.pubkey();
        let authority = signed_by(&[member]);
        world.addresses.add_investor(&payer, &world.fund, &authority, investor_args).instruction
    };
    let by_old = order(&world, &old);
    expect_error(world.send(&[by_old], &[&old]), MmfError::Unauthorised);
    let by_new = order(&world, &new_member);
    world.send(&[by_new], &[&new_member]).unwrap();
    assert_eq!(world.fund().council(Role::TransferAgent).generation, 2);
}

#[test]
fn a_council_of_eleven_fits_and_of_twelve_does_not() {
    let mut world = World::new();
    let members = |count: usize| (0..count).map(|_| Pubkey::new_unique()).collect::<Vec<_>>();
    let args = |count| CouncilArgs { role: Role::Board, threshold: 6, members: members(count) };

    expect_error(replace(&mut world, args(12)), MmfError::CouncilInvalid);
    replace(&mut world, args(11)).unwrap();
}

#[test]
fn no_role_can_be_left_empty() {
    let mut world = World::new();
    let args = CouncilArgs { role: Role::Emergency, threshold: 0, members: Vec::new() };
    expect_error(replace(&mut world, args), MmfError::CouncilInvalid);
}

#[test]
fn one_member_who_signs_twice_counts_once() {
    let mut world = World::new();
    let member = world.councils.of(Role::Governance)[0].insecure_clone();
    let authority = signed_by(&[&member, &member]);
    let args = CouncilArgs { role: Role::Board, threshold: 1, members: vec![Pubkey::new_unique()] };
    let order = world.addresses.set_council(&world.fund, &authority, args);

    expect_error(world.send(&[order.instruction], &[&member]), MmfError::Unauthorised);
}
