//! The published price.

use anchor_lang::prelude::*;

/// Values of [`PricePoint::status`].
pub mod price_status {
    /// No strike yet.
    pub const NONE: u32 = 0;
    /// The price stands.
    pub const TRADING: u32 = 1;
    /// The fund's board has to act first: market and amortised value are too far apart.
    pub const HALTED: u32 = 2;
    /// The next strike's window has passed without a strike.
    pub const STALE: u32 = 3;
}

/// What integrators read: fixed place, fixed layout.
#[zero_copy]
#[derive(Debug, PartialEq, Eq)]
pub struct PricePoint {
    /// Price of one share in the fund currency, scaled by 10^12; rounded down.
    pub price_e12: u64,
    /// Half-width of the price's uncertainty, scaled by 10^12: market against amortised value.
    pub confidence_e12: u64,
    /// When the strike landed, in Unix seconds.
    pub published_at: i64,
    /// Until when the price stands: end of the next strike's window, in Unix seconds.
    pub valid_until: i64,
    /// The struck day, in days since 1970-01-01.
    pub struck_day: i32,
    /// Decimal exponent of the price: −12.
    pub exponent: i32,
    /// [`price_status`] as of the last strike or heartbeat.
    pub status: u32,
    /// Number of the strike.
    pub strike_no: u32,
}
