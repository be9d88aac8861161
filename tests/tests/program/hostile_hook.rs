//! Another mint, whose own hook calls ours in the middle of its own genuine transfer.

use mmf::error::MmfError;
use mmf_tests::{ONE, World, expect_error};
use solana_sdk::instruction::AccountMeta;
use spl_tlv_account_resolution::account::ExtraAccountMeta;

#[test]
fn another_mints_hook_cannot_move_our_register_from_within_its_own_transfer() {
    let mut world = World::new();
    let (victim, accomplice) = (world.holder(10 * ONE), world.holder(0));
    world.subscribe(&victim, 10 * ONE).unwrap();
    let foreign = world.foreign_mint("tests/hostile_hook.so");
    let extras = [
        AccountMeta::new_readonly(mmf::ID, false),
        AccountMeta::new_readonly(world.addresses.validation(&world.mint), false),
        AccountMeta::new_readonly(world.class, false),
        AccountMeta::new(victim.holding, false),
        AccountMeta::new(accomplice.holding, false),
        AccountMeta::new(victim.investor, false),
        AccountMeta::new(accomplice.investor, false),
    ];
    let metas = extras
        .iter()
        .map(|meta| ExtraAccountMeta::new_with_pubkey(&meta.pubkey, false, meta.is_writable).unwrap())
        .collect::<Vec<_>>();
    let validation = world.list_extras(&foreign, &metas);

    let order = foreign.transfer(&extras, validation);

    expect_error(world.send(&[order], &[&foreign.owner]), MmfError::NotInTransfer);
    assert_eq!(world.holding(&victim.holding).recorded_units, 10 * ONE);
    assert_eq!(world.holding(&accomplice.holding).recorded_units, 0);
}
