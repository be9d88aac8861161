//! Events of quotes, strikes and months.

use anchor_lang::prelude::*;

use crate::instructions::{ClassCorrection, PriceCheckArgs};

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
    /// Whether governance let it pass the fund's bounds.
    pub overridden: bool,
    /// SHA-256 of the reason; zero where there is none.
    pub reason_hash: [u8; 32],
}

/// A strike corrected an earlier one.
#[event]
#[derive(Debug)]
pub struct StrikeCorrected {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike that corrects.
    pub strike_no: u32,
    /// Number of the wrong strike.
    pub corrected_strike_no: u32,
    /// Net income added, by class.
    pub classes: Vec<ClassCorrection>,
    /// SHA-256 of the computation.
    pub document_hash: [u8; 32],
}

/// Market and amortised net assets of a strike are far apart.
#[event]
#[derive(Debug)]
pub struct DeviationFound {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// Net assets at amortised cost, in e6.
    pub net_assets_e6: u64,
    /// Net assets at market value, in e6.
    pub market_net_assets_e6: u64,
    /// Whether new issues and instant dealing halt.
    pub halts: bool,
}

/// The board let dealing go on.
#[event]
#[derive(Debug)]
pub struct DealingResumed {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The strike whose deviation the board considered.
    pub strike_no: u32,
    /// SHA-256 of the board's resolution.
    pub document_hash: [u8; 32],
}

/// The external price that strikes are compared with was set.
#[event]
#[derive(Debug)]
pub struct PriceCheckSet {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// What was set.
    pub args: PriceCheckArgs,
}

/// A strike was compared with an external price.
#[event]
#[derive(Debug)]
pub struct ExternalPriceCompared {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the strike.
    pub strike_no: u32,
    /// The class.
    pub class_no: u8,
    /// Its price at market value, e12.
    pub own_price_e12: u64,
    /// The external price, e12.
    pub external_price_e12: u64,
}

/// Somebody brought a class's published status up to date.
#[event]
#[derive(Debug)]
pub struct HeartbeatGiven {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub seq: u64,
    /// [`price_status`](crate::state::price_status).
    pub status: u32,
    /// Until when the price stands, in Unix seconds.
    pub valid_until: i64,
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
    /// Share of the fund's income, in e6.
    pub income_e6: i64,
    /// Management and performance fee charged, in e6.
    pub expense_e6: u64,
    /// Management fee waived, in e6.
    pub waived_e6: u64,
    /// Equalisation taken in, in e6.
    pub equalisation_e6: u64,
    /// What an earlier strike should have declared besides, in e6.
    pub correction_e6: i64,
    /// Income less fees, with corrections, of all strikes, in e6.
    pub net_income_to_date_e6: i64,
    /// Performance fees of all strikes, in e6.
    pub performance_fee_to_date_e6: u64,
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
