//! A class hands its freeze authority to Token ACL.

use mmf::constants::TOKEN_ACL_ID;
use mmf::error::MmfError;
use mmf::state::class_flag;
use mmf_tests::{World, event, expect_error};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::extension::{BaseStateWithExtensions, StateWithExtensions};
use spl_token_2022_interface::state::Mint;
use spl_token_metadata_interface::state::TokenMetadata;

#[test]
fn the_freeze_authority_goes_to_token_acl_whose_gate_is_the_program() {
    let mut world = World::beside_token_acl();
    let (order, seq) = (world.adopt_order(), world.class().seq);

    let done = world.privileged(&order).unwrap();

    let config = world.addresses.gate_config(&world.mint);
    let data = world.data(&world.mint);
    let mint = StateWithExtensions::<Mint>::unpack(&data).unwrap();
    assert_eq!(Option::from(mint.base.freeze_authority), Some(config));
    assert_eq!(Option::from(mint.base.mint_authority), Some(world.class));
    let record = world.svm.get_account(&config).unwrap();
    assert_eq!(record.owner, TOKEN_ACL_ID);
    let key = |place: usize| Pubkey::try_from(&record.data[place..place + 32]).unwrap();
    assert_eq!(record.data[2..4], [1, 1], "anybody may ask to thaw and to freeze");
    assert_eq!([key(4), key(36), key(68)], [world.mint, world.class, mmf::ID], "mint, authority, gate");
    assert!(world.class().has_flag(class_flag::TOKEN_ACL));
    let event = event!(done, TokenAclAdopted);
    assert_eq!((event.class, event.seq, event.gate_config), (world.class, seq + 1, config));
}

#[test]
fn the_metadata_tells_wallets_of_the_gate() {
    let world = World::gated_by_token_acl();
    let data = world.data(&world.mint);
    let mint = StateWithExtensions::<Mint>::unpack(&data).unwrap();
    let metadata = mint.get_variable_len_extension::<TokenMetadata>().unwrap();

    let fact = metadata.additional_metadata.iter().find(|(key, _)| key == "token_acl").unwrap();
    assert_eq!(fact.1, mmf::ID.to_string());
    assert_eq!(metadata.name, "Test Government Fund I", "the rest stays");
}

#[test]
fn the_lists_of_accounts_stand_where_token_acl_looks() {
    let world = World::gated_by_token_acl();
    let places = [
        token_acl_interface::get_thaw_extra_account_metas_address(&world.mint, &mmf::ID),
        token_acl_interface::get_freeze_extra_account_metas_address(&world.mint, &mmf::ID),
    ];
    for place in places {
        assert_eq!(world.svm.get_account(&place).unwrap().owner, mmf::ID);
    }
}

#[test]
fn a_gate_is_adopted_once_and_only_by_a_class_without_a_hook() {
    let mut world = World::gated_by_token_acl();
    let again = world.adopt_order();
    expect_error(world.privileged(&again), MmfError::ClassKindUnsupported);

    let mut world = World::new();
    world.svm.add_program(TOKEN_ACL_ID, &mmf_tests::world::bytecode("tests/token_acl.so")).unwrap();
    let hooked = world.adopt_order();
    expect_error(world.privileged(&hooked), MmfError::ClassKindUnsupported);
}

#[test]
fn another_program_is_not_token_acl() {
    let mut world = World::beside_token_acl();
    let mut order = world.adopt_order();
    for meta in order.instruction.accounts.iter_mut().filter(|meta| meta.pubkey == TOKEN_ACL_ID) {
        meta.pubkey = spl_token_2022_interface::ID;
    }

    expect_error(world.privileged(&order), MmfError::GateAccountsWrong);
}

#[test]
fn a_class_of_another_fund_and_another_mint_are_refused() {
    let mut world = World::beside_token_acl();
    let args = mmf::instructions::CreateFundArgs { fund_id: 2, ..world.fund_args() };
    let payer = world.payer.pubkey();
    let order = world.addresses.create_fund(&payer, &world.usdc, &spl_token_interface::ID, args);
    world.send(&[order], &[]).unwrap();
    let (fund, usdc) = (world.fund, world.usdc);
    let forged = |world: &World, real: Pubkey, forgery: Pubkey| {
        let mut order = world.adopt_order();
        order.instruction.accounts.iter_mut().filter(|meta| meta.pubkey == real).for_each(|it| it.pubkey = forgery);
        order
    };

    let of_another = forged(&world, fund, world.addresses.fund(&payer, 2));
    expect_error(world.privileged(&of_another), MmfError::AccountMismatch);
    let mut other_mint = forged(&world, world.mint, usdc);
    let lists = [world.addresses.thaw_accounts(&world.mint), world.addresses.freeze_accounts(&world.mint)];
    let other_lists = [world.addresses.thaw_accounts(&usdc), world.addresses.freeze_accounts(&usdc)];
    for meta in &mut other_mint.instruction.accounts {
        for (list, other) in lists.iter().zip(other_lists) {
            meta.pubkey = if meta.pubkey == *list { other } else { meta.pubkey };
        }
    }
    expect_error(world.privileged(&other_mint), MmfError::AccountMismatch);
}
