//! A member approves an action for its council.

use anchor_lang::prelude::*;

use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::ActionApproved;
use crate::state::{Action, Fund, Role};

/// Arguments of `approve_action`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct ApproveActionArgs {
    /// The council that the member approves for.
    pub role: Role,
    /// What the member approves: the hash that the action must carry.
    pub payload_hash: [u8; 32],
}

/// Accounts of `approve_action`.
#[derive(Accounts)]
pub struct ApproveAction<'info> {
    /// A member of the council.
    pub member: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The action.
    #[account(mut)]
    pub action: Account<'info, Action>,
}

/// Approves. A second approval of the same member changes nothing.
pub fn handle_approve_action(ctx: Context<ApproveAction>, args: ApproveActionArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let fund_key = accounts.fund.key();
    let fund = accounts.fund.load()?;
    fund.check_version()?;
    let action = &mut accounts.action;
    require!(action.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(action.fund, fund_key, MmfError::AccountMismatch);
    let is_open = action.executed_at == 0 && action.cancelled == 0 && now < action.expires_at;
    require!(is_open, MmfError::ActionNotOpen);
    require!(action.asks(args.role) && action.payload_hash == args.payload_hash, MmfError::ActionMismatch);
    let council = fund.council(args.role);
    let place = council.position(accounts.member.key).ok_or(MmfError::NotACouncilMember)?;
    require!(action.generations[args.role.index()] == council.generation, MmfError::ActionNotApproved);

    action.approvals[args.role.index()] |= 1 << place;

    emit!(ActionApproved {
        fund: fund_key,
        nonce: action.nonce,
        seq: action.next_seq()?,
        role: args.role as u8,
        member: accounts.member.key(),
    });
    Ok(())
}
