//! Releases an investor from a restriction, a block or a sanction.

use anchor_lang::prelude::*;

use super::{ChangeInvestor, check_order};
use crate::error::MmfError;
use crate::events::InvestorReleased;
use crate::state::{AttributeKind, Investor, InvestorStatus, Role};

/// Arguments of `release_investor`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct ReleaseInvestorArgs {
    /// The standing from now on: pending, approved (with KYC that is valid) or redeem-only.
    pub status: InvestorStatus,
    /// Reason code of the compliance officer's list; not 0.
    pub reason: u16,
    /// SHA-256 of the decision; of a sanction, of the licence or the delisting.
    pub document_hash: [u8; 32],
}

/// Lifts the restriction. A sanction takes the transfer agent and compliance together, anything else compliance. Token accounts that
/// were frozen thaw when their holdings are opened again.
pub fn handle_release_investor(ctx: Context<ChangeInvestor>, args: ReleaseInvestorArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let is_sanctioned = accounts.investor.load()?.has_status(InvestorStatus::Sanctioned);
    let both: &[Role] = &[Role::TransferAgent, Role::Compliance];
    let roles = if is_sanctioned { both } else { &[Role::Compliance] };
    accounts.authorise(roles, ctx.remaining_accounts, &crate::instruction::ReleaseInvestor { args })?;
    check_order(args.reason, &args.document_hash)?;
    let mut investor = accounts.investor.load_mut()?;
    check(&investor, args.status, Clock::get()?.unix_timestamp)?;

    let old_status = investor.status;
    investor.status = args.status as u8;
    investor.reason = args.reason;
    investor.document_hash = args.document_hash;
    if args.status != InvestorStatus::RedeemOnly {
        investor.restricted_at = 0;
    }

    emit!(InvestorReleased {
        investor: accounts.investor.key(),
        seq: investor.next_seq()?,
        old_status,
        new_status: investor.status,
        reason: args.reason,
        document_hash: args.document_hash,
    });
    Ok(())
}

/// Only what is restricted is released, and only to a milder standing that the investor has a claim to.
fn check(investor: &Investor, status: InvestorStatus, now: i64) -> Result<()> {
    require!(investor.status > InvestorStatus::Approved as u8, MmfError::StandingUnreachable);
    require!((status as u8) < investor.status, MmfError::StandingUnreachable);
    match status {
        InvestorStatus::Approved => require!(investor.holds(AttributeKind::Kyc, now), MmfError::AttributesInvalid),
        InvestorStatus::Pending => require!(investor.holdings == 0, MmfError::StandingUnreachable),
        InvestorStatus::RedeemOnly => {}
        InvestorStatus::Blocked | InvestorStatus::Sanctioned => return err!(MmfError::StandingUnreachable),
    }
    Ok(())
}
