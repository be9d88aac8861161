//! The fund's rolling limits of instant dealing.

use mmf::error::MmfError;
use mmf::state::ClassKind;
use mmf_tests::calendar::at;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, expect_error};

/// Three holders of 5,000 dollars in a fund that lets 1,000 in and 1,000 out a day, and half of that for each investor.
pub fn limited() -> (World, [Holder; 3]) {
    let mut world = World::new();
    let holders = [(); 3].map(|()| world.holder(5_000 * ONE));
    for holder in &holders {
        world.subscribe(holder, 1_000 * ONE).unwrap();
    }
    world
        .set_dealing_terms(|terms| {
            (terms.subscription_limit_e6, terms.redemption_limit_e6) = (1_000 * ONE, 1_000 * ONE);
            (terms.investor_subscription_limit_e6, terms.investor_redemption_limit_e6) = (500 * ONE, 500 * ONE);
        })
        .unwrap();
    (world, holders)
}

/// Uses the whole of the fund's limit of subscriptions.
fn fill(world: &mut World, holders: &[Holder; 3]) {
    world.subscribe(&holders[0], 500 * ONE).unwrap();
    world.subscribe(&holders[1], 500 * ONE).unwrap();
}

#[test]
fn the_limit_of_subscriptions_is_used_exactly_and_not_one_unit_more() {
    let (mut world, holders) = limited();
    world.subscribe(&holders[0], 500 * ONE).unwrap();
    world.subscribe(&holders[1], 499 * ONE).unwrap();

    expect_error(world.subscribe(&holders[2], ONE + 1), MmfError::SubscriptionLimit);
    world.subscribe(&holders[2], ONE).unwrap();
    expect_error(world.subscribe(&holders[2], 1), MmfError::SubscriptionLimit);
    assert_eq!(world.dealing().subscription_limiter.level_e6, 1_000 * ONE);
    world.redeem(&holders[2], ONE).unwrap();
    expect_error(world.subscribe(&holders[2], 1), MmfError::SubscriptionLimit);
}

#[test]
fn the_limit_of_redemptions_is_used_exactly_and_not_one_unit_more() {
    let (mut world, holders) = limited();
    world.redeem(&holders[0], 500 * ONE).unwrap();
    world.redeem(&holders[1], 499 * ONE).unwrap();

    expect_error(world.redeem(&holders[2], ONE + 1), MmfError::RedemptionLimit);
    world.redeem(&holders[2], ONE).unwrap();
    expect_error(world.redeem(&holders[2], 1), MmfError::RedemptionLimit);
    world.subscribe(&holders[2], ONE).unwrap();
}

#[test]
fn a_used_limit_drains_evenly_over_the_window() {
    let (mut world, holders) = limited();
    fill(&mut world, &holders);
    let start = world.time();

    world.set_time(start + 864); // a hundredth of the window
    expect_error(world.subscribe(&holders[2], 10 * ONE + 1), MmfError::SubscriptionLimit);
    world.subscribe(&holders[2], 10 * ONE).unwrap();
    expect_error(world.subscribe(&holders[2], 1), MmfError::SubscriptionLimit);
    world.set_time(start + 865); // 1,000,000,000 / 86,400, rounded down
    expect_error(world.subscribe(&holders[2], 11_575), MmfError::SubscriptionLimit);
    world.subscribe(&holders[2], 11_574).unwrap();
}

#[test]
fn what_was_refused_uses_nothing() {
    let (mut world, holders) = limited();
    let before = (world.dealing(), world.investor(&holders[0].investor).subscription_limiter);
    expect_error(world.subscribe(&holders[0], 500 * ONE + 1), MmfError::InvestorSubscriptionLimit);

    let after = (world.dealing(), world.investor(&holders[0].investor).subscription_limiter);
    assert_eq!((before.0.subscription_limiter, before.1), (after.0.subscription_limiter, after.1));
    fill(&mut world, &holders);
}

#[test]
fn midnight_and_a_strike_give_nothing_back() {
    let (mut world, holders) = limited();
    world.strike(0).unwrap();
    let midnight = at(1, 3, 0, 0);
    world.set_time(midnight - 1);
    fill(&mut world, &holders);

    world.set_time(midnight);
    expect_error(world.subscribe(&holders[2], 11_575), MmfError::SubscriptionLimit);
    world.set_time(midnight + 1);
    expect_error(world.subscribe(&holders[2], 23_149), MmfError::SubscriptionLimit);
    world.strike(0).unwrap(); // twenty hours and a minute later
    let room = 1_000 * ONE * (world.time() - midnight + 1).unsigned_abs() / 86_400;
    assert_eq!(world.preview_subscribe(&holders[2], ONE).unwrap().fund_room_e6, room);
    world.set_time(midnight - 1 + 86_400);
    world.subscribe(&holders[2], 500 * ONE).unwrap();
    world.subscribe(&holders[0], 500 * ONE).unwrap();
}

#[test]
fn at_most_twice_the_limit_passes_in_any_window_however_it_is_cut() {
    let (mut world, holders) = limited();
    world.strike(0).unwrap();
    let (start, mut passed) = (world.time(), 0);
    for step in 0..200 {
        world.set_time(start + step * 300);
        for holder in &holders {
            let room = world.preview_subscribe(holder, 1).map_or(0, |it| it.fund_room_e6.min(it.investor_room_e6));
            if room > 0 && world.balance(&holder.cash) >= room {
                world.subscribe(holder, room).unwrap();
                passed += room;
            }
        }
    }
    let drained = 1_000 * ONE * (199 * 300) / 86_400;
    assert!(passed <= 1_000 * ONE + drained, "{passed}");
    assert!(passed + 2_000 >= 1_000 * ONE + drained, "{passed} of {drained}: no more than a unit a use is lost");
}

#[test]
fn a_limit_is_of_the_value_not_of_the_units() {
    let mut world = World::dealing_in(Setting::of(ClassKind::AccumulatingHooked));
    let holder = world.holder(1_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world.strike(0).unwrap();
    world.strike(50 * 10_000).unwrap(); // half a dollar on a thousand
    let price = world.class().price.price_e12;
    assert_eq!(price, 1_000_500_000_000);
    world
        .set_dealing_terms(|terms| {
            (terms.redemption_limit_e6, terms.investor_redemption_limit_e6) = (200_100_000, 100_050_000);
        })
        .unwrap();

    expect_error(world.redeem(&holder, 100 * ONE + 1), MmfError::InvestorRedemptionLimit);
    world.redeem(&holder, 100 * ONE).unwrap();
    assert_eq!(world.dealing().redemption_limiter.level_e6, 100_050_000);
}

#[test]
fn without_a_limit_everything_passes() {
    let mut world = World::new();
    let holder = world.holder(1_000_000_000 * ONE);

    world.subscribe(&holder, 1_000_000_000 * ONE).unwrap();
    world.redeem(&holder, u64::MAX).unwrap();
    assert_eq!(world.dealing().subscription_limiter.level_e6, 0);
}

#[test]
fn the_previews_room_is_what_passes() {
    let (mut world, holders) = limited();
    world.subscribe(&holders[0], 123_456_789).unwrap();
    world.set_time(world.time() + 77);
    let room = world.preview_subscribe(&holders[0], ONE).unwrap();
    assert_eq!(
        room.investor_room_e6,
        world.preview_subscribe(&holders[1], ONE).unwrap().investor_room_e6.min(room.investor_room_e6)
    );

    expect_error(world.subscribe(&holders[0], room.investor_room_e6 + 1), MmfError::InvestorSubscriptionLimit);
    world.subscribe(&holders[0], room.investor_room_e6).unwrap();
    let room = world.preview_redeem(&holders[1], ONE).unwrap();
    assert_eq!((room.investor_room_e6, room.fund_room_e6), (500 * ONE, 1_000 * ONE));
}
