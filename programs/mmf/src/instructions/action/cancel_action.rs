//! Cancels an action that was not carried out.

use anchor_lang::prelude::*;

use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::ActionClosed;
use crate::state::{Action, Fund, Role};

/// Accounts of `cancel_action`.
#[derive(Accounts)]
pub struct CancelAction<'info> {
    /// The proposer, or a member of governance.
    pub canceller: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The action.
    #[account(mut)]
    pub action: Account<'info, Action>,
}

/// Cancels it for good; the record stays.
pub fn handle_cancel_action(ctx: Context<CancelAction>) -> Result<()> {
    let accounts = ctx.accounts;
    let fund = accounts.fund.load()?;
    fund.check_version()?;
    let action = &mut accounts.action;
    require!(action.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(action.fund, accounts.fund.key(), MmfError::AccountMismatch);
    let canceller = accounts.canceller.key();
    require!(
        canceller == action.proposer || fund.council(Role::Governance).position(&canceller).is_some(),
        MmfError::NotACouncilMember
    );
    require!(action.executed_at == 0 && action.cancelled == 0, MmfError::ActionNotOpen);

    action.cancelled = 1;

    let seq = action.next_seq()?;
    emit!(ActionClosed { fund: action.fund, nonce: action.nonce, seq, executed: false });
    Ok(())
}
