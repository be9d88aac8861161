//! Creating a share class with its mint.

use mmf::error::MmfError;
use mmf::instructions::{CreateClassArgs, FactArgs};
use mmf::state::{ClassKind, Fund, Role};
use mmf_tests::asserts::Outcome;
use mmf_tests::councils::signed_by;
use mmf_tests::{World, expect_error};
use solana_sdk::pubkey::Pubkey;
use spl_tlv_account_resolution::state::ExtraAccountMetaList;
use spl_token_2022_interface::extension::default_account_state::DefaultAccountState;
use spl_token_2022_interface::extension::metadata_pointer::MetadataPointer;
use spl_token_2022_interface::extension::mint_close_authority::MintCloseAuthority;
use spl_token_2022_interface::extension::pausable::PausableConfig;
use spl_token_2022_interface::extension::permanent_delegate::PermanentDelegate;
use spl_token_2022_interface::extension::transfer_hook::TransferHook;
use spl_token_2022_interface::extension::{BaseStateWithExtensions, ExtensionType, StateWithExtensions};
use spl_token_2022_interface::state::{AccountState, Mint};
use spl_token_metadata_interface::state::TokenMetadata;

fn create(world: &mut World, change: impl FnOnce(&mut CreateClassArgs)) -> Outcome {
    let mut args = World::class_args();
    change(&mut args);
    let order = world.class_order(args);
    world.privileged(&order)
}

#[test]
fn the_mint_carries_the_final_extensions_with_the_class_as_every_authority() {
    let world = World::new();
    let data = world.data(&world.mint);
    let mint = StateWithExtensions::<Mint>::unpack(&data).unwrap();

    let mut types = mint.get_extension_types().unwrap();
    types.sort_by_key(|kind| u16::from(*kind));
    let mut expected = vec![
        ExtensionType::TransferHook,
        ExtensionType::DefaultAccountState,
        ExtensionType::PermanentDelegate,
        ExtensionType::Pausable,
        ExtensionType::MintCloseAuthority,
        ExtensionType::MetadataPointer,
        ExtensionType::TokenMetadata,
    ];
    expected.sort_by_key(|kind| u16::from(*kind));
    assert_eq!(types, expected);
    let class = Some(world.class);
    assert_eq!(Option::from(mint.base.mint_authority), class);
    assert_eq!(Option::from(mint.base.freeze_authority), class);
    assert_eq!(mint.base.decimals, 6);
    let hook = mint.get_extension::<TransferHook>().unwrap();
    assert_eq!((hook.program_id.into(), hook.authority.into()), (Some(mmf::ID), class));
    assert_eq!(mint.get_extension::<DefaultAccountState>().unwrap().state, AccountState::Frozen as u8);
    assert_eq!(Option::from(mint.get_extension::<PermanentDelegate>().unwrap().delegate), class);
    assert_eq!(Option::from(mint.get_extension::<PausableConfig>().unwrap().authority), class);
    assert_eq!(Option::from(mint.get_extension::<MintCloseAuthority>().unwrap().close_authority), class);
    let pointer = mint.get_extension::<MetadataPointer>().unwrap();
    assert_eq!((pointer.metadata_address.into(), pointer.authority.into()), (Some(world.mint), class));
}

#[test]
fn the_metadata_shows_name_symbol_uri_and_facts() {
    let world = World::new();
    let data = world.data(&world.mint);
    let mint = StateWithExtensions::<Mint>::unpack(&data).unwrap();
    let metadata = mint.get_variable_len_extension::<TokenMetadata>().unwrap();

    assert_eq!(metadata.name, "Test Government Fund I");
    assert_eq!(metadata.symbol, "TGFI");
    assert_eq!(metadata.uri, "https://example.org/tgfi.json");
    assert_eq!(metadata.additional_metadata, [("isin".to_owned(), "US0000000000".to_owned())]);
}

#[test]
fn the_validation_account_lists_five_accounts_and_has_room_for_eight() {
    let world = World::new();
    let data = world.data(&world.addresses.validation(&world.mint));

    assert_eq!(data.len(), ExtraAccountMetaList::size_of(8).unwrap());
    let count = u32::from_le_bytes(data[12..16].try_into().unwrap());
    assert_eq!(count, 5);
}

#[test]
fn the_class_starts_empty_at_one_dollar_and_enters_the_bitmap() {
    let world = World::new();
    let class = world.class();

    assert_eq!(class.price.price_e12, 1_000_000_000_000);
    assert_eq!(class.price.exponent, -12);
    assert_eq!(class.closed_period, 2025 * 12 - 1);
    assert_eq!(world.fund().class_bitmap, 1);
    assert_eq!(world.fund().next_class_no, 1);
}

#[test]
fn class_numbers_come_in_order_and_end_at_sixteen() {
    let mut world = World::new();
    expect_error(create(&mut world, |args| args.class_no = 2), MmfError::AccountMismatch);
    create(&mut world, |args| args.class_no = 1).unwrap();
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.next_class_no = 16);
    expect_error(create(&mut world, |args| args.class_no = 16), MmfError::TooManyClasses);
}

#[test]
fn what_a_class_says_of_itself_is_checked() {
    let mut world = World::with_fund();
    expect_error(create(&mut world, |args| args.name.clear()), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.symbol = "X".repeat(17)), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.uri.clear()), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.facts[0].value.clear()), MmfError::TextInvalid);
    let many = |args: &mut CreateClassArgs| {
        args.facts = vec![FactArgs { key: "k".to_owned(), value: "v".to_owned() }; 13];
    };
    expect_error(create(&mut world, many), MmfError::TextInvalid);
    expect_error(create(&mut world, |args| args.terms.expense_bps = 501), MmfError::ParameterOutOfRange);
}

#[test]
fn an_accumulating_class_may_have_the_hook_or_a_gate() {
    for kind in [ClassKind::AccumulatingHooked, ClassKind::AccumulatingGated] {
        let mut world = World::with_fund();
        create(&mut world, |args| args.kind = kind).unwrap();
        let data = world.data(&world.mint);
        let hook = StateWithExtensions::<Mint>::unpack(&data).unwrap().get_extension::<TransferHook>().copied();
        let (class, validation) = (world.class(), world.addresses.validation(&world.mint));
        let is_hooked = kind == ClassKind::AccumulatingHooked;
        assert_eq!((class.kind, class.is_hooked(), class.is_distributing()), (kind as u8, is_hooked, false));
        assert_eq!(class.high_water_mark_e12, 1_000_000_000_000);
        assert_eq!(hook.ok().and_then(|hook| hook.program_id.into()), is_hooked.then_some(mmf::ID));
        assert_eq!(world.svm.get_account(&validation).is_some(), is_hooked);
    }
}

#[test]
fn a_class_without_a_hook_is_born_frozen_with_the_class_as_every_authority() {
    let world = World::gated();
    let data = world.data(&world.mint);
    let mint = StateWithExtensions::<Mint>::unpack(&data).unwrap();

    let mut types = mint.get_extension_types().unwrap();
    types.sort_by_key(|kind| u16::from(*kind));
    let mut expected = vec![
        ExtensionType::DefaultAccountState,
        ExtensionType::PermanentDelegate,
        ExtensionType::Pausable,
        ExtensionType::MintCloseAuthority,
        ExtensionType::MetadataPointer,
        ExtensionType::TokenMetadata,
    ];
    expected.sort_by_key(|kind| u16::from(*kind));
    assert_eq!(types, expected);
    let class = Some(world.class);
    assert_eq!(Option::from(mint.base.mint_authority), class);
    assert_eq!(Option::from(mint.base.freeze_authority), class);
    assert_eq!(mint.get_extension::<DefaultAccountState>().unwrap().state, AccountState::Frozen as u8);
    assert_eq!(Option::from(mint.get_extension::<PermanentDelegate>().unwrap().delegate), class);
    let (record, validation) = (world.class(), world.addresses.validation(&world.mint));
    assert_eq!((record.kind, record.validation), (ClassKind::AccumulatingGated as u8, Pubkey::default()));
    assert!(!record.is_hooked() && world.svm.get_account(&validation).is_none());
}

#[test]
fn governance_writes_the_hooks_account_list_again() {
    let mut world = World::new();
    let before = world.data(&world.addresses.validation(&world.mint));
    let authority = signed_by(&world.councils.enough(&[Role::Governance]));
    let order = world.addresses.update_hook_accounts(&world.fund, &world.class, &authority);

    world.privileged(&order).unwrap();

    assert_eq!(world.data(&world.addresses.validation(&world.mint)), before);
}
