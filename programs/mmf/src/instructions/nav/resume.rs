//! Lets dealing go on after market and amortised value were too far apart.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::DealingResumed;
use crate::state::{Action, Fund, Role, fund_flag};

/// Arguments of `resume_dealing`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct ResumeDealingArgs {
    /// The strike whose deviation the board considered: the last one. A later strike may find another.
    pub strike_no: u32,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// Accounts of `resume_dealing`; then the signers of the board.
#[derive(Accounts)]
pub struct ResumeDealing<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Resumes. Source of the board's duty: 17 CFR 270.2a-7(g)(1)(i)(B).
pub fn handle_resume_dealing(ctx: Context<ResumeDealing>, args: ResumeDealingArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Board], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::ResumeDealing { args },
        &[fund_key],
    )?;
    require!(fund.has_flag(fund_flag::HALTED), MmfError::DealingNotHalted);
    require!(args.strike_no == fund.last_strike_no, MmfError::StrikeNumberMoved);
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    fund.set_flag(fund_flag::HALTED, false);
    emit!(DealingResumed {
        fund: fund_key,
        seq: fund.next_seq()?,
        strike_no: args.strike_no,
        document_hash: args.document_hash,
    });
    Ok(())
}
