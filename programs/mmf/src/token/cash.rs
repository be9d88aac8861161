//! Cash legs in the settlement mint. Each checks what really moved.

use anchor_lang::prelude::*;
use anchor_lang::solana_program::program::invoke_signed;
use anchor_spl::token_interface::spl_token_2022::extension::{StateWithExtensions, memo_transfer::memo_required};
use anchor_spl::token_interface::spl_token_2022::{instruction, state::Account};
use anchor_spl::token_interface::{Mint, TokenAccount};
use mmf_math::convert::{to_books_down, to_settlement_down};

use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, FundSeeds};

/// The accounts of a cash leg.
pub struct CashLeg<'a, 'info> {
    /// Where the cash comes from.
    pub from: &'a InterfaceAccount<'info, TokenAccount>,
    /// Where it goes.
    pub to: &'a InterfaceAccount<'info, TokenAccount>,
    /// The settlement mint.
    pub mint: &'a InterfaceAccount<'info, Mint>,
    /// Owner or delegate of `from`.
    pub authority: &'a AccountInfo<'info>,
    /// The settlement mint's token program.
    pub token_program: &'a AccountInfo<'info>,
}

/// An amount in units of the settlement mint.
///
/// # Errors
/// [`MmfError::AmountTooSmall`] below one unit, [`MmfError::CashLegWrong`] where the mint can't express the amount exactly.
pub fn exact_settlement_units(amount_e6: u64, decimals: u8) -> Result<u64> {
    let settlement_units = to_settlement_down(amount_e6, decimals).or_mmf()?;
    require!(settlement_units > 0, MmfError::AmountTooSmall);
    let exact_e6 = to_books_down(settlement_units, decimals).or_mmf()?;
    require!(exact_e6 == amount_e6, MmfError::CashLegWrong);
    Ok(settlement_units)
}

/// Moves settlement units with the authority's own signature; returns what arrived.
pub fn move_cash(leg: &CashLeg<'_, '_>, settlement_units: u64) -> Result<u64> {
    transfer(leg, settlement_units, &[])
}

/// Moves settlement units out of a vault; all of it must arrive.
///
/// # Errors
/// [`MmfError::CashLegWrong`].
pub fn vault_signer_moves_cash(leg: &CashLeg<'_, '_>, settlement_units: u64, seeds: &FundSeeds) -> Result<()> {
    let arrived = transfer(leg, settlement_units, &[&seeds.as_slices()])?;
    require!(arrived == settlement_units, MmfError::CashLegWrong);
    Ok(())
}

fn transfer(leg: &CashLeg<'_, '_>, settlement_units: u64, seeds: &[&[&[u8]]]) -> Result<u64> {
    let order = instruction::transfer_checked(
        leg.token_program.key,
        &leg.from.key(),
        &leg.mint.key(),
        &leg.to.key(),
        leg.authority.key,
        &[],
        settlement_units,
        leg.mint.decimals,
    )?;
    let to = leg.to.to_account_info();
    let accounts = [leg.from.to_account_info(), leg.mint.to_account_info(), to.clone(), leg.authority.clone()];
    invoke_signed(&order, &accounts, seeds)?;
    let after = {
        let data = to.try_borrow_data()?;
        TokenAccount::try_deserialize_unchecked(&mut &data[..])?.amount
    };
    after.checked_sub(leg.to.amount).ok_or_else(|| MmfError::CashLegWrong.into())
}

/// Whether a cash account exists, belongs to an owner, is not frozen, and takes cash without a memo.
pub fn takes_cash(fund: &Fund, owner: &Pubkey, info: &AccountInfo<'_>) -> bool {
    if *info.owner != fund.settlement_token_program {
        return false;
    }
    let Ok(data) = info.try_borrow_data() else { return false };
    StateWithExtensions::<Account>::unpack(&data).is_ok_and(|account| {
        let is_theirs = account.base.owner == *owner && account.base.mint == fund.settlement_mint;
        is_theirs && !account.base.is_frozen() && !memo_required(&account)
    })
}
