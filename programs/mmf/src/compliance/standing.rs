//! What an investor's standing allows: the matrix in the [module's documentation](super).

use super::{Denial, Operation};
use crate::state::{AttributeKind, Investor, InvestorStatus};

/// Whether an investor's standing allows an operation at this moment (Unix seconds).
pub fn check_standing(investor: &Investor, operation: Operation, now: i64) -> Result<(), Denial> {
    const APPROVED: u8 = InvestorStatus::Approved as u8;
    const REDEEM_ONLY: u8 = InvestorStatus::RedeemOnly as u8;
    const BLOCKED: u8 = InvestorStatus::Blocked as u8;
    const SANCTIONED: u8 = InvestorStatus::Sanctioned as u8;
    if operation == Operation::BeForced {
        return Ok(());
    }
    let deals = matches!(operation, Operation::Receive | Operation::Send);
    match investor.status {
        SANCTIONED => Err(Denial::Sanctioned),
        BLOCKED => Err(Denial::Blocked),
        REDEEM_ONLY if !deals => Ok(()),
        REDEEM_ONLY => Err(Denial::RedeemOnly),
        APPROVED if !deals || investor.holds(AttributeKind::Kyc, now) => Ok(()),
        APPROVED => Err(Denial::Expired),
        _ => Err(Denial::NotApproved),
    }
}
