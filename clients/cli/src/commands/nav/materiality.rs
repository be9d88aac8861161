//! Whether a wrong strike is material by the fund's policy.

use mmf::state::FundPolicy;
use mmf_math::ALL_BPS;

use super::errors::out_of_range;
use super::replay::Outcome;
use crate::error::CliResult;
use crate::output::{Cell, Field};

/// A millionth in the scale of prices.
const E6_IN_E12: u128 = 1_000_000;
/// The scale of prices in that of rates.
const E12_IN_E18: u128 = 1_000_000;

/// How wrong a class was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Materiality {
    /// Difference on a share, e12; rounded up.
    per_share_e12: u128,
    /// Difference in relation to net assets, in basis points; rounded up.
    bps: u64,
    /// Whether it reaches a threshold of the policy.
    pub is_material: bool,
}

impl Materiality {
    /// Compares what was struck with what should have been. A threshold of 0 is none; either one makes it material.
    ///
    /// # Errors
    /// When a figure is out of range.
    pub fn of(policy: &FundPolicy, wrong: &Outcome, right: &Outcome, is_distributing: bool) -> CliResult<Self> {
        let per_share_e12 = if is_distributing {
            u128::from(wrong.result.rate_e18.abs_diff(right.result.rate_e18)).div_ceil(E12_IN_E18)
        } else {
            u128::from(wrong.result.price_e12.abs_diff(right.result.price_e12))
        };
        let gap_e6 = u128::from(wrong.net_income_e6()?.abs_diff(right.net_income_e6()?));
        let net_assets_e6 = u128::from(wrong.net_assets_e6);
        let at_bps = |bps: u16| bps != 0 && gap_e6 * ALL_BPS >= net_assets_e6 * u128::from(bps);
        let at_share = policy.materiality_e6 != 0 && per_share_e12 >= u128::from(policy.materiality_e6) * E6_IN_E12;
        let bps = if net_assets_e6 == 0 { 0 } else { (gap_e6 * ALL_BPS).div_ceil(net_assets_e6) };
        Ok(Self {
            per_share_e12,
            bps: u64::try_from(bps).map_err(|_| out_of_range(mmf_math::MathError::Overflow))?,
            is_material: gap_e6 != 0 && (at_share || at_bps(policy.materiality_bps)),
        })
    }

    /// As fields of a result.
    pub fn fields(&self, policy: &FundPolicy) -> Vec<Field> {
        let threshold = |is_set: bool, cell: Cell| if is_set { cell } else { Cell::none() };
        vec![
            ("perShare_e12", "Wrong by, a share", Cell::price(u64::try_from(self.per_share_e12).unwrap_or(u64::MAX))),
            (
                "perShareThreshold",
                "Material from",
                threshold(policy.materiality_e6 != 0, Cell::amount(policy.materiality_e6)),
            ),
            ("bps", "Wrong by, bps of net assets", Cell::count(self.bps)),
            (
                "bpsThreshold",
                "Material from",
                threshold(policy.materiality_bps != 0, Cell::count(policy.materiality_bps)),
            ),
            ("material", "Material", Cell::flag(self.is_material)),
        ]
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use bytemuck::Zeroable;
    use mmf::state::ClassResult;

    use super::*;

    fn outcome(income_e6: i64, rate_e18: u64) -> Outcome {
        let result = ClassResult { income_e6, rate_e18, ..ClassResult::default() };
        Outcome { result, net_assets_e6: 1_000_000_000, ..Outcome::default() }
    }

    #[test]
    fn either_threshold_makes_an_error_material() {
        let mut policy = FundPolicy::zeroed();
        let wrong = outcome(0, 0);
        let right = outcome(5_000_000, 5_000_000_000_000_000);
        let is_material =
            |policy: &FundPolicy, right: &Outcome| Materiality::of(policy, &wrong, right, true).unwrap().is_material;
        assert!(!is_material(&policy, &right), "no thresholds");
        policy.materiality_e6 = 5_000;
        assert!(is_material(&policy, &right), "half a cent on a share, at the threshold");
        assert!(!is_material(&policy, &outcome(4_999_999, 4_999_999_000_000_000)));
        (policy.materiality_e6, policy.materiality_bps) = (0, 50);
        assert!(is_material(&policy, &right), "50 basis points of net assets");
        assert!(!is_material(&policy, &outcome(4_999_999, 4_999_999_000_000_000)));
        let found = Materiality::of(&policy, &wrong, &right, true).unwrap();
        assert_eq!((found.per_share_e12, found.bps), (5_000_000_000, 50));
        assert!(!is_material(&policy, &wrong), "nothing wrong is nothing material");
    }
}
