//! Restricts, blocks or sanctions an investor.

use anchor_lang::prelude::*;

use super::{ChangeInvestor, check_order};
use crate::error::MmfError;
use crate::events::InvestorRestricted;
use crate::state::{InvestorStatus, Role};

/// Arguments of `restrict_investor`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct RestrictInvestorArgs {
    /// The standing from now on: redeem-only, blocked or sanctioned, each stricter than the one before.
    pub status: InvestorStatus,
    /// Reason code of the compliance officer's list; not 0.
    pub reason: u16,
    /// SHA-256 of the order or of the list's entry.
    pub document_hash: [u8; 32],
}

/// Makes the standing stricter. It binds every wallet and holding of the investor at once; income goes on, credited in place where the
/// standing allows no payment. An investor who was never approved has nothing to redeem, so it is blocked or sanctioned, not restricted.
pub fn handle_restrict_investor(ctx: Context<ChangeInvestor>, args: RestrictInvestorArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let order = crate::instruction::RestrictInvestor { args };
    accounts.authorise(&[Role::Compliance], ctx.remaining_accounts, &order)?;
    check_order(args.reason, &args.document_hash)?;
    let mut investor = accounts.investor.load_mut()?;
    require!(is_stricter(investor.status, args.status), MmfError::StandingUnreachable);

    let old_status = investor.status;
    investor.status = args.status as u8;
    investor.reason = args.reason;
    investor.document_hash = args.document_hash;
    investor.restricted_at = Clock::get()?.unix_timestamp;

    emit!(InvestorRestricted {
        investor: accounts.investor.key(),
        seq: investor.next_seq()?,
        old_status,
        new_status: investor.status,
        reason: args.reason,
        document_hash: args.document_hash,
    });
    Ok(())
}

fn is_stricter(old: u8, new: InvestorStatus) -> bool {
    let is_restriction = matches!(new, InvestorStatus::Blocked | InvestorStatus::Sanctioned)
        || (new == InvestorStatus::RedeemOnly && old == InvestorStatus::Approved as u8);
    is_restriction && new as u8 > old
}
