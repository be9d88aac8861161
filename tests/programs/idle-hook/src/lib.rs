//! A hook that allows everything: what Token-2022 costs around it is what a hook's accounts cost.

use solana_account_info::AccountInfo;
use solana_program_error::ProgramError;
use solana_pubkey::Pubkey;

solana_program_entrypoint::entrypoint!(process);

fn process(_: &Pubkey, _: &[AccountInfo], _: &[u8]) -> Result<(), ProgramError> {
    Ok(())
}
