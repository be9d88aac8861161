//! A hook of somebody else's mint that calls our `Execute` in the middle of its own genuine transfer.
//!
//! Accounts: the four of a hook call, this hook's validation account, then our program, and what our `Execute` takes from its fifth account on.

use solana_account_info::AccountInfo;
use solana_cpi::invoke;
use solana_instruction::{AccountMeta, Instruction};
use solana_program_error::ProgramError;
use solana_pubkey::Pubkey;

solana_program_entrypoint::entrypoint!(process);

fn process(_: &Pubkey, accounts: &[AccountInfo], data: &[u8]) -> Result<(), ProgramError> {
    let [source, mint, destination, authority, _own_validation, target, rest @ ..] = accounts else {
        return Err(ProgramError::NotEnoughAccountKeys);
    };
    let parties = [source, mint, destination, authority].into_iter().chain(rest);
    let metas = parties
        .map(|info| AccountMeta { pubkey: *info.key, is_signer: false, is_writable: info.is_writable })
        .collect();
    let order = Instruction { program_id: *target.key, accounts: metas, data: data.to_vec() };
    invoke(&order, accounts)
}
