//! What a deal gives at least, measured by what arrived; and when it is too late for it.

use mmf::error::MmfError;
use mmf::instructions::{RedeemArgs, SubscribeArgs};
use mmf_tests::asserts::Outcome;
use mmf_tests::liquidity::Setting;
use mmf_tests::{Holder, ONE, World, expect_error};

use super::{KINDS, ties_out};

fn buy(world: &mut World, holder: &Holder, cash: u64, min_units: u64) -> Outcome {
    let fund = world.fund();
    let args = SubscribeArgs { cash_settlement_units: cash, min_units, expected_strike_no: fund.last_strike_no };
    let order = world.addresses.subscribe(&world.parties(holder), &fund, args);
    world.send(&[order], &[&holder.wallet])
}

fn sell(world: &mut World, holder: &Holder, units: u64, least: u64) -> Outcome {
    let fund = world.fund();
    let args = RedeemArgs { units, min_cash_settlement_units: least, expected_strike_no: fund.last_strike_no };
    let order = world.addresses.redeem(&world.parties(holder), &fund, args);
    world.send(&[order], &[&holder.wallet])
}

#[test]
fn with_a_transfer_fee_units_are_issued_and_cash_is_counted_for_what_arrived() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting { kind, transfer_fee_bps: 100, ..Setting::default() });
        let holder = world.holder(1_000 * ONE);

        expect_error(buy(&mut world, &holder, 100 * ONE, 99 * ONE + 1), MmfError::BelowMinimumOut);
        buy(&mut world, &holder, 100 * ONE, 99 * ONE).unwrap();
        assert_eq!((world.balance(&holder.shares), world.fund().buffer_cash_e6), (99 * ONE, 99 * ONE));
        assert_eq!(world.balance(&world.fund().buffer), 99 * ONE);

        expect_error(sell(&mut world, &holder, 50 * ONE, 49_500_001), MmfError::BelowMinimumOut);
        sell(&mut world, &holder, 50 * ONE, 49_500_000).unwrap();
        assert_eq!(world.balance(&holder.cash), 949_500_000);
        assert_eq!((world.balance(&world.fund().buffer), world.fund().buffer_cash_e6), (49 * ONE, 49 * ONE));
        ties_out(&world);
    }
}

#[test]
fn the_transfer_fee_comes_on_top_of_the_funds_fees() {
    let mut world = World::dealing_in(Setting { transfer_fee_bps: 100, ..Setting::default() });
    let holder = world.holder(1_000 * ONE);
    world.set_fees(20, 200).unwrap();
    world.set_liquidity_fee(100).unwrap();

    buy(&mut world, &holder, 100 * ONE, 98_802_000).unwrap(); // 99 less 20 bps
    assert_eq!(world.balance(&holder.shares), 98_802_000);
    expect_error(sell(&mut world, &holder, 50 * ONE, 48_015_001), MmfError::BelowMinimumOut);
    sell(&mut world, &holder, 50 * ONE, 48_015_000).unwrap(); // 50 less 3%, less 1% on the way
    assert_eq!(world.balance(&holder.cash), 948_015_000);
    ties_out(&world);
}

#[test]
fn the_least_to_accept_is_kept_to_the_unit_after_fees() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting::of(kind));
        let holder = world.holder(1_000 * ONE);
        world.set_fees(20, 200).unwrap();

        expect_error(buy(&mut world, &holder, 100 * ONE, 99_800_001), MmfError::BelowMinimumOut);
        buy(&mut world, &holder, 100 * ONE, 99_800_000).unwrap();
        expect_error(sell(&mut world, &holder, 10 * ONE, 9_800_001), MmfError::BelowMinimumOut);
        sell(&mut world, &holder, 10 * ONE, 9_800_000).unwrap();
    }
}

#[test]
fn with_other_decimals_the_least_cash_is_in_units_of_the_mint() {
    for (decimals, paid) in [(2, 999), (6, 9_999_999), (9, 9_999_999_000)] {
        let setting = Setting { decimals, ..Setting::default() };
        let mut world = World::dealing_in(setting);
        let holder = world.holder(setting.dollars(1_000));
        world.subscribe(&holder, setting.dollars(100)).unwrap();
        assert_eq!(world.balance(&holder.shares), 100 * ONE);

        expect_error(sell(&mut world, &holder, 10 * ONE - 1, paid + 1), MmfError::BelowMinimumOut);
        sell(&mut world, &holder, 10 * ONE - 1, paid).unwrap();
        assert_eq!(world.balance(&holder.cash), setting.dollars(900) + paid);
        ties_out(&world);
    }
}

#[test]
fn a_strike_between_preview_and_execution_fails_loudly() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting::of(kind));
        let holder = world.holder(1_000 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();
        let seen = world.preview_subscribe(&holder, ONE).unwrap().strike_no;
        let parties = world.parties(&holder);
        let buy = SubscribeArgs { cash_settlement_units: ONE, min_units: 0, expected_strike_no: seen };
        let sell = RedeemArgs { units: ONE, min_cash_settlement_units: 0, expected_strike_no: seen };
        let orders = [
            world.addresses.subscribe(&parties, &world.fund(), buy),
            world.addresses.redeem(&parties, &world.fund(), sell),
        ];
        world.strike(0).unwrap();

        for order in orders {
            expect_error(world.send(&[order], &[&holder.wallet]), MmfError::StrikeNumberMoved);
        }
        assert_eq!(world.preview_redeem(&holder, ONE).unwrap().strike_no, seen + 1);
    }
}

#[test]
fn dealing_closes_at_the_cut_off_and_a_nav_that_is_stale_is_refused() {
    for kind in KINDS {
        let mut world = World::dealing_in(Setting::of(kind));
        let holder = world.holder(1_000 * ONE);
        world.subscribe(&holder, 100 * ONE).unwrap();
        let cutoff = world.fund().next_cutoff;
        let window = i64::from(world.fund().policy.strike_window_seconds);
        world.set_time(cutoff - 1);
        world.subscribe(&holder, ONE).unwrap();
        world.redeem(&holder, ONE).unwrap();
        for (moment, error) in [
            (cutoff, MmfError::DealingClosed),
            (cutoff + window, MmfError::DealingClosed),
            (cutoff + window + 1, MmfError::NavStale),
            (cutoff + 10 * 86_400, MmfError::NavStale),
        ] {
            world.set_time(moment);
            expect_error(world.subscribe(&holder, ONE), error);
            expect_error(world.redeem(&holder, ONE), error);
            expect_error(world.preview_subscribe(&holder, ONE).map(|_| unreachable!()), error);
            expect_error(world.preview_redeem(&holder, ONE).map(|_| unreachable!()), error);
        }
    }
}
