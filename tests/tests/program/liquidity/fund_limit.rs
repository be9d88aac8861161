//! A limit on what the fund may be worth.

use mmf::error::MmfError;
use mmf::state::{RequestStatus, Side};
use mmf_tests::{ONE, World, expect_error};

#[test]
fn a_subscription_fills_the_funds_limit_exactly() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 60 * ONE).unwrap();
    world.set_dealing_terms(|terms| terms.max_fund_e6 = 100 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 40 * ONE + 1), MmfError::FundLimit);
    world.subscribe(&holder, 40 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::FundLimit);
    world.redeem(&holder, 10 * ONE).unwrap();
    world.subscribe(&holder, 10 * ONE).unwrap();
}

#[test]
fn cash_at_custodians_counts_for_the_funds_limit() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    let listed = crate::custody::list_custodian(&mut world, 0);
    crate::custody::sweep(&mut world, &listed.account, 90 * ONE).unwrap();
    world.set_dealing_terms(|terms| terms.max_fund_e6 = 100 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 1), MmfError::FundLimit);
}

#[test]
fn the_queue_takes_and_settles_no_more_than_the_funds_limit() {
    let mut world = World::new();
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 60 * ONE).unwrap();
    world.set_dealing_terms(|terms| terms.max_fund_e6 = 100 * ONE).unwrap();
    world.place_refused(&holder, Side::Subscription, 40 * ONE + 1, MmfError::FundLimit);
    let keys = [world.queue_cash(&holder, 30 * ONE), world.queue_cash(&holder, 30 * ONE)];
    let day = world.request_at(&keys[0]).day;
    world.strike(0).unwrap();
    world.price_day(day).unwrap();
    world.settle_in(day, &keys).unwrap();
    assert_eq!(world.request_at(&keys[0]).status, RequestStatus::Settled);
    let second = world.request_at(&keys[1]);
    assert_eq!((second.status, second.refused_for), (RequestStatus::GivenBack, MmfError::FundLimit.into()));
    assert_eq!(world.class().recorded_supply_units, 90 * ONE);
}
