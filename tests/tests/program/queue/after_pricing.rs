//! What a priced redemption leaves to those who stay, nobody buys into; and what a fund that is wound up lacks, all bear alike.

use mmf::error::MmfError;
use mmf::instructions::{SuspendArgs, WindUpArgs};
use mmf::state::{Role, Side, SuspensionGround};
use mmf_tests::{ONE, World, expect_error};

use super::{held, member};

#[test]
fn nobody_subscribes_at_once_while_priced_redemptions_are_to_leave_a_liquidity_fee() {
    let (mut world, holder) = held(100);
    let newcomer = member(&mut world, 0);
    world.set_liquidity_fee(100).unwrap();
    let key = world.queue_units(&holder, 40 * ONE);
    let day = world.request_at(&key).day;
    world.strike(0).unwrap();
    world.subscribe(&newcomer, ONE).unwrap();
    world.price_day(day).unwrap();
    expect_error(world.subscribe(&newcomer, ONE), MmfError::QueueFirst);
    world.fund_day(day).unwrap();
    expect_error(world.subscribe(&newcomer, ONE), MmfError::QueueFirst);
    world.settle_out(day, &[key]).unwrap();
    world.subscribe(&newcomer, ONE).unwrap();
}

#[test]
fn without_a_liquidity_fee_a_priced_redemption_keeps_nobody_out() {
    let (mut world, holder) = held(100);
    let newcomer = member(&mut world, 0);
    let key = world.queue_units(&holder, 40 * ONE);
    world.strike(0).unwrap();
    world.price_day(world.request_at(&key).day).unwrap();
    world.subscribe(&newcomer, ONE).unwrap();
}

/// Suspends for liquidation, and begins to wind up.
fn wind_up(world: &mut World) {
    let authority = world.signed(&[Role::Board]);
    let args = SuspendArgs { ground: SuspensionGround::Liquidation, ends_at: 0, document_hash: [1; 32] };
    let order = world.addresses.suspend_redemptions(&world.fund, &authority, args);
    world.privileged(&order).unwrap();
    let authority = world.signed(&[Role::Board, Role::Governance]);
    let order = world.addresses.wind_up(&world.fund, &authority, WindUpArgs { document_hash: [1; 32] });
    world.privileged(&order).unwrap();
}

#[test]
fn losses_of_a_class_that_is_wound_up_are_borne_by_all_alike_whoever_comes_first() {
    let (mut world, first) = held(100);
    let last = member(&mut world, 100);
    world.strike(-10_000_000).unwrap();
    assert_eq!(world.class().deficit_e6(), 10 * ONE);
    wind_up(&mut world);
    for holder in [&first, &last] {
        let before = world.balance(&holder.cash);
        let key = world.queue_units(holder, 100 * ONE);
        let day = world.request_at(&key).day;
        world.strike(0).unwrap();
        world.price_and_fund(day);
        world.settle(Side::Redemption, day, &[key]).unwrap();
        assert_eq!(world.balance(&holder.cash) - before, 95 * ONE);
    }
    let class = world.class();
    assert_eq!((class.recorded_supply_units, class.deficit.get(), class.claims_e6().unwrap()), (0, 0, 0));
    let declared = class.declared.get() + class.carry.get();
    let income = i128::from(class.net_income_to_date_e6) + i128::from(class.equalisation_to_date_e6);
    assert_eq!(u128::try_from(income).unwrap() * mmf_math::SCALE, declared);
}

#[test]
fn while_the_fund_goes_on_losses_wait_for_coming_income_and_a_share_is_a_dollar() {
    let (mut world, holder) = held(100);
    world.strike(-10_000_000).unwrap();
    let key = world.queue_units(&holder, 50 * ONE);
    let day = world.request_at(&key).day;
    let before = world.balance(&holder.cash);
    world.strike(0).unwrap();
    world.price_and_fund(day);
    world.settle_out(day, &[key]).unwrap();
    assert_eq!(world.balance(&holder.cash) - before, 50 * ONE);
}
