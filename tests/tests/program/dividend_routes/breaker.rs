//! The circuit breaker: a class never pays more than it declared.

use mmf::error::MmfError;
use mmf::state::ShareClass;
use mmf_tests::{World, expect_error};

use super::{Month, SCALE};

/// Makes the class remember that it declared so many units, behind the program's back.
fn declared(world: &mut World, units: u64) {
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.declared.set(u128::from(units) * SCALE));
}

#[test]
fn no_route_pays_more_than_was_declared_and_nothing_of_the_batch_is_booked() {
    let mut month = Month::taxed(1_000);
    let real = month.world.class().declared.get();
    declared(&mut month.world, 1);
    let before = month.state();

    let Month { world, reinvests, in_cash, vault, operator } = &mut month;
    expect_error(world.pay(&[operator, reinvests]), MmfError::DistributionAboveDeclared);
    expect_error(world.pay_cash(&[in_cash]), MmfError::DistributionAboveDeclared);
    expect_error(world.pay_to(&[(vault, operator)]), MmfError::DistributionAboveDeclared);

    assert_eq!(month.state(), before);
    let class = month.world.class;
    month.world.patch::<ShareClass>(&class, |class| class.declared.set(real));
    for route in [0, 1, 2] {
        month.call(route);
    }
    month.reconciles();
}

#[test]
fn the_breaker_counts_what_was_paid_by_the_other_routes_and_the_tax() {
    let mut month = Month::taxed(1_000);
    month.call(1);
    month.call(2);
    let class = month.world.class();
    let so_far = class.paid_units + class.paid_cash_e6 + class.withheld_to_date_e6;
    declared(&mut month.world, so_far);
    let before = month.state();

    let Month { world, reinvests, .. } = &mut month;
    expect_error(world.pay(&[reinvests]), MmfError::DistributionAboveDeclared);

    assert_eq!(month.state(), before);
}
