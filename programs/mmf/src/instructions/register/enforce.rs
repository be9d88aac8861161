//! Freezes the token account of an investor who may no longer hold. Anyone may call it; keepers do.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use crate::compliance::must_be_frozen;
use crate::error::MmfError;
use crate::events::HoldingEnforced;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::state::{Holding, Investor, ShareClass};
use crate::token::{Gatekeeper, ShareAccount};

/// Accounts of `enforce`. Anyone may call it.
#[derive(Accounts)]
pub struct Enforce<'info> {
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: the class's mint, compared with its record.
    pub mint: UncheckedAccount<'info>,
    /// The holding's investor.
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
}

/// Freezes. In a class without a hook: whoever the class is no longer open to. With a hook, which refuses everybody else by itself: whoever
/// is blocked, sanctioned or frozen by order, so that wallets show it. `open_holding` thaws again once the reason is gone.
pub fn handle_enforce<'info>(ctx: Context<'info, Enforce<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let (class_key, investor_key) = (accounts.class.key(), accounts.investor.key());
    let class = accounts.class.load()?;
    let investor = accounts.investor.load()?;
    let mut holding = accounts.holding.load_mut()?;
    class.check_version()?;
    require_keys_eq!(class.mint, *accounts.mint.key, MmfError::AccountMismatch);
    bind::holding_of(&holding, (&class_key, &class), (&investor_key, &investor), accounts.token_account.key)?;
    let account = ShareAccount::of_holding(&accounts.token_account, &holding, &class);
    let account = account.ok_or(MmfError::TokenAccountUnfit)?;
    let reason = must_be_frozen(&class, &investor, &holding, Clock::get()?.unix_timestamp);
    let reason = reason.filter(|_| !account.frozen).ok_or(MmfError::NothingToEnforce)?;

    emit!(HoldingEnforced {
        holding: accounts.holding.key(),
        seq: holding.next_seq()?,
        investor: investor_key,
        denial: reason.number(),
    });
    drop(holding);
    Gatekeeper::new(&class, &accounts.mint, accounts.class.as_ref(), &accounts.gate)?.freeze(&accounts.token_account)
}
