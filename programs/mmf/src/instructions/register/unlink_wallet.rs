//! Unlinks a wallet that has no open holding.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::WalletUnlinked;
use crate::state::{Action, Fund, Investor, Role, Wallet};

/// Accounts of `unlink_wallet`; then the signers of the transfer agent.
#[derive(Accounts)]
pub struct UnlinkWallet<'info> {
    /// CHECK: gets the rent; the transfer agent names it.
    #[account(mut)]
    pub rent_to: UncheckedAccount<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The wallet's record.
    #[account(mut, close = rent_to)]
    pub wallet: Account<'info, Wallet>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Unlinks the wallet; it may be linked again, to this investor or to another.
pub fn handle_unlink_wallet(ctx: Context<UnlinkWallet>) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, investor_key) = (accounts.fund.key(), accounts.investor.key());
    let targets = [fund_key, investor_key, accounts.wallet.key(), accounts.rent_to.key()];
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::TransferAgent], loosens: false }
        .require(&mut accounts.action, ctx.remaining_accounts, &crate::instruction::UnlinkWallet {}, &targets)?;
    let mut investor = accounts.investor.load_mut()?;
    investor.check_version()?;
    let wallet = &accounts.wallet;
    require!(wallet.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(investor.fund, fund_key, MmfError::AccountMismatch);
    require_keys_eq!(wallet.fund, fund_key, MmfError::AccountMismatch);
    require_keys_eq!(wallet.investor, investor_key, MmfError::AccountMismatch);
    require!(wallet.holdings == 0, MmfError::WalletInUse);
    require!(!investor.is_barred(), MmfError::InvestorInUse);

    investor.wallets = investor.wallets.checked_sub(1).ok_or(MmfError::Overflow)?;

    emit!(WalletUnlinked { investor: investor_key, seq: investor.next_seq()?, owner: wallet.owner });
    Ok(())
}
