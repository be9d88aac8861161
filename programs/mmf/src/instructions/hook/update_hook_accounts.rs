//! Writes the hook's account list again, after an upgrade that changed it.

use anchor_lang::prelude::*;

use super::rewrite_entries;
use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::HookAccountsUpdated;
use crate::state::{Action, Fund, Role, ShareClass};

/// Accounts of `update_hook_accounts`; then the signers of governance.
#[derive(Accounts)]
pub struct UpdateHookAccounts<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: compared with the class's record.
    #[account(mut)]
    pub validation: UncheckedAccount<'info>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Brings a class's validation account to the list of this release.
pub fn handle_update_hook_accounts(ctx: Context<UpdateHookAccounts>) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, class_key) = (accounts.fund.key(), accounts.class.key());
    let mut class = accounts.class.load_mut()?;
    class.check_version()?;
    require_keys_eq!(class.fund, fund_key, MmfError::AccountMismatch);
    require_keys_eq!(class.validation, *accounts.validation.key, MmfError::AccountMismatch);
    Demand { fund_key: &fund_key, fund: &*accounts.fund.load()?, roles: &[Role::Governance], loosens: true }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::UpdateHookAccounts {},
        &[fund_key, class_key],
    )?;

    let entries = super::entries(&class_key)?.len();
    rewrite_entries(&mut accounts.validation.try_borrow_mut_data()?, &class_key)?;

    emit!(HookAccountsUpdated {
        class: class_key,
        seq: class.next_seq()?,
        entries: u8::try_from(entries).map_err(|_| MmfError::Overflow)?,
    });
    Ok(())
}
