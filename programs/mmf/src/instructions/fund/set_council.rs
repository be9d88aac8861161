//! Replaces a council.

use anchor_lang::prelude::*;

use super::CouncilArgs;
use crate::authority::{Demand, record_state};
use crate::events::CouncilChanged;
use crate::state::{Action, Fund, Role};

/// Accounts of `set_council`; then the signers of governance.
#[derive(Accounts)]
pub struct SetCouncil<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Replaces a council; approvals that were given before are void.
pub fn handle_set_council(ctx: Context<SetCouncil>, args: CouncilArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    fund.check_version()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Governance], loosens: true }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::SetCouncil { args: args.clone() },
        &[fund_key, record_state(fund.council(args.role).generation, args.role as u64)],
    )?;

    let council = &mut fund.councils[args.role.index()];
    let old_generation = council.generation;
    council.replace(&args.members, args.threshold)?;
    let (new_generation, members, threshold) = (council.generation, council.count, council.threshold);

    emit!(CouncilChanged {
        fund: fund_key,
        seq: fund.next_seq()?,
        role: args.role as u8,
        old_generation,
        new_generation,
        members,
        threshold,
    });
    Ok(())
}
