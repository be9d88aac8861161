//! The transfer hook, through real Token-2022 transfers.

use mmf::error::MmfError;
use mmf::state::{Holding, Investor, InvestorStatus, holding_flag};
use mmf_tests::calendar::{at, day};
use mmf_tests::{ONE, World, expect_error, expect_refusal};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction as token;
use spl_transfer_hook_interface::instruction::execute;

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

#[test]
fn a_transfer_moves_units_tokens_and_sums_of_investors() {
    let mut world = World::new();
    let (from, to) = (world.holder(100 * ONE), world.holder(0));
    world.subscribe(&from, 100 * ONE).unwrap();

    world.transfer(&from, &to, 40 * ONE).unwrap();

    assert_eq!(world.holding(&from.holding).recorded_units, 60 * ONE);
    assert_eq!(world.holding(&to.holding).recorded_units, 40 * ONE);
    assert_eq!(world.balance(&to.shares), 40 * ONE);
    assert_eq!(world.investor(&from.investor).units[0], 60 * ONE);
    assert_eq!(world.investor(&to.investor).units[0], 40 * ONE);
    assert_eq!(world.class().recorded_supply_units, 100 * ONE);
}

#[test]
fn a_transfer_settles_both_holdings_before_it_moves_units() {
    let mut world = World::new();
    let (from, to) = (world.holder(100 * ONE), world.holder(0));
    world.subscribe(&from, 100 * ONE).unwrap();
    world.strike_through(day(1, 3), 1_000_000);
    let index = world.class().index.get();

    world.transfer(&from, &to, 100 * ONE).unwrap();

    assert_eq!(world.holding(&from.holding).accrued.get(), u128::from(100 * ONE) * index);
    assert_eq!(world.holding(&to.holding).accrued.get(), 0);
    assert_eq!(world.holding(&to.holding).last_index.get(), index);
}

#[test]
fn income_goes_to_who_held_the_units_on_each_day() {
    let mut world = World::new();
    let (from, to) = (world.holder(100 * ONE), world.holder(0));
    world.subscribe(&from, 100 * ONE).unwrap();
    world.strike(1_000_000).unwrap();
    let first = world.class().index.get();
    world.transfer(&from, &to, 25 * ONE).unwrap();
    world.strike(1_000_000).unwrap();
    let second = world.class().index.get() - first;
    world.transfer(&to, &from, 25 * ONE).unwrap();

    let units = |shares: u64| u128::from(shares * ONE);
    assert_eq!(world.holding(&from.holding).accrued.get(), units(100) * first + units(75) * second);
    assert_eq!(world.holding(&to.holding).accrued.get(), units(25) * second);
}

#[test]
fn two_wallets_of_one_investor_transfer_to_each_other() {
    let mut world = World::new();
    let from = world.holder(100 * ONE);
    let to = world.wallet_of(&from.investor);
    world.subscribe(&from, 100 * ONE).unwrap();

    world.transfer(&from, &to, 30 * ONE).unwrap();

    assert_eq!(world.holding(&from.holding).recorded_units, 70 * ONE);
    assert_eq!(world.holding(&to.holding).recorded_units, 30 * ONE);
    assert_eq!(world.investor(&from.investor).units[0], 100 * ONE);
}

#[test]
fn an_investor_who_never_did_anything_receives_an_ordinary_transfer() {
    let mut world = World::new();
    let from = world.holder(10 * ONE);
    world.subscribe(&from, 10 * ONE).unwrap();
    let to = world.holder(0);

    world.transfer(&from, &to, 1).unwrap();

    assert_eq!(world.balance(&to.shares), 1);
}

#[test]
fn a_transfer_of_nothing_changes_only_settlement() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();

    world.transfer(&from, &to, 0).unwrap();

    assert_eq!(world.holding(&from.holding).recorded_units, 10 * ONE);
    assert_eq!(world.holding(&to.holding).recorded_units, 0);
}

#[test]
fn a_transfer_of_the_largest_amount_is_refused_by_the_token_program() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();

    let outcome = world.transfer(&from, &to, u64::MAX);

    expect_refusal(outcome, token_error(spl_token_2022_interface::error::TokenError::InsufficientFunds));
}

#[test]
fn a_delegate_moves_the_owners_units() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    let delegate = Keypair::new();
    let approve = token::approve(&TOKEN_2022, &from.shares, &delegate.pubkey(), &from.key(), &[], 5 * ONE).unwrap();
    world.send(&[approve], &[&from.wallet]).unwrap();

    let order = world.transfer_order(&from.shares, &to.shares, &delegate.pubkey(), 5 * ONE);
    world.send(&[order], &[&delegate]).unwrap();

    assert_eq!(world.holding(&from.holding).recorded_units, 5 * ONE);
    assert_eq!(world.holding(&to.holding).recorded_units, 5 * ONE);
}

#[test]
fn a_clean_delegate_of_a_sanctioned_owner_is_refused() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    let approve = token::approve(&TOKEN_2022, &from.shares, &to.key(), &from.key(), &[], 5 * ONE).unwrap();
    world.send(&[approve], &[&from.wallet]).unwrap();
    world.restrict(&from.investor, InvestorStatus::Sanctioned).unwrap();

    let order = world.transfer_order(&from.shares, &to.shares, &to.key(), ONE);

    expect_error(world.send(&[order], &[&to.wallet]), MmfError::DeniedSanctioned);
}

#[test]
fn a_call_outside_a_transfer_is_refused() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    let validation = world.addresses.validation(&world.mint);
    let mut order = execute(&mmf::ID, &from.shares, &world.mint, &to.shares, &from.key(), ONE);
    order.accounts.push(AccountMeta::new_readonly(validation, false));
    order.accounts.push(AccountMeta::new_readonly(world.class, false));
    for key in [from.holding, to.holding, from.investor, to.investor] {
        order.accounts.push(AccountMeta::new(key, false));
    }

    expect_error(world.send(&[order], &[]), MmfError::NotInTransfer);
    assert_eq!(world.holding(&from.holding).recorded_units, 10 * ONE);
}

/// The transfer as the helper builds it, with one account replaced.
fn forged(order: &Instruction, real: Pubkey, forgery: Pubkey) -> Instruction {
    let mut forged = order.clone();
    for meta in &mut forged.accounts {
        if meta.pubkey == real {
            meta.pubkey = forgery;
        }
    }
    forged
}

#[test]
fn missing_extra_accounts_fail_closed() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    let full = world.transfer_order(&from.shares, &to.shares, &from.key(), ONE);

    for kept in 4..full.accounts.len() {
        let mut cut = full.clone();
        cut.accounts.truncate(kept);
        assert!(world.send(&[cut], &[&from.wallet]).is_err(), "{kept} accounts");
    }
    let validation = world.addresses.validation(&world.mint);
    let mut bare = full.clone();
    bare.accounts.retain(|meta| meta.pubkey != validation);
    assert!(world.send(&[bare], &[&from.wallet]).is_err(), "without the validation account");
    assert_eq!(world.holding(&from.holding).recorded_units, 10 * ONE);
    assert_eq!(world.balance(&from.shares), 10 * ONE);
}

#[test]
fn forged_extra_accounts_are_refused() {
    let mut world = World::new();
    let (from, to, other) = (world.holder(10 * ONE), world.holder(0), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    let order = world.transfer_order(&from.shares, &to.shares, &from.key(), ONE);
    let forgeries = [
        (to.holding, other.holding),
        (from.holding, to.holding),
        (from.investor, other.investor),
        (to.investor, from.investor),
        (world.class, other.investor),
    ];

    for (real, forgery) in forgeries {
        let outcome = world.send(&[forged(&order, real, forgery)], &[&from.wallet]);
        assert!(outcome.is_err(), "{real} replaced by {forgery}");
    }
    assert_eq!(world.holding(&from.holding).recorded_units, 10 * ONE);
}

#[test]
fn a_receiver_who_is_not_registered_is_refused() {
    let mut world = World::new();
    let from = world.holder(10 * ONE);
    world.subscribe(&from, 10 * ONE).unwrap();
    let stranger = Keypair::new();
    let payer = world.payer.pubkey();
    let create = spl_associated_token_account_interface::instruction::create_associated_token_account(
        &payer,
        &stranger.pubkey(),
        &world.mint,
        &TOKEN_2022,
    );
    world.send(&[create], &[]).unwrap();
    let shares = world.addresses.share_account(&stranger.pubkey(), &world.mint);

    // Its account is born frozen, so Token-2022 itself refuses first.
    let mut order =
        token::transfer_checked(&TOKEN_2022, &from.shares, &world.mint, &shares, &from.key(), &[], ONE, 6).unwrap();
    order.accounts.extend(hook_accounts(&world, &from.holding, &world.addresses.holding(&shares), &from));

    let frozen = token_error(spl_token_2022_interface::error::TokenError::AccountFrozen);
    expect_refusal(world.send(&[order], &[&from.wallet]), frozen);
    assert_eq!(world.balance(&from.shares), 10 * ONE);
}

#[test]
fn a_thawed_account_without_a_holding_is_still_refused() {
    let mut world = World::new();
    let (from, to) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&from, 10 * ONE).unwrap();
    let order = world.transfer_order(&from.shares, &to.shares, &from.key(), ONE);
    let mut gone = world.svm.get_account(&to.holding).unwrap();
    gone.owner = solana_system_interface::program::ID;
    gone.data.clear();
    world.svm.set_account(to.holding, gone).unwrap();

    assert!(world.send(&[order], &[&from.wallet]).is_err());
    assert_eq!(world.holding(&from.holding).recorded_units, 10 * ONE);
}

fn hook_accounts(world: &World, source: &Pubkey, destination: &Pubkey, from: &mmf_tests::Holder) -> Vec<AccountMeta> {
    vec![
        AccountMeta::new_readonly(world.class, false),
        AccountMeta::new(*source, false),
        AccountMeta::new(*destination, false),
        AccountMeta::new(from.investor, false),
        AccountMeta::new(from.investor, false),
        AccountMeta::new_readonly(mmf::ID, false),
        AccountMeta::new_readonly(world.addresses.validation(&world.mint), false),
    ]
}

fn token_error(error: spl_token_2022_interface::error::TokenError) -> u32 {
    error as u32
}

#[test]
fn each_standing_sends_and_receives_only_as_the_matrix_says() {
    let cases = [
        (InvestorStatus::Pending, MmfError::DeniedNotApproved),
        (InvestorStatus::RedeemOnly, MmfError::DeniedRedeemOnly),
        (InvestorStatus::Blocked, MmfError::DeniedBlocked),
        (InvestorStatus::Sanctioned, MmfError::DeniedSanctioned),
    ];
    for (status, error) in cases {
        let mut world = World::new();
        let (one, other) = (world.holder(10 * ONE), world.holder(10 * ONE));
        world.subscribe(&one, 10 * ONE).unwrap();
        world.subscribe(&other, 10 * ONE).unwrap();
        world.patch::<Investor>(&one.investor, |investor| investor.status = status as u8);

        expect_error(world.transfer(&one, &other, ONE), error);
        expect_error(world.transfer(&other, &one, ONE), error);
    }
}

#[test]
fn kyc_ends_in_the_second_in_which_it_expires() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    let expiry = at(1, 2, 16, 0);
    world.approve(&other.investor, World::kyc_until(expiry)).unwrap();

    world.set_time(expiry - 1);
    world.transfer(&one, &other, ONE).unwrap();
    world.set_time(expiry);
    expect_error(world.transfer(&one, &other, ONE), MmfError::DeniedExpired);
    expect_error(world.transfer(&other, &one, ONE), MmfError::DeniedExpired);
}

#[test]
fn a_holding_that_is_frozen_by_order_neither_sends_nor_receives() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(10 * ONE));
    world.subscribe(&one, 10 * ONE).unwrap();
    world.subscribe(&other, 10 * ONE).unwrap();
    world.patch::<Holding>(&one.holding, |holding| holding.flags |= holding_flag::FROZEN);

    expect_error(world.transfer(&one, &other, ONE), MmfError::DeniedFrozen);
    expect_error(world.transfer(&other, &one, ONE), MmfError::DeniedFrozen);
}

#[test]
fn reserved_frozen_and_pledged_units_stay_where_they_are() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    world.patch::<Holding>(&one.holding, |holding| {
        holding.reserved_units = ONE;
        holding.frozen_units = 2 * ONE;
        holding.pledged_units = 3 * ONE;
    });

    expect_error(world.transfer(&one, &other, 4 * ONE + 1), MmfError::UnitsNotFree);
    world.transfer(&one, &other, 4 * ONE).unwrap();
}

#[test]
fn an_investor_record_of_another_generation_is_refused() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    world.patch::<Investor>(&other.investor, |investor| investor.generation += 1);

    expect_error(world.transfer(&one, &other, ONE), MmfError::AccountMismatch);
}

#[test]
fn an_account_of_an_unknown_version_is_refused() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    world.patch::<Holding>(&other.holding, |holding| holding.version = 9);

    expect_error(world.transfer(&one, &other, ONE), MmfError::AccountVersionUnknown);
}

#[test]
fn more_tokens_than_recorded_units_cannot_leave() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    world.patch::<Holding>(&one.holding, |holding| holding.recorded_units = ONE);
    world.patch::<Investor>(&one.investor, |investor| investor.units[0] = 10 * ONE);

    expect_error(world.transfer(&one, &other, 2 * ONE), MmfError::UnitsNotFree);
}

#[test]
fn an_account_in_the_place_of_a_holding_that_is_none_is_refused() {
    let mut world = World::new();
    let (one, other) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&one, 10 * ONE).unwrap();
    let mut account = world.svm.get_account(&other.holding).unwrap();
    account.data[..8].fill(0);
    world.svm.set_account(other.holding, account).unwrap();

    expect_error(world.transfer(&one, &other, ONE), MmfError::NotRegistered);
}
