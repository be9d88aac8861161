//! Events that move units.

use anchor_lang::prelude::*;

/// Units were issued for cash.
#[event]
#[derive(Debug)]
pub struct Subscribed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Cash received, in e6.
    pub cash_e6: u64,
    /// Of that, equalisation.
    pub equalisation_e6: u64,
    /// Units issued.
    pub units: u64,
    /// Recorded units before.
    pub old_units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Class index, e18.
    pub index: u128,
}

/// Units were redeemed for cash.
#[event]
#[derive(Debug)]
pub struct Redeemed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Cash paid, in e6.
    pub cash_e6: u64,
    /// Units redeemed.
    pub units: u64,
    /// Recorded units before.
    pub old_units: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Class index, e18.
    pub index: u128,
}

/// Units moved between two holdings. Written by the hook; below 250 bytes.
#[event]
#[derive(Debug)]
pub struct Transferred {
    /// Holding that gave.
    pub source: Pubkey,
    /// Its sequence number.
    pub source_seq: u64,
    /// Holding that took.
    pub destination: Pubkey,
    /// Its sequence number.
    pub destination_seq: u64,
    /// Units moved.
    pub units: u64,
    /// Recorded units of the source after.
    pub source_units: u64,
    /// Recorded units of the destination after.
    pub destination_units: u64,
    /// Class index, e18.
    pub index: u128,
}

/// A holding got its dividend.
#[event]
#[derive(Debug)]
pub struct DividendPaid {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// The month (year × 12 + month − 1).
    pub period_no: u32,
    /// Units paid.
    pub units: u64,
    /// Fraction that stays payable, e18.
    pub fraction_e18: u64,
    /// Recorded units after.
    pub new_units: u64,
    /// Whether the units were credited in place, without tokens.
    pub credited_in_place: bool,
}

/// Tokens were minted for units that had none.
#[event]
#[derive(Debug)]
pub struct Restored {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Tokens minted.
    pub units: u64,
    /// Recorded units, unchanged.
    pub recorded_units: u64,
}
