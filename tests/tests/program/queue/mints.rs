//! Settlement mints with a transfer fee, with cents, and with billionths: who moves bears fees and roundings, the fund and its vaults stay whole.

use mmf::error::MmfError;
use mmf::state::{ClassKind, Fund, RequestStatus, Side};
use mmf_tests::calendar::day;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, event};

use super::{settled, settled_in_part, short, status};

/// A class that charges nothing in that setting, with a holder of 1,000 shares or what a transfer fee leaves of them.
fn in_mint(setting: Setting) -> (World, Holder) {
    let mut world = World::dealing_in(setting);
    let holder = world.holder(setting.dollars(3_000));
    world.subscribe(&holder, setting.dollars(1_000)).unwrap();
    (world, holder)
}

/// Every vault holds at least what the books say, and less than one unit of the mint or of the books more.
#[track_caller]
fn covers(world: &World, decimals: u8) {
    let books = world.cash_books();
    for (vault, booked) in world.vault_balances().into_iter().zip([books.buffer, books.escrow, books.payout]) {
        let (held, booked) = scaled(vault, booked, decimals);
        assert!(held >= booked, "a vault is short: {held} < {booked}");
        assert!(held - booked < scaled(1, 1, decimals).0.max(scaled(1, 1, decimals).1), "{held} against {booked}");
    }
}

/// An amount of the mint and one of the books, in the finer of both units.
fn scaled(settlement_units: u64, books_e6: u64, decimals: u8) -> (u128, u128) {
    let ten = |places: u8| 10_u128.pow(u32::from(places));
    let (mint, books) = (6_u8.saturating_sub(decimals), decimals.saturating_sub(6));
    (u128::from(settlement_units) * ten(mint), u128::from(books_e6) * ten(books))
}

#[test]
fn of_a_transfer_fee_the_subscriber_bears_both_transfers() {
    let setting = Setting { transfer_fee_bps: 100, ..Setting::default() };
    let (mut world, holder) = in_mint(setting);
    let units = world.balance(&holder.shares);
    assert_eq!(units, 990 * ONE);

    let key = world.queue_cash(&holder, 1_000 * ONE);

    assert_eq!((world.request_at(&key).cash_e6, world.cash_books().escrow), (990 * ONE, 990 * ONE));
    let done = settled(&mut world, Side::Subscription, &[key]).unwrap();
    assert_eq!(event!(done, Subscribed).cash_e6, 980_100_000, "99% of 990");
    assert_eq!(world.balance(&holder.shares), units + 980_100_000);
    assert_eq!(world.cash_books().buffer, 990 * ONE + 980_100_000);
    covers(&world, 6);
    world.strike(0).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn of_a_transfer_fee_the_redeemer_bears_both_transfers() {
    let setting = Setting { transfer_fee_bps: 100, ..Setting::default() };
    let (mut world, holder) = in_mint(setting);
    let (cash, other) = (world.balance(&holder.cash), world.holder(1_000 * ONE));
    world.subscribe(&other, 1_000 * ONE).unwrap();
    let keys = [world.queue_units(&holder, 100 * ONE), world.queue_units(&other, 333_333_333)];
    settled(&mut world, Side::Redemption, &keys).unwrap();
    // The fee on 433,333,333 is 4,333,334; of what arrived the first gets its part, 98,999,999, less a fee of 990,000.
    assert_eq!(world.request_at(&keys[0]).paid_settlement_units, 98_999_999);
    assert_eq!(world.balance(&holder.cash) - cash, 98_009_999);
    assert_eq!(world.cash_books().buffer, 2 * 990 * ONE - 433_333_333, "the class loses just the units' value");
    assert_eq!(world.class().recorded_supply_units, 2 * 990 * ONE - 433_333_333);
    covers(&world, 6);
    world.close_batch(day(1, 2)).unwrap();
    covers(&world, 6);
    world.strike(0).unwrap();
    assert_eq!(world.fund().tie_out_difference_e6, 0);
}

#[test]
fn a_refund_of_a_fee_bearing_mint_pays_what_is_in_escrow() {
    let setting = Setting { transfer_fee_bps: 100, ..Setting::default() };
    let (mut world, holder) = in_mint(setting);
    let cash = world.balance(&holder.cash);
    let key = world.queue_cash(&holder, 1_000 * ONE);
    world.cancel(&holder, &key).unwrap();
    assert_eq!(world.balance(&holder.cash), cash - 1_000 * ONE + 980_100_000);
    assert_eq!((world.cash_books().escrow, world.vault_balances()[1]), (0, 0));
}

#[test]
fn a_transfer_fee_counts_for_the_least_that_is_accepted() {
    let setting = Setting { transfer_fee_bps: 100, ..Setting::default() };
    for (least, expected) in [(980_100_000, RequestStatus::Settled), (980_100_001, RequestStatus::GivenBack)] {
        let (mut world, holder) = in_mint(setting);
        let key = world.place_for(&holder, Side::Subscription, 1_000 * ONE, least);
        settled(&mut world, Side::Subscription, &[key]).unwrap();
        assert_eq!(status(&world, &key), expected);
    }
    let (mut world, holder) = in_mint(setting);
    let key = world.place_for(&holder, Side::Redemption, 100 * ONE, 98_010_000);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Settled);
    let args = mmf::instructions::PlaceRequestArgs { min_out: 98_010_001, ..world.place_args(&holder, 100 * ONE) };
    let order = world.place_order(&holder, Side::Redemption, args);
    world.refused(&order, &[&holder.wallet], MmfError::BelowMinimumOut);
}

#[test]
fn cents_are_paid_down_and_what_they_cannot_express_stays_in_the_class() {
    for kind in [ClassKind::Distributing, ClassKind::AccumulatingHooked] {
        let setting = Setting { decimals: 2, ..Setting::of(kind) };
        let (mut world, holder) = in_mint(setting);
        let start = world.balance(&holder.cash);
        let keys = [world.queue_units(&holder, 10_019_999), world.queue_units(&holder, 5_555_555)];
        settled(&mut world, Side::Redemption, &keys).unwrap();
        assert_eq!(keys.map(|key| world.request_at(&key).paid_settlement_units), [1_001, 555]);
        assert_eq!(world.balance(&holder.cash), start + 1_556);
        covers(&world, 2);
        world.close_batch(day(1, 2)).unwrap();
        covers(&world, 2);
        assert_eq!(world.cash_books().buffer, 1_000 * ONE - 15_560_000);
        world.strike(0).unwrap();
        assert_eq!(world.fund().tie_out_difference_e6, 0);
    }
}

#[test]
fn less_than_a_cent_is_not_queued() {
    let (mut world, holder) = in_mint(Setting { decimals: 2, ..Setting::default() });
    world.place_refused(&holder, Side::Redemption, 9_999, MmfError::AmountTooSmall);
    let key = world.queue_units(&holder, 10_000);
    settled(&mut world, Side::Redemption, &[key]).unwrap();
    assert_eq!(status(&world, &key), RequestStatus::Settled);
}

#[test]
fn in_cents_a_short_buffer_loses_nothing_between_two_classes() {
    let setting = Setting { decimals: 2, ..Setting::default() };
    let (mut world, holder) = in_mint(setting);
    let first = world.class;
    let second = world.add_class(ClassKind::Distributing, |args| args.terms.expense_bps = 0);
    let line = world.opened_in(&holder, &second);
    world.enter(&second);
    world.subscribe(&line, setting.dollars(1_000)).unwrap();
    let other = world.queue_units(&line, 333_333_333);
    world.enter(&first);
    let key = world.queue_units(&holder, 111_111_111);
    let worth = world.cash_books().supply_value;
    let listed = crate::custody::list_custodian(&mut world, 0);
    let swept = world.cash_books().buffer - 77_770_000;
    crate::custody::sweep(&mut world, &listed.account, swept).unwrap();

    settled_in_part(&mut world, &[key]);
    world.enter(&second);
    world.settle_out(day(1, 2), &[other]).unwrap();
    covers(&world, 2);
    world.close_batch(day(1, 2)).unwrap();
    world.enter(&first);
    world.close_batch(day(1, 2)).unwrap();

    covers(&world, 2);
    let books = world.cash_books();
    assert_eq!(books.payout, 0);
    let paid = [key, other].map(|key| world.request_at(&key).paid_settlement_units * 10_000);
    assert_eq!(books.buffer + paid[0] + paid[1], 77_770_000, "no cent, and no part of one, left the books");
    assert_eq!(books.supply_value, worth - paid[0] - paid[1]);
    assert_eq!(world.vault_balances()[2], 0);
}

#[test]
fn billionths_pay_every_unit_and_finer_dust_is_nobodys() {
    let setting = Setting { decimals: 9, ..Setting::default() };
    let (mut world, holder) = in_mint(setting);
    let start = world.balance(&holder.cash);
    let (bought, sold) = (world.queue_cash(&holder, 12_345_678_901), world.queue_units(&holder, 7_654_321));
    let request = world.request_at(&bought);
    assert_eq!((request.cash_e6, request.cash_settlement_units), (12_345_678, 12_345_678_000));
    settled(&mut world, Side::Subscription, &[bought]).unwrap();
    world.fund_day(day(1, 2)).unwrap();
    world.settle_out(day(1, 2), &[sold]).unwrap();
    assert_eq!(world.request_at(&sold).paid_settlement_units, 7_654_321_000);
    assert_eq!(world.balance(&holder.cash), start - 12_345_678_901 + 7_654_321_000);
    assert_eq!(world.cash_books().buffer, 1_000 * ONE + 12_345_678 - 7_654_321);
    covers(&world, 9);
    let cancelled = world.queue_cash(&holder, 5_000_000_999);
    let before = world.balance(&holder.cash);
    world.cancel(&holder, &cancelled).unwrap();
    assert_eq!(world.balance(&holder.cash), before + 5_000_000_000);
}

#[test]
fn in_billionths_a_short_buffer_pays_parts() {
    let (mut world, holder) = in_mint(Setting { decimals: 9, ..Setting::default() });
    let keys = [world.queue_units(&holder, 100_000_001), world.queue_units(&holder, 200_000_000)];
    short(&mut world, 100 * ONE);
    settled_in_part(&mut world, &keys);
    let units = keys.map(|key| world.request_at(&key).settled_units);
    assert_eq!(units, [33_333_333, 66_666_666]); // of 300,000,001 a part of 100,000,000
    assert_eq!(keys.map(|key| world.request_at(&key).paid_settlement_units), units.map(|units| units * 1_000));
    covers(&world, 9);
}

#[test]
fn with_a_transfer_fee_a_short_buffer_pays_parts_of_what_arrived() {
    let (mut world, holder) = in_mint(Setting { transfer_fee_bps: 100, ..Setting::default() });
    let keys = [world.queue_units(&holder, 100 * ONE), world.queue_units(&holder, 300 * ONE)];
    let fund = world.fund;
    world.patch::<Fund>(&fund, |fund| fund.buffer_cash_e6 = 200 * ONE);
    settled_in_part(&mut world, &keys);
    assert_eq!(keys.map(|key| world.request_at(&key).settled_units), [50 * ONE, 150 * ONE]);
    assert_eq!(keys.map(|key| world.request_at(&key).paid_settlement_units), [49_500_000, 148_500_000]);
    assert_eq!((world.cash_books().buffer, world.cash_books().payout), (0, 0));
}
