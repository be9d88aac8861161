//! Begins to wind a fund up.

use anchor_lang::prelude::*;

use super::Suspend;
use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::WindingUpBegun;
use crate::state::{Role, SuspensionGround, WINDING_UP};

/// Arguments of `wind_up`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct WindUpArgs {
    /// SHA-256 of the resolution.
    pub document_hash: [u8; 32],
}

/// Leads from a liquidation to paying out: from now on the queue pays redeemers, pro rata where cash is short, and nothing else is dealt. It
/// can't be taken back. Asked of the board and of governance.
pub fn handle_wind_up(ctx: Context<Suspend>, args: WindUpArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let fund_key = accounts.fund.key();
    let mut fund = accounts.fund.load_mut()?;
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Board, Role::Governance], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::WindUp { args },
        &[fund_key],
    )?;
    require!(args.document_hash != [0; 32], MmfError::DocumentMissing);
    require!(fund.suspension == SuspensionGround::Liquidation.number(), MmfError::SuspensionNotOpen);
    fund.suspension = WINDING_UP;
    fund.suspension_hash = args.document_hash;
    emit!(WindingUpBegun { fund: fund_key, seq: fund.next_seq()?, document_hash: args.document_hash });
    Ok(())
}
