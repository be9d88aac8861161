//! Makes accounts at program addresses, also where someone has sent lamports to the address before.

use anchor_lang::prelude::*;
use anchor_lang::solana_program::program::{invoke, invoke_signed};
use anchor_lang::solana_program::system_instruction;

/// Creates an account of `space` bytes, rent-exempt, that belongs to `owner`. `seeds` sign for the new address.
pub fn create<'info>(
    payer: &AccountInfo<'info>,
    account: &AccountInfo<'info>,
    system_program: &AccountInfo<'info>,
    owner: &Pubkey,
    space: usize,
    seeds: &[&[u8]],
) -> Result<()> {
    let space_bytes = u64::try_from(space).map_err(|_| ProgramError::InvalidRealloc)?;
    fund_rent(payer, account, system_program, Rent::get()?.minimum_balance(space))?;
    let accounts = [account.clone(), system_program.clone()];
    invoke_signed(&system_instruction::allocate(account.key, space_bytes), &accounts, &[seeds])?;
    invoke_signed(&system_instruction::assign(account.key, owner), &accounts, &[seeds])?;
    Ok(())
}

/// Tops an account up to `lamports`.
pub fn fund_rent<'info>(
    payer: &AccountInfo<'info>,
    account: &AccountInfo<'info>,
    system_program: &AccountInfo<'info>,
    lamports: u64,
) -> Result<()> {
    let missing = lamports.saturating_sub(account.lamports());
    if missing > 0 {
        invoke(
            &system_instruction::transfer(payer.key, account.key, missing),
            &[payer.clone(), account.clone(), system_program.clone()],
        )?;
    }
    Ok(())
}

/// Creates a zero-copy account of this program at its address and lets `fill` write it.
pub fn create_zero_copy<'info, T: anchor_lang::ZeroCopy + anchor_lang::Owner>(
    payer: &AccountInfo<'info>,
    account: &'info AccountInfo<'info>,
    system_program: &AccountInfo<'info>,
    seeds: &[&[u8]],
    fill: impl FnOnce(&mut T) -> Result<()>,
) -> Result<()> {
    let space = T::DISCRIMINATOR.len().saturating_add(core::mem::size_of::<T>());
    create(payer, account, system_program, &crate::ID, space, seeds)?;
    let loader = AccountLoader::<T>::try_from_unchecked(&crate::ID, account)?;
    {
        let mut value = loader.load_init()?;
        fill(&mut value)?;
    }
    loader.exit(&crate::ID)
}
