//! Subscriptions and redemptions.

use mmf::error::MmfError;
use mmf::instructions::{RedeemArgs, SubscribeArgs};
use mmf::state::{ShareClass, class_flag};
use mmf_tests::{ONE, event, expect_error};

use super::{E12, priced};
use crate::exchange::reckoning;
use crate::strike::books::seconds_passed;

#[test]
fn a_subscriber_pays_the_price_rounded_up_and_the_interim_income() {
    let (mut world, _) = priced(100_000);
    let (odd, newcomer) = (world.holder(100 * ONE), world.holder(10_000 * ONE));
    world.subscribe(&odd, 77_777_777).unwrap();
    world.strike(12_000_007).unwrap();
    world.set_time(world.fund().next_cutoff - 3_600);
    let (fund, before) = (world.fund(), world.class());
    let seconds = seconds_passed(&fund, world.time());
    let (units, equalisation) = reckoning::issue(&fund, &before, 5_000 * ONE, seconds);
    assert!(before.has_flag(class_flag::PRICE_ROUNDED) && equalisation > 0);
    assert!(u128::from(units) < u128::from(5_000 * ONE) * E12 / u128::from(before.price.price_e12));

    let done = world.subscribe(&newcomer, 5_000 * ONE).unwrap();

    let (after, line) = (world.class(), world.holding(&newcomer.holding));
    assert_eq!((line.recorded_units, world.balance(&newcomer.shares)), (units, units));
    assert_eq!(world.investor(&newcomer.investor).units[0], units);
    assert_eq!(after.net_assets_e6, before.net_assets_e6 + 5_000 * ONE - equalisation);
    assert_eq!(after.equalisation_pending_e6, equalisation);
    assert_eq!(after.price, before.price, "dealing moves no price");
    let event = event!(done, Subscribed);
    assert_eq!((event.units, event.cash_e6, event.equalisation_e6), (units, 5_000 * ONE, equalisation));
}

#[test]
fn a_redeemer_gets_the_struck_price_rounded_down() {
    let (mut world, holder) = priced(100_000);
    let (before, cash) = (world.class(), world.balance(&holder.cash));
    let units = 12_345_678_901;

    world.redeem(&holder, units).unwrap();

    let paid = u64::try_from(u128::from(units) * u128::from(before.price.price_e12) / E12).unwrap();
    assert_eq!(world.balance(&holder.cash), cash + paid);
    assert_eq!(world.class().net_assets_e6, before.net_assets_e6 - paid);
    assert_eq!(world.class().price, before.price);
    assert_eq!(world.holding(&holder.holding).recorded_units, before.recorded_supply_units - units);
}

#[test]
fn the_price_of_who_stays_does_not_fall_by_others_dealing() {
    let (mut world, holder) = priced(1_000);
    let others = [world.holder(2_000_000 * ONE), world.holder(2_000_000 * ONE)];
    for (cash, units) in [(3, 1), (999_999_999_999, 777_777_777), (1_234_567, 1_000_003)] {
        let before = world.class();
        for other in &others {
            world.subscribe(other, cash).unwrap();
            world.redeem(other, units).unwrap();
        }
        let after = world.class();
        let price =
            |class: &ShareClass| u128::from(class.net_assets_e6) * E12 / u128::from(class.recorded_supply_units);
        assert!(price(&after) >= price(&before));
        world.strike(0).unwrap();
    }
    assert!(world.holding(&holder.holding).recorded_units > 0);
}

#[test]
fn minimums_are_in_e6_of_value() {
    let (mut world, holder) = priced(1_000);
    let price = world.class().price.price_e12;
    assert!(u128::from(price) > E12);
    let newcomer = world.holder(10_000 * ONE);
    world.set_rules(|rules| (rules.min_initial_e6, rules.min_subsequent_e6) = (500 * ONE, 100 * ONE)).unwrap();

    expect_error(world.subscribe(&newcomer, 500 * ONE - 1), MmfError::BelowClassMinimum);
    world.subscribe(&newcomer, 500 * ONE).unwrap();
    let held = u128::from(world.balance(&newcomer.shares)) * u128::from(price) / E12;
    assert!(held < u128::from(500 * ONE), "interim income and rounding: what it bought is worth less than the minimum");
    expect_error(world.subscribe(&holder, 100 * ONE - 1), MmfError::BelowClassMinimum);
    world.subscribe(&holder, 100 * ONE).unwrap();
}

#[test]
fn fewer_units_than_the_minimum_of_dollars_are_enough_at_a_higher_price() {
    let (mut world, holder) = priced(1_000);
    let class = world.class;
    world.patch::<ShareClass>(&class, |class| class.price.price_e12 *= 2);
    world.set_rules(|rules| (rules.min_initial_e6, rules.min_subsequent_e6) = (1_900 * ONE, 1)).unwrap();

    world.subscribe(&holder, 10).unwrap();
    world.redeem(&holder, 100 * ONE).unwrap();
    expect_error(world.subscribe(&holder, 10), MmfError::BelowClassMinimum);
}

#[test]
fn the_least_to_accept_is_kept_to_the_unit_both_ways() {
    let (mut world, holder) = priced(1_000);
    let fund = world.fund();
    let (units, _) = reckoning::issue(&fund, &world.class(), 100 * ONE, seconds_passed(&fund, world.time()));
    let buy = |min_units| SubscribeArgs {
        cash_settlement_units: 100 * ONE,
        min_units,
        expected_strike_no: fund.last_strike_no,
    };
    let parties = world.parties(&holder);
    let order = world.addresses.subscribe(&parties, &fund, buy(units + 1));
    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::BelowMinimumOut);
    let order = world.addresses.subscribe(&parties, &fund, buy(units));
    world.send(&[order], &[&holder.wallet]).unwrap();

    let cash = reckoning::value(&world.class(), 77_777_777);
    let sell = |min_cash_settlement_units| RedeemArgs {
        units: 77_777_777,
        min_cash_settlement_units,
        expected_strike_no: fund.last_strike_no,
    };
    let order = world.addresses.redeem(&parties, &fund, sell(cash + 1));
    expect_error(world.send(&[order], &[&holder.wallet]), MmfError::BelowMinimumOut);
    let order = world.addresses.redeem(&parties, &fund, sell(cash));
    world.send(&[order], &[&holder.wallet]).unwrap();
}

#[test]
fn the_last_holder_leaves_only_the_rounding_behind() {
    let (mut world, holder) = priced(1_000);
    let custodian = crate::custody::list_custodian(&mut world, 0);
    world.give_cash(&solana_sdk::signer::Signer::pubkey(&custodian.owner), 10 * ONE);
    crate::custody::give_back(&mut world, &custodian, 10 * ONE).unwrap();

    world.redeem(&holder, u64::MAX).unwrap();

    let class = world.class();
    assert_eq!(class.recorded_supply_units, 0);
    assert!(class.net_assets_e6 <= 1, "{}", class.net_assets_e6);
}
