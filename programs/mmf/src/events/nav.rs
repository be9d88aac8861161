//! Events of quotes, strikes and months.

use anchor_lang::prelude::*;

/// A source posted or replaced its quote.
#[event]
#[derive(Debug)]
pub struct QuotePosted {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// The source.
    pub source: Pubkey,
    /// Net assets, in e6.
    pub net_assets_e6: u64,
    /// Income since the last strike, in e6.
    pub income_e6: i64,
    /// SHA-256 of the report.
    pub document_hash: [u8; 32],
}

/// A strike landed.
#[event]
#[derive(Debug)]
pub struct Struck {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// Calendar days since the last struck day.
    pub n_days: u16,
    /// Income, in e6.
    pub income_e6: i64,
    /// Quoted net assets less the books, in e6.
    pub tie_out_difference_e6: i64,
    /// Whether it came after its window.
    pub late: bool,
}

/// A class took its part of a strike.
#[event]
#[derive(Debug)]
pub struct ClassStruck {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// Net income, in e6.
    pub net_income_e6: i64,
    /// Management fee charged, in e6.
    pub expense_e6: u64,
    /// Income per unit, e18.
    pub rate_e18: u64,
    /// Index before, e18.
    pub old_index: u128,
    /// Index after, e18.
    pub new_index: u128,
    /// Units that shared.
    pub supply_units: u64,
    /// Price of a unit after, e12.
    pub price_e12: u64,
    /// Net assets after, in e6.
    pub net_assets_e6: u64,
}

/// A month was closed.
#[event]
#[derive(Debug)]
pub struct PeriodClosed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// The month (year × 12 + month − 1).
    pub period_no: u32,
    /// Index at the close, e18.
    pub closing_index: u128,
    /// Income declared in the month, e18.
    pub declared: u128,
}
