//! A closed month of a class.

use anchor_lang::prelude::*;

/// A month. Address: `"period", class, period_no`. Written by the strike that crosses the month end.
#[account]
#[derive(Debug, InitSpace)]
pub struct Period {
    /// Layout version.
    pub version: u8,
    /// Bump of the period's address.
    pub bump: u8,
    /// The share class.
    pub class: Pubkey,
    /// Year × 12 + month − 1.
    pub period_no: u32,
    /// The strike that closed it.
    pub strike_no: u32,
    /// In Unix seconds.
    pub closed_at: i64,
    /// Index at the opening, e18.
    pub opening_index: u128,
    /// Index at the close, e18.
    pub closing_index: u128,
    /// Income declared within the month, e18.
    pub declared: u128,
    /// Recorded units at the close.
    pub supply_units: u64,
    /// Units paid.
    pub paid_units: u64,
    /// Of those, credited in place without a token.
    pub credited_units: u64,
    /// Cash paid, in e6, after tax.
    pub paid_cash_e6: u64,
    /// Tax withheld, in e6.
    pub withheld_e6: u64,
    /// Holdings paid.
    pub holdings_paid: u32,
    /// Holdings credited in place.
    pub holdings_credited: u32,
    /// Who paid the rent.
    pub rent_payer: Pubkey,
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}
