//! Links a wallet to an investor. The client opens the investor's holdings in the same transaction, so that an ordinary transfer to the
//! wallet works from then on.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::constants::{ACCOUNT_VERSION, WALLET_SEED};
use crate::error::MmfError;
use crate::events::WalletLinked;
use crate::state::{Action, Fund, Investor, Role, Wallet};

/// Arguments of `link_wallet`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct LinkWalletArgs {
    /// The wallet's address.
    pub owner: Pubkey,
}

/// Accounts of `link_wallet`; then the signers of the transfer agent.
#[derive(Accounts)]
#[instruction(args: LinkWalletArgs)]
pub struct LinkWallet<'info> {
    /// Pays the rent.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// The wallet's record; a wallet belongs to one investor.
    #[account(init, payer = payer, space = 8 + Wallet::INIT_SPACE,
        seeds = [WALLET_SEED, fund.key().as_ref(), args.owner.as_ref()], bump)]
    pub wallet: Account<'info, Wallet>,
    /// The system program.
    pub system_program: Program<'info, System>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Links the wallet.
pub fn handle_link_wallet(ctx: Context<LinkWallet>, args: LinkWalletArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, investor_key) = (accounts.fund.key(), accounts.investor.key());
    let fund = accounts.fund.load()?;
    fund.check_version()?;
    let mut investor = accounts.investor.load_mut()?;
    investor.check_version()?;
    require_keys_eq!(investor.fund, fund_key, MmfError::AccountMismatch);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::TransferAgent], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::LinkWallet { args },
        &[fund_key, investor_key],
    )?;

    accounts.wallet.set_inner(Wallet {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.wallet,
        fund: fund_key,
        owner: args.owner,
        investor: investor_key,
        investor_generation: investor.generation,
        linked_at: Clock::get()?.unix_timestamp,
        holdings: 0,
        reserved: [0; 62],
    });
    investor.wallets = investor.wallets.checked_add(1).ok_or(MmfError::Overflow)?;

    emit!(WalletLinked { investor: investor_key, seq: investor.next_seq()?, owner: args.owner });
    Ok(())
}
