//! The comparison of a strike with an external price.

use anchor_lang::prelude::*;
use mmf_math::ALL_BPS;

use super::span_steps::Member;
use super::{Strike, StrikeArgs, oracle};
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::ExternalPriceCompared;
use crate::state::{Fund, Quote, fund_flag};

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
    let external = accounts.external_price.as_ref().and_then(|account| {
        let data = account.try_borrow_data().ok()?;
        oracle::price_e12(check, account.owner, &data, now).ok()
    });
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
