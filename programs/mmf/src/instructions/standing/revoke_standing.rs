//! A holder takes its standing instruction back.

use anchor_lang::prelude::*;

use crate::error::MmfError;
use crate::events::StandingRevoked;
use crate::state::Standing;

/// Accounts of `revoke_standing`.
#[derive(Accounts)]
pub struct RevokeStanding<'info> {
    /// The holder.
    pub owner: Signer<'info>,
    /// CHECK: gets the rent; compared with who paid it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// The instruction.
    #[account(mut, close = rent_payer)]
    pub standing: Account<'info, Standing>,
}

/// Closes the instruction at once. Without it nothing signs as the cash account's delegate any more.
pub fn handle_revoke_standing(ctx: Context<RevokeStanding>) -> Result<()> {
    let accounts = ctx.accounts;
    let standing = &mut accounts.standing;
    let holding = standing.holding;
    standing.check(&holding, accounts.owner.key)?;
    require_keys_eq!(standing.rent_payer, accounts.rent_payer.key(), MmfError::AccountMismatch);
    emit!(StandingRevoked { standing: standing.key(), seq: standing.next_seq()?, holding });
    Ok(())
}
