//! The accounts that Token ACL adds when it asks, as the class's two validation accounts list them.

use anchor_lang::prelude::*;
use spl_tlv_account_resolution::{
    account::ExtraAccountMeta, pubkey_data::PubkeyData, seeds::Seed, state::ExtraAccountMetaList,
};
use token_acl_interface::instruction::{CanFreezePermissionlessInstruction, CanThawPermissionlessInstruction};

use crate::constants::HOLDING_SEED;
use crate::instructions::HOLDING_INVESTOR_OFFSET;

/// Place of the token account among the accounts of a question.
const TOKEN_ACCOUNT: u8 = 1;
/// Place of the holding.
const HOLDING: u8 = 7;
/// Entries of each list.
const ENTRIES: usize = 3;

/// Class; holding by token account; investor as the holding names it.
fn entries(class: &Pubkey) -> Result<[ExtraAccountMeta; ENTRIES]> {
    let seeds = [Seed::Literal { bytes: HOLDING_SEED.to_vec() }, Seed::AccountKey { index: TOKEN_ACCOUNT }];
    let investor = PubkeyData::AccountData { account_index: HOLDING, data_index: HOLDING_INVESTOR_OFFSET };
    Ok([
        ExtraAccountMeta::new_with_pubkey(class, false, false)?,
        ExtraAccountMeta::new_with_seeds(&seeds, false, false)?,
        ExtraAccountMeta::new_with_pubkey_data(&investor, false, false)?,
    ])
}

/// Bytes of a validation account.
pub(super) fn space() -> Result<usize> {
    Ok(ExtraAccountMetaList::size_of(ENTRIES)?)
}

/// Writes the list for the question whether to thaw.
pub(super) fn write_thaw(data: &mut [u8], class: &Pubkey) -> Result<()> {
    Ok(ExtraAccountMetaList::init::<CanThawPermissionlessInstruction>(data, &entries(class)?)?)
}

/// Writes the list for the question whether to freeze.
pub(super) fn write_freeze(data: &mut [u8], class: &Pubkey) -> Result<()> {
    Ok(ExtraAccountMetaList::init::<CanFreezePermissionlessInstruction>(data, &entries(class)?)?)
}
