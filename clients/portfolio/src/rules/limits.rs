//! The limits of each regime, with their sources.

use super::regime::Regime;

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// Remaining maturity of each instrument, in days.
    MaxMaturity,
    /// Weighted average maturity, in days.
    Wam,
    /// Weighted average life, in days.
    Wal,
    /// Daily liquid assets, in basis points of total assets.
    DailyLiquid,
    /// Weekly liquid assets.
    WeeklyLiquid,
    /// Each issuer that is no government.
    Issuer,
    /// Cash at each bank.
    Bank,
    /// Illiquid securities.
    Illiquid,
    /// Cash, government securities and repo secured by them.
    Government,
    /// Daily liquid assets below which the board is told.
    DailyAlarm,
    /// Weekly liquid assets below which the board is told.
    WeeklyAlarm,
}

impl Test {
    /// What it is called.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MaxMaturity => "longest maturity",
            Self::Wam => "weighted average maturity",
            Self::Wal => "weighted average life",
            Self::DailyLiquid => "daily liquid assets",
            Self::WeeklyLiquid => "weekly liquid assets",
            Self::Issuer => "largest issuer",
            Self::Bank => "largest bank",
            Self::Illiquid => "illiquid securities",
            Self::Government => "cash and government",
            Self::DailyAlarm => "alarm: daily liquid assets",
            Self::WeeklyAlarm => "alarm: weekly liquid assets",
        }
    }

    /// The unit of its figures.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::MaxMaturity | Self::Wam | Self::Wal => "days",
            _ => "bps",
        }
    }

    /// Whether the limit is a minimum.
    #[must_use]
    pub const fn is_minimum(self) -> bool {
        matches!(self, Self::DailyLiquid | Self::WeeklyLiquid | Self::Government | Self::DailyAlarm | Self::WeeklyAlarm)
    }
}

/// When a limit binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At all times.
    Always,
    /// When something is bought: a portfolio that passes it otherwise need not sell.
    AtAcquisition,
}

/// A limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What it limits.
    pub test: Test,
    /// The bound in the test's unit, within the limit.
    pub bound: i64,
    /// When it binds.
    pub when: When,
    /// Where it stands.
    pub source: &'static str,
}

const fn limit(test: Test, bound: i64, when: When, source: &'static str) -> Limit {
    Limit { test, bound, when, source }
}

/// Rule 2a-7 as amended in 2023 (88 FR 51404).
const RULE_2A_7: [Limit; 9] = [
    limit(Test::MaxMaturity, 397, When::Always, "17 CFR 270.2a-7(d)(1)(i)"),
    limit(Test::Wam, 60, When::Always, "17 CFR 270.2a-7(d)(1)(ii)"),
    limit(Test::Wal, 120, When::Always, "17 CFR 270.2a-7(d)(1)(iii)"),
    limit(Test::DailyLiquid, 2_500, When::AtAcquisition, "17 CFR 270.2a-7(d)(4)(ii)"),
    limit(Test::WeeklyLiquid, 5_000, When::AtAcquisition, "17 CFR 270.2a-7(d)(4)(iii)"),
    limit(Test::Issuer, 500, When::AtAcquisition, "17 CFR 270.2a-7(d)(3)(i)"),
    limit(Test::Illiquid, 500, When::AtAcquisition, "17 CFR 270.2a-7(d)(4)(i)"),
    limit(Test::DailyAlarm, 1_250, When::Always, "17 CFR 270.2a-7(f)(4), half of the minimum"),
    limit(Test::WeeklyAlarm, 2_500, When::Always, "17 CFR 270.2a-7(f)(4), half of the minimum"),
];

const GOVERNMENT: Limit =
    limit(Test::Government, 9_950, When::Always, "17 CFR 270.2a-7(a), government money market fund");

/// Short-term funds of low volatility.
const EU_MMFR: [Limit; 7] = [
    limit(Test::MaxMaturity, 397, When::Always, "Regulation (EU) 2017/1131, article 10(1)(b)"),
    limit(Test::Wam, 60, When::Always, "Regulation (EU) 2017/1131, article 24(1)(a)"),
    limit(Test::Wal, 120, When::Always, "Regulation (EU) 2017/1131, article 24(1)(b)"),
    limit(Test::DailyLiquid, 1_000, When::Always, "Regulation (EU) 2017/1131, article 24(1)(c)"),
    limit(Test::WeeklyLiquid, 3_000, When::Always, "Regulation (EU) 2017/1131, article 24(1)(e)"),
    limit(Test::Issuer, 500, When::Always, "Regulation (EU) 2017/1131, article 17(1)(a)"),
    limit(Test::Bank, 1_000, When::Always, "Regulation (EU) 2017/1131, article 17(1)(b)"),
];

/// The limits that bind a fund, each test at most once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits(Vec<Limit>);

impl Limits {
    /// The statutory limits of a regime.
    #[must_use]
    pub fn of(regime: Regime) -> Self {
        match regime {
            Regime::RegisteredGovernment => Self(RULE_2A_7.into_iter().chain([GOVERNMENT]).collect()),
            Regime::RegisteredRetail | Regime::RegisteredInstitutional => Self(RULE_2A_7.to_vec()),
            Regime::Private3c7 | Regime::Private3c1 | Regime::OffshoreRegS => Self::default(),
            Regime::EuMmfr => Self(EU_MMFR.to_vec()),
        }
    }

    /// All of them.
    #[must_use]
    pub fn all(&self) -> &[Limit] {
        &self.0
    }

    /// Adds a limit of the fund's own. It replaces a statutory one that is milder, and is dropped where it is no stricter.
    pub fn tighten(&mut self, own: Limit) {
        match self.0.iter_mut().find(|limit| limit.test == own.test) {
            None => self.0.push(own),
            Some(known) => {
                let stricter = if own.test.is_minimum() { own.bound > known.bound } else { own.bound < known.bound };
                if stricter {
                    *known = own;
                }
            }
        }
    }
}
