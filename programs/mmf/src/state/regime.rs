//! What kind of fund it is, and what the law makes of that.

use anchor_lang::prelude::*;

/// Kind of fund; fixes which switches exist.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Regime {
    /// Government money-market fund under rule 2a-7.
    RegisteredGovernment,
    /// Retail money-market fund under rule 2a-7.
    RegisteredRetail,
    /// Institutional money-market fund under rule 2a-7.
    RegisteredInstitutional,
    /// Private fund of qualified purchasers, section 3(c)(7).
    Private3c7,
    /// Private fund of at most 100 owners, section 3(c)(1).
    Private3c1,
    /// Offshore fund under Regulation S.
    OffshoreRegS,
    /// Fund under the EU money-market fund regulation.
    EuMmfr,
}

impl Regime {
    const ALL: [Self; 7] = [
        Self::RegisteredGovernment,
        Self::RegisteredRetail,
        Self::RegisteredInstitutional,
        Self::Private3c7,
        Self::Private3c1,
        Self::OffshoreRegS,
        Self::EuMmfr,
    ];

    /// The regime with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }

    /// Whether the fund is registered under the Investment Company Act, with the limits of rule 2a-7.
    pub fn is_registered(self) -> bool {
        matches!(self, Self::RegisteredGovernment | Self::RegisteredRetail | Self::RegisteredInstitutional)
    }

    /// Whether an accumulating class may deal at once, at its last price. Registered and EU funds price forward: their accumulating classes deal
    /// through the queue only. Source: 17 CFR 270.22c-1(a); Regulation (EU) 2017/1131, art. 33.
    pub fn deals_at_last_price(self) -> bool {
        matches!(self, Self::Private3c7 | Self::Private3c1 | Self::OffshoreRegS)
    }

    /// Whether a class may charge a performance fee. A registered fund's adviser may not take a share of the gains. Source: section 205(a)(1)
    /// of the Investment Advisers Act.
    pub fn allows_performance_fee(self) -> bool {
        !self.is_registered()
    }
}
