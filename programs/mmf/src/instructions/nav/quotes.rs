//! Which quote a strike takes.

use crate::state::Quote;

/// Place of the lower median by income per net asset: one source's whole quote. `None` without a quote.
pub fn lower_median(quotes: &[Quote]) -> Option<usize> {
    let last = quotes.len().checked_sub(1)?;
    let mut places: [usize; crate::constants::MAX_QUOTES as usize] = core::array::from_fn(|place| place);
    let places = places.get_mut(..quotes.len())?;
    places.sort_unstable_by(|left, right| compare(&quotes[*left], &quotes[*right]));
    places.get(last / 2).copied()
}

/// Compares income per net asset by cross multiplication; quotes without net assets by income alone.
fn compare(left: &Quote, right: &Quote) -> core::cmp::Ordering {
    let cross = |one: &Quote, other: &Quote| {
        i128::from(one.income_e6).saturating_mul(i128::from(other.net_assets_e6.max(1)))
    };
    cross(left, right).cmp(&cross(right, left))
}
