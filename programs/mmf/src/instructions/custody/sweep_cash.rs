//! Sends cash from the buffer to a listed custodian account.

use anchor_lang::InstructionData;
use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::to_settlement_down;

use crate::authority::{payload_hash, require_councils};
use crate::constants::ACCOUNT_VERSION;
use crate::error::{MmfError, OrMmf};
use crate::events::CashMoved;
use crate::instructions::{add, bind};
use crate::state::{Action, Custodian, Fund, FundSeeds, Role};
use crate::token::{CashLeg, vault_signer_moves_cash};

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

/// Sweeps cash.
pub fn handle_sweep_cash(ctx: Context<SweepCash>, args: CashArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, account_key) = (accounts.fund.key(), accounts.token_account.key());
    let (seeds, settlement_units) = {
        let mut fund = accounts.fund.load_mut()?;
        bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
        require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
        require_councils(
            &fund_key,
            &fund,
            &[Role::Treasurer],
            &mut accounts.action,
            ctx.remaining_accounts,
            || payload_hash(&crate::instruction::SweepCash { args }.data(), &[fund_key, account_key]),
        )?;
        check_custodian(&accounts.custodian, &fund_key, &accounts.token_account)?;
        count_sweep(&mut accounts.custodian, args.amount_e6)?;
        let settlement_units = to_settlement_down(args.amount_e6, fund.settlement_decimals).or_mmf()?;
        require!(settlement_units > 0, MmfError::AmountTooSmall);
        fund.buffer_cash_e6 = fund.buffer_cash_e6.checked_sub(args.amount_e6).ok_or(MmfError::BufferShort)?;
        fund.custodian_net_e6 = i64::try_from(args.amount_e6)
            .ok()
            .and_then(|amount| fund.custodian_net_e6.checked_add(amount))
            .ok_or(MmfError::Overflow)?;
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
            from: &accounts.buffer,
            to: &accounts.token_account,
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
        &seeds,
    )
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
        custodian.active == 1 && custodian.token_account == account.key() && custodian.owner == account.owner,
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
