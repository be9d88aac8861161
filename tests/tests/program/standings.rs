//! Each standing on the bytecode: receive, send, redeem, be paid, be thawed.

use mmf::compliance::Denial;
use mmf::error::MmfError;
use mmf::state::{Investor, InvestorStatus};
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World, event, expect_error};

use crate::decision::{MATRIX, Standing};
use crate::restore;

/// A holder with 100 shares who comes to a standing, and another with 100.
fn world_of(standing: Standing) -> (World, Holder, Holder) {
    let mut world = World::new();
    let (holder, other) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.subscribe(&holder, 100 * ONE).unwrap();
    world.subscribe(&other, 100 * ONE).unwrap();
    (world, holder, other).with(standing)
}

trait Reaching {
    fn with(self, standing: Standing) -> Self;
}

impl Reaching for (World, Holder, Holder) {
    /// By the officer's instructions, but for pending: no instruction makes a holder pending again.
    fn with(mut self, standing: Standing) -> Self {
        let (world, investor) = (&mut self.0, self.1.investor);
        match standing {
            Standing::Approved => {}
            Standing::Pending => world.patch::<Investor>(&investor, |it| it.status = InvestorStatus::Pending as u8),
            Standing::Expired => {
                world.approve(&investor, World::kyc_until(at(1, 2, 15, 1))).unwrap();
                world.set_time(at(1, 2, 15, 1));
            }
            Standing::RedeemOnly => drop(world.restrict(&investor, InvestorStatus::RedeemOnly).unwrap()),
            Standing::Blocked => drop(world.restrict(&investor, InvestorStatus::Blocked).unwrap()),
            Standing::Sanctioned => drop(world.restrict(&investor, InvestorStatus::Sanctioned).unwrap()),
        }
        self
    }
}

#[track_caller]
fn expect(outcome: Outcome, denial: Option<Denial>) {
    match denial {
        None => drop(outcome.unwrap()),
        Some(denial) => expect_error(outcome, MmfError::from(denial)),
    }
}

#[test]
fn each_standing_receives_sends_and_redeems_as_the_matrix_says() {
    for (standing, [receive, send, redeem, ..]) in MATRIX {
        println!("{standing:?}");
        let (mut world, holder, other) = world_of(standing);

        expect(world.transfer(&other, &holder, ONE), receive);
        expect(world.subscribe(&holder, ONE), receive);
        expect(world.transfer(&holder, &other, ONE), send);
        expect(world.redeem(&holder, ONE), redeem);
    }
}

#[test]
fn each_standing_is_paid_in_tokens_or_in_place_as_the_matrix_says() {
    for (standing, [_, _, _, be_paid, ..]) in MATRIX {
        println!("{standing:?}");
        let (mut world, holder, other) = world_of(standing);
        world.strike_through(day(1, 31), 100_000);

        let done = world.pay(&[&holder]).unwrap();

        let event = event!(done, DividendPaid);
        assert_eq!(event.credited_in_place, be_paid.is_some());
        assert!(event.units > ONE, "half of 21 times ten cents");
        let tokens = if be_paid.is_some() { 0 } else { event.units };
        assert_eq!(world.balance(&holder.shares), 100 * ONE + tokens);
        assert_eq!(world.holding(&holder.holding).recorded_units, 100 * ONE + event.units);
        world.pay(&[&other]).unwrap();
    }
}

#[test]
fn each_standing_is_thawed_as_the_matrix_says() {
    for (standing, [.., be_thawed]) in MATRIX {
        println!("{standing:?}");
        let (mut world, holder, _) = world_of(standing);
        restore::close(&mut world, &holder);

        expect(world.open(&holder), be_thawed);

        if be_thawed.is_none() {
            assert!(!world.is_frozen(&holder.shares));
            restore::restore(&mut world, &holder).unwrap();
            assert_eq!(world.balance(&holder.shares), 100 * ONE);
        } else {
            assert!(world.svm.get_account(&holder.shares).is_none(), "the order as a whole is refused");
        }
    }
}
