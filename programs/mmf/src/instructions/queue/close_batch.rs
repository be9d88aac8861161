//! Closes a batch in which nothing waits any more.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::{to_books_down, to_settlement_down};

use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::events::BatchClosed;
use crate::instructions::bind;
use crate::state::{Batch, BatchStatus, Dealing, Fund, FundSeeds, Regime, ShareClass};
use crate::token::{CashLeg, check_covered, pay_cash};

/// Accounts of `close_batch`.
#[derive(Accounts)]
pub struct CloseBatch<'info> {
    /// CHECK: gets the rent; compared with who paid it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The batch.
    #[account(mut)]
    pub batch: Box<Account<'info, Batch>>,
    /// The fund's vault for cash that is owed to redeemers.
    #[account(mut)]
    pub payout: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The fund's buffer.
    #[account(mut)]
    pub buffer: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
}

/// Gives cash that refused or cancelled requests left to the buffer, once no redemption waits any more. Once nothing waits and the dealing day has
/// been struck, closes the batch, and gives the rent back to who paid it. Anybody may.
///
/// In an institutional fund a batch that needed no cash stays while others of its day may do: its subscriptions count for their mandatory fee.
pub fn handle_close_batch(ctx: Context<CloseBatch>) -> Result<()> {
    let accounts = ctx.accounts;
    check(accounts)?;
    let is_over = is_over(accounts)?;
    let left_e6 = if accounts.batch.redemptions == 0 { accounts.batch.cash_e6 } else { 0 };
    require!(is_over || left_e6 > 0, MmfError::BatchInUse);
    let decimals = accounts.settlement_mint.decimals;
    let settlement_units = to_settlement_down(left_e6, decimals).or_mmf()?;
    let arrived = if settlement_units == 0 { 0 } else { move_back(accounts, settlement_units)? };

    let mut fund = accounts.fund.load_mut()?;
    let returned_e6 = to_books_down(arrived, decimals).or_mmf()?;
    fund.payout_cash_e6 = fund.payout_cash_e6.checked_sub(left_e6).ok_or(MmfError::Inconsistent)?;
    accounts.batch.cash_e6 = accounts.batch.cash_e6.checked_sub(left_e6).ok_or(MmfError::Inconsistent)?;
    add(&mut fund.buffer_cash_e6, returned_e6)?;
    check_covered(&accounts.buffer, fund.buffer_cash_e6, decimals)?;
    check_covered(&accounts.payout, fund.payout_cash_e6, decimals)?;
    emit!(BatchClosed {
        class: accounts.class.key(),
        class_seq: accounts.class.load_mut()?.next_seq()?,
        day: accounts.batch.day,
        returned_e6,
        closed: is_over,
    });
    if is_over {
        accounts.batch.close(accounts.rent_payer.to_account_info())?;
    }
    Ok(())
}

fn check(accounts: &CloseBatch<'_>) -> Result<()> {
    let (fund, class, batch) = (accounts.fund.load()?, accounts.class.load()?, &accounts.batch);
    let fund_key = accounts.fund.key();
    bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
    class.check_version()?;
    accounts.dealing.load()?.check(&fund_key)?;
    batch.check(&fund_key, &accounts.class.key())?;
    require_keys_eq!(fund.payout, accounts.payout.key(), MmfError::AccountMismatch);
    require_keys_eq!(fund.buffer, accounts.buffer.key(), MmfError::AccountMismatch);
    require_keys_eq!(batch.rent_payer, accounts.rent_payer.key(), MmfError::AccountMismatch);
    Ok(())
}

fn is_over(accounts: &CloseBatch<'_>) -> Result<bool> {
    let (fund, dealing, batch) = (accounts.fund.load()?, accounts.dealing.load()?, &accounts.batch);
    let may_count = fund.regime()? == Regime::RegisteredInstitutional && batch.status == BatchStatus::Priced;
    let counts_no_more = fund.last_struck_day > batch.day && dealing.queue_due_e6 == 0;
    Ok(batch.is_empty() && fund.last_struck_day >= batch.day && (!may_count || counts_no_more))
}

fn move_back(accounts: &CloseBatch<'_>, settlement_units: u64) -> Result<u64> {
    let seeds = FundSeeds::of(&*accounts.fund.load()?);
    pay_cash(
        &CashLeg {
            from: accounts.payout.to_account_info(),
            to: accounts.buffer.to_account_info(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        settlement_units,
        &seeds.as_slices(),
    )
}
