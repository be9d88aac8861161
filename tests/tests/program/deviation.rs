//! Market against amortised value: an alert, then a halt of new issues and instant dealing until the board has acted.

use mmf::error::MmfError;
use mmf::instructions::{PayFeesInSharesArgs, ResumeDealingArgs};
use mmf::state::{ClassKind, Role, fund_flag, price_status};
use mmf_client::events::Event;
use mmf_tests::calendar::day;
use mmf_tests::events::events_of;
use mmf_tests::{Holder, ONE, World, event, expect_error};

/// 25 bps of 1,000 dollars, in e6.
const ALERT_E6: u64 = 2_500_000;
/// 50 bps of them.
const HALT_E6: u64 = 5_000_000;

/// A thousand shares without income, an alert at 25 bps, and a halt at 50.
fn watched() -> (World, Holder) {
    let mut world = World::new();
    let holder = world.holder(2_000 * ONE);
    world.subscribe(&holder, 1_000 * ONE).unwrap();
    world
        .set_policy(|policy| {
            (policy.deviation_alert_bps, policy.deviation_halt_bps) = (25, 50);
            policy.fee_recipient = holder.key();
        })
        .unwrap();
    (world, holder)
}

/// Strikes a day without income whose market value is apart by so much; what was told of it: whether it halts.
fn strike_apart(world: &mut World, gap_e6: u64, above: bool) -> Option<bool> {
    let done = world
        .strike_changed(0, |args| {
            let amortised = args.net_assets_e6;
            args.market_net_assets_e6 = if above { amortised + gap_e6 } else { amortised - gap_e6 };
        })
        .unwrap();
    events_of(&done).into_iter().find_map(|event| match event {
        Event::DeviationFound(found) => Some(found.halts),
        _ => None,
    })
}

#[test]
fn the_alert_is_raised_at_exactly_25_bps() {
    for above in [false, true] {
        let (mut world, _) = watched();
        assert_eq!(strike_apart(&mut world, ALERT_E6 - 1, above), None);
        assert_eq!(strike_apart(&mut world, ALERT_E6, above), Some(false));
        assert!(!world.fund().has_flag(fund_flag::HALTED));
    }
}

#[test]
fn dealing_halts_at_exactly_50_bps() {
    for above in [false, true] {
        let (mut world, holder) = watched();
        assert_eq!(strike_apart(&mut world, HALT_E6 - 1, above), Some(false));
        world.subscribe(&holder, ONE).unwrap();
        world.redeem(&holder, ONE).unwrap();
        assert_eq!(strike_apart(&mut world, HALT_E6, above), Some(true));
        assert!(world.fund().has_flag(fund_flag::HALTED));
        expect_error(world.subscribe(&holder, ONE), MmfError::DealingHalted);
    }
}

#[test]
fn bounds_of_zero_find_nothing() {
    let (mut world, _) = watched();
    world.set_policy(|policy| (policy.deviation_alert_bps, policy.deviation_halt_bps) = (0, 0)).unwrap();
    assert_eq!(strike_apart(&mut world, 900 * ONE, false), None);
    assert!(!world.fund().has_flag(fund_flag::HALTED));
}

#[test]
fn the_event_says_both_values() {
    let (mut world, _) = watched();
    let done = world.strike_changed(0, |args| args.market_net_assets_e6 -= HALT_E6).unwrap();

    let found = event!(done, DeviationFound);
    assert_eq!((found.strike_no, found.halts), (1, true));
    assert_eq!((found.net_assets_e6, found.market_net_assets_e6), (1_000 * ONE, 995 * ONE));
}

#[test]
fn a_halt_stops_subscriptions_redemptions_exchange_and_fees_in_shares_until_the_board_resumes() {
    let (mut world, holder) = watched();
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&first);
    world.opened_in(&holder, &second);
    world.strike(100_000).unwrap();
    world.strike_changed(100_000, |args| args.market_net_assets_e6 -= HALT_E6 + ONE).unwrap();
    let before = world.books();

    let fees = |world: &mut World| {
        let args = PayFeesInSharesArgs { amount_e6: 5_000, expected_strike_no: world.fund().last_strike_no };
        let (authority, target) = (world.signed(&[Role::Treasurer]), holder.pay_target());
        let order = world.addresses.pay_fees_in_shares(&world.fund, &world.class, &target, &authority, args);
        world.privileged(&order)
    };
    expect_error(world.subscribe(&holder, ONE), MmfError::DealingHalted);
    expect_error(world.redeem(&holder, ONE), MmfError::DealingHalted);
    expect_error(world.exchange(&holder, &second, ONE), MmfError::DealingHalted);
    expect_error(fees(&mut world), MmfError::DealingHalted);
    assert_eq!(world.books(), before);
    assert_eq!(world.class().price.status, price_status::HALTED);

    let done = world.resume_dealing().unwrap();
    assert_eq!(event!(done, DealingResumed).strike_no, 2);
    world.subscribe(&holder, ONE).unwrap();
    world.redeem(&holder, ONE).unwrap();
    world.exchange(&holder, &second, ONE).unwrap();
    fees(&mut world).unwrap();
}

#[test]
fn strikes_transfers_and_dividends_go_on_in_a_halt() {
    let (mut world, holder) = watched();
    let other = world.holder(0);
    world.strike_changed(100_000, |args| args.market_net_assets_e6 -= HALT_E6 + ONE).unwrap();

    world.transfer(&holder, &other, 10 * ONE).unwrap();
    world.strike_through(day(1, 31), 100_000);
    world.pay(&[&holder, &other]).unwrap();

    assert!(world.fund().has_flag(fund_flag::HALTED), "a strike without a deviation does not lift it");
    assert!(world.holding(&other.holding).recorded_units > 10 * ONE);
    assert_eq!(world.class().price.status, price_status::HALTED);
}

#[test]
fn the_board_resumes_after_the_last_strike_with_a_document_and_only_where_dealing_is_halted() {
    let (mut world, _) = watched();
    let resume = |world: &mut World, strike_no, document_hash| {
        let (authority, args) = (world.signed(&[Role::Board]), ResumeDealingArgs { strike_no, document_hash });
        let order = world.addresses.resume_dealing(&world.fund, &authority, args);
        world.privileged(&order)
    };
    expect_error(resume(&mut world, 0, [1; 32]), MmfError::DealingNotHalted);
    strike_apart(&mut world, HALT_E6, false);
    strike_apart(&mut world, HALT_E6, false);
    for other in [0, 1, 3] {
        expect_error(resume(&mut world, other, [1; 32]), MmfError::StrikeNumberMoved);
    }
    expect_error(resume(&mut world, 2, [0; 32]), MmfError::DocumentMissing);
    assert!(world.fund().has_flag(fund_flag::HALTED));

    resume(&mut world, 2, [1; 32]).unwrap();
    assert!(!world.fund().has_flag(fund_flag::HALTED));
    expect_error(resume(&mut world, 2, [1; 32]), MmfError::DealingNotHalted);
}

#[test]
fn a_deviation_that_lasts_halts_again_at_the_next_strike() {
    let (mut world, holder) = watched();
    strike_apart(&mut world, HALT_E6, false);
    world.resume_dealing().unwrap();
    world.subscribe(&holder, ONE).unwrap();

    strike_apart(&mut world, HALT_E6 + ONE, false);

    expect_error(world.redeem(&holder, ONE), MmfError::DealingHalted);
}
