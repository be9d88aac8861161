//! Forward pricing: a batch is priced by the first strike of its day or later whose cut-off came after its last request, and by no other.

use mmf::error::MmfError;
use mmf::instructions::{CutoffFrom, SetCalendarArgs};
use mmf::state::{BatchStatus, ClassKind, NavReport, pause};
use mmf_tests::calendar::{self, at, day};
use mmf_tests::{Figures, ONE, World, event, expect_error};

use super::{held, member, swapped};

/// Sets a calendar of 2025 in which a test changed something.
fn set_calendar(world: &mut World, change: impl FnOnce(&mut SetCalendarArgs)) {
    let mut args = calendar::args();
    change(&mut args);
    let order = world.calendar_order(args);
    world.privileged(&order).unwrap();
}

fn skip(args: &mut SetCalendarArgs, value: i32) {
    let place = usize::try_from(value - day(1, 1)).unwrap();
    args.strike_days[place / 8] &= !(1 << (place % 8));
}

#[test]
fn a_strike_fixes_price_and_fees_and_the_buffer_keeps_what_is_due() {
    let (mut world, holder) = held(100);
    world.strike(0).unwrap();
    world.set_fees(20, 50).unwrap();
    world.queue_units(&holder, 40 * ONE + 1);
    world.queue_units(&holder, 10 * ONE);
    world.queue_cash(&holder, 7 * ONE);
    world.subscribe(&holder, 3 * ONE).unwrap();
    world.redeem(&holder, 2 * ONE).unwrap();
    world.set_liquidity_fee(10).unwrap();
    world.strike(0).unwrap();
    world.set_fees(5, 7).unwrap();
    let before = world.vault_balances();

    let done = world.price_day(day(1, 3)).unwrap();

    let (batch, priced) = (world.batch_on(day(1, 3)), event!(done, BatchPriced));
    // 50,000,001 units; 7 bps are 35,001 rounded up, 10 bps 50,001
    let due = 50 * ONE + 1 - 35_001 - 50_001;
    assert_eq!((batch.status, batch.strike_no, batch.priced_at), (BatchStatus::Priced, 2, world.time()));
    assert_eq!((batch.price_e12, batch.price_rounded, batch.due_e6), (1_000_000_000_000, 0, due));
    assert_eq!((batch.subscription_fee_bps, batch.redemption_fee_bps), (5, 7));
    assert_eq!((batch.board_fee_ppm, batch.liquidity_fee_ppm), (1_000, 1_000));
    assert_eq!((batch.day_subscribed_e6, batch.day_redeemed_e6), (3 * ONE, 2 * ONE));
    assert_eq!(batch.day_net_assets_e6, world.report(2).quotes[0].net_assets_e6);
    assert_eq!((priced.class, priced.class_seq, priced.day), (world.class, world.class().seq, day(1, 3)));
    assert_eq!((priced.strike_no, priced.price_e12, priced.board_fee_ppm), (2, 1_000_000_000_000, 1_000));
    assert_eq!((priced.subscription_fee_bps, priced.redemption_fee_bps), (5, 7));
    assert_eq!((priced.subscribed_e6, priced.redeemed_units, priced.due_e6), (7 * ONE, 50 * ONE + 1, due));
    assert_eq!(world.cash_books().queue_due, due);
    assert_eq!(world.vault_balances(), before, "no cash moves");
    world.set_fees(20, 200).unwrap();
    world.set_liquidity_fee(0).unwrap();
    assert_eq!(world.batch_on(day(1, 3)).due_e6, due, "what governance and board change later changes nothing");
}

#[test]
fn all_classes_are_priced_at_once() {
    let (mut world, holder) = held(100);
    let first = world.class;
    let second = world.add_class(ClassKind::AccumulatingHooked, |_| {});
    let line = world.opened_in(&holder, &second);
    world.subscribe(&line, 50 * ONE).unwrap();
    world.queue_units(&line, 20 * ONE);
    world.enter(&first);
    world.queue_units(&holder, 30 * ONE);
    let empty = world.add_class(ClassKind::AccumulatingGated, |_| {});
    world.strike(5_000).unwrap();

    let done = world.price_day(day(1, 2)).unwrap();

    let events = mmf_tests::events::events_of(&done);
    assert_eq!(events.len(), 2, "a class without a batch is left out");
    let price = world.report(1).results[1].price_e12;
    assert_eq!(world.batch_in(&first, day(1, 2)).due_e6, 30 * ONE);
    let due = u64::try_from(u128::from(20 * ONE) * u128::from(price) / 1_000_000_000_000).unwrap();
    assert_eq!((world.batch_in(&second, day(1, 2)).due_e6, due > 20 * ONE), (due, true));
    assert_eq!(world.cash_books().queue_due, 30 * ONE + due);
    assert!(world.svm.get_account(&world.addresses.batch(&empty, day(1, 2))).is_none());
}

#[test]
fn no_strike_prices_what_was_placed_after_its_cutoff() {
    let (mut world, holder) = held(100);
    world.set_time(at(1, 2, 20, 0));
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    let order = world.price_order(1, day(1, 3));
    world.refused(&order, &[], MmfError::BatchNotDue);
    world.strike(0).unwrap();
    world.price_day(day(1, 3)).unwrap();
    assert_eq!(world.batch_on(day(1, 3)).strike_no, 2);
}

#[test]
fn the_first_strike_of_the_day_prices_it_however_late_and_no_later_one_does() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 10 * ONE);
    world.strike_through(day(1, 8), 1_000);
    for strike_no in [2, 3, 4, 5] {
        let order = world.price_order(strike_no, day(1, 2));
        world.refused(&order, &[], MmfError::BatchNotDue);
    }
    let order = world.price_order(1, day(1, 2));
    world.send(&[order], &[]).unwrap();
    assert_eq!(world.batch_on(day(1, 2)).strike_no, 1);
}

#[test]
fn the_batch_of_a_day_that_was_not_struck_is_priced_by_the_next_strike() {
    let (mut world, holder) = held(100);
    let key = world.queue_units(&holder, 10 * ONE);
    set_calendar(&mut world, |args| skip(args, day(1, 2)));
    world.strike(0).unwrap();
    assert_eq!(world.fund().last_struck_day, day(1, 3));

    world.price_day(day(1, 2)).unwrap();

    let batch = world.batch_on(day(1, 2));
    assert_eq!((batch.day, batch.strike_no), (day(1, 2), 1));
    world.fund_day(day(1, 2)).unwrap();
    world.settle_out(day(1, 2), &[key]).unwrap();
    world.strike(0).unwrap();
    let order = world.price_order(2, day(1, 2));
    world.refused(&order, &[], MmfError::BatchFixed);
}

#[test]
fn a_cutoff_that_was_moved_before_the_last_request_leaves_it_to_the_next_strike() {
    let (mut world, holder) = held(100);
    world.set_time(at(1, 2, 19, 0));
    let key = world.queue_units(&holder, 10 * ONE);
    set_calendar(&mut world, |args| args.exceptions.insert(0, CutoffFrom { day_of_year: 1, minutes: 18 * 60 + 30 }));
    world.strike(0).unwrap();
    assert_eq!(world.report(1).cutoff, at(1, 2, 18, 30));
    let order = world.price_order(1, day(1, 2));
    world.refused(&order, &[], MmfError::BatchNotDue);
    world.strike(0).unwrap();
    world.strike(0).unwrap();
    let later = world.price_order(3, day(1, 2));
    world.refused(&later, &[], MmfError::BatchNotDue);
    let order = world.price_order(2, day(1, 2));
    world.send(&[order], &[]).unwrap();
    assert_eq!((world.batch_on(day(1, 2)).strike_no, world.request_at(&key).day), (2, day(1, 2)));
}

#[test]
fn a_batch_is_priced_once() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    world.price_day(day(1, 2)).unwrap();
    let order = world.price_order(1, day(1, 2));
    world.refused(&order, &[], MmfError::BatchFixed);
    world.fund_day(day(1, 2)).unwrap();
    world.refused(&order, &[], MmfError::BatchFixed);
}

#[test]
fn a_day_without_a_batch_and_a_strike_that_has_not_landed_price_nothing() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    let order = world.price_order(1, day(1, 3));
    world.refused(&order, &[], MmfError::BatchFixed);
    world.go_past_cutoff();
    let args = world.quote_args(Figures::default());
    world.post(args).unwrap();
    let order = world.price_order(2, day(1, 2));
    world.refused(&order, &[], MmfError::AccountMismatch);
}

#[test]
fn pricing_goes_on_under_every_pause() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    super::pause(&mut world, pause::ALL);
    world.price_day(day(1, 2)).unwrap();
}

#[test]
fn every_class_and_its_batch_must_follow_in_order() {
    let (mut world, holder) = held(100);
    let first = world.class;
    let second = world.add_class(ClassKind::Distributing, |_| {});
    world.enter(&first);
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    let order = world.price_order(1, day(1, 2));
    let mut missing = order.clone();
    missing.accounts.truncate(missing.accounts.len() - 2);
    world.refused(&missing, &[], MmfError::StrikeAccountsWrong);
    let mut turned = order.clone();
    let count = turned.accounts.len();
    turned.accounts[count - 4..].rotate_left(2);
    world.refused(&turned, &[], MmfError::StrikeAccountsWrong);
    let twice = swapped(&order, &second, &first);
    world.refused(&twice, &[], MmfError::StrikeAccountsWrong);
    let elsewhere = world.addresses.batch(&second, day(1, 2));
    let other_day = world.addresses.batch(&second, day(1, 3));
    world.refused(&swapped(&order, &elsewhere, &other_day), &[], MmfError::AccountMismatch);
    let hidden = swapped(&order, &world.addresses.batch(&first, day(1, 2)), &elsewhere);
    world.refused(&hidden, &[], MmfError::AccountMismatch);
    world.send(&[order], &[]).unwrap();
}

#[test]
fn a_report_of_another_fund_is_refused() {
    let (mut world, holder) = held(100);
    world.queue_units(&holder, 10 * ONE);
    world.strike(0).unwrap();
    let own = world.addresses.nav(&world.fund, 1);
    let foreign = solana_sdk::pubkey::Pubkey::new_from_array([0x77; 32]);
    let data = world.data(&own);
    world.put_account(foreign, mmf::ID, data);
    world.patch::<NavReport>(&foreign, |report| report.fund = solana_sdk::pubkey::Pubkey::new_from_array([5; 32]));
    let order = swapped(&world.price_order(1, day(1, 2)), &own, &foreign);
    world.refused(&order, &[], MmfError::AccountMismatch);
}

#[test]
fn nothing_is_funded_or_settled_before_it_is_priced() {
    let (mut world, holder) = held(100);
    let other = member(&mut world, 10);
    let (sold, bought) = (world.queue_units(&holder, 10 * ONE), world.queue_cash(&other, 10 * ONE));
    world.strike(0).unwrap();
    let orders = [
        world.fund_order(day(1, 2)),
        world.settle_order(mmf::state::Side::Redemption, day(1, 2), &[sold]),
        world.settle_order(mmf::state::Side::Subscription, day(1, 2), &[bought]),
    ];
    for order in &orders {
        world.refused(order, &[], MmfError::BatchNotPriced);
    }
    world.price_day(day(1, 2)).unwrap();
    world.refused(&orders[1], &[], MmfError::BatchNotFunded);
    world.settle_in(day(1, 2), &[bought]).unwrap();
    world.fund_day(day(1, 2)).unwrap();
    expect_error(world.fund_day(day(1, 2)), MmfError::BatchNotPriced);
    world.settle_out(day(1, 2), &[sold]).unwrap();
}
