//! Exchange: units of one class into units of another, at their net asset values, with every rule of both.

mod denials;
mod order;
mod profit;
pub mod reckoning;
mod timing;
mod value;

use mmf::state::{ClassKind, ShareClass};
use mmf_tests::calendar::at;
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;

use crate::restore::set_frozen;

/// Places of the classes in [`Classes`].
const D: usize = 0;
const D2: usize = 1;
const A: usize = 2;
const G: usize = 3;

/// A fund of four classes: two that distribute at 20 and 35 bps, an accumulating one at 50, one without a hook at 10. All have holders, prices
/// above $1.00, and interim income: it is the morning of 7 January.
struct Classes {
    world: World,
    classes: [Pubkey; 4],
    /// The mover's lines; 10,000 dollars were paid for each.
    mover: [Holder; 4],
}

impl Classes {
    fn new() -> Self {
        Self::with_income(500_000_003)
    }

    /// With that income of each strike, in e6.
    fn with_income(income_e6: i64) -> Self {
        let mut world = World::with_fund();
        let kinds = [
            (ClassKind::Distributing, 20),
            (ClassKind::Distributing, 35),
            (ClassKind::AccumulatingHooked, 50),
            (ClassKind::AccumulatingGated, 10),
        ];
        let classes = kinds.map(|(kind, bps)| world.add_class(kind, |args| args.terms.expense_bps = bps));
        world.enter(&classes[0]);
        let (seed, mover) = (world.holder(10_000_000 * ONE), world.holder(1_000_000 * ONE));
        let mut lines = |holder: Holder, cash: u64| {
            classes.map(|class| {
                let line =
                    if class == classes[0] { world.line_in(&holder, &class) } else { world.opened_in(&holder, &class) };
                world.enter(&class);
                world.subscribe(&line, cash).unwrap();
                line
            })
        };
        lines(seed, 1_000_000 * ONE);
        let mover = lines(mover, 10_000 * ONE);
        world.strike_through(mmf_tests::calendar::day(1, 6), income_e6);
        world.set_time(at(1, 7, 9, 0));
        Self { world, classes, mover }
    }

    fn class(&self, place: usize) -> ShareClass {
        self.world.read(&self.classes[place])
    }

    /// Exchanges the mover's units of one class into another.
    fn exchange(&mut self, from: usize, to: usize, units: u64) -> mmf_tests::asserts::Outcome {
        self.world.enter(&self.classes[from]);
        self.world.exchange(&self.mover[from], &self.classes[to], units)
    }

    /// The mover's tokens of a class.
    fn tokens(&self, place: usize) -> u64 {
        self.world.balance(&self.mover[place].shares)
    }

    /// What all the mover's tokens would redeem for now, in e6.
    fn worth_e6(&self) -> u64 {
        (0..4).map(|place| reckoning::value(&self.class(place), self.tokens(place))).sum()
    }

    /// Everything that an exchange could change.
    fn state(&self) -> Vec<Vec<u8>> {
        let world = &self.world;
        let lines = self.mover.iter().flat_map(|line| [line.holding, line.shares]);
        let classes = self.classes.iter().flat_map(|class| [*class, world.addresses.mint(class)]);
        let others = [world.fund, self.mover[0].investor, self.mover[0].cash, world.fund().buffer];
        lines.chain(classes).chain(others).map(|address| world.data(&address)).collect()
    }

    /// What the classes and the fund owe and are worth is the cash and the income that came in.
    fn ties_out(&self) {
        let fund = self.world.fund();
        let claims: i128 = (0..4).map(|place| self.class(place).claims_e6().unwrap()).sum();
        let assets = i128::from(self.world.balance(&fund.buffer)) + i128::from(fund.gross_income_to_date_e6);
        assert_eq!(claims + i128::from(fund.income_carry_e6), assets);
    }

    /// Sets Token-2022's frozen bit of one of the mover's accounts.
    fn freeze_account(&mut self, place: usize) {
        set_frozen(&mut self.world, &self.mover[place], true);
    }
}
