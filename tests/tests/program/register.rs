//! Investors and wallets.

use mmf::error::MmfError;
use mmf::instructions::{AddInvestorArgs, ApproveInvestorArgs, AttributeArgs, InvestorProfile};
use mmf::state::{AttributeKind, Investor, InvestorKind, InvestorStatus, Role};
use mmf_tests::calendar::at;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, event, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

fn add(world: &mut World, change: impl FnOnce(&mut AddInvestorArgs)) -> mmf_tests::asserts::Outcome {
    let mut args = AddInvestorArgs {
        investor_id: [5; 32],
        profile: InvestorProfile::plain(InvestorKind::Person, 276, false),
        document_hash: [1; 32],
    };
    change(&mut args);
    let authority = signed_by(&world.councils.enough(&[Role::TransferAgent]));
    let order = world.addresses.add_investor(&world.payer.pubkey(), &world.fund, &authority, args);
    world.privileged(&order)
}

#[test]
fn a_new_investor_is_pending_and_carries_what_was_registered() {
    let mut world = World::new();
    add(&mut world, |_| {}).unwrap();

    let investor = world.investor(&world.addresses.investor(&world.fund, &[5; 32]));
    assert_eq!(investor.status, InvestorStatus::Pending as u8);
    assert_eq!(investor.jurisdiction, 276);
    assert_eq!(investor.fund, world.fund);
    assert_eq!(investor.document_hash, [1; 32]);
}

#[test]
fn the_same_investor_is_not_registered_twice() {
    let mut world = World::new();
    add(&mut world, |_| {}).unwrap();

    assert!(add(&mut world, |_| {}).is_err());
}

#[test]
fn an_unknown_jurisdiction_is_refused() {
    let mut world = World::new();
    expect_error(add(&mut world, |args| args.profile.jurisdiction = 1024), MmfError::ParameterOutOfRange);
}

#[test]
fn an_approval_needs_kyc_that_expires_in_the_future() {
    let mut world = World::new();
    let investor = world.pending_investor();
    let now = world.time();

    expect_error(world.approve(&investor, World::kyc_until(now)), MmfError::AttributesInvalid);
    expect_error(world.approve(&investor, World::kyc_until(-1)), MmfError::AttributesInvalid);
    let nothing = ApproveInvestorArgs { attributes: Vec::new(), reason: 1, document_hash: [0; 32] };
    expect_error(world.approve(&investor, nothing), MmfError::AttributesInvalid);
    world.approve(&investor, World::kyc_until(now + 1)).unwrap();
    assert_eq!(world.investor(&investor).status, InvestorStatus::Approved as u8);
}

#[test]
fn attributes_have_their_own_expiries() {
    let mut world = World::new();
    let investor = world.pending_investor();
    let attribute = |kind, expires_at| AttributeArgs { kind, expires_at, evidence_hash: [3; 32] };
    let args = ApproveInvestorArgs {
        attributes: vec![
            attribute(AttributeKind::Kyc, at(6, 1, 0, 0)),
            attribute(AttributeKind::QualifiedPurchaser, at(3, 1, 0, 0)),
        ],
        reason: 1,
        document_hash: [0; 32],
    };
    world.approve(&investor, args).unwrap();

    let investor = world.investor(&investor);
    assert!(investor.holds(AttributeKind::QualifiedPurchaser, at(3, 1, 0, 0) - 1));
    assert!(!investor.holds(AttributeKind::QualifiedPurchaser, at(3, 1, 0, 0)));
    assert!(investor.holds(AttributeKind::Kyc, at(3, 1, 0, 0)));
    assert!(!investor.holds(AttributeKind::Accredited, 0));
}

#[test]
fn approval_does_not_lift_a_block_or_a_sanction() {
    for (status, error) in
        [(InvestorStatus::Blocked, MmfError::DeniedBlocked), (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned)]
    {
        let mut world = World::new();
        let investor = world.approved_investor();
        world.patch::<Investor>(&investor, |investor| investor.status = status as u8);
        expect_error(world.approve(&investor, World::kyc_until(at(12, 1, 0, 0))), error);
    }
}

#[test]
fn a_wallet_belongs_to_one_investor() {
    let mut world = World::new();
    let (one, other) = (world.approved_investor(), world.approved_investor());
    let holder = world.unopened_wallet_of(&one);
    let authority = signed_by(&world.councils.enough(&[Role::TransferAgent]));
    let order = world.addresses.link_wallet(&world.payer.pubkey(), &world.fund, &other, &holder.key(), &authority);

    assert!(world.privileged(&order).is_err());
}

#[test]
fn an_investor_of_another_fund_is_not_linked() {
    let mut world = World::new();
    let investor = world.approved_investor();
    world.patch::<Investor>(&investor, |investor| investor.fund = Pubkey::new_unique());
    let authority = signed_by(&world.councils.enough(&[Role::TransferAgent]));
    let owner = Pubkey::new_unique();
    let order = world.addresses.link_wallet(&world.payer.pubkey(), &world.fund, &investor, &owner, &authority);

    expect_error(world.privileged(&order), MmfError::AccountMismatch);
    expect_error(world.approve(&investor, World::kyc_until(at(12, 1, 0, 0))), MmfError::AccountMismatch);
}

#[test]
fn registering_linking_and_opening_are_told() {
    let mut world = World::new();
    let profile = InvestorProfile::plain(InvestorKind::Person, 276, false);
    let done = add(&mut world, |_| {}).unwrap();
    let investor = world.addresses.investor(&world.fund, &[5; 32]);
    let added = event!(done, InvestorAdded);
    assert_eq!((added.fund, added.investor, added.seq), (world.fund, investor, 1));
    assert_eq!((added.profile, added.document_hash), (profile, [1; 32]));
    assert_eq!(added.generation, world.investor(&investor).generation);

    world.approve(&investor, World::kyc_until(at(12, 1, 0, 0))).unwrap();
    let owner = Pubkey::new_from_array([6; 32]);
    let authority = world.signed(&[Role::TransferAgent]);
    let order = world.addresses.link_wallet(&world.payer.pubkey(), &world.fund, &investor, &owner, &authority);
    let linked = event!(world.privileged(&order).unwrap(), WalletLinked);
    assert_eq!((linked.investor, linked.seq, linked.owner), (investor, 3, owner));

    let line = world.addresses.line(&world.fund, &world.class, &investor, &owner);
    let orders = world.addresses.onboard_line(&world.payer.pubkey(), &line);
    let opened = event!(world.send(&orders, &[]).unwrap(), HoldingOpened);
    let holding = world.addresses.holding(&line.token_account);
    assert_eq!((opened.holding, opened.seq, opened.class), (holding, 1, world.class));
    assert_eq!((opened.investor, opened.token_account), (investor, line.token_account));
    assert_eq!(opened.generation, world.holding(&holding).generation);
}
