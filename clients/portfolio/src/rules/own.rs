//! A file with the fund's own limits.

use serde::Deserialize;

use super::limits::{Limit, Limits, Test, When};
use crate::error::{PortfolioError, Result};

const SOURCE: &str = "the fund's own limits";
const MAX_BPS: u32 = 10_000;
const MAX_DAYS: u32 = 40 * 366;

/// The fund's own limits, each optional, held at all times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnLimits {
    /// Longest remaining maturity, in days.
    pub max_maturity_days: Option<u32>,
    /// Weighted average maturity at most, in days.
    pub wam_days: Option<u32>,
    /// Weighted average life at most, in days.
    pub wal_days: Option<u32>,
    /// Daily liquid assets at least.
    pub daily_liquid_bps: Option<u32>,
    /// Weekly liquid assets at least.
    pub weekly_liquid_bps: Option<u32>,
    /// Each issuer that is no government at most.
    pub issuer_bps: Option<u32>,
    /// Cash at each bank at most.
    pub bank_bps: Option<u32>,
    /// Illiquid securities at most.
    pub illiquid_bps: Option<u32>,
    /// Cash, government securities and repo secured by them at least.
    pub government_bps: Option<u32>,
}

impl OwnLimits {
    /// Reads a JSON file such as `{"wam_days": 45, "weekly_liquid_bps": 6000}`.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] for unknown names, and for figures that are no days or basis points.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let own: Self =
            serde_json::from_slice(bytes).map_err(|error| PortfolioError::FileInvalid(error.to_string()))?;
        for (test, bound) in own.bounds() {
            let most = if test.unit() == "bps" { MAX_BPS } else { MAX_DAYS };
            if bound > most {
                let message = format!("{}: {bound} is more than {most} {}", test.name(), test.unit());
                return Err(PortfolioError::FileInvalid(message));
            }
        }
        Ok(own)
    }

    /// Adds them to a regime's limits.
    pub fn apply(&self, limits: &mut Limits) {
        for (test, bound) in self.bounds() {
            limits.tighten(Limit { test, bound: i64::from(bound), when: When::Always, source: SOURCE });
        }
    }

    fn bounds(&self) -> impl Iterator<Item = (Test, u32)> {
        let bounds = [
            (Test::MaxMaturity, self.max_maturity_days),
            (Test::Wam, self.wam_days),
            (Test::Wal, self.wal_days),
            (Test::DailyLiquid, self.daily_liquid_bps),
            (Test::WeeklyLiquid, self.weekly_liquid_bps),
            (Test::Issuer, self.issuer_bps),
            (Test::Bank, self.bank_bps),
            (Test::Illiquid, self.illiquid_bps),
            (Test::Government, self.government_bps),
        ];
        bounds.into_iter().filter_map(|(test, bound)| bound.map(|bound| (test, bound)))
    }
}
