//! Approves an investor, or renews its approval.

use anchor_lang::prelude::*;

use super::ChangeInvestor;
use crate::error::MmfError;
use crate::events::InvestorApproved;
use crate::state::{Attribute, AttributeKind, InvestorStatus, Role};

/// A verified attribute.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct AttributeArgs {
    /// What was verified.
    pub kind: AttributeKind,
    /// Valid before this moment, in Unix seconds; 0 takes the attribute away.
    pub expires_at: i64,
    /// SHA-256 of the evidence.
    pub evidence_hash: [u8; 32],
}

/// Arguments of `approve_investor`. An attribute that is not named stays as it is.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct ApproveInvestorArgs {
    /// The attributes to write; KYC must be valid afterwards.
    pub attributes: Vec<AttributeArgs>,
    /// Reason code of the compliance officer's list; not 0.
    pub reason: u16,
    /// SHA-256 of the decision.
    pub document_hash: [u8; 32],
}

/// Approves a pending investor, or renews the attributes of another. A restriction to redemptions stays until it is released; a blocked or
/// sanctioned investor is released first.
pub fn handle_approve_investor(ctx: Context<ChangeInvestor>, args: ApproveInvestorArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let order = crate::instruction::ApproveInvestor { args: args.clone() };
    accounts.authorise(&[Role::Compliance], ctx.remaining_accounts, &order)?;
    let mut investor = accounts.investor.load_mut()?;
    require!(!investor.has_status(InvestorStatus::Sanctioned), MmfError::DeniedSanctioned);
    require!(!investor.has_status(InvestorStatus::Blocked), MmfError::DeniedBlocked);

    require!(args.reason != 0, MmfError::ParameterOutOfRange);

    for attribute in &args.attributes {
        require!(attribute.expires_at >= 0, MmfError::AttributesInvalid);
        investor.attributes[attribute.kind as usize] =
            Attribute { expires_at: attribute.expires_at, evidence_hash: attribute.evidence_hash };
    }
    require!(investor.holds(AttributeKind::Kyc, Clock::get()?.unix_timestamp), MmfError::AttributesInvalid);
    let old_status = investor.status;
    if investor.has_status(InvestorStatus::Pending) {
        investor.status = InvestorStatus::Approved as u8;
    }
    investor.document_hash = args.document_hash;

    emit!(InvestorApproved {
        investor: accounts.investor.key(),
        seq: investor.next_seq()?,
        old_status,
        new_status: investor.status,
        attributes: args.attributes,
        reason: args.reason,
        document_hash: args.document_hash,
    });
    Ok(())
}
