//! Closes the account of a request that is over.

use anchor_lang::prelude::*;

use crate::error::MmfError;
use crate::events::RequestClosed;
use crate::state::Request;

/// Accounts of `close_request`.
#[derive(Accounts)]
pub struct CloseRequest<'info> {
    /// CHECK: gets the rent; compared with who paid it.
    #[account(mut)]
    pub rent_payer: UncheckedAccount<'info>,
    /// The request.
    #[account(mut, close = rent_payer)]
    pub request: Account<'info, Request>,
}

/// Gives the rent back to who paid it. Anybody may.
pub fn handle_close_request(ctx: Context<CloseRequest>) -> Result<()> {
    let accounts = ctx.accounts;
    let request = &mut accounts.request;
    request.check_version()?;
    require!(request.is_over(), MmfError::RequestNotOpen);
    require_keys_eq!(request.rent_payer, accounts.rent_payer.key(), MmfError::AccountMismatch);
    emit!(RequestClosed { class: request.class, request: request.key(), seq: request.next_seq()? });
    Ok(())
}
