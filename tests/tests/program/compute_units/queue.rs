//! The queue: each step of a request, and the steps of a day for one, four and sixteen classes.

use mmf::state::{ClassKind, Regime, Side};
use mmf_tests::compute::{PACKET, packet_size, units_of};
use mmf_tests::{Holder, ONE, World};
use solana_sdk::pubkey::Pubkey;

use super::Figuring;

/// Requests that one transaction settles without a lookup table.
const LINES: usize = 4;

/// A holder more than one transaction settles, each with 100 shares and 100 dollars.
fn holders() -> (World, Vec<Holder>) {
    let mut world = World::new();
    let holders: Vec<Holder> = (0..=LINES).map(|_| world.holder(200 * ONE)).collect();
    for holder in &holders {
        world.subscribe(holder, 100 * ONE).unwrap();
    }
    (world, holders)
}

fn place(world: &mut World, holder: &Holder, side: Side, name: &'static str, figures: &mut Figuring) -> Pubkey {
    let args = world.place_args(holder, 10 * ONE);
    let order = world.place_order(holder, side, args);
    let done = world.send(&[order], &[&holder.wallet]).unwrap();
    figures.note(name, &done);
    world.addresses.request(&holder.investor, args.nonce)
}

pub fn requests(figures: &mut Figuring) {
    let (mut world, holders) = holders();
    place(&mut world, &holders[0], Side::Subscription, "place_subscription, first of the day", figures);
    let key = place(&mut world, &holders[1], Side::Subscription, "place_subscription", figures);
    let done = world.cancel(&holders[1], &key).unwrap();
    figures.note("cancel_request, subscription", &done);
    let done = world.close_request(&key).unwrap();
    figures.note("close_request", &done);
    let key = place(&mut world, &holders[2], Side::Redemption, "place_redemption", figures);
    let done = world.cancel(&holders[2], &key).unwrap();
    figures.note("cancel_request, redemption", &done);
}

pub fn settlements(figures: &mut Figuring) {
    let (mut world, holders) = holders();
    let incoming: Vec<Pubkey> = holders.iter().map(|holder| world.queue_cash(holder, 10 * ONE)).collect();
    let outgoing: Vec<Pubkey> = holders.iter().map(|holder| world.queue_units(holder, 10 * ONE)).collect();
    let day = world.request_at(&incoming[0]).day;
    world.strike(0).unwrap();
    world.price_day(day).unwrap();
    let done = world.settle_in(day, &incoming[..1]).unwrap();
    figures.note("settle_subscriptions, 1 request", &done);
    let done = world.settle_in(day, &incoming[1..]).unwrap();
    figures.insert("settle_subscriptions, per request of 4", units_of(&done, &mmf::ID) / LINES as u64);
    world.fund_day(day).unwrap();
    let done = world.settle_out(day, &outgoing[..1]).unwrap();
    figures.note("settle_redemptions, 1 request", &done);
    let done = world.settle_out(day, &outgoing[1..]).unwrap();
    figures.insert("settle_redemptions, per request of 4", units_of(&done, &mmf::ID) / LINES as u64);
    let done = world.close_batch(day).unwrap();
    figures.note("close_batch", &done);
}

pub fn parts(figures: &mut Figuring) {
    let (mut world, holders) = holders();
    let keys: Vec<Pubkey> = holders.iter().map(|holder| world.queue_units(holder, 50 * ONE)).collect();
    let day = world.request_at(&keys[0]).day;
    world.strike(0).unwrap();
    crate::queue::short(&mut world, 30 * ONE);
    world.price_day(day).unwrap();
    world.fund_in_part(day).unwrap();
    let done = world.settle_out(day, &keys[..LINES]).unwrap();
    figures.insert("settle_redemptions, paid in part, per request of 4", units_of(&done, &mmf::ID) / LINES as u64);
    let done = world.roll(&keys[0]).unwrap();
    figures.note("roll_request", &done);
}

/// What was refused at its settlement: the cash account had gone, so it waits to be collected.
pub fn refused(figures: &mut Figuring) {
    let (mut world, holders) = holders();
    let key = world.queue_cash(&holders[0], 10 * ONE);
    let day = world.request_at(&key).day;
    world.restrict(&holders[0].investor, mmf::state::InvestorStatus::Sanctioned).unwrap();
    world.strike(0).unwrap();
    world.price_day(day).unwrap();
    let done = world.settle_in(day, &[key]).unwrap();
    figures.note("settle_subscriptions, 1 request that is refused", &done);
    world.release(&holders[0].investor, mmf::state::InvestorStatus::Approved).unwrap();
    let done = world.collect(&key).unwrap();
    figures.note("collect_request", &done);
}

/// The part of a fund's redemptions in which a mandatory liquidity fee is charged when they are funded.
pub fn mandatory(figures: &mut Figuring) {
    let mut world = World::with_fund_args(|args| args.regime = Regime::RegisteredInstitutional);
    let (day, classes) = queued(&mut world, 16, &[Side::Redemption]);
    world.strike(0).unwrap();
    world.price_day(day).unwrap();
    world.enter(&classes[0]);
    let done = world.fund_day(day).unwrap();
    assert!(world.batch_on(day).liquidity_fee_ppm > 0, "the fee was charged");
    figures.note("fund_batches, 16 classes, with a mandatory fee", &done);
}

/// Who lapsed meanwhile is paid; its account is frozen, and its tokens were burned when it came into line.
pub fn gated(figures: &mut Figuring) {
    let mut world = World::gated();
    let holder = world.holder(200 * ONE);
    world.subscribe(&holder, 100 * ONE).unwrap();
    let key = place(&mut world, &holder, Side::Redemption, "place_redemption, without a hook", figures);
    let day = world.request_at(&key).day;
    world.strike(0).unwrap();
    world.price_and_fund(day);
    let done = world.settle_out(day, &[key]).unwrap();
    figures.note("settle_redemptions, without a hook, 1 request", &done);
}

pub fn days(figures: &mut Figuring) {
    for (classes, price, fund) in [
        (1, "price_batches, 1 class", "fund_batches, 1 class"),
        (4, "price_batches, 4 classes", "fund_batches, 4 classes"),
        (16, "price_batches, 16 classes", "fund_batches, 16 classes"),
    ] {
        let [priced, funded] = day_of(classes);
        figures.insert(price, priced);
        figures.insert(fund, funded);
    }
}

/// Classes in which a holder of 100 shares queues requests of these sides after a strike, and the day.
fn queued(world: &mut World, classes: usize, sides: &[Side]) -> (i32, Vec<Pubkey>) {
    let classes: Vec<Pubkey> = (0..classes).map(|_| world.add_class(ClassKind::Distributing, |_| {})).collect();
    let mut holders = Vec::new();
    for class in &classes {
        world.enter(class);
        let holder = world.holder(200 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();
        holders.push(holder);
    }
    world.strike(0).unwrap();
    for (class, holder) in classes.iter().zip(&holders) {
        world.enter(class);
        for side in sides {
            world.place(holder, *side, 10 * ONE);
        }
    }
    (world.dealing_day().day, classes)
}

/// Compute units of pricing and of funding a day on which every class has a batch with both sides.
fn day_of(classes: usize) -> [u64; 2] {
    let mut world = World::with_fund();
    let (day, _) = queued(&mut world, classes, &[Side::Subscription, Side::Redemption]);
    world.strike(1_000_003).unwrap();
    let priced = world.price_day(day).unwrap();
    let funded = world.fund_day(day).unwrap();
    [priced, funded].map(|done| units_of(&done, &mmf::ID))
}

#[test]
fn four_requests_and_twelve_classes_fit_into_a_transaction_without_a_lookup_table() {
    let (mut world, holders) = holders();
    let payer = world.payer_key();
    for side in [Side::Subscription, Side::Redemption] {
        let keys: Vec<Pubkey> = holders.iter().map(|holder| world.place(holder, side, ONE)).collect();
        let day = world.request_at(&keys[0]).day;
        let order = world.settle_order(side, day, &keys[..LINES]);
        assert!(packet_size(&order, &payer) <= PACKET);
        let order = world.settle_order(side, day, &keys[..=LINES]);
        assert!(packet_size(&order, &payer) > PACKET);
    }
    for (classes, fits) in [(12, true), (13, false)] {
        let mut world = World::with_fund();
        let (day, _) = queued(&mut world, classes, &[Side::Subscription, Side::Redemption]);
        let payer = world.payer_key();
        assert_eq!(packet_size(&world.fund_order(day), &payer) <= PACKET, fits, "{classes} classes");
    }
}
