//! The regimes of the program's `Regime`, as far as the portfolio goes.

use crate::liquidity::LiquidBy;
use crate::metrics::Basis;

/// Whose rules bind the portfolio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regime {
    /// Government money-market fund under rule 2a-7.
    RegisteredGovernment,
    /// Retail money-market fund under rule 2a-7.
    RegisteredRetail,
    /// Institutional money-market fund under rule 2a-7.
    RegisteredInstitutional,
    /// Private fund of qualified purchasers, section 3(c)(7): its own limits only.
    Private3c7,
    /// Private fund of at most 100 owners, section 3(c)(1): its own limits only.
    Private3c1,
    /// Offshore fund under Regulation S: its own limits only.
    OffshoreRegS,
    /// Short-term fund of low volatility (LVNAV) under Regulation (EU) 2017/1131.
    EuMmfr,
}

impl Regime {
    /// Names on the command line and in reports.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("registered-government", Self::RegisteredGovernment),
        ("registered-retail", Self::RegisteredRetail),
        ("registered-institutional", Self::RegisteredInstitutional),
        ("private-3c7", Self::Private3c7),
        ("private-3c1", Self::Private3c1),
        ("offshore-reg-s", Self::OffshoreRegS),
        ("eu-mmfr", Self::EuMmfr),
    ];

    /// The name.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, regime)| *regime == self).map_or("", |(name, _)| name)
    }

    /// By what value assets are compared with total assets: funds that price their shares by amortised cost take it (rule 2a-7(a), "total
    /// assets"), institutional and EU funds the market value.
    #[must_use]
    pub const fn basis(self) -> Basis {
        match self {
            Self::RegisteredInstitutional | Self::EuMmfr => Basis::MarketValue,
            _ => Basis::AmortisedCost,
        }
    }

    /// Whose definition of liquid assets applies; without a statutory one, rule 2a-7's.
    #[must_use]
    pub const fn liquid_by(self) -> LiquidBy {
        match self {
            Self::EuMmfr => LiquidBy::EuMmfr,
            _ => LiquidBy::Rule2a7,
        }
    }
}
