//! External prices as oracles keep them, and whether one may be used.

use anchor_lang::prelude::*;
use mmf_math::ALL_BPS;

use crate::state::PriceCheck;

/// Discriminator of a price account: the first bytes of SHA-256 of `account:PriceUpdateV2`.
pub const PRICE_UPDATE: [u8; 8] = [34, 241, 35, 99, 157, 126, 244, 205];
/// Verification level of a price that the whole oracle network signed.
pub const FULLY_VERIFIED: u8 = 1;
/// Decimals of a price in e12.
const PRICE_DECIMALS: i32 = 12;

/// A price message as the oracle's receiver program stores it: the layout of `PriceUpdateV2`, fields in order, without the averages.
#[derive(AnchorDeserialize)]
pub struct PriceUpdate {
    _write_authority: Pubkey,
    verification_level: u8,
    /// The feed.
    pub feed_id: [u8; 32],
    /// Price, before the exponent.
    pub price: i64,
    /// Half-width of its confidence interval, before the exponent.
    pub confidence: u64,
    /// Decimal exponent of both.
    pub exponent: i32,
    /// In Unix seconds.
    pub published_at: i64,
}

/// Why a price may not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The account belongs to another program.
    Owner,
    /// It is no price account.
    Kind,
    /// It is of this other feed.
    Feed([u8; 32]),
    /// The price is not fully verified.
    Unverified,
    /// The price is so many seconds old; below zero: of the future.
    Age(i64),
    /// The price is not above zero.
    NotPositive,
    /// The confidence interval is too wide.
    Wide,
    /// The price does not fit into e12.
    OutOfRange,
}

impl PriceUpdate {
    /// Reads an account's data; `None` where it is no price account.
    pub fn read(data: &[u8]) -> Option<Self> {
        Self::deserialize(&mut data.strip_prefix(PRICE_UPDATE.as_slice())?).ok()
    }
}

/// The price of an account, e12, rounded down, if the account is of the configured program and feed, and the price fully verified, neither old
/// nor of the future, and sharp enough.
///
/// # Errors
/// The first reason against it.
pub fn price_e12(check: &PriceCheck, owner: &Pubkey, data: &[u8], now: i64) -> core::result::Result<u64, Unusable> {
    let demand = |holds: bool, reason: Unusable| if holds { Ok(()) } else { Err(reason) };
    demand(*owner == check.price_program, Unusable::Owner)?;
    let update = PriceUpdate::read(data).ok_or(Unusable::Kind)?;
    demand(update.feed_id == check.feed_id, Unusable::Feed(update.feed_id))?;
    demand(update.verification_level == FULLY_VERIFIED, Unusable::Unverified)?;
    let age = now.saturating_sub(update.published_at);
    demand((0..=i64::from(check.max_age_seconds)).contains(&age), Unusable::Age(age))?;
    let price = u64::try_from(update.price).ok().filter(|price| *price > 0).ok_or(Unusable::NotPositive)?;
    let width = u128::from(update.confidence) * ALL_BPS;
    demand(width <= u128::from(price) * u128::from(check.max_confidence_bps), Unusable::Wide)?;
    scale_e12(price, update.exponent).ok_or(Unusable::OutOfRange)
}

/// `price · 10^exponent` in e12, rounded down; `None` where that is zero or does not fit.
fn scale_e12(price: u64, exponent: i32) -> Option<u64> {
    let shift = exponent.checked_add(PRICE_DECIMALS)?;
    let factor = 10u64.checked_pow(shift.unsigned_abs())?;
    let scaled = if shift >= 0 { price.checked_mul(factor) } else { price.checked_div(factor) };
    scaled.filter(|price_e12| *price_e12 > 0)
}
