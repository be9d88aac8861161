//! Sends cash from the buffer to a listed custodian account.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use crate::authority::Demand;
use crate::books::{add, add_signed};
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::CashMoved;
use crate::instructions::bind;
use crate::state::{Action, Custodian, Dealing, Fund, FundSeeds, Role};
use crate::token::{CashLeg, check_covered, exact_settlement_units, vault_signer_moves_cash};

/// Arguments of `sweep_cash` and `return_cash`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct CashArgs {
    /// Amount in e6 of the fund currency.
    pub amount_e6: u64,
}

/// Accounts of `sweep_cash`; then the signers of the treasurer.
#[derive(Accounts)]
pub struct SweepCash<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    pub dealing: AccountLoader<'info, Dealing>,
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
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Sweeps cash that neither the buffer's floor nor priced redemptions need.
pub fn handle_sweep_cash(ctx: Context<SweepCash>, args: CashArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, account_key) = (accounts.fund.key(), accounts.token_account.key());
    let (seeds, settlement_units) = {
        let mut fund = accounts.fund.load_mut()?;
        bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
        require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
        Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Treasurer], loosens: false }.require(
            &mut accounts.action,
            ctx.remaining_accounts,
            &crate::instruction::SweepCash { args },
            &[fund_key, account_key],
        )?;
        check_custodian(&accounts.custodian, &fund_key, &accounts.token_account)?;
        require!(accounts.custodian.active == 1, MmfError::CustodianNotListed);
        count_sweep(&mut accounts.custodian, args.amount_e6)?;
        let settlement_units = exact_settlement_units(args.amount_e6, fund.settlement_decimals)?;
        let dealing = accounts.dealing.load()?;
        dealing.check(&fund_key)?;
        dealing.check_leaves_buffer(&fund, args.amount_e6)?;
        fund.buffer_cash_e6 = fund.buffer_cash_e6.checked_sub(args.amount_e6).ok_or(MmfError::BufferShort)?;
        add_signed(&mut fund.custodian_net_e6, args.amount_e6, false)?;
        emit!(CashMoved {
            fund: fund_key,
            seq: fund.next_seq()?,
            token_account: account_key,
            amount_e6: args.amount_e6,
            swept: true,
            buffer_cash_e6: fund.buffer_cash_e6,
            custodian_net_e6: fund.custodian_net_e6,
        });
        (FundSeeds::of(&fund), settlement_units)
    };
    vault_signer_moves_cash(
        &CashLeg {
            from: accounts.buffer.to_account_info(),
            to: accounts.token_account.to_account_info(),
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

/// The account is listed by this fund and still belongs to who it belonged to.
pub fn check_custodian(
    custodian: &Custodian,
    fund: &Pubkey,
    account: &InterfaceAccount<'_, TokenAccount>,
) -> Result<()> {
    require!(custodian.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(custodian.fund, *fund, MmfError::AccountMismatch);
    require!(
        custodian.token_account == account.key() && custodian.owner == account.owner,
        MmfError::CustodianNotListed
    );
    Ok(())
}

fn count_sweep(custodian: &mut Custodian, amount_e6: u64) -> Result<()> {
    let today = i32::try_from(Clock::get()?.unix_timestamp.div_euclid(86_400)).map_err(|_| MmfError::Overflow)?;
    if custodian.limit_day != today {
        custodian.limit_day = today;
        custodian.swept_today_e6 = 0;
    }
    add(&mut custodian.swept_today_e6, amount_e6)?;
    add(&mut custodian.swept_e6, amount_e6)?;
    let limit = custodian.daily_limit_e6;
    require!(limit == 0 || custodian.swept_today_e6 <= limit, MmfError::SweepLimit);
    Ok(())
}
