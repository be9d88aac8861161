//! Sends cash in suspense to whom it belongs.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::SuspenseReleased;
use crate::instructions::bind;
use crate::state::{Action, Fund, FundSeeds, Role};
use crate::token::{CashLeg, check_covered, exact_settlement_units, pay_cash};

/// Arguments of `release_suspense`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct ReleaseSuspenseArgs {
    /// Amount, in e6.
    pub amount_e6: u64,
    /// SHA-256 of the proof of whose it is.
    pub document_hash: [u8; 32],
}

/// Accounts of `release_suspense`; then the signers of the treasurer and of compliance.
#[derive(Accounts)]
pub struct ReleaseSuspense<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// Who gets it; none of the fund's vaults.
    #[account(mut)]
    pub token_account: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's vault for strays.
    #[account(mut)]
    pub suspense: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Pays out of suspense, with the proof of whose it is. It never becomes the fund's.
pub fn handle_release_suspense(ctx: Context<ReleaseSuspense>, args: ReleaseSuspenseArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, account_key) = (accounts.fund.key(), accounts.token_account.key());
    let (seeds, settlement_units) = {
        let mut fund = accounts.fund.load_mut()?;
        bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
        require_keys_eq!(fund.suspense, accounts.suspense.key(), MmfError::AccountMismatch);
        require_keys_neq!(accounts.token_account.owner, fund_key, MmfError::AccountMismatch);
        require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
        let roles: &[Role] = &[Role::Treasurer, Role::Compliance];
        Demand { fund_key: &fund_key, fund: &fund, roles, loosens: false }.require(
            &mut accounts.action,
            ctx.remaining_accounts,
            &crate::instruction::ReleaseSuspense { args },
            &[fund_key, account_key],
        )?;
        let settlement_units = exact_settlement_units(args.amount_e6, fund.settlement_decimals)?;
        fund.suspense_cash_e6 = fund.suspense_cash_e6.checked_sub(args.amount_e6).ok_or(MmfError::SuspenseShort)?;
        let suspense_cash_e6 = fund.suspense_cash_e6;
        emit!(SuspenseReleased {
            fund: fund_key,
            seq: fund.next_seq()?,
            token_account: account_key,
            amount_e6: args.amount_e6,
            suspense_cash_e6,
            document_hash: args.document_hash,
        });
        (FundSeeds::of(&fund), settlement_units)
    };
    pay_cash(
        &CashLeg {
            from: accounts.suspense.to_account_info(),
            to: accounts.token_account.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
        &seeds.as_slices(),
    )?;
    let fund = accounts.fund.load()?;
    check_covered(&accounts.suspense, fund.suspense_cash_e6, fund.settlement_decimals)
}
