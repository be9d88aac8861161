//! Moves cash that nobody has accounted for out of a vault.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::{to_books_down, to_settlement_down, to_settlement_up};

use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::events::StraySwept;
use crate::instructions::bind;
use crate::state::{Fund, FundSeeds};
use crate::token::{CashLeg, check_covered, pay_cash};

/// Accounts of `sweep_stray`.
#[derive(Accounts)]
pub struct SweepStray<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// One of the fund's four vaults. What lies in suspense beyond its books is only booked.
    #[account(mut, dup)]
    pub vault: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's vault for strays.
    #[account(mut)]
    pub suspense: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
}

/// Moves what a vault holds beyond its books to suspense, where it waits for whose it is. It is nobody's income. Anybody may.
pub fn handle_sweep_stray(ctx: Context<SweepStray>) -> Result<()> {
    let accounts = ctx.accounts;
    let (vault_key, suspense_key) = (accounts.vault.key(), accounts.suspense.key());
    let (booked_e6, decimals) = {
        let fund = accounts.fund.load()?;
        bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
        require_keys_eq!(fund.suspense, suspense_key, MmfError::AccountMismatch);
        (booked_in(&fund, &vault_key)?, fund.settlement_decimals)
    };
    let booked = to_settlement_up(booked_e6, decimals).or_mmf()?;
    let stray_e6 = to_books_down(accounts.vault.amount.saturating_sub(booked), decimals).or_mmf()?;
    let stray = to_settlement_down(stray_e6, decimals).or_mmf()?;
    require!(stray > 0, MmfError::NothingStray);
    let arrived = if vault_key == suspense_key { stray } else { move_to_suspense(accounts, stray)? };

    let mut fund = accounts.fund.load_mut()?;
    let amount_e6 = to_books_down(arrived, decimals).or_mmf()?;
    add(&mut fund.suspense_cash_e6, amount_e6)?;
    if vault_key != suspense_key {
        check_covered(&accounts.vault, booked_e6, decimals)?;
    }
    check_covered(&accounts.suspense, fund.suspense_cash_e6, decimals)?;
    let suspense_cash_e6 = fund.suspense_cash_e6;
    emit!(StraySwept {
        fund: accounts.fund.key(),
        seq: fund.next_seq()?,
        vault: vault_key,
        amount_e6,
        suspense_cash_e6,
    });
    Ok(())
}

/// Cash that a vault of the fund holds by the books, in e6.
fn booked_in(fund: &Fund, vault: &Pubkey) -> Result<u64> {
    let vaults = [
        (fund.buffer, fund.buffer_cash_e6),
        (fund.escrow, fund.escrow_cash_e6),
        (fund.payout, fund.payout_cash_e6),
        (fund.suspense, fund.suspense_cash_e6),
    ];
    let booked = vaults.into_iter().find(|(key, _)| key == vault).map(|(_, booked)| booked);
    booked.ok_or_else(|| MmfError::AccountMismatch.into())
}

fn move_to_suspense(accounts: &SweepStray<'_>, settlement_units: u64) -> Result<u64> {
    let seeds = FundSeeds::of(&*accounts.fund.load()?);
    pay_cash(
        &CashLeg {
            from: accounts.vault.to_account_info(),
            to: accounts.suspense.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
        &seeds.as_slices(),
    )
}
