//! How far a strike may go: how much its quotes may differ, how much it may earn and move.

use anchor_lang::prelude::*;
use mmf_math::yields::annualised_e18;
use mmf_math::{ALL_BPS, SCALE};

use crate::error::MmfError;
use crate::state::{Fund, NavReport, Quote, Role};

/// One basis point in e18.
pub const BPS_E18: u128 = SCALE / ALL_BPS;

/// The other sources' quotes are near the one that is struck: net assets at amortised cost and at market value, and the income, each within
/// the fund's dispersion in basis points of the struck figure, or within the tolerance of the tie-out.
///
/// # Errors
/// [`MmfError::QuotesDisperse`].
pub fn check_dispersion(fund: &Fund, report: &NavReport, struck: &Quote) -> Result<()> {
    let bound_bps = fund.policy.max_dispersion_bps;
    if bound_bps == 0 {
        return Ok(());
    }
    let sources = fund.council(Role::NavSource);
    let is_near = |gap: u64, size: u64| {
        gap <= fund.policy.tie_out_tolerance_e6 || u128::from(gap) * ALL_BPS <= u128::from(size) * u128::from(bound_bps)
    };
    for other in report.posted().iter().filter(|quote| sources.position(&quote.source).is_some()) {
        require!(gaps(other, struck).into_iter().all(|(gap, size)| is_near(gap, size)), MmfError::QuotesDisperse);
    }
    Ok(())
}

/// How far another quote is from one, and the size that the dispersion is reckoned on, in e6: net assets, at market, income.
pub fn gaps(other: &Quote, quote: &Quote) -> [(u64, u64); 3] {
    [
        (other.net_assets_e6.abs_diff(quote.net_assets_e6), quote.net_assets_e6),
        (other.market_net_assets_e6.abs_diff(quote.market_net_assets_e6), quote.market_net_assets_e6),
        (other.income_e6.abs_diff(quote.income_e6), quote.income_e6.unsigned_abs()),
    ]
}

/// Annualised income on the average net assets of the span, e18, by ACT/365; zero where there were none. A yield of more than 900% counts as
/// the largest number.
pub fn yield_e18(income_e6: i64, net_assets_e6: u64, n_days: u16) -> i64 {
    if net_assets_e6 == 0 {
        return 0;
    }
    let most = if income_e6 < 0 { i64::MIN } else { i64::MAX };
    annualised_e18(income_e6, net_assets_e6, n_days)
        .ok()
        .and_then(|annualised| i64::try_from(annualised).ok())
        .unwrap_or(most)
}

/// The strike is within what governance allows without looking: its yield, the yield's change against the last strike that had one, and the
/// change of net assets that no booked flow and no correction explains. A bound of 0 means none.
///
/// # Errors
/// [`MmfError::YieldAboveBound`], [`MmfError::YieldChangeAboveBound`], [`MmfError::NetAssetsChangeAboveBound`].
pub fn check_change(fund: &Fund, net_assets_e6: i128, yield_e18: i64, books_e6: i128) -> Result<()> {
    let policy = &fund.policy;
    let exceeds = |size_e18: u64, bps: u16| bps != 0 && u128::from(size_e18) > u128::from(bps) * BPS_E18;
    require!(!exceeds(yield_e18.unsigned_abs(), policy.max_yield_bps), MmfError::YieldAboveBound);
    let change_e18 = yield_e18.abs_diff(fund.last_yield_e18);
    let has_last = fund.last_yield_e18 != 0;
    require!(!has_last || !exceeds(change_e18, policy.max_yield_change_bps), MmfError::YieldChangeAboveBound);
    let bound_bps = u128::from(policy.max_net_assets_change_bps);
    let books = books_e6.max(0).unsigned_abs();
    let moved = net_assets_e6.abs_diff(books_e6).saturating_mul(ALL_BPS);
    let fits = bound_bps == 0 || books == 0 || moved <= books.saturating_mul(bound_bps);
    require!(fits, MmfError::NetAssetsChangeAboveBound);
    Ok(())
}

/// Whether market and amortised net assets are at least so far apart, in basis points of the amortised. 0: never.
pub fn deviates(quote: &Quote, bps: u16) -> bool {
    let gap = u128::from(quote.market_net_assets_e6.abs_diff(quote.net_assets_e6));
    bps != 0 && gap > 0 && gap * ALL_BPS >= u128::from(quote.net_assets_e6) * u128::from(bps)
}
