//! In and out again at once, from one unit to ten thousand: never a profit, and those who stay lose nothing.

use mmf::state::{ClassKind, Dealing, Fund, ShareClass};
use mmf_client::quote;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World};

use super::KINDS;

/// Income of each of three strikes on 7,777.777777 dollars, in e6: none, some, a loss.
const INCOMES_E6: [i64; 3] = [0, 1_234_567, -54_321];
/// Subscription, redemption and liquidity fee.
const FEES: [[u16; 3]; 3] = [[0, 0, 0], [20, 200, 0], [7, 33, 200]];

/// A class with an honest holder, struck three times and priced between two strikes, with those fees; and a traveller.
fn priced(setting: Setting, income_e6: i64, [subscription, redemption, liquidity]: [u16; 3]) -> (World, Holder) {
    let mut world = World::dealing_in(setting);
    let honest = world.holder(setting.dollars(100_000));
    world.subscribe(&honest, setting.dollars(7_777_777_777) / ONE).unwrap();
    let traveller = world.holder(setting.dollars(1_000_000));
    for _ in 0..3 {
        world.strike(income_e6).unwrap();
    }
    world.set_time(world.fund().next_cutoff - 3 * 3_600);
    world.set_fees(subscription, redemption).unwrap();
    world.set_liquidity_fee(liquidity).unwrap();
    (world, traveller)
}

/// Net assets of a unit of who stays, in e12, with what waits for them.
fn stayers_price(class: &ShareClass) -> u128 {
    let worth = u128::from(class.net_asset_base_e6()) + u128::from(class.equalisation_pending_e6);
    worth * 1_000_000_000_000 / u128::from(class.recorded_supply_units)
}

/// A trip of so much cash on the chain; what came back.
fn trip(world: &mut World, traveller: &Holder, cash: u64) -> Option<u64> {
    let (before, shares) = (world.balance(&traveller.cash), world.balance(&traveller.shares));
    world.subscribe(traveller, cash).ok()?;
    let units = world.balance(&traveller.shares) - shares;
    let spent = before - world.balance(&traveller.cash);
    assert_eq!(spent, cash);
    let outcome = world.redeem(traveller, units);
    outcome.ok()?;
    Some(world.balance(&traveller.cash) + cash - before)
}

#[test]
fn on_the_chain_no_trip_profits_and_nobody_else_loses() {
    for kind in KINDS {
        for decimals in [2, 6, 9] {
            for (income_e6, fees) in INCOMES_E6.into_iter().zip(FEES) {
                let (mut world, traveller) = priced(Setting { kind, decimals, ..Setting::default() }, income_e6, fees);
                let mut price = stayers_price(&world.class());
                for cash in (1..=200).chain((211..=10_000).step_by(211)) {
                    if let Some(back) = trip(&mut world, &traveller, cash) {
                        assert!(back <= cash, "{kind:?}, {decimals} decimals: {back} for {cash}");
                    }
                    let now = stayers_price(&world.class());
                    assert!(now >= price, "{kind:?}, {decimals} decimals, {cash}: {now} after {price}");
                    price = now;
                }
            }
        }
    }
}

#[test]
fn on_the_chain_none_of_ten_thousand_trips_profits() {
    let (mut world, traveller) = priced(Setting::of(ClassKind::AccumulatingHooked), 1_234_567, FEES[0]);
    for cash in 1..=10_000 {
        if let Some(back) = trip(&mut world, &traveller, cash) {
            assert!(back <= cash, "{back} for {cash}");
        }
    }
}

#[test]
fn by_the_programs_arithmetic_none_of_ten_thousand_trips_profits_at_any_price_and_fee() {
    for kind in KINDS {
        for decimals in [2, 6, 9] {
            let (world, _) = priced(Setting { kind, decimals, ..Setting::default() }, 1_234_567, [0; 3]);
            let (fund, dealing, class, now) = (world.fund(), world.dealing(), world.class(), world.time());
            for price_e12 in [1, 999_999_999_999, 1_000_000_000_001, 1_333_333_333_333, 17_000_000_000_001] {
                for fees in FEES {
                    every_trip(&fund, &dealing, class, (price_e12, fees), now);
                }
            }
        }
    }
}

/// All trips of 1 to 10,000 units of the settlement mint.
fn every_trip(fund: &Fund, dealing: &Dealing, mut class: ShareClass, case: (u64, [u16; 3]), now: i64) {
    let (price_e12, [subscription, redemption, liquidity]) = case;
    let mut dealing = *dealing;
    class.price.price_e12 = price_e12;
    (class.rules.subscription_fee_bps, class.rules.redemption_fee_bps) = (subscription, redemption);
    dealing.liquidity_fee_bps = liquidity;
    for cash in 1..=10_000 {
        let Ok(issued) = quote::subscription(fund, &class, cash, now) else { continue };
        let back = quote::redemption(fund, &dealing, &class, issued.units).unwrap_or(0);
        assert!(back <= cash, "{back} for {cash} at {price_e12} less {subscription}, {redemption}, {liquidity}");
    }
}
