//! The comparison of a strike with an external price.

use anchor_lang::prelude::*;

use super::span_steps::Member;
use super::{Strike, StrikeArgs};
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::ExternalPriceCompared;
use crate::state::{Fund, PriceCheck, Quote, fund_flag};

/// Discriminator of a price account: the first bytes of SHA-256 of `account:PriceUpdateV2`.
const PRICE_UPDATE: [u8; 8] = [34, 241, 35, 99, 157, 126, 244, 205];
/// Verification level of a price that the whole oracle network signed.
const FULLY_VERIFIED: u8 = 1;
/// Basis points of a whole.
const ALL_BPS: u128 = 10_000;
/// Decimals of a price in e12.
const PRICE_DECIMALS: i32 = 12;

/// A price message as the oracle's receiver program stores it: the layout of `PriceUpdateV2`, fields in order, without the averages.
#[derive(AnchorDeserialize)]
struct PriceUpdate {
    _write_authority: Pubkey,
    verification_level: u8,
    feed_id: [u8; 32],
    price: i64,
    confidence: u64,
    exponent: i32,
    published_at: i64,
}

/// Compares the class's price at market value with the external price; returns that, e12, or 0 where there is no usable one and none is
/// required. An override lets any price pass.
///
/// # Errors
/// [`MmfError::AccountMismatch`] without the fund's price check, [`MmfError::ExternalPriceMissing`], [`MmfError::ExternalPriceDiffers`].
pub fn compare(
    fund: &mut Fund,
    fund_key: &Pubkey,
    accounts: &Strike<'_>,
    members: &[Member<'_>],
    (args, quote): (&StrikeArgs, &Quote),
    now: i64,
) -> Result<u64> {
    if !fund.has_flag(fund_flag::PRICE_CHECK) {
        return Ok(0);
    }
    let check = accounts.price_check.as_ref().ok_or(MmfError::AccountMismatch)?;
    require!(check.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
    require_keys_eq!(check.fund, *fund_key, MmfError::AccountMismatch);
    let external = accounts.external_price.as_ref().and_then(|account| read(check, account, now));
    let is_overridden = args.override_hash.is_some();
    let Some(external_e12) = external else {
        require!(check.required == 0 || is_overridden, MmfError::ExternalPriceMissing);
        return Ok(0);
    };
    let own_e12 = market_price_e12(check.class_no, members, quote)?;
    let gap = own_e12.abs_diff(u128::from(external_e12));
    let bound = u128::from(external_e12).saturating_mul(u128::from(check.max_difference_bps));
    require!(gap.saturating_mul(ALL_BPS) <= bound || is_overridden, MmfError::ExternalPriceDiffers);
    emit!(ExternalPriceCompared {
        fund: *fund_key,
        seq: fund.next_seq()?,
        strike_no: args.strike_no,
        class_no: check.class_no,
        own_price_e12: u64::try_from(own_e12).map_err(|_| MmfError::Overflow)?,
        external_price_e12: external_e12,
    });
    Ok(external_e12)
}

/// The class's price after the strike, its assets at market value instead of amortised cost, e12; rounded down.
fn market_price_e12(class_no: u8, members: &[Member<'_>], quote: &Quote) -> Result<u128> {
    for member in members {
        let class = member.class.load()?;
        if class.class_no == class_no {
            let price = u128::from(class.price.price_e12).saturating_mul(u128::from(quote.market_net_assets_e6));
            return Ok(price / u128::from(quote.net_assets_e6.max(1)));
        }
    }
    err!(MmfError::AccountMismatch)
}

/// The price of an account, e12, rounded down, if the account is of the configured program and feed, and the price fully verified, neither old
/// nor of the future, and sharp enough.
fn read(check: &PriceCheck, account: &AccountInfo<'_>, now: i64) -> Option<u64> {
    let data = account.try_borrow_data().ok()?;
    let update = PriceUpdate::deserialize(&mut data.strip_prefix(PRICE_UPDATE.as_slice())?).ok()?;
    let age = now.checked_sub(update.published_at)?;
    let is_fresh = (0..=i64::from(check.max_age_seconds)).contains(&age);
    let is_theirs = *account.owner == check.price_program && update.feed_id == check.feed_id;
    let price = u64::try_from(update.price).ok().filter(|price| *price > 0)?;
    let width = u128::from(update.confidence).checked_mul(ALL_BPS)?;
    let is_sharp = width <= u128::from(price).checked_mul(u128::from(check.max_confidence_bps))?;
    if !is_fresh || !is_theirs || !is_sharp || update.verification_level != FULLY_VERIFIED {
        return None;
    }
    scale_e12(price, update.exponent)
}

/// `price · 10^exponent` in e12, rounded down; `None` where that is zero or does not fit.
fn scale_e12(price: u64, exponent: i32) -> Option<u64> {
    let shift = exponent.checked_add(PRICE_DECIMALS)?;
    let factor = 10u64.checked_pow(shift.unsigned_abs())?;
    let scaled = if shift >= 0 { price.checked_mul(factor) } else { price.checked_div(factor) };
    scaled.filter(|price_e12| *price_e12 > 0)
}
