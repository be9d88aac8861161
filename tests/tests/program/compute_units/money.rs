//! Exchange, dividends by the other routes, and fees.

use mmf::instructions::{Due, PayFeesArgs, PayFeesInSharesArgs};
use mmf::state::{CASH_ELECTED, ClassKind, Role};
use mmf_tests::calendar::day;
use mmf_tests::compute::units_of;
use mmf_tests::{Holder, ONE, World};

use super::Figuring;
use crate::dividend_routes::send_dividends_to;

/// Holders of a batch: with four and with six accounts each, as many as fit beside the rest.
const BATCH: usize = 4;

pub fn exchange(figures: &mut Figuring) {
    let mut world = World::new();
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    world.enter(&first);
    let holder = world.holder(1_000 * ONE);
    world.opened_in(&holder, &second);
    world.subscribe(&holder, 500 * ONE).unwrap();
    world.strike(100_000).unwrap();
    world.exchange(&holder, &second, ONE).unwrap();
    let done = world.exchange(&holder, &second, 100 * ONE).unwrap();
    figures.note("exchange, distributing into accumulating", &done);
    world.enter(&second);
    let done = world.exchange(&holder, &first, 50 * ONE).unwrap();
    figures.note("exchange, accumulating into distributing", &done);
}

pub fn dividends(figures: &mut Figuring) {
    let mut world = World::new();
    let in_cash: Vec<Holder> = (0..BATCH).map(|_| world.holder(1_000 * ONE)).collect();
    let vaults: Vec<Holder> = (0..BATCH).map(|_| world.vault(true, 1_000 * ONE)).collect();
    let operators: Vec<Holder> = (0..BATCH).map(|_| world.holder(0)).collect();
    for holder in &in_cash {
        world.update(&holder.investor, |profile| profile.dividend_election = CASH_ELECTED).unwrap();
        world.update(&holder.investor, |profile| profile.withholding_bps = 3_000).unwrap();
    }
    for holder in in_cash.iter().chain(&vaults) {
        world.subscribe(holder, 1_000 * ONE).unwrap();
    }
    for (vault, operator) in vaults.iter().zip(&operators) {
        send_dividends_to(&mut world, vault, Some(operator));
    }
    world.strike_through(day(1, 31), 1_000_000);
    let done = world.pay_cash(&in_cash.iter().collect::<Vec<_>>()).unwrap();
    figures.insert("pay_dividends_cash, per holder of 4, with tax", units_of(&done, &mmf::ID) / BATCH as u64);
    let done = world.pay_to(&vaults.iter().zip(&operators).collect::<Vec<_>>()).unwrap();
    figures
        .insert("pay_dividends_to, per vault of 4 and the line that is paid", units_of(&done, &mmf::ID) / BATCH as u64);
}

pub fn fees(figures: &mut Figuring) {
    let mut world = World::new();
    let manager = world.holder(1_000 * ONE);
    world.subscribe(&manager, 1_000 * ONE).unwrap();
    world.set_policy(|policy| policy.fee_recipient = manager.key()).unwrap();
    world.strike(100_000).unwrap();
    world.strike(100_000).unwrap();
    let (authority, fund) = (world.signed(&[Role::Treasurer]), world.fund());
    let args = PayFeesArgs { due: Due::Fees, amount_e6: 1_000 };
    let order = world.addresses.pay_fees_in_cash((&world.fund, &fund), &world.class, &manager.cash, &authority, args);
    let done = world.privileged(&order).unwrap();
    figures.note("pay_fees_in_cash", &done);
    let args = PayFeesInSharesArgs { amount_e6: 1_000, expected_strike_no: fund.last_strike_no };
    let target = manager.pay_target();
    let order = world.addresses.pay_fees_in_shares(&world.fund, &world.class, &target, &authority, args);
    let done = world.privileged(&order).unwrap();
    figures.note("pay_fees_in_shares", &done);
}
