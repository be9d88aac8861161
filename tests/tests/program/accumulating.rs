//! A class whose price rises, with a hook and the full register.

mod dealing;
mod register;

use mmf::state::ClassKind;
use mmf_tests::calendar::{at, day};
use mmf_tests::{Holder, ONE, World};

/// Price scale.
const E12: u128 = 1_000_000_000_000;

/// A class of 50 bps with so many dollars of one holder, struck daily to 6 January with some income, on the morning of the 7th.
fn priced(dollars: u64) -> (World, Holder) {
    let mut world = World::with_fund();
    world.add_class(ClassKind::AccumulatingHooked, |args| args.terms.expense_bps = 50);
    let holder = world.holder(10 * dollars * ONE);
    world.subscribe(&holder, dollars * ONE).unwrap();
    let income = i64::try_from(dollars * 120 + 7).unwrap();
    world.strike_through(day(1, 6), income);
    world.set_time(at(1, 7, 9, 0));
    (world, holder)
}
