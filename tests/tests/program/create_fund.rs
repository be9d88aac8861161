//! Creating a fund.

use mmf::error::MmfError;
use mmf::instructions::CreateFundArgs;
use mmf::state::Role;
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::day;
use mmf_tests::{World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;

fn create(world: &mut World, change: impl FnOnce(&mut CreateFundArgs)) -> Outcome {
    let mut args = world.fund_args();
    change(&mut args);
    let creator = world.payer.pubkey();
    let order = world.addresses.create_fund(&creator, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[])
}

#[test]
fn a_fund_has_its_councils_its_vaults_and_no_classes() {
    let mut world = World::bare();
    create(&mut world, |_| {}).unwrap();

    let fund = world.fund();
    assert_eq!(fund.last_struck_day, day(1, 1));
    assert_eq!(fund.class_bitmap, 0);
    assert_eq!(fund.settlement_decimals, 6);
    assert_eq!(fund.council(Role::Governance).members().len(), 3);
    assert_eq!(fund.council(Role::Governance).threshold, 2);
    for vault in [fund.buffer, fund.escrow, fund.payout, fund.suspense] {
        let data = world.data(&vault);
        assert_eq!(&data[..32], world.usdc.as_ref());
        assert_eq!(&data[32..64], world.fund.as_ref());
    }
}

#[test]
fn the_same_fund_is_not_created_twice() {
    let mut world = World::bare();
    create(&mut world, |_| {}).unwrap();
    assert!(create(&mut world, |_| {}).is_err());
}

#[test]
fn every_role_needs_a_council_once() {
    let mut world = World::bare();
    expect_error(
        create(&mut world, |args| {
            args.councils.pop();
        }),
        MmfError::CouncilInvalid,
    );
    expect_error(create(&mut world, |args| args.councils[1].role = Role::Governance), MmfError::CouncilInvalid);
    expect_error(create(&mut world, |args| args.councils[0].members.clear()), MmfError::CouncilInvalid);
    expect_error(create(&mut world, |args| args.councils[0].threshold = 0), MmfError::CouncilInvalid);
    expect_error(create(&mut world, |args| args.councils[0].threshold = 4), MmfError::CouncilInvalid);
    let twice = |args: &mut CreateFundArgs| args.councils[0].members[1] = args.councils[0].members[0];
    expect_error(create(&mut world, twice), MmfError::CouncilInvalid);
    let nobody = |args: &mut CreateFundArgs| args.councils[0].members[0] = Pubkey::default();
    expect_error(create(&mut world, nobody), MmfError::CouncilInvalid);
}

#[test]
fn texts_and_bounds_are_checked() {
    let mut world = World::bare();
    expect_error(create(&mut world, |args| args.name.clear()), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.name = "x".repeat(33)), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.currency = *b"usd"), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.inception_day = -1), MmfError::ParameterOutOfRange);
    expect_error(create(&mut world, |args| args.policy.nav_quorum = 0), MmfError::ParameterOutOfRange);
    expect_error(create(&mut world, |args| args.policy.nav_quorum = 6), MmfError::ParameterOutOfRange);
    expect_error(create(&mut world, |args| args.policy.strike_window_seconds = 0), MmfError::ParameterOutOfRange);
    let week = mmf::constants::MAX_STRIKE_WINDOW_SECONDS;
    let long = |args: &mut CreateFundArgs| args.policy.strike_window_seconds = week + 1;
    expect_error(create(&mut world, long), MmfError::ParameterOutOfRange);
}

#[test]
fn a_settlement_mint_with_too_many_decimals_is_refused() {
    let mut world = World::bare();
    let mint = Pubkey::new_unique();
    world.make_cash_mint(mint, 13);
    world.usdc = mint;

    expect_error(create(&mut world, |_| {}), MmfError::SettlementMintUnfit);
}
