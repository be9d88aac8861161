//! The external price that strikes are compared with.

use anchor_lang::prelude::*;

/// Which external price, and how far it may be off. Address: `"price-check", fund`.
#[account]
#[derive(Debug, InitSpace)]
pub struct PriceCheck {
    /// Layout version.
    pub version: u8,
    /// Bump of the account's address.
    pub bump: u8,
    /// Class whose price is compared.
    pub class_no: u8,
    /// 1: no strike without a usable price.
    pub required: u8,
    /// The fund.
    pub fund: Pubkey,
    /// Program that must own the price account.
    pub price_program: Pubkey,
    /// Feed that the price account must be of.
    pub feed_id: [u8; 32],
    /// Greatest age of the price, in seconds.
    pub max_age_seconds: u32,
    /// Greatest half-width of its confidence interval, in basis points of the price.
    pub max_confidence_bps: u16,
    /// Greatest difference to the class's price at market value, in basis points of the external price.
    pub max_difference_bps: u16,
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}
