//! Which quote a strike takes.

use anchor_lang::prelude::*;
use solana_sha256_hasher::hash;

use crate::constants::MAX_QUOTES;
use crate::error::MmfError;
use crate::state::{Council, NavReport, Quote};

/// Place of the struck quote: among those whose sources are members of the council now, the lower median by income per net asset, one
/// source's whole quote.
///
/// # Errors
/// [`MmfError::QuorumMissing`] for fewer than `quorum` such quotes.
pub fn choose_quote(report: &NavReport, sources: &Council, quorum: u8) -> Result<usize> {
    let quotes = report.posted();
    let mut places = Vec::with_capacity(usize::from(MAX_QUOTES));
    places.extend((0..quotes.len()).filter(|place| sources.position(&quotes[*place].source).is_some()));
    require!(places.len() >= usize::from(quorum), MmfError::QuorumMissing);
    places.sort_unstable_by(|left, right| compare(&quotes[*left], &quotes[*right]));
    let last = places.len().checked_sub(1).ok_or(MmfError::QuorumMissing)?;
    Ok(places[last / 2])
}

/// SHA-256 of a quote's bytes as the report holds them: what the approvers of a strike approve.
pub fn quote_hash(quote: &Quote) -> [u8; 32] {
    hash(bytemuck::bytes_of(quote)).to_bytes()
}

/// Compares income per net asset by cross multiplication; quotes without net assets by income alone.
fn compare(left: &Quote, right: &Quote) -> core::cmp::Ordering {
    let cross =
        |one: &Quote, other: &Quote| i128::from(one.income_e6).saturating_mul(i128::from(other.net_assets_e6.max(1)));
    cross(left, right).cmp(&cross(right, left))
}
