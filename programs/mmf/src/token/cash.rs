//! Cash legs in the settlement mint. Each checks what really moved.

use anchor_lang::prelude::*;
use anchor_lang::solana_program::program::invoke_signed;
use anchor_spl::token_interface::spl_token_2022::extension::{
    BaseStateWithExtensions, StateWithExtensions, confidential_transfer::ConfidentialTransferAccount,
    memo_transfer::memo_required, transfer_fee::TransferFeeConfig,
};
use anchor_spl::token_interface::spl_token_2022::{
    instruction,
    state::{Account, Mint as MintState},
};
use anchor_spl::token_interface::{Mint, TokenAccount};
use mmf_math::convert::{to_books_down, to_settlement_down};

use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, FundSeeds};

/// The accounts of a cash leg.
pub struct CashLeg<'a, 'info> {
    /// Where the cash comes from.
    pub from: AccountInfo<'info>,
    /// Where it goes.
    pub to: AccountInfo<'info>,
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

/// Who moves cash: a signer of the transaction (no seeds), or an address of this program.
#[derive(Clone, Copy)]
pub struct Payer<'a, 'info> {
    /// Owner or delegate of the account that pays.
    pub authority: &'a AccountInfo<'info>,
    /// Its signer seeds; empty for a signer.
    pub seeds: &'a [&'a [u8]],
}

/// Moves settlement units with the authority's own signature; returns what arrived.
pub fn move_cash(leg: &CashLeg<'_, '_>, settlement_units: u64) -> Result<u64> {
    pay_cash(leg, settlement_units, &[])
}

/// Moves settlement units for a payer; returns what arrived. No more than they leaves the account.
///
/// # Errors
/// [`MmfError::CashLegWrong`].
pub fn pay_cash(leg: &CashLeg<'_, '_>, settlement_units: u64, seeds: &[&[u8]]) -> Result<u64> {
    let held = balance(&leg.from)?;
    let arrived = if seeds.is_empty() {
        transfer(leg, settlement_units, &[])?
    } else {
        transfer(leg, settlement_units, &[seeds])?
    };
    let left = held.checked_sub(settlement_units).ok_or(MmfError::CashLegWrong)?;
    require!(balance(&leg.from)? == left, MmfError::CashLegWrong);
    Ok(arrived)
}

/// A vault holds at least what its books say.
///
/// # Errors
/// [`MmfError::VaultShort`].
pub fn check_covered(vault: &InterfaceAccount<'_, TokenAccount>, booked_e6: u64, decimals: u8) -> Result<()> {
    let booked = to_settlement_down(booked_e6, decimals).or_mmf()?;
    require!(balance(&vault.to_account_info())? >= booked, MmfError::VaultShort);
    Ok(())
}

/// What arrives of settlement units that are sent: less where the mint charges a transfer fee.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn expected_arrival(mint: &InterfaceAccount<'_, Mint>, settlement_units: u64) -> Result<u64> {
    let info = mint.to_account_info();
    let data = info.try_borrow_data()?;
    let state = StateWithExtensions::<MintState>::unpack(&data)?;
    let Ok(config) = state.get_extension::<TransferFeeConfig>() else { return Ok(settlement_units) };
    let fee = config.calculate_epoch_fee(Clock::get()?.epoch, settlement_units).ok_or(MmfError::Overflow)?;
    settlement_units.checked_sub(fee).ok_or_else(|| MmfError::Overflow.into())
}

/// The balance of a token account, where the token program keeps it: behind mint and owner, in both programs.
fn balance(info: &AccountInfo<'_>) -> Result<u64> {
    let data = info.try_borrow_data()?;
    let amount = data.get(64..72).and_then(|bytes| bytes.try_into().ok()).ok_or(MmfError::CashLegWrong)?;
    Ok(u64::from_le_bytes(amount))
}

/// Moves settlement units out of a vault; all of it must arrive.
///
/// # Errors
/// [`MmfError::CashLegWrong`].
pub fn vault_signer_moves_cash(leg: &CashLeg<'_, '_>, settlement_units: u64, seeds: &FundSeeds) -> Result<()> {
    let arrived = pay_cash(leg, settlement_units, &seeds.as_slices())?;
    require!(arrived == settlement_units, MmfError::CashLegWrong);
    Ok(())
}

fn transfer(leg: &CashLeg<'_, '_>, settlement_units: u64, seeds: &[&[&[u8]]]) -> Result<u64> {
    let order = instruction::transfer_checked(
        leg.token_program.key,
        leg.from.key,
        &leg.mint.key(),
        leg.to.key,
        leg.authority.key,
        &[],
        settlement_units,
        leg.mint.decimals,
    )?;
    let held = balance(&leg.to)?;
    let accounts = [leg.from.clone(), leg.mint.to_account_info(), leg.to.clone(), leg.authority.clone()];
    invoke_signed(&order, &accounts, seeds)?;
    balance(&leg.to)?.checked_sub(held).ok_or_else(|| MmfError::CashLegWrong.into())
}

/// Whether a cash account exists, belongs to an owner, is not frozen, and takes plain cash without a memo.
pub fn takes_cash(fund: &Fund, owner: &Pubkey, info: &AccountInfo<'_>) -> bool {
    if *info.owner != fund.settlement_token_program {
        return false;
    }
    let Ok(data) = info.try_borrow_data() else { return false };
    StateWithExtensions::<Account>::unpack(&data).is_ok_and(|account| {
        let is_theirs = account.base.owner == *owner && account.base.mint == fund.settlement_mint;
        let confidential = account.get_extension::<ConfidentialTransferAccount>();
        let is_closed_to_plain = confidential.is_ok_and(|it| !bool::from(it.allow_non_confidential_credits));
        is_theirs && !account.base.is_frozen() && !memo_required(&account) && !is_closed_to_plain
    })
}
