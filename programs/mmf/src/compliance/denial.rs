//! Why something is denied.

/// Why a movement is denied. Numbers are stable; 0 means allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Denial {
    /// The class or the fund is paused for this kind of movement.
    Paused = 1,
    /// The holding is frozen by order.
    HoldingFrozen = 2,
    /// The investor is sanctioned.
    Sanctioned = 3,
    /// The investor is blocked.
    Blocked = 4,
    /// The investor is not approved.
    NotApproved = 5,
    /// The investor's KYC has expired.
    Expired = 6,
    /// The investor may only redeem.
    RedeemOnly = 7,
    /// The units are reserved, frozen, pledged or more than the holding has.
    UnitsNotFree = 8,
    /// A balance would fall below the class's minimum.
    BelowMinimumBalance = 9,
    /// The class is not open to the investor's jurisdiction.
    Jurisdiction = 10,
    /// The class refuses US persons.
    UsPerson = 11,
    /// The class's Regulation S compliance period runs: no US person may acquire units.
    CompliancePeriod = 12,
    /// Units that were acquired offshore may not flow back to a US person yet.
    FlowBack = 13,
    /// The units are within the lock-up of their issue.
    LockedUp = 14,
    /// The sender's own lock-up runs.
    InvestorLockedUp = 15,
    /// The investor lacks an attribute that the class requires.
    TierTooLow = 16,
    /// The investor would hold more units of the class than one investor may.
    AboveInvestorLimit = 17,
    /// The investor would hold more than its share of the class's supply.
    AboveInvestorShare = 18,
    /// The investor would hold more units of all classes than it may.
    AboveOwnLimit = 19,
    /// The class's units move only through the fund.
    ThroughFundOnly = 20,
    /// The class has as many investors as it may have.
    TooManyInvestors = 21,
    /// The class has as many US investors as it may have.
    TooManyUsInvestors = 22,
    /// The class has as many investors who are not accredited as it may have.
    TooManyNonAccredited = 23,
    /// The holding has no room for a further lock-up.
    LotsFull = 24,
    /// A token account has no holding on the register.
    NotRegistered = 25,
    /// A token account is frozen in Token-2022.
    TokenAccountFrozen = 26,
    /// The token account has fewer tokens than that.
    TokensMissing = 27,
}

impl Denial {
    /// Every reason, by number.
    pub const ALL: [Denial; 27] = [
        Self::Paused,
        Self::HoldingFrozen,
        Self::Sanctioned,
        Self::Blocked,
        Self::NotApproved,
        Self::Expired,
        Self::RedeemOnly,
        Self::UnitsNotFree,
        Self::BelowMinimumBalance,
        Self::Jurisdiction,
        Self::UsPerson,
        Self::CompliancePeriod,
        Self::FlowBack,
        Self::LockedUp,
        Self::InvestorLockedUp,
        Self::TierTooLow,
        Self::AboveInvestorLimit,
        Self::AboveInvestorShare,
        Self::AboveOwnLimit,
        Self::ThroughFundOnly,
        Self::TooManyInvestors,
        Self::TooManyUsInvestors,
        Self::TooManyNonAccredited,
        Self::LotsFull,
        Self::NotRegistered,
        Self::TokenAccountFrozen,
        Self::TokensMissing,
    ];

    /// The stable number.
    pub const fn number(self) -> u8 {
        self as u8
    }

    /// The reason's bit in a set of reasons.
    pub const fn bit(self) -> u64 {
        1 << (self as u8)
    }
}

/// Whose side a rule found fault with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who gives units.
    Giver,
    /// Who takes units.
    Taker,
    /// The class or the movement as a whole.
    Class,
}

/// A rule that denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The reason.
    pub denial: Denial,
    /// Whose fault it is.
    pub side: Side,
    /// From this moment on it no longer denies, in Unix seconds; `None`: time alone changes nothing.
    pub until: Option<i64>,
}

impl Finding {
    /// A denial that time alone does not lift.
    pub(super) const fn of(denial: Denial, side: Side) -> Self {
        Self { denial, side, until: None }
    }

    /// A denial that ends at a moment.
    pub(super) const fn ending(denial: Denial, side: Side, until: i64) -> Self {
        Self { denial, side, until: Some(until) }
    }
}

/// What one rule says.
pub(super) type Ruling = Result<(), Finding>;

/// Denies where the condition does not hold.
pub(super) fn demand(condition: bool, denial: Denial, side: Side) -> Ruling {
    if condition { Ok(()) } else { Err(Finding::of(denial, side)) }
}
