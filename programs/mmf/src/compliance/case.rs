//! What is to be decided.

use crate::state::{Holding, Investor, ShareClass};

/// What happens to an investor's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Take units in, by subscription or transfer.
    Receive,
    /// Send units to another holder.
    Send,
    /// Give units back to the fund.
    Redeem,
    /// Get dividends or restored units as tokens.
    BePaid,
    /// Be the subject of a forced transfer, a seizure or a recovery.
    BeForced,
    /// Have the token account thawed.
    BeThawed,
}

/// One side of a movement.
#[derive(Clone, Copy, Debug)]
pub struct Party<'a> {
    /// The investor.
    pub investor: &'a Investor,
    /// The holding.
    pub holding: &'a Holding,
}

/// A movement of units, before it is made.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// The class.
    pub class: &'a ShareClass,
    /// Who gives: the sender of a transfer, the redeemer; `None` for new units.
    pub giver: Option<Party<'a>>,
    /// Who takes: the receiver of a transfer, the subscriber; `None` for units that go back to the fund.
    pub taker: Option<Party<'a>>,
    /// Whether giver and taker are one investor: then no unit changes its owner.
    pub same_investor: bool,
    /// Units to move.
    pub units: u64,
    /// Bit of [`pause`](crate::state::pause) that stops this kind of movement.
    pub pause_bit: u8,
    /// In Unix seconds.
    pub now: i64,
}

impl Case<'_> {
    /// Whether the taker becomes the owner of units that it did not own before.
    pub(super) fn is_acquisition(&self) -> bool {
        self.taker.is_some() && !self.same_investor
    }

    /// Whether units go from one investor to another.
    pub(super) fn is_transfer_between_investors(&self) -> bool {
        self.giver.is_some() && self.is_acquisition()
    }
}
