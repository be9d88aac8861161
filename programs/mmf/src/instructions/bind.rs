//! Checks that accounts belong together, by what they hold. Each fails with [`MmfError::AccountMismatch`].

use anchor_lang::prelude::*;

use crate::error::MmfError;
use crate::state::{Fund, Holding, Investor, ShareClass};

/// A class belongs to a fund, and the mint to the class.
pub fn class_of_fund(class: &ShareClass, fund: &Pubkey, mint: &Pubkey) -> Result<()> {
    class.check_version()?;
    require_keys_eq!(class.fund, *fund, MmfError::AccountMismatch);
    require_keys_eq!(class.mint, *mint, MmfError::AccountMismatch);
    Ok(())
}

/// A holding is the register's line for a token account in a class, and belongs to an investor of the same generation.
pub fn holding_of(
    holding: &Holding,
    class: (&Pubkey, &ShareClass),
    investor: (&Pubkey, &Investor),
    token_account: &Pubkey,
) -> Result<()> {
    holding.check_version()?;
    investor.1.check_version()?;
    require_keys_eq!(holding.class, *class.0, MmfError::AccountMismatch);
    require_keys_eq!(holding.investor, *investor.0, MmfError::AccountMismatch);
    require_keys_eq!(holding.token_account, *token_account, MmfError::AccountMismatch);
    require_keys_eq!(investor.1.fund, class.1.fund, MmfError::AccountMismatch);
    require!(holding.investor_generation == investor.1.generation, MmfError::AccountMismatch);
    Ok(())
}

/// The settlement mint and its program are the fund's.
pub fn settlement_of(fund: &Fund, mint: &Pubkey, token_program: &Pubkey) -> Result<()> {
    fund.check_version()?;
    require_keys_eq!(fund.settlement_mint, *mint, MmfError::AccountMismatch);
    require_keys_eq!(fund.settlement_token_program, *token_program, MmfError::AccountMismatch);
    Ok(())
}
