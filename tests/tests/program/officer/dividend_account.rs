//! Where a protocol vault's dividends go.

use mmf::error::MmfError;
use mmf::state::Role;
use mmf_tests::asserts::Outcome;
use mmf_tests::{Holder, World, event, expect_error};
use solana_sdk::pubkey::Pubkey;

use crate::hostile::{open_in, second_class};

fn set(world: &mut World, holder: &Holder, target: Option<&Pubkey>) -> Outcome {
    let authority = world.signed(&[Role::TransferAgent]);
    let order = world.addresses.set_dividend_account(&world.line(holder), target, &authority);
    world.privileged(&order)
}

#[test]
fn a_vaults_dividends_go_to_another_holding_and_back() {
    let mut world = World::new();
    let (vault, operator) = (world.vault(true, 0), world.holder(0));

    let done = set(&mut world, &vault, Some(&operator.holding)).unwrap();

    let record = world.holding(&vault.holding);
    assert_eq!((record.dividend_mode, record.dividend_to), (1, operator.shares));
    let event = event!(done, DividendAccountSet);
    assert_eq!((event.holding, event.seq), (vault.holding, record.seq));
    assert_eq!((event.old_dividend_to, event.dividend_to), (Pubkey::default(), operator.shares));

    set(&mut world, &vault, None).unwrap();

    let record = world.holding(&vault.holding);
    assert_eq!((record.dividend_mode, record.dividend_to), (0, Pubkey::default()));
}

#[test]
fn only_a_vault_has_one() {
    let mut world = World::new();
    let (holder, other) = (world.holder(0), world.holder(0));

    expect_error(set(&mut world, &holder, Some(&other.holding)), MmfError::ParameterOutOfRange);
}

#[test]
fn it_is_another_holding_of_the_same_class() {
    let mut world = World::new();
    let (vault, operator) = (world.vault(true, 0), world.holder(0));
    let class = second_class(&mut world);
    let elsewhere = open_in(&mut world, &operator, class);

    expect_error(set(&mut world, &vault, Some(&vault.holding)), MmfError::AccountMismatch);
    expect_error(set(&mut world, &vault, Some(&elsewhere)), MmfError::AccountMismatch);
}
