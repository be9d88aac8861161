//! Deletes an investor that has neither wallets nor holdings.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::InvestorRemoved;
use crate::state::{Action, Fund, Investor, Role};

/// Accounts of `remove_investor`; then the signers of the transfer agent.
#[derive(Accounts)]
pub struct RemoveInvestor<'info> {
    /// CHECK: gets the rent; the transfer agent names it.
    #[account(mut)]
    pub rent_to: UncheckedAccount<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The investor.
    #[account(mut, close = rent_to)]
    pub investor: AccountLoader<'info, Investor>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Deletes the record. Its events stay. A record that is made again at the same address gets another generation.
pub fn handle_remove_investor(ctx: Context<RemoveInvestor>) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, investor_key) = (accounts.fund.key(), accounts.investor.key());
    let targets = [fund_key, investor_key, accounts.rent_to.key()];
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::TransferAgent], loosens: false }
        .require(&mut accounts.action, ctx.remaining_accounts, &crate::instruction::RemoveInvestor {}, &targets)?;
    let mut investor = accounts.investor.load_mut()?;
    investor.check_version()?;
    require_keys_eq!(investor.fund, fund_key, MmfError::AccountMismatch);
    require!(investor.holdings == 0 && investor.wallets == 0 && !investor.is_barred(), MmfError::InvestorInUse);

    emit!(InvestorRemoved { investor: investor_key, seq: investor.next_seq()?, generation: investor.generation });
    Ok(())
}
