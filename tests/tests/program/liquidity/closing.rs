//! Instant redemption of an institutional fund closes when the day's net redemptions have reached 4% of net assets.

use mmf::error::MmfError;
use mmf::state::Regime;
use mmf_tests::{Holder, ONE, World, expect_error};

use super::REGIMES;

/// A fund of a regime that was struck with 1,000 dollars of one holder, and another holder with cash.
fn struck(regime: Regime) -> (World, Holder, Holder) {
    let mut world = World::of_regime(regime);
    let (holder, other) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(0).unwrap();
    (world, holder, other)
}

#[test]
fn four_per_cent_exactly_are_redeemed_and_not_one_unit_more() {
    let (mut world, holder, _) = struck(Regime::RegisteredInstitutional);

    expect_error(world.redeem(&holder, 40 * ONE + 1), MmfError::InstantClosedForDay);
    world.redeem(&holder, 25 * ONE).unwrap();
    expect_error(world.redeem(&holder, 15 * ONE + 1), MmfError::InstantClosedForDay);
    world.redeem(&holder, 15 * ONE).unwrap();
    expect_error(world.redeem(&holder, 1), MmfError::InstantClosedForDay);
    assert_eq!((world.dealing().flows.base_e6, world.dealing().flows.redeemed_e6), (1_000 * ONE, 40 * ONE));
}

#[test]
fn subscriptions_of_the_day_count_against_redemptions() {
    let (mut world, holder, other) = struck(Regime::RegisteredInstitutional);
    world.redeem(&holder, 40 * ONE).unwrap();
    world.subscribe(&other, 10 * ONE).unwrap();

    expect_error(world.redeem(&holder, 10 * ONE + 1), MmfError::InstantClosedForDay);
    world.redeem(&other, 10 * ONE).unwrap();
    expect_error(world.redeem(&holder, 1), MmfError::InstantClosedForDay);
}

#[test]
fn the_base_is_what_the_fund_was_worth_before_the_days_first_flow() {
    let (mut world, holder, other) = struck(Regime::RegisteredInstitutional);
    world.subscribe(&other, 1_000 * ONE).unwrap();

    assert_eq!(world.dealing().flows.base_e6, 1_000 * ONE);
    world.redeem(&holder, 1_000 * ONE).unwrap();
    world.redeem(&other, 40 * ONE).unwrap();
    expect_error(world.redeem(&other, 1), MmfError::InstantClosedForDay);
}

#[test]
fn the_next_strike_opens_it_again_and_midnight_does_not() {
    let (mut world, holder, _) = struck(Regime::RegisteredInstitutional);
    world.redeem(&holder, 40 * ONE).unwrap();
    world.set_time(mmf_tests::calendar::at(1, 3, 12, 0));
    expect_error(world.redeem(&holder, 1), MmfError::InstantClosedForDay);
    world.strike(0).unwrap();

    world.redeem(&holder, 38_400_000).unwrap();
    expect_error(world.redeem(&holder, 1), MmfError::InstantClosedForDay);
    let (flows, before) = (world.dealing().flows, world.dealing().previous_flows);
    assert_eq!((flows.base_e6, flows.strike_no, before.redeemed_e6, before.strike_no), (960 * ONE, 2, 40 * ONE, 1));
}

#[test]
fn what_counts_is_the_value_before_fees() {
    let (mut world, holder, _) = struck(Regime::RegisteredInstitutional);
    world.set_liquidity_fee(200).unwrap();
    world.set_fees(0, 200).unwrap();

    expect_error(world.redeem(&holder, 40 * ONE + 1), MmfError::InstantClosedForDay);
    world.redeem(&holder, 40 * ONE).unwrap();
}

#[test]
fn the_preview_says_so_as_well() {
    let (mut world, holder, _) = struck(Regime::RegisteredInstitutional);
    world.preview_redeem(&holder, 40 * ONE).unwrap();
    let refused = world.preview_redeem(&holder, 40 * ONE + 1).unwrap_err();
    expect_error(Err(refused), MmfError::InstantClosedForDay);
}

#[test]
fn no_other_fund_closes() {
    for regime in REGIMES.into_iter().filter(|regime| *regime != Regime::RegisteredInstitutional) {
        let (mut world, holder, _) = struck(regime);
        world.redeem(&holder, 500 * ONE).unwrap();
        world.redeem(&holder, u64::MAX).unwrap();
    }
}

#[test]
fn on_the_first_day_what_came_in_may_go_out_again() {
    let mut world = World::of_regime(Regime::RegisteredInstitutional);
    let (holder, other) = (world.holder(1_000 * ONE), world.holder(1_000 * ONE));
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.subscribe(&other, 500 * ONE).unwrap();

    world.redeem(&holder, u64::MAX).unwrap();
    world.redeem(&other, u64::MAX).unwrap();
    let flows = world.dealing().flows;
    assert_eq!((flows.subscribed_e6, flows.redeemed_e6), (1_500 * ONE, 1_500 * ONE));
}
