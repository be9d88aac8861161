//! Cash between the buffer and custodians.

use mmf::error::MmfError;
use mmf::instructions::{AddCustodianArgs, CashArgs};
use mmf::state::Role;
use mmf_tests::councils::signed_by;
use mmf_tests::{ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;

/// A custodian's account that the fund has listed.
pub struct Listed {
    pub owner: Keypair,
    pub account: Pubkey,
}

/// Lists a new custodian account.
pub fn list_custodian(world: &mut World, daily_limit_e6: u64) -> Listed {
    let owner = Keypair::new();
    let account = world.give_cash(&owner.pubkey(), 0);
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = AddCustodianArgs { daily_limit_e6 };
    let order = world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &account, &authority, args);
    world.privileged(&order).unwrap();
    Listed { owner, account }
}

pub fn sweep(world: &mut World, account: &Pubkey, amount_e6: u64) -> mmf_tests::asserts::Outcome {
    let authority = signed_by(&world.councils.enough(&[Role::Treasurer]));
    let fund = world.fund();
    let order = world.addresses.sweep_cash((&world.fund, &fund), account, &authority, CashArgs { amount_e6 });
    world.privileged(&order)
}

pub fn give_back(world: &mut World, listed: &Listed, amount_e6: u64) -> mmf_tests::asserts::Outcome {
    let fund = world.fund();
    let owner = listed.owner.pubkey();
    let args = CashArgs { amount_e6 };
    let order = world.addresses.return_cash((&world.fund, &fund), &listed.account, &owner, args);
    world.send(&[order], &[&listed.owner])
}

fn funded() -> World {
    let mut world = World::new();
    let holder = world.holder(100 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    world
}

#[test]
fn a_sweep_moves_cash_and_books_and_a_return_takes_it_back() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 0);

    sweep(&mut world, &listed.account, 70 * ONE).unwrap();
    assert_eq!(world.balance(&listed.account), 70 * ONE);
    assert_eq!(world.fund().buffer_cash_e6, 30 * ONE);
    assert_eq!(world.fund().custodian_net_e6, 70_000_000);

    world.give_cash(&listed.owner.pubkey(), ONE);
    give_back(&mut world, &listed, 71 * ONE).unwrap();
    assert_eq!(world.fund().buffer_cash_e6, 101 * ONE);
    assert_eq!(world.fund().custodian_net_e6, -1_000_000);
    assert_eq!(world.balance(&world.fund().buffer), 101 * ONE);
}

#[test]
fn cash_goes_to_listed_accounts_only() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 0);
    let elsewhere = world.give_cash(&Pubkey::new_unique(), 0);
    let authority = signed_by(&world.councils.enough(&[Role::Treasurer]));
    let fund = world.fund();
    let args = CashArgs { amount_e6: ONE };
    let mut order = world.addresses.sweep_cash((&world.fund, &fund), &listed.account, &authority, args);
    for meta in order.instruction.accounts.iter_mut().filter(|meta| meta.pubkey == listed.account) {
        meta.pubkey = elsewhere;
    }

    expect_error(world.privileged(&order), MmfError::CustodianNotListed);
}

#[test]
fn a_custodian_account_that_changed_hands_is_refused() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 0);
    let set_owner = spl_token_interface::instruction::set_authority(
        &spl_token_interface::ID,
        &listed.account,
        Some(&Pubkey::new_unique()),
        spl_token_interface::instruction::AuthorityType::AccountOwner,
        &listed.owner.pubkey(),
        &[],
    )
    .unwrap();
    world.send(&[set_owner], &[&listed.owner]).unwrap();

    expect_error(sweep(&mut world, &listed.account, ONE), MmfError::CustodianNotListed);
}

#[test]
fn the_daily_limit_holds_to_the_unit_and_starts_again_the_next_day() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 10 * ONE);

    sweep(&mut world, &listed.account, 6 * ONE).unwrap();
    expect_error(sweep(&mut world, &listed.account, 4 * ONE + 1), MmfError::SweepLimit);
    sweep(&mut world, &listed.account, 4 * ONE).unwrap();
    let tomorrow = world.time() + 86_400;
    world.set_time(tomorrow);
    sweep(&mut world, &listed.account, 10 * ONE).unwrap();
}

#[test]
fn a_sweep_of_nothing_or_of_more_than_the_buffer_is_refused() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 0);

    expect_error(sweep(&mut world, &listed.account, 0), MmfError::AmountTooSmall);
    expect_error(sweep(&mut world, &listed.account, 100 * ONE + 1), MmfError::BufferShort);
}

#[test]
fn a_stray_deposit_does_not_become_the_funds_cash() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 0);
    let buffer = world.fund().buffer;
    let payer = world.payer.pubkey();
    let stray =
        spl_token_interface::instruction::mint_to(&spl_token_interface::ID, &world.usdc, &buffer, &payer, &[], 1)
            .unwrap();
    world.send(&[stray], &[]).unwrap();

    expect_error(sweep(&mut world, &listed.account, 100 * ONE + 1), MmfError::BufferShort);
    sweep(&mut world, &listed.account, 100 * ONE).unwrap();
    assert_eq!(world.balance(&buffer), 1);
}

#[test]
fn only_the_custodian_gives_back_from_its_account() {
    let mut world = funded();
    let listed = list_custodian(&mut world, 0);
    sweep(&mut world, &listed.account, 10 * ONE).unwrap();
    let thief = Listed { owner: Keypair::new(), account: listed.account };

    assert!(give_back(&mut world, &thief, ONE).is_err());
    expect_error(give_back(&mut world, &listed, 0), MmfError::AmountTooSmall);
}

#[test]
fn an_account_of_another_mint_or_of_the_fund_itself_is_not_listed() {
    let mut world = funded();
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let args = AddCustodianArgs { daily_limit_e6: 0 };
    let buffer = world.fund().buffer;
    let order = world.addresses.add_custodian(&world.payer.pubkey(), &world.fund, &buffer, &authority, args);

    expect_error(world.privileged(&order), MmfError::AccountMismatch);
}

#[test]
fn a_settlement_mint_that_takes_a_fee_on_the_way_is_noticed() {
    let mut world = World::bare();
    world.make_fee_bearing_cash_mint(100);
    world.create_fund_and_class();
    let holder = world.holder(0);
    let cash = world.fee_bearing_cash(&holder.key(), 1_000 * ONE);
    let subscribe = world.subscribe_from(&holder, &cash, 100 * ONE);
    world.send(&[subscribe], &[&holder.wallet]).unwrap();

    // One per cent stayed on the way in, so 99 dollars were subscribed.
    assert_eq!(world.holding(&holder.holding).recorded_units, 99 * ONE);
    let redeem = world.redeem_to(&holder, &cash, ONE);
    world.send(&[redeem], &[&holder.wallet]).unwrap();
    assert_eq!(world.balance(&cash), 900 * ONE + 990_000, "and one per cent on the way out");
    let listed = list_custodian(&mut world, 0);
    expect_error(sweep(&mut world, &listed.account, ONE), MmfError::CashLegWrong);
}
