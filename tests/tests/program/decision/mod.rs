//! The decision function by itself: each reason at its boundary, and what it says of random cases.

mod boundaries;
mod findings;
mod numbers;
mod random;
mod rows;
mod standings;

use bytemuck::Zeroable;
use mmf::compliance::{Case, Denial, Finding, Party, decide, findings};
use mmf::state::{
    AttributeKind, Holding, Investor, InvestorStatus, Lot, ShareClass, holding_flag, investor_flag, pause,
};

pub use standings::{MATRIX, Standing};

/// A midnight, in days since 1970-01-01 and in Unix seconds.
pub const TODAY: i32 = 20_100;
pub const NOW: i64 = TODAY as i64 * 86_400;
/// What each side holds.
pub const HELD: u64 = 1_000;
/// Units that move.
pub const UNITS: u64 = 100;

/// Where units come from and go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    Transfer,
    Subscription,
    Redemption,
}

/// Two investors of a class without rules, who may do anything.
#[derive(Clone, Debug)]
pub struct Scene {
    pub class: ShareClass,
    pub giver: Investor,
    pub from: Holding,
    pub taker: Investor,
    pub to: Holding,
    pub movement: Movement,
    pub same_investor: bool,
    pub units: u64,
    pub now: i64,
}

impl Scene {
    pub fn of(movement: Movement) -> Self {
        let mut class = ShareClass::zeroed();
        class.recorded_supply_units = 2 * HELD;
        let mut investor = Investor::zeroed();
        investor.status = InvestorStatus::Approved as u8;
        investor.attributes[AttributeKind::Kyc as usize].expires_at = i64::MAX;
        investor.units[0] = HELD;
        let mut holding = Holding::zeroed();
        holding.recorded_units = HELD;
        Self {
            class,
            giver: investor,
            from: holding,
            taker: investor,
            to: holding,
            movement,
            same_investor: false,
            units: UNITS,
            now: NOW,
        }
    }

    pub fn case(&self) -> Case<'_> {
        let giver = Party { investor: &self.giver, holding: &self.from };
        let taker = Party { investor: if self.same_investor { &self.giver } else { &self.taker }, holding: &self.to };
        let (giver, taker, pause_bit) = match self.movement {
            Movement::Transfer => (Some(giver), Some(taker), pause::TRANSFERS),
            Movement::Subscription => (None, Some(taker), pause::SUBSCRIPTIONS),
            Movement::Redemption => (Some(giver), None, pause::REDEMPTIONS),
        };
        let (same_investor, units, now) = (self.same_investor, self.units, self.now);
        Case { class: &self.class, giver, taker, same_investor, units, pause_bit, now }
    }

    pub fn decide(&self) -> Result<(), Denial> {
        decide(&self.case())
    }

    pub fn findings(&self) -> Vec<Finding> {
        findings(&self.case())
    }
}

pub fn set_us_person(investor: &mut Investor) {
    investor.flags |= investor_flag::US_PERSON;
}

pub fn freeze(holding: &mut Holding) {
    holding.flags |= holding_flag::FROZEN;
}

/// Locks units until the starts of days.
pub fn lock(holding: &mut Holding, lots: &[(i32, u64)]) {
    for (place, (unlock_day, units)) in lots.iter().enumerate() {
        holding.lots[place] = Lot { units: *units, unlock_day: *unlock_day, padding: [0; 4] };
    }
    holding.lot_count = u8::try_from(lots.len()).unwrap();
}

/// Lists a jurisdiction.
pub fn list(class: &mut ShareClass, mode: u8, code: u16) {
    class.rules.jurisdiction_mode = mode;
    class.rules.jurisdictions[usize::from(code >> 3)] |= 1 << (code & 7);
}
