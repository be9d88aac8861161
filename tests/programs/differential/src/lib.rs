//! Test program: runs the operation groups of `differential-core` as bytecode, and fails in each way that a program can.
//!
//! Instruction data: group number (one byte), seed (eight bytes, little endian), rounds (one byte). It logs `digest` and the digest in
//! hexadecimal. Numbers from 200 fail instead (see [`faults`]).

pub mod faults;

use solana_account_info::AccountInfo;
use solana_msg::msg;
use solana_program_error::ProgramError;
use solana_pubkey::Pubkey;

solana_program_entrypoint::entrypoint!(process);

fn process(_program: &Pubkey, _accounts: &[AccountInfo], data: &[u8]) -> Result<(), ProgramError> {
    let [group, seed @ .., rounds] = data else {
        return Err(ProgramError::InvalidInstructionData);
    };
    let seed: [u8; 8] = seed.try_into().map_err(|_| ProgramError::InvalidInstructionData)?;
    let seed = u64::from_le_bytes(seed);
    if *group >= faults::FIRST {
        msg!("no fault: {}", faults::fail(*group, seed));
        return Ok(());
    }
    let digest = differential_core::run(usize::from(*group), seed, u32::from(*rounds));
    msg!("digest {:016x}", digest);
    Ok(())
}
