//! The hook's extra accounts, as the validation account lists them. See the table in `docs/integrating.md`.

use anchor_lang::prelude::*;
use spl_tlv_account_resolution::{
    account::ExtraAccountMeta, pubkey_data::PubkeyData, seeds::Seed, state::ExtraAccountMetaList,
};
use spl_transfer_hook_interface::instruction::ExecuteInstruction;

use crate::constants::{HOLDING_SEED, VALIDATION_ENTRIES};

/// Place of the source holding among the accounts of `Execute`.
pub const SOURCE_HOLDING: u8 = 6;
/// Place of the destination holding among the accounts of `Execute`.
pub const DESTINATION_HOLDING: u8 = 7;
/// Byte of a holding's account at which its investor stands.
pub const HOLDING_INVESTOR_OFFSET: u8 = 8;

/// Class; holdings by token account; investors as the holdings name them.
pub fn entries(class: &Pubkey) -> Result<[ExtraAccountMeta; 5]> {
    let holding = |token_account: u8| {
        let seeds = [Seed::Literal { bytes: HOLDING_SEED.to_vec() }, Seed::AccountKey { index: token_account }];
        ExtraAccountMeta::new_with_seeds(&seeds, false, true)
    };
    let investor = |holding: u8| {
        let place = PubkeyData::AccountData { account_index: holding, data_index: HOLDING_INVESTOR_OFFSET };
        ExtraAccountMeta::new_with_pubkey_data(&place, false, true)
    };
    Ok([
        ExtraAccountMeta::new_with_pubkey(class, false, false)?,
        holding(0)?,
        holding(2)?,
        investor(SOURCE_HOLDING)?,
        investor(DESTINATION_HOLDING)?,
    ])
}

/// Bytes of the validation account: it has room for more entries than it uses.
pub fn validation_space() -> Result<usize> {
    Ok(ExtraAccountMetaList::size_of(usize::from(VALIDATION_ENTRIES))?)
}

/// Writes the list into a new validation account.
pub fn write_entries(data: &mut [u8], class: &Pubkey) -> Result<()> {
    Ok(ExtraAccountMetaList::init::<ExecuteInstruction>(data, &entries(class)?)?)
}

/// Writes the list of this release over an older one.
pub fn rewrite_entries(data: &mut [u8], class: &Pubkey) -> Result<()> {
    Ok(ExtraAccountMetaList::update::<ExecuteInstruction>(data, &entries(class)?)?)
}
