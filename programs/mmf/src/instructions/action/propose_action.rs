//! Proposes an action.

use anchor_lang::prelude::*;

use crate::constants::{ACCOUNT_VERSION, ACTION_SEED, MAX_ACTION_LIFE_SECONDS};
use crate::error::MmfError;
use crate::events::ActionProposed;
use crate::state::{Action, Fund, Role};

/// Arguments of `propose_action`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct ProposeActionArgs {
    /// Number that the proposer chooses.
    pub nonce: u64,
    /// Discriminator of the instruction.
    pub tag: [u8; 8],
    /// SHA-256 of the instruction's data and of its target accounts, as the instruction documents them.
    pub payload_hash: [u8; 32],
    /// Councils that must approve, as bits of their roles.
    pub required: u16,
    /// Executable from this moment on, in Unix seconds.
    pub eta: i64,
    /// Executable before this moment, in Unix seconds.
    pub expires_at: i64,
    /// SHA-256 of the document that explains it.
    pub document_hash: [u8; 32],
    /// The value before the change.
    pub old_value: [u8; 32],
    /// The value after it.
    pub new_value: [u8; 32],
}

/// Accounts of `propose_action`.
#[derive(Accounts)]
#[instruction(args: ProposeActionArgs)]
pub struct ProposeAction<'info> {
    /// A member of one of the required councils; pays the rent.
    #[account(mut)]
    pub proposer: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The action.
    #[account(init, payer = proposer, space = 8 + Action::INIT_SPACE,
        seeds = [ACTION_SEED, fund.key().as_ref(), &args.nonce.to_le_bytes()], bump)]
    pub action: Account<'info, Action>,
    /// The system program.
    pub system_program: Program<'info, System>,
}

/// Proposes the action; it carries the generations of the councils as they are now.
pub fn handle_propose_action(ctx: Context<ProposeAction>, args: ProposeActionArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let fund_key = accounts.fund.key();
    let proposer = accounts.proposer.key();
    let fund = accounts.fund.load()?;
    fund.check_version()?;
    let required = || Role::ALL.into_iter().filter(|role| args.required & role.bit() != 0);
    let known = required().fold(0, |bits, role| bits | role.bit());
    require!(args.required != 0 && args.required == known, MmfError::ParameterOutOfRange);
    require!(required().any(|role| fund.council(role).position(&proposer).is_some()), MmfError::NotACouncilMember);
    let latest = now.saturating_add(MAX_ACTION_LIFE_SECONDS);
    require!(
        args.eta < args.expires_at && args.expires_at > now && args.expires_at <= latest,
        MmfError::ActionDatesInvalid
    );

    accounts.action.set_inner(Action {
        version: ACCOUNT_VERSION,
        bump: ctx.bumps.action,
        fund: fund_key,
        nonce: args.nonce,
        tag: args.tag,
        payload_hash: args.payload_hash,
        required: args.required,
        approvals: [0; 8],
        generations: core::array::from_fn(|place| fund.councils[place].generation),
        proposed_at: now,
        seq: 1,
        eta: args.eta,
        expires_at: args.expires_at,
        proposer,
        executed_at: 0,
        cancelled: 0,
        document_hash: args.document_hash,
        old_value: args.old_value,
        new_value: args.new_value,
        reserved: [0; 64],
    });
    emit!(ActionProposed {
        fund: fund_key,
        nonce: args.nonce,
        seq: 1,
        tag: args.tag,
        payload_hash: args.payload_hash,
        document_hash: args.document_hash,
        required: args.required,
        eta: args.eta,
        expires_at: args.expires_at,
    });
    Ok(())
}
