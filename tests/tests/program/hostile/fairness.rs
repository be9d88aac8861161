//! Income goes to who earned it.

use mmf::error::MmfError;
use mmf::state::{Holding, ShareClass};
use mmf_tests::{Holder, ONE, World, expect_error};
use solana_sdk::pubkey::Pubkey;

use super::{SCALE, open_in, redeem_all_in, second_class, subscribe_in};

fn earned(world: &World, class: &Pubkey, holding: &Pubkey) -> i128 {
    let (class, mut holding) = (world.read::<ShareClass>(class), world.read::<Holding>(holding));
    holding.settle(&class).unwrap();
    i128::try_from(holding.accrued.get() + holding.payable.get()).unwrap()
}

/// What an attacker gains who subscribes to another class a minute before the cut-off and redeems after the strike, in e6; and what
/// the holder of class 0 got in that strike.
fn raid(world: &mut World, attacker: &Holder, class: Pubkey, holding: Pubkey, income: i64) -> i128 {
    let capital = 10_000_000 * ONE;
    let before = world.balance(&attacker.cash);
    let owed = earned(world, &class, &holding);
    let held = world.holding(&holding).recorded_units;
    world.set_time(world.fund().next_cutoff - 60);
    subscribe_in(world, attacker, class, capital);
    world.strike(income).unwrap();
    redeem_all_in(world, attacker, class);
    let cost = i128::from(before) + i128::from(held) - i128::from(world.balance(&attacker.cash));
    (earned(world, &class, &holding) - owed) / SCALE - cost
}

/// Class 1 has one share of the attacker's, so it has a rate and equalisation is paid. Class 0 has $10 million that earn all the income.
#[test]
fn a_subscriber_of_a_minute_gains_nothing_from_another_class() {
    let mut world = World::new();
    let honest = world.holder(10_000_000 * ONE);
    world.subscribe(&honest, 10_000_000 * ONE).unwrap();
    let other = second_class(&mut world);
    let attacker = world.holder(20_000_000 * ONE);
    let holding = open_in(&mut world, &attacker, other);
    subscribe_in(&mut world, &attacker, other, 1_000 * ONE);
    world.strike(1_200_000_000).unwrap();

    let gain = raid(&mut world, &attacker, other, holding, 1_200_000_000);

    assert!(gain < 5_000_000, "a minute of capital gained ${}", gain / 1_000_000);
}

/// Class 1 is new: it has no rate of its own, and equalisation goes by the fund's.
#[test]
fn a_subscriber_of_a_minute_gains_nothing_in_a_new_class() {
    let mut world = World::new();
    let honest = world.holder(10_000_000 * ONE);
    world.subscribe(&honest, 10_000_000 * ONE).unwrap();
    world.strike(1_200_000_000).unwrap();
    world.strike(1_200_000_000).unwrap(); // 3 January: the next is Monday with three days
    let other = second_class(&mut world);
    let attacker = world.holder(20_000_000 * ONE);
    let holding = open_in(&mut world, &attacker, other);

    let gain = raid(&mut world, &attacker, other, holding, 3_600_000_000);

    assert!(gain < 5_000_000, "a minute of capital gained ${} of a weekend's $3,600", gain / 1_000_000);
}

/// A dust holder keeps a class's own rate at zero, for its part of the income rounds to nothing; equalisation goes by the fund's.
#[test]
fn a_subscriber_of_a_minute_gains_nothing_in_a_class_of_dust() {
    let mut world = World::new();
    let honest = world.holder(10_000_000 * ONE);
    world.subscribe(&honest, 10_000_000 * ONE).unwrap();
    let other = second_class(&mut world);
    let attacker = world.holder(20_000_000 * ONE);
    let holding = open_in(&mut world, &attacker, other);
    subscribe_in(&mut world, &attacker, other, 1);
    world.strike(1_200_000_000).unwrap();

    let gain = raid(&mut world, &attacker, other, holding, 1_200_000_000);

    assert!(gain < 5_000_000, "a minute of capital gained ${}", gain / 1_000_000);
}

/// One class: whoever comes a minute before the cut-off pays the income net of the fee, but the fee is then charged on the new units for
/// the whole span, at the others' cost.
#[test]
fn a_subscriber_of_a_minute_does_not_raise_the_others_fee() {
    let income_of = |with_subscriber: bool| {
        let mut world = World::new();
        let honest = world.holder(10_000_000 * ONE);
        world.subscribe(&honest, 10_000_000 * ONE).unwrap();
        let other = world.holder(20_000_000 * ONE);
        world.strike(1_200_000_000).unwrap();
        world.strike(1_200_000_000).unwrap();
        let before = earned(&world, &world.class, &honest.holding);
        if with_subscriber {
            world.set_time(world.fund().next_cutoff - 60);
            world.subscribe(&other, 10_000_000 * ONE).unwrap();
        }
        world.strike(3_600_000_000).unwrap();
        (earned(&world, &world.class, &honest.holding) - before) / SCALE
    };

    let (without, with) = (income_of(false), income_of(true));

    assert!((without - with).abs() < 5_000_000, "the holder gets {with} instead of {without} (e6)");
}

/// One class. The first span, or a span after a strike without income, costs a newcomer nothing.
#[test]
fn a_subscriber_of_a_minute_gains_nothing_after_a_strike_without_income() {
    let mut world = World::new();
    let honest = world.holder(10_000_000 * ONE);
    world.subscribe(&honest, 10_000_000 * ONE).unwrap();
    let attacker = world.holder(20_000_000 * ONE);
    world.strike(1_200_000_000).unwrap();
    world.strike(0).unwrap(); // 3 January, for example one that corrects; the next is Monday with three days

    let class = world.class;
    let gain = raid(&mut world, &attacker, class, attacker.holding, 3_600_000_000);

    assert!(gain < 5_000_000, "a minute of capital gained ${} of the holder's $3,600", gain / 1_000_000);
}

/// One class, the fund's first strike: until there was income, subscribers pay the yield that the fund expects.
#[test]
fn a_subscriber_of_a_minute_gains_nothing_before_the_first_strike() {
    let mut world = World::with_first_yield(438);
    // The holder comes when three quarters of the first span have passed, so a quarter of a day's income is earned.
    let honest = world.holder(10_000_000 * ONE);
    world.subscribe(&honest, 10_000_000 * ONE).unwrap();
    let attacker = world.holder(20_000_000 * ONE);

    let class = world.class;
    let gain = raid(&mut world, &attacker, class, attacker.holding, 300_000_000);

    assert!(gain < 5_000_000, "a minute of capital gained ${} of the holder's $300", gain / 1_000_000);
}

/// A class without equalisation that deals at once: the design lets such a class deal through the queue only.
#[test]
fn a_class_without_instant_dealing_does_not_deal_at_once() {
    use mmf::instructions::CreateClassArgs;
    let mut world = World::with_fund();
    let order = world.class_order(CreateClassArgs { queue_only: true, ..World::class_args() });
    world.privileged(&order).unwrap();
    let holder = world.holder(10 * ONE);

    expect_error(world.subscribe(&holder, 10 * ONE), MmfError::QueueOnly);
}
