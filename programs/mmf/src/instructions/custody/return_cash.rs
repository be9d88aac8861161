//! Takes cash back from a custodian into the buffer.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use super::{CashArgs, check_custodian};
use crate::books::{add, add_signed};
use crate::error::MmfError;
use crate::events::CashMoved;
use crate::instructions::bind;
use crate::state::{Custodian, Fund};
use crate::token::{CashLeg, check_covered, exact_settlement_units, move_cash};

/// Accounts of `return_cash`.
#[derive(Accounts)]
pub struct ReturnCash<'info> {
    /// The custodian: owner of the listed account.
    pub custodian_owner: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// The custodian's record.
    #[account(mut)]
    pub custodian: Account<'info, Custodian>,
    /// The custodian's account.
    #[account(mut)]
    pub token_account: InterfaceAccount<'info, TokenAccount>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: InterfaceAccount<'info, TokenAccount>,
    /// The settlement mint.
    pub settlement_mint: InterfaceAccount<'info, Mint>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
}

/// Returns cash. More than was swept may come back: bills earn.
pub fn handle_return_cash(ctx: Context<ReturnCash>, args: CashArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let settlement_units = {
        let fund = accounts.fund.load()?;
        bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
        require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
        check_custodian(&accounts.custodian, &fund_key, &accounts.token_account)?;
        exact_settlement_units(args.amount_e6, fund.settlement_decimals)?
    };
    let arrived = move_cash(
        &CashLeg {
            from: accounts.token_account.to_account_info(),
            to: accounts.buffer.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: &accounts.custodian_owner,
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
    )?;
    require!(arrived == settlement_units, MmfError::CashLegWrong);

    let mut fund = accounts.fund.load_mut()?;
    add(&mut fund.buffer_cash_e6, args.amount_e6)?;
    add_signed(&mut fund.custodian_net_e6, args.amount_e6, true)?;
    add(&mut accounts.custodian.returned_e6, args.amount_e6)?;
    check_covered(&accounts.buffer, fund.buffer_cash_e6, fund.settlement_decimals)?;
    emit!(CashMoved {
        fund: fund_key,
        seq: fund.next_seq()?,
        token_account: accounts.token_account.key(),
        amount_e6: args.amount_e6,
        swept: false,
        buffer_cash_e6: fund.buffer_cash_e6,
        custodian_net_e6: fund.custodian_net_e6,
    });
    Ok(())
}
