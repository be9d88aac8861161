//! Why and until when redemptions are suspended.

use anchor_lang::prelude::*;

use super::{Fund, Regime};
use crate::error::MmfError;

/// Legal ground of a suspension. [`Fund::suspension`] holds its [`number`](Self::number); 0 means none.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuspensionGround {
    /// The fund liquidates: irrevocable, and leads only to winding up. Source: 17 CFR 270.22e-3.
    Liquidation,
    /// Payment is postponed, with an end. Source: section 22(e) of the Investment Company Act; Regulation (EU) 2017/1131, art. 34.
    Postponement,
    /// As the documents of a private or offshore fund provide.
    FundDocuments,
}

/// [`Fund::suspension`] while the fund is wound up: its queue pays redeemers pro rata, and nothing else is dealt.
pub const WINDING_UP: u8 = 4;

const DAY: i64 = 86_400;

impl SuspensionGround {
    /// Its number: 1 to 3.
    pub fn number(self) -> u8 {
        match self {
            Self::Liquidation => 1,
            Self::Postponement => 2,
            Self::FundDocuments => 3,
        }
    }

    /// The ground with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        [Self::Liquidation, Self::Postponement, Self::FundDocuments]
            .into_iter()
            .find(|ground| ground.number() == number)
    }

    /// The longest time for which this ground suspends in a fund of a kind, in seconds; 0: without end; `None`: it does not.
    ///
    /// A registered fund postpones payment for seven days at most. An EU fund suspends for 15 working days, counted here as 21 days.
    pub fn longest_seconds(self, regime: Regime) -> Option<i64> {
        let is_private = !regime.is_registered() && regime != Regime::EuMmfr;
        match self {
            Self::Liquidation => Some(0),
            Self::Postponement if regime.is_registered() => Some(7 * DAY),
            Self::Postponement if regime == Regime::EuMmfr => Some(21 * DAY),
            Self::Postponement => Some(90 * DAY),
            Self::FundDocuments => is_private.then_some(0),
        }
    }
}

impl Fund {
    /// Whether redemptions are suspended at this moment.
    pub fn is_suspended(&self, now: i64) -> bool {
        let has_ended = self.suspension_ends_at != 0 && now >= self.suspension_ends_at;
        self.suspension != 0 && self.suspension != WINDING_UP && !has_ended
    }

    /// Whether the fund is wound up.
    pub fn is_winding_up(&self) -> bool {
        self.suspension == WINDING_UP
    }

    /// Redemptions are not suspended.
    ///
    /// # Errors
    /// [`MmfError::RedemptionsSuspended`].
    pub fn check_not_suspended(&self, now: i64) -> Result<()> {
        require!(!self.is_suspended(now), MmfError::RedemptionsSuspended);
        Ok(())
    }

    /// Subscriptions are taken: the fund is neither suspended nor wound up.
    ///
    /// # Errors
    /// [`MmfError::RedemptionsSuspended`].
    pub fn check_takes_subscriptions(&self, now: i64) -> Result<()> {
        require!(!self.is_suspended(now) && !self.is_winding_up(), MmfError::RedemptionsSuspended);
        Ok(())
    }
}
