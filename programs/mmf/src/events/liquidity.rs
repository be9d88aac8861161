//! Events of a fund's liquidity: terms, fees, suspension, facility, standing instructions, strays.

use anchor_lang::prelude::*;

use crate::instructions::DealingTermsArgs;
use crate::state::{FacilityTerms, StandingTerms};

/// Governance changed the dealing terms.
#[event]
#[derive(Debug)]
pub struct DealingTermsChanged {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Before.
    pub old: DealingTermsArgs,
    /// After.
    pub new: DealingTermsArgs,
}

/// The board set the liquidity fee.
#[event]
#[derive(Debug)]
pub struct LiquidityFeeSet {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Before, in basis points.
    pub old_bps: u16,
    /// After, in basis points.
    pub new_bps: u16,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// The cost of selling a vertical slice of the portfolio was estimated.
#[event]
#[derive(Debug)]
pub struct SliceCostSet {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// In parts per million of what is redeemed.
    pub cost_ppm: u32,
    /// Last dealing day for which it counts, in days since 1970-01-01.
    pub until_day: i32,
    /// SHA-256 of the computation.
    pub document_hash: [u8; 32],
}

/// Redemptions were suspended.
#[event]
#[derive(Debug)]
pub struct RedemptionsSuspended {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Legal ground: 1 liquidation, 2 postponement, 3 fund documents.
    pub ground: u8,
    /// When it ends, in Unix seconds; 0: without end.
    pub ends_at: i64,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// The suspension of redemptions ended.
#[event]
#[derive(Debug)]
pub struct SuspensionLifted {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Legal ground that it had.
    pub ground: u8,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// The fund is wound up.
#[event]
#[derive(Debug)]
pub struct WindingUpBegun {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// SHA-256 of the resolution.
    pub document_hash: [u8; 32],
}

/// A provider set its liquidity facility.
#[event]
#[derive(Debug)]
pub struct FacilitySet {
    /// The facility.
    pub facility: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The fund.
    pub fund: Pubkey,
    /// The provider's investor.
    pub investor: Pubkey,
    /// Before.
    pub old: FacilityTerms,
    /// After.
    pub new: FacilityTerms,
}

/// A liquidity facility bought a redeemer's units.
#[event]
#[derive(Debug)]
pub struct FacilityServed {
    /// The facility.
    pub facility: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The redeemer's holding.
    pub holding: Pubkey,
    /// Its sequence number.
    pub holding_seq: u64,
    /// The provider's holding.
    pub facility_holding: Pubkey,
    /// Its sequence number.
    pub facility_holding_seq: u64,
    /// Units that changed hands.
    pub units: u64,
    /// What they are worth, in e6.
    pub value_e6: u64,
    /// Of that, what the provider kept, in e6.
    pub fee_e6: u64,
    /// Cash that the redeemer got, in units of the settlement mint.
    pub paid_settlement_units: u64,
    /// Recorded units of the redeemer's holding after.
    pub new_units: u64,
    /// Recorded units of the provider's holding after.
    pub facility_new_units: u64,
}

/// A holder gave a standing instruction.
#[event]
#[derive(Debug)]
pub struct StandingSet {
    /// The instruction.
    pub standing: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// What the holder wants.
    pub terms: StandingTerms,
}

/// A standing instruction was carried out.
#[event]
#[derive(Debug)]
pub struct StandingRun {
    /// The instruction.
    pub standing: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// 0 subscription, 1 redemption.
    pub side: u8,
    /// Units issued or redeemed.
    pub units: u64,
    /// Cash that was moved, in units of the settlement mint.
    pub settlement_units: u64,
    /// Who ran it.
    pub keeper: Pubkey,
}

/// A holder took its standing instruction back.
#[event]
#[derive(Debug)]
pub struct StandingRevoked {
    /// The instruction.
    pub standing: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The holding.
    pub holding: Pubkey,
}

/// Cash beyond a vault's books went to suspense.
#[event]
#[derive(Debug)]
pub struct StraySwept {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The vault.
    pub vault: Pubkey,
    /// Amount, in e6.
    pub amount_e6: u64,
    /// Cash in suspense after, in e6.
    pub suspense_cash_e6: u64,
}

/// Cash in suspense was sent to whom it belongs.
#[event]
#[derive(Debug)]
pub struct SuspenseReleased {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The account that got it.
    pub token_account: Pubkey,
    /// Amount, in e6.
    pub amount_e6: u64,
    /// Cash in suspense after, in e6.
    pub suspense_cash_e6: u64,
    /// SHA-256 of the proof of whose it is.
    pub document_hash: [u8; 32],
}
