//! Every rule of transfer, through real Token-2022 transfers and subscriptions, one second and one unit to each side.

mod balances;
mod flow_back;
mod freezes;
mod jurisdictions;
mod limits;
mod lock_up;
mod lots;
mod numbers;
mod own_lock_up;
mod through_fund;
mod tiers;
mod us_persons;

use mmf::error::MmfError;
use mmf::instructions::{ClassRulesArgs, InvestorProfile};
use mmf_tests::asserts::Outcome;
use mmf_tests::{Holder, ONE, World, expect_error};

/// A class, a giver with 100 shares, and a taker with none; both have cash.
pub struct Scene {
    pub world: World,
    pub giver: Holder,
    pub taker: Holder,
}

impl Scene {
    /// Between investors of these profiles. The class gets its rules once both are in.
    pub fn new(giver: InvestorProfile, taker: InvestorProfile, rules: impl FnOnce(&mut ClassRulesArgs)) -> Self {
        let mut world = World::new();
        let (giver, taker) = (world.holder_of(giver, 1_000 * ONE), world.holder_of(taker, 1_000 * ONE));
        world.subscribe(&giver, 100 * ONE).unwrap();
        world.set_rules(rules).unwrap();
        Self { world, giver, taker }
    }

    /// The giver sends units to the taker.
    pub fn give(&mut self, units: u64) -> Outcome {
        self.world.transfer(&self.giver, &self.taker, units)
    }

    /// The taker sends units to the giver.
    pub fn give_back(&mut self, units: u64) -> Outcome {
        self.world.transfer(&self.taker, &self.giver, units)
    }

    /// A share is refused in the second before a moment and goes through in the second itself.
    #[track_caller]
    pub fn is_denied_until(&mut self, moment: i64, error: MmfError) {
        self.world.set_time(moment - 1);
        expect_error(self.give(ONE), error);
        self.world.set_time(moment);
        self.give(ONE).unwrap();
    }
}
