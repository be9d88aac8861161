//! What Token ACL asks before anybody's request to thaw or freeze a token account. Both answers only read: a direct call learns the same.

use anchor_lang::prelude::*;

use crate::compliance::{check_thaw, must_be_frozen};
use crate::error::{MmfError, OrMmf};
use crate::instructions::bind;
use crate::state::{Holding, Investor, ShareClass, class_flag};
use crate::token::ShareAccount;

/// Accounts in the order that Token ACL's interface and the class's validation accounts fix. A call with fewer fails.
#[derive(Accounts)]
pub struct AskGate<'info> {
    /// CHECK: who asked Token ACL; anybody may.
    pub asker: UncheckedAccount<'info>,
    /// CHECK: read and checked as a token account of the mint.
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the class's mint, compared with its record.
    pub mint: UncheckedAccount<'info>,
    /// CHECK: compared with the token account.
    pub owner: UncheckedAccount<'info>,
    /// CHECK: Token ACL's mark of a permissionless request; nothing here depends on it.
    pub flag_account: UncheckedAccount<'info>,
    /// CHECK: the class's validation account of the question; Token ACL found the next accounts in it, and those are checked.
    pub validation: UncheckedAccount<'info>,
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: loaded as a holding, so that a missing one gets its own error.
    pub holding: UncheckedAccount<'info>,
    /// CHECK: loaded as an investor, so that a missing one gets its own error.
    pub investor: UncheckedAccount<'info>,
}

/// Agrees to a thaw: the account is on the register, its investor may hold, and no order freezes it.
///
/// # Errors
/// [`MmfError::NotRegistered`], [`MmfError::TokenAccountUnfit`], [`MmfError::AccountMismatch`], and the `Denied…` reasons.
pub fn handle_can_thaw<'info>(ctx: Context<'info, AskGate<'info>>) -> Result<()> {
    let accounts: &'info AskGate<'info> = ctx.accounts;
    let subject = Subject::load(accounts)?;
    let (class, holding, investor) = (accounts.class.load()?, subject.holding.load()?, subject.investor.load()?);
    subject.check(accounts, &class, &holding, &investor)?;
    require!(subject.account.is_fit(), MmfError::TokenAccountUnfit);
    require!(!holding.is_frozen(), MmfError::DeniedFrozen);
    check_thaw(&class, &investor, Clock::get()?.unix_timestamp).or_mmf()
}

/// Agrees to a freeze: the investor may no longer hold, or an order freezes the holding.
///
/// # Errors
/// [`MmfError::NothingToEnforce`] where it may; else as the thaw.
pub fn handle_can_freeze<'info>(ctx: Context<'info, AskGate<'info>>) -> Result<()> {
    let accounts: &'info AskGate<'info> = ctx.accounts;
    let subject = Subject::load(accounts)?;
    let (class, holding, investor) = (accounts.class.load()?, subject.holding.load()?, subject.investor.load()?);
    subject.check(accounts, &class, &holding, &investor)?;
    let reason = must_be_frozen(&class, &investor, &holding, Clock::get()?.unix_timestamp);
    require!(reason.is_some(), MmfError::NothingToEnforce);
    Ok(())
}

/// What is asked about.
struct Subject<'info> {
    account: ShareAccount,
    holding: AccountLoader<'info, Holding>,
    investor: AccountLoader<'info, Investor>,
}

impl<'info> Subject<'info> {
    fn load(accounts: &'info AskGate<'info>) -> Result<Self> {
        Ok(Self {
            account: ShareAccount::read(&accounts.token_account).ok_or(MmfError::TokenAccountUnfit)?,
            holding: AccountLoader::try_from(&accounts.holding).map_err(|_| MmfError::NotRegistered)?,
            investor: AccountLoader::try_from(&accounts.investor).map_err(|_| MmfError::NotRegistered)?,
        })
    }

    fn check(&self, accounts: &AskGate<'_>, class: &ShareClass, holding: &Holding, investor: &Investor) -> Result<()> {
        class.check_version()?;
        require!(class.has_flag(class_flag::TOKEN_ACL), MmfError::GateAccountsWrong);
        require_keys_eq!(class.mint, *accounts.mint.key, MmfError::AccountMismatch);
        require_keys_eq!(self.account.mint, *accounts.mint.key, MmfError::AccountMismatch);
        require_keys_eq!(self.account.owner, *accounts.owner.key, MmfError::AccountMismatch);
        require_keys_eq!(holding.owner, self.account.owner, MmfError::AccountMismatch);
        let (class_key, investor_key) = (accounts.class.key(), accounts.investor.key());
        bind::holding_of(holding, (&class_key, class), (&investor_key, investor), accounts.token_account.key)
    }
}
