//! What the arithmetic and the rules refuse, as the program's numbered errors.

use anchor_lang::prelude::*;
use mmf_math::MathError;

use super::MmfError;
use crate::compliance::Denial;

impl From<MathError> for MmfError {
    fn from(error: MathError) -> Self {
        match error {
            MathError::Overflow => Self::Overflow,
            MathError::ZeroAmount => Self::AmountTooSmall,
            MathError::NegativeTotal => Self::LossWithoutHolders,
            MathError::BadPrice => Self::PriceZero,
            MathError::BadDays | MathError::TwoMonthEnds => Self::SpanInvalid,
            _ => Self::Inconsistent,
        }
    }
}

impl From<Denial> for MmfError {
    fn from(denial: Denial) -> Self {
        match denial {
            Denial::Paused => Self::DeniedPaused,
            Denial::HoldingFrozen => Self::DeniedFrozen,
            Denial::Sanctioned => Self::DeniedSanctioned,
            Denial::Blocked => Self::DeniedBlocked,
            Denial::NotApproved => Self::DeniedNotApproved,
            Denial::Expired => Self::DeniedExpired,
            Denial::RedeemOnly => Self::DeniedRedeemOnly,
            Denial::UnitsNotFree => Self::UnitsNotFree,
            Denial::BelowMinimumBalance => Self::BelowClassMinimum,
            Denial::Jurisdiction => Self::DeniedJurisdiction,
            Denial::UsPerson => Self::DeniedUsPerson,
            Denial::CompliancePeriod => Self::DeniedCompliancePeriod,
            Denial::FlowBack => Self::DeniedFlowBack,
            Denial::LockedUp => Self::DeniedLockedUp,
            Denial::InvestorLockedUp => Self::DeniedInvestorLockedUp,
            Denial::TierTooLow => Self::DeniedTierTooLow,
            Denial::AboveInvestorLimit => Self::DeniedAboveInvestorLimit,
            Denial::AboveInvestorShare => Self::DeniedAboveInvestorShare,
            Denial::AboveOwnLimit => Self::DeniedAboveOwnLimit,
            Denial::ThroughFundOnly => Self::DeniedThroughFundOnly,
            Denial::TooManyInvestors => Self::DeniedTooManyInvestors,
            Denial::TooManyUsInvestors => Self::DeniedTooManyUsInvestors,
            Denial::TooManyNonAccredited => Self::DeniedTooManyNonAccredited,
            Denial::LotsFull => Self::DeniedLotsFull,
            Denial::NotRegistered => Self::NotRegistered,
            Denial::TokenAccountFrozen => Self::TokenAccountFrozen,
            Denial::TokensMissing => Self::TokensMissing,
        }
    }
}

/// Turns a result of the arithmetic into one of the program.
pub trait OrMmf<T> {
    /// The value, or the numbered error.
    fn or_mmf(self) -> Result<T>;
}

impl<T> OrMmf<T> for std::result::Result<T, MathError> {
    fn or_mmf(self) -> Result<T> {
        self.map_err(|error| MmfError::from(error).into())
    }
}

impl<T> OrMmf<T> for std::result::Result<T, Denial> {
    fn or_mmf(self) -> Result<T> {
        self.map_err(|error| MmfError::from(error).into())
    }
}
