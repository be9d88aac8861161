//! Round trips: in and out around a strike, through a second wallet, through another class. Whoever makes one never profits, and those who were there
//! lose nothing. `MMF_PROPTEST_CASES` sets the number of trips of each kind.

use mmf::state::{ClassKind, Holding, ShareClass};
use mmf_tests::calendar::day;
use mmf_tests::{Holder, ONE, World};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use solana_sdk::pubkey::Pubkey;

use crate::exchange::reckoning;
use crate::invariants::setting;

/// Income of a day, in millionths of the net assets, that the strikes before had: subscribers are asked for it.
const USUAL_PPM: i64 = 120;

/// A fund with an honest holder in a distributing class and in an accumulating one, and a traveller with two wallets.
struct Trip {
    world: World,
    classes: [Pubkey; 2],
    /// By wallet and class.
    traveller: [[Holder; 2]; 2],
    honest: [Holder; 2],
    /// Both classes' net assets at the start.
    base_e6: u64,
}

impl Trip {
    /// With so much in each class, struck up to a day of January at the usual income.
    fn new(honest_e6: u64, last_day: u8) -> Self {
        let mut world = World::with_fund();
        let classes =
            [ClassKind::Distributing, ClassKind::AccumulatingHooked].map(|kind| world.add_class(kind, |_| {}));
        world.enter(&classes[0]);
        let first = world.holder(2 * honest_e6);
        let second = world.opened_in(&first, &classes[1]);
        let honest = [first, second];
        let wallet = world.holder(10_000_000_000_000);
        let other = world.wallet_of(&wallet.investor);
        let traveller = [wallet, other].map(|wallet| {
            let there = world.opened_in(&wallet, &classes[1]);
            [wallet, there]
        });
        for (class, line) in classes.iter().zip(&honest) {
            world.enter(class);
            world.subscribe(line, honest_e6).unwrap();
        }
        let mut trip = Self { world, classes, traveller, honest, base_e6: 2 * honest_e6 };
        while trip.world.fund().next_strike_day <= day(1, last_day) {
            trip.strike(USUAL_PPM);
        }
        trip
    }

    /// Strikes with so many millionths of the honest holders' money and day.
    fn strike(&mut self, ppm: i64) {
        let fund = self.world.fund();
        let days = i64::from(fund.next_strike_day - fund.last_struck_day);
        let income = i128::from(self.base_e6) * i128::from(ppm * days) / 1_000_000;
        self.world.strike(i64::try_from(income).unwrap()).unwrap();
    }

    fn class(&self, place: usize) -> ShareClass {
        self.world.read(&self.classes[place])
    }

    /// What a line is worth: its units' value, and the income that it is owed, in e6 rounded down.
    fn worth(&self, place: usize, line: &Holder) -> u64 {
        let class = self.class(place);
        let mut holding: Holding = self.world.holding(&line.holding);
        holding.settle(&class).unwrap();
        let owed = (holding.accrued.get() + holding.payable.get()) / 1_000_000_000_000_000_000;
        reckoning::value(&class, holding.recorded_units) + u64::try_from(owed).unwrap()
    }

    /// Everything that the traveller has.
    fn purse(&self) -> u64 {
        let lines = self.traveller.iter().flat_map(|wallet| [0, 1].map(|place| self.worth(place, &wallet[place])));
        let cash: u64 = self.traveller.iter().map(|wallet| self.world.balance(&wallet[0].cash)).sum();
        lines.sum::<u64>() + cash
    }

    /// What the honest holders have.
    fn honest_worth(&self) -> u64 {
        (0..2).map(|place| self.worth(place, &self.honest[place])).sum()
    }

    /// Seconds before the next cut-off.
    fn wait_until_before_cutoff(&mut self, seconds: i64) {
        self.world.set_time(self.world.fund().next_cutoff - seconds);
    }

    /// Whether the wallet got units for the cash.
    fn subscribe(&mut self, wallet: usize, place: usize, cash: u64) -> bool {
        self.world.enter(&self.classes[place]);
        self.world.subscribe(&self.traveller[wallet][place], cash).is_ok()
    }

    /// Redeems all that a wallet has; less than the smallest amount stays.
    fn leave(&mut self, wallet: usize, place: usize) {
        self.world.enter(&self.classes[place]);
        let line = &self.traveller[wallet][place];
        let units = self.world.balance(&line.shares);
        let is_worth_something = reckoning::value(&self.class(place), units) > 0;
        assert_eq!(self.world.redeem(line, u64::MAX).is_ok(), is_worth_something);
    }
}

/// Amounts of a dollar's millionth to a million dollars, incomes up to the usual one and the honest holders' money.
fn trips() -> impl Strategy<Value = (u64, u64, i64, i64)> {
    let cash = (0..=12_u32, 1..10_u64).prop_map(|(zeros, digit)| (digit * 10_u64.pow(zeros)).min(1_000_000_000_000));
    let honest = (3..=7_u32, 1..10_u64).prop_map(|(zeros, digit)| digit * 10_u64.pow(zeros) * ONE);
    let ppm = prop_oneof![3 => Just(USUAL_PPM), 2 => 0..=USUAL_PPM, 1 => -50..0_i64];
    (cash, honest, ppm, 1..3_600_i64)
}

/// What money earns in some seconds at the usual income, in e6, rounded up: who comes before the cut-off has earned that.
fn fair_e6(cash: u64, seconds: i64) -> u64 {
    let earned = u128::from(cash) * u128::from(USUAL_PPM.unsigned_abs()) * u128::from(seconds.unsigned_abs());
    u64::try_from(earned.div_ceil(1_000_000 * 86_400)).unwrap()
}

/// The trip never leaves the traveller with more than the income of the seconds in which the money was there, nor the honest holders with less than
/// without it, but for that and the rounding of each step.
fn never_profits(last_day: u8, travel: impl Fn(&mut Trip, u64, i64, i64)) {
    let cases = u32::try_from(setting("MMF_PROPTEST_CASES").unwrap_or(24)).unwrap();
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&trips(), |(cash, honest, ppm, before)| {
        let mut alone = Trip::new(honest, last_day);
        alone.strike(ppm);
        let mut trip = Trip::new(honest, last_day);
        let purse = trip.purse();
        travel(&mut trip, cash, ppm, before);
        let fair = fair_e6(cash, before);
        prop_assert!(trip.purse() <= purse + fair, "{} from {purse}, {fair} of it fair", trip.purse());
        let (with, without) = (trip.honest_worth(), alone.honest_worth());
        // A price is rounded down: so much may each of the others' two classes seem to have less.
        let last_place = 2 * honest.div_ceil(1_000_000_000_000);
        prop_assert!(with + fair + last_place + 10 >= without, "the others have {with} instead of {without}");
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn in_before_the_strike_and_out_within_a_minute_of_it_never_profits() {
    for place in [0, 1] {
        never_profits(2, |trip, cash, ppm, before| {
            trip.wait_until_before_cutoff(before.min(30));
            let came = trip.subscribe(0, place, cash);
            trip.strike(ppm);
            if came {
                trip.leave(0, place);
            }
        });
    }
}

#[test]
fn in_shortly_before_a_weekends_strike_and_out_after_it_never_profits() {
    for place in [0, 1] {
        never_profits(3, |trip, cash, ppm, before| {
            trip.wait_until_before_cutoff(before);
            let came = trip.subscribe(0, place, cash);
            trip.strike(ppm);
            if came {
                trip.leave(0, place);
            }
        });
    }
}

#[test]
fn out_through_a_second_wallet_never_profits() {
    for place in [0, 1] {
        never_profits(3, |trip, cash, ppm, before| {
            trip.wait_until_before_cutoff(before);
            let came = trip.subscribe(0, place, cash);
            let units = trip.world.balance(&trip.traveller[0][place].shares);
            if came && units > 0 {
                trip.world.enter(&trip.classes[place]);
                trip.world.transfer(&trip.traveller[0][place], &trip.traveller[1][place], units).unwrap();
            }
            trip.strike(ppm);
            if came {
                trip.leave(1, place);
            }
        });
    }
}

#[test]
fn in_by_one_class_and_out_by_the_other_never_profits() {
    for (from, to) in [(0, 1), (1, 0)] {
        never_profits(3, |trip, cash, ppm, before| {
            trip.wait_until_before_cutoff(before);
            let came = trip.subscribe(0, from, cash);
            trip.world.enter(&trip.classes[from]);
            let order = trip.world.exchange(&trip.traveller[0][from], &trip.classes[to], u64::MAX);
            assert!(came || order.is_err());
            trip.strike(ppm);
            let place = if order.is_ok() { to } else { from };
            if came {
                trip.leave(0, place);
            }
        });
    }
}

#[test]
fn through_the_other_class_and_back_around_the_strike_never_profits() {
    for (from, to) in [(0, 1), (1, 0)] {
        never_profits(3, |trip, cash, ppm, before| {
            trip.wait_until_before_cutoff(before);
            let came = trip.subscribe(0, from, cash);
            trip.world.enter(&trip.classes[from]);
            let went = trip.world.exchange(&trip.traveller[0][from], &trip.classes[to], u64::MAX).is_ok();
            trip.strike(ppm);
            trip.world.enter(&trip.classes[to]);
            let back = went && trip.world.exchange(&trip.traveller[0][to], &trip.classes[from], u64::MAX).is_ok();
            if came {
                trip.leave(0, if went && !back { to } else { from });
            }
        });
    }
}

#[test]
fn in_and_out_between_two_strikes_never_profits() {
    for place in [0, 1] {
        never_profits(3, |trip, cash, ppm, before| {
            trip.wait_until_before_cutoff(before + 7_200);
            if trip.subscribe(0, place, cash) {
                trip.wait_until_before_cutoff(before);
                trip.leave(0, place);
            }
            trip.strike(ppm);
        });
    }
}
