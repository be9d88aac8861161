//! Token ACL: the instructions of its crate behind an entrypoint of our own. The crate's own entrypoint prints to the standard output, which
//! our bytecode builder does not link.

use original::instructions::*;
use solana_account_info::AccountInfo;
use solana_program_error::ProgramError;
use solana_pubkey::Pubkey;

solana_program_entrypoint::entrypoint!(process);

fn process<'a>(_: &'a Pubkey, accounts: &'a [AccountInfo<'a>], data: &'a [u8]) -> Result<(), ProgramError> {
    let (tag, rest) = data.split_first().ok_or(ProgramError::InvalidInstructionData)?;
    match *tag {
        CreateConfig::DISCRIMINATOR => CreateConfig::try_from(accounts)?.process(rest),
        Freeze::DISCRIMINATOR => Freeze::try_from(accounts)?.process(),
        Thaw::DISCRIMINATOR => Thaw::try_from(accounts)?.process(),
        FreezePermissionless::DISCRIMINATOR => FreezePermissionless::try_from(accounts)?.process(false),
        FreezePermissionlessIdempotent::DISCRIMINATOR => FreezePermissionless::try_from(accounts)?.process(true),
        ThawPermissionless::DISCRIMINATOR => ThawPermissionless::try_from(accounts)?.process(false),
        ThawPermissionlessIdempotent::DISCRIMINATOR => ThawPermissionless::try_from(accounts)?.process(true),
        SetAuthority::DISCRIMINATOR => SetAuthority::try_from(accounts)?.process(rest),
        SetGatingProgram::DISCRIMINATOR => SetGatingProgram::try_from(accounts)?.process(rest),
        DeleteConfig::DISCRIMINATOR => DeleteConfig::try_from(accounts)?.process(rest),
        TogglePermissionlessInstructions::DISCRIMINATOR => {
            TogglePermissionlessInstructions::try_from(accounts)?.process(rest)
        }
        _ => Err(ProgramError::InvalidInstructionData),
    }
}
