//! Another mint, whose own hook calls ours in the middle of its own genuine transfer.

use mmf::error::MmfError;
use mmf_tests::world::bytecode;
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::account::Account;
use solana_sdk::instruction::AccountMeta;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Keypair;
use solana_sdk::signer::Signer;
use spl_tlv_account_resolution::account::ExtraAccountMeta;
use spl_tlv_account_resolution::state::ExtraAccountMetaList;
use spl_token_2022_interface::extension::{ExtensionType, transfer_hook};
use spl_token_2022_interface::instruction as token;
use spl_token_2022_interface::state::Mint;
use spl_transfer_hook_interface::get_extra_account_metas_address;
use spl_transfer_hook_interface::instruction::ExecuteInstruction;

const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

struct Foreign {
    program: Pubkey,
    mint: Pubkey,
    from: Pubkey,
    to: Pubkey,
    owner: Keypair,
    extras: Vec<AccountMeta>,
}

/// A foreign mint with accounts of two owners, and a hook that passes our accounts on to our `Execute`.
fn foreign(world: &mut World, victim: &Holder, accomplice: &Holder) -> Foreign {
    let program = Pubkey::new_unique();
    world.svm.add_program(program, &bytecode("tests/hostile_hook.so")).unwrap();
    let (mint, owner) = (Keypair::new(), Keypair::new());
    let payer = world.payer.pubkey();
    let space = ExtensionType::try_calculate_account_len::<Mint>(&[ExtensionType::TransferHook]).unwrap();
    let rent = world.svm.minimum_balance_for_rent_exemption(space);
    let orders = [
        solana_system_interface::instruction::create_account(
            &payer,
            &mint.pubkey(),
            rent,
            u64::try_from(space).unwrap(),
            &TOKEN_2022,
        ),
        transfer_hook::instruction::initialize(&TOKEN_2022, &mint.pubkey(), Some(payer), Some(program)).unwrap(),
        token::initialize_mint2(&TOKEN_2022, &mint.pubkey(), &payer, None, 6).unwrap(),
    ];
    world.send(&orders, &[&mint]).unwrap();
    let account = |world: &mut World, holder: &Pubkey| {
        let create = spl_associated_token_account_interface::instruction::create_associated_token_account(
            &payer,
            holder,
            &mint.pubkey(),
            &TOKEN_2022,
        );
        world.send(&[create], &[]).unwrap();
        world.addresses.share_account(holder, &mint.pubkey())
    };
    let from = account(world, &owner.pubkey());
    let to = account(world, &Pubkey::new_unique());
    let fill = token::mint_to(&TOKEN_2022, &mint.pubkey(), &from, &payer, &[], 10 * ONE).unwrap();
    world.send(&[fill], &[]).unwrap();

    let extras = vec![
        AccountMeta::new_readonly(mmf::ID, false),
        AccountMeta::new_readonly(world.addresses.validation(&world.mint), false),
        AccountMeta::new_readonly(world.class, false),
        AccountMeta::new(victim.holding, false),
        AccountMeta::new(accomplice.holding, false),
        AccountMeta::new(victim.investor, false),
        AccountMeta::new(accomplice.investor, false),
    ];
    Foreign { program, mint: mint.pubkey(), from, to, owner, extras }
}

fn list_extras(world: &mut World, foreign: &Foreign) -> Pubkey {
    let metas: Vec<ExtraAccountMeta> = foreign
        .extras
        .iter()
        .map(|meta| ExtraAccountMeta::new_with_pubkey(&meta.pubkey, false, meta.is_writable).unwrap())
        .collect();
    let mut data = vec![0; ExtraAccountMetaList::size_of(metas.len()).unwrap()];
    ExtraAccountMetaList::init::<ExecuteInstruction>(&mut data, &metas).unwrap();
    let address = get_extra_account_metas_address(&foreign.mint, &foreign.program);
    let lamports = world.svm.minimum_balance_for_rent_exemption(data.len());
    let account = Account { lamports, data, owner: foreign.program, executable: false, rent_epoch: 0 };
    world.svm.set_account(address, account).unwrap();
    address
}

#[test]
fn another_mints_hook_cannot_move_our_register_from_within_its_own_transfer() {
    let mut world = World::new();
    let (victim, accomplice) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&victim, 10 * ONE).unwrap();
    let foreign = foreign(&mut world, &victim, &accomplice);
    let validation = list_extras(&mut world, &foreign);
    let owner = foreign.owner.pubkey();
    let mut order = token::transfer_checked(
        &TOKEN_2022,
        &foreign.from,
        &foreign.mint,
        &foreign.to,
        &owner,
        &[],
        ONE,
        6,
    )
    .unwrap();
    order.accounts.extend(foreign.extras.clone());
    order.accounts.push(AccountMeta::new_readonly(foreign.program, false));
    order.accounts.push(AccountMeta::new_readonly(validation, false));

    expect_error(world.send(&[order], &[&foreign.owner]), MmfError::NotInTransfer);
    assert_eq!(world.holding(&victim.holding).recorded_units, 10 * ONE);
    assert_eq!(world.holding(&accomplice.holding).recorded_units, 0);
}
