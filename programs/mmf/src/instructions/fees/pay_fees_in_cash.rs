//! Pays accrued fees or withheld tax in cash.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::FeesPaid;
use crate::instructions::bind;
use crate::state::{Action, Dealing, Fund, FundSeeds, Role, ShareClass};
use crate::token::{CashLeg, check_covered, exact_settlement_units, vault_signer_moves_cash};

/// What is paid.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Due {
    /// Management and performance fees, to the fund's fee recipient.
    Fees,
    /// Tax withheld from dividends, to the fund's tax recipient.
    Tax,
}

/// Arguments of `pay_fees_in_cash`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct PayFeesArgs {
    /// What is paid.
    pub due: Due,
    /// Amount, in e6; at most what is payable.
    pub amount_e6: u64,
}

/// Accounts of `pay_fees_in_cash`; then the signers of the treasurer.
#[derive(Accounts)]
pub struct PayFeesInCash<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The recipient's cash account.
    #[account(mut)]
    pub cash_account: InterfaceAccount<'info, TokenAccount>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: InterfaceAccount<'info, TokenAccount>,
    /// The settlement mint.
    pub settlement_mint: InterfaceAccount<'info, Mint>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Pays an amount that the settlement mint can express exactly, out of the buffer. Redeemers whose price is fixed come first.
pub fn handle_pay_fees_in_cash(ctx: Context<PayFeesInCash>, args: PayFeesArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, class_key) = (accounts.fund.key(), accounts.class.key());
    let (seeds, settlement_units) = {
        let mut fund = accounts.fund.load_mut()?;
        let mut class = accounts.class.load_mut()?;
        bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
        require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
        class.check_version()?;
        require_keys_eq!(class.fund, fund_key, MmfError::AccountMismatch);
        Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Treasurer], loosens: false }.require(
            &mut accounts.action,
            ctx.remaining_accounts,
            &crate::instruction::PayFeesInCash { args },
            &[fund_key, class_key, accounts.cash_account.key()],
        )?;
        let recipient = match args.due {
            Due::Fees => fund.policy.fee_recipient,
            Due::Tax => fund.policy.tax_recipient,
        };
        check_recipient(&recipient, &accounts.cash_account.owner)?;
        let settlement_units = exact_settlement_units(args.amount_e6, fund.settlement_decimals)?;

        let payable_e6 = match args.due {
            Due::Fees => &mut class.management_fee_payable_e6,
            Due::Tax => &mut class.withheld_payable_e6,
        };
        *payable_e6 = payable_e6.checked_sub(args.amount_e6).ok_or(MmfError::FeesNotOwed)?;
        let payable_e6 = *payable_e6;
        let dealing = accounts.dealing.load()?;
        dealing.check(&fund_key)?;
        let left_e6 = fund.buffer_cash_e6.checked_sub(args.amount_e6).ok_or(MmfError::BufferShort)?;
        require!(left_e6 >= dealing.queue_due_e6, MmfError::BelowBufferFloor);
        fund.book_payment(args.amount_e6, Clock::get()?.unix_timestamp)?;
        emit!(FeesPaid {
            class: class_key,
            seq: class.next_seq()?,
            due: args.due as u8,
            amount_e6: args.amount_e6,
            recipient,
            payable_e6,
            buffer_cash_e6: fund.buffer_cash_e6,
        });
        (FundSeeds::of(&fund), settlement_units)
    };
    vault_signer_moves_cash(
        &CashLeg {
            from: accounts.buffer.to_account_info(),
            to: accounts.cash_account.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
        &seeds,
    )?;
    let fund = accounts.fund.load()?;
    check_covered(&accounts.buffer, fund.buffer_cash_e6, fund.settlement_decimals)
}

/// The account belongs to who governance named.
pub fn check_recipient(recipient: &Pubkey, owner: &Pubkey) -> Result<()> {
    require!(*recipient != Pubkey::default() && recipient == owner, MmfError::RecipientWrong);
    Ok(())
}
