//! The measures of a day against the limits.

use super::limits::{Limit, Limits, Test, When};
use crate::metrics::{Metrics, Share};

const WHOLE_BPS: i64 = 10_000;

/// How a test came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Within the limit.
    Pass,
    /// Liquid assets are short without a purchase that made them so: until they are back, only such assets may be bought.
    MayOnlyBuyLiquid,
    /// An issuer or illiquid securities outgrew their limit without a purchase: nothing need be sold, nothing more of it bought.
    MayBuyNoMore,
    /// The board must be told within one business day.
    Alarm,
    /// The limit is broken.
    Breach,
}

impl Status {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::MayOnlyBuyLiquid => "may only buy liquid assets",
            Self::MayBuyNoMore => "may buy no more of it",
            Self::Alarm => "alarm: tell the board within one business day",
            Self::Breach => "breach",
        }
    }
}

/// A test, its limit and its outcome. Figures are in the test's unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The limit.
    pub limit: Limit,
    /// The measure.
    pub value: i64,
    /// How far the measure is within the limit; negative beyond it.
    pub room: i64,
    /// The outcome.
    pub status: Status,
    /// Whose measure it is, or what broke the limit; empty where there is nothing to say.
    pub detail: String,
}

/// Compares a day's measures with the limits, in the order of the limits.
#[must_use]
pub fn check(limits: &Limits, metrics: &Metrics) -> Vec<Check> {
    limits.all().iter().map(|limit| one(*limit, metrics)).collect()
}

/// The test that is nearest to a breach, or furthest beyond: the one with the least room, as a part of all the room that its limit leaves
/// (a maximum: the limit; a minimum: from the limit to 10,000 basis points). Alarms lie below the minimum that is tested anyway and are left
/// out.
#[must_use]
pub fn nearest(checks: &[Check]) -> Option<&Check> {
    let tests = checks.iter().filter(|check| !matches!(check.limit.test, Test::DailyAlarm | Test::WeeklyAlarm));
    // Both are small: a fixed point of 64 bits tells any two parts apart.
    tests.min_by_key(|check| (i128::from(check.room) << 64) / i128::from(all_room(&check.limit)))
}

fn all_room(limit: &Limit) -> i64 {
    let room = if limit.test.is_minimum() { WHOLE_BPS.saturating_sub(limit.bound) } else { limit.bound };
    room.max(1)
}

fn one(limit: Limit, metrics: &Metrics) -> Check {
    let largest = |shares: &[Share]| shares.first().map_or((0, String::new()), |share| (share.bps, share.name.clone()));
    let (value, whose) = match limit.test {
        Test::MaxMaturity => metrics.longest.clone().unwrap_or_default(),
        Test::Wam => (metrics.wam_days, String::new()),
        Test::Wal => (metrics.wal_days, String::new()),
        Test::DailyLiquid | Test::DailyAlarm => (metrics.daily_liquid_bps, String::new()),
        Test::WeeklyLiquid | Test::WeeklyAlarm => (metrics.weekly_liquid_bps, String::new()),
        Test::Issuer => largest(&metrics.issuers),
        Test::Bank => largest(&metrics.banks),
        Test::Illiquid => (metrics.illiquid_bps, String::new()),
        Test::Government => (metrics.government_bps, String::new()),
    };
    let room =
        if limit.test.is_minimum() { value.saturating_sub(limit.bound) } else { limit.bound.saturating_sub(value) };
    let (status, detail) = if room >= 0 { (Status::Pass, whose) } else { beyond(&limit, metrics, whose) };
    Check { limit, value, room, status, detail }
}

/// What it means that a measure is beyond its limit.
fn beyond(limit: &Limit, metrics: &Metrics, whose: String) -> (Status, String) {
    if matches!(limit.test, Test::DailyAlarm | Test::WeeklyAlarm) {
        return (Status::Alarm, whose);
    }
    if limit.when == When::Always {
        return (Status::Breach, whose);
    }
    let over = |name: &&String| metrics.issuers.iter().any(|share| share.name == **name && share.bps > limit.bound);
    let bought = match limit.test {
        Test::DailyLiquid => metrics.bought.not_daily.clone(),
        Test::WeeklyLiquid => metrics.bought.not_weekly.clone(),
        Test::Illiquid => metrics.bought.illiquid.clone(),
        _ => metrics.bought.issuers.iter().filter(over).cloned().collect(),
    };
    let idle = match limit.test {
        Test::DailyLiquid | Test::WeeklyLiquid => Status::MayOnlyBuyLiquid,
        _ => Status::MayBuyNoMore,
    };
    if bought.is_empty() {
        (idle, whose)
    } else {
        (Status::Breach, format!("bought on the day: {}", bought.join(", ")))
    }
}

#[cfg(test)]
mod tests;
