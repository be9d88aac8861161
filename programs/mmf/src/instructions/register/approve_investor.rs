//! Approves an investor, or renews its approval.

use anchor_lang::prelude::*;

use crate::authority::Demand;
use crate::error::MmfError;
use crate::events::InvestorApproved;
use crate::state::{Action, Attribute, AttributeKind, Fund, Investor, InvestorStatus, Role};

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

/// Arguments of `approve_investor`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Debug)]
pub struct ApproveInvestorArgs {
    /// The attributes to write; KYC must be valid afterwards.
    pub attributes: Vec<AttributeArgs>,
    /// SHA-256 of the decision.
    pub document_hash: [u8; 32],
}

/// Accounts of `approve_investor`; then the signers of compliance.
#[derive(Accounts)]
pub struct ApproveInvestor<'info> {
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The investor.
    #[account(mut)]
    pub investor: AccountLoader<'info, Investor>,
    /// Approved action, in place of signers.
    #[account(mut)]
    pub action: Option<Box<Account<'info, Action>>>,
}

/// Approves the investor. A blocked or sanctioned one is not approved here: release comes first.
pub fn handle_approve_investor(ctx: Context<ApproveInvestor>, args: ApproveInvestorArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let (fund_key, investor_key) = (accounts.fund.key(), accounts.investor.key());
    let fund = accounts.fund.load()?;
    fund.check_version()?;
    let mut investor = accounts.investor.load_mut()?;
    investor.check_version()?;
    require_keys_eq!(investor.fund, fund_key, MmfError::AccountMismatch);
    Demand { fund_key: &fund_key, fund: &fund, roles: &[Role::Compliance], loosens: false }.require(
        &mut accounts.action,
        ctx.remaining_accounts,
        &crate::instruction::ApproveInvestor { args: args.clone() },
        &[fund_key, investor_key],
    )?;
    require!(investor.status != InvestorStatus::Sanctioned as u8, MmfError::DeniedSanctioned);
    require!(investor.status != InvestorStatus::Blocked as u8, MmfError::DeniedBlocked);

    for attribute in &args.attributes {
        require!(attribute.expires_at >= 0, MmfError::AttributesInvalid);
        investor.attributes[attribute.kind as usize] =
            Attribute { expires_at: attribute.expires_at, evidence_hash: attribute.evidence_hash };
    }
    require!(investor.holds(AttributeKind::Kyc, Clock::get()?.unix_timestamp), MmfError::AttributesInvalid);
    let old_status = investor.status;
    investor.status = InvestorStatus::Approved as u8;
    investor.document_hash = args.document_hash;

    emit!(InvestorApproved {
        investor: investor_key,
        seq: investor.next_seq()?,
        old_status,
        new_status: investor.status,
        kyc_expires_at: investor.attributes[AttributeKind::Kyc as usize].expires_at,
        document_hash: args.document_hash,
    });
    Ok(())
}
