//! Instant dealing: interim income, equalisation and prices. Nobody profits from a round trip.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::interim::{accrued_per_unit_e18, issue, issue_cost, rate_e18};
use mmf_math::price::{cash_for_shares, cost_of_shares, price_down, price_up, prices, shares_for_cash, with_interim};
use mmf_math::{MAX_RATE_PER_DAY, MAX_UNITS, MathError, PRICE_SCALE, Rounding, SCALE};
use num_bigint::BigUint;
use proptest::prelude::*;

const DAY: u64 = 86_400;
const FIRST_PRICE: u64 = 1_000_000_000_000;

fn amounts() -> impl Strategy<Value = u64> {
    prop_oneof![1..=100u64, 1..=10_000_000_000u64, 1..=MAX_UNITS]
}

fn interims() -> impl Strategy<Value = u128> {
    prop_oneof![Just(0u128), 1..=100u128, 0..=31 * MAX_RATE_PER_DAY]
}

/// A class worth between 0.5 and 8 a share, as dealing leaves it.
fn class() -> impl Strategy<Value = (u64, u64)> {
    (1_000..=100_000_000_000_000_000u64, 500_000..=8_000_000u64).prop_map(|(units, price_e6)| {
        let net_assets = u128::from(units) * u128::from(price_e6) / 1_000_000;
        (u64::try_from(net_assets).unwrap(), units)
    })
}

proptest! {
    #[test]
    fn interim_income_is_the_exact_fraction_of_the_last_strike(
        rate in 0..=31 * MAX_RATE_PER_DAY,
        n_days in 1..=31u16,
        elapsed in 0..=40 * DAY,
        expected in 0..=31 * DAY,
    ) {
        let down = accrued_per_unit_e18(rate, n_days, elapsed, expected, Rounding::Down).unwrap();
        let up = accrued_per_unit_e18(rate, n_days, elapsed, expected, Rounding::Up).unwrap();
        let numerator = BigUint::from(rate) * elapsed.min(expected);
        let denominator = BigUint::from(n_days) * DAY;
        prop_assert_eq!(BigUint::from(down), &numerator / &denominator);
        prop_assert_eq!(BigUint::from(up), (numerator + &denominator - 1u8) / denominator);
    }

    #[test]
    fn interim_income_never_falls_with_time_and_stops_at_the_expected_strike(
        rate in 0..=31 * MAX_RATE_PER_DAY,
        n_days in 1..=31u16,
        mut times in prop::collection::vec(0..=40 * DAY, 2..20),
        expected in 0..=31 * DAY,
    ) {
        times.sort_unstable();
        let at = |time| accrued_per_unit_e18(rate, n_days, time, expected, Rounding::Up).unwrap();
        for pair in times.windows(2) {
            prop_assert!(at(pair[0]) <= at(pair[1]));
            prop_assert!(at(pair[1]) <= at(expected));
        }
        prop_assert_eq!(at(u64::MAX), at(expected));
    }

    #[test]
    fn an_instant_subscriber_who_redeems_at_once_never_profits(
        cash in amounts(),
        interim in interims(),
    ) {
        if let Ok(issued) = issue(cash, interim) {
            prop_assert_eq!(issued.units + issued.equalisation_e6, cash);
            prop_assert!(issued.units <= cash);
            // The equalisation covers at least the interim income of the units.
            let covered = u128::from(issued.equalisation_e6) * SCALE;
            prop_assert!(covered >= u128::from(issued.units) * interim);
            let exact = BigUint::from(cash) * SCALE / (BigUint::from(SCALE) + interim);
            prop_assert_eq!(BigUint::from(issued.units), exact);
        }
    }

    #[test]
    fn the_cost_of_units_is_the_least_cash_that_buys_them(
        units in amounts(),
        interim in interims(),
    ) {
        let cost = issue_cost(units, interim).unwrap();
        prop_assert_eq!(issue(cost, interim).unwrap().units, units);
        let less = issue(cost - 1, interim).map_or(0, |issued| issued.units);
        prop_assert!(less < units);
    }

    #[test]
    fn prices_are_the_exact_quotient_rounded_apart((net_assets, units) in class()) {
        let exact = BigUint::from(net_assets) * PRICE_SCALE;
        let (down, up) = prices(net_assets, units).unwrap();
        prop_assert_eq!(BigUint::from(down), &exact / units);
        prop_assert_eq!(BigUint::from(up), (exact + (units - 1)) / units);
        prop_assert_eq!((price_down(net_assets, units), price_up(net_assets, units)), (Ok(down), Ok(up)));
    }

    #[test]
    fn a_round_trip_in_an_accumulating_class_never_profits(
        (net_assets, units) in class(),
        cash in amounts(),
        interim in interims(),
    ) {
        let (down, up) = prices(net_assets, units).unwrap();
        let up = with_interim(up, interim, Rounding::Up).unwrap();
        let down = with_interim(down, interim, Rounding::Down).unwrap();
        if let Ok(shares) = shares_for_cash(cash, up) {
            let back = cash_for_shares(shares, down).unwrap_or(0);
            prop_assert!(back <= cash);
        }
    }

    #[test]
    fn the_instant_price_adds_the_interim_rounded_as_asked(
        price in FIRST_PRICE..=8 * FIRST_PRICE,
        interim in 0..=31 * MAX_RATE_PER_DAY,
    ) {
        let step = SCALE / PRICE_SCALE;
        let at = |rounding| u128::from(with_interim(price, interim, rounding).unwrap());
        prop_assert_eq!(at(Rounding::Down), u128::from(price) + interim / step);
        prop_assert_eq!(at(Rounding::Up), u128::from(price) + interim.div_ceil(step));
    }

    #[test]
    fn dealing_at_the_price_never_dilutes_those_who_stay(
        (net_assets, units) in class(),
        cash in 1..=100_000_000_000_000_000u64,
        redeemed in 1..=100_000_000_000_000_000u64,
    ) {
        let (down, up) = prices(net_assets, units).unwrap();
        if let Ok(shares) = shares_for_cash(cash, up) {
            let after = prices(net_assets + cash, units + shares).unwrap();
            prop_assert!(after.0 >= down);
        }
        let redeemed = redeemed.min(units - 1);
        if let Ok(paid) = cash_for_shares(redeemed, down) {
            let after = prices(net_assets - paid, units - redeemed).unwrap();
            prop_assert!(after.0 >= down);
        }
    }

    #[test]
    fn the_cost_of_shares_is_the_least_cash_that_buys_them(
        shares in amounts(),
        price in FIRST_PRICE..=8 * FIRST_PRICE,
    ) {
        let cost = cost_of_shares(shares, price).unwrap();
        prop_assert!(shares_for_cash(cost, price).unwrap() >= shares);
        prop_assert!(shares_for_cash(cost - 1, price).unwrap_or(0) < shares);
    }

    #[test]
    fn no_input_makes_a_price_or_a_conversion_panic(
        (a, b) in any::<(u64, u64)>(),
        (interim, seconds) in any::<(u128, u64)>(),
        n_days in any::<u16>(),
    ) {
        for rounding in [Rounding::Down, Rounding::Up] {
            let _ = accrued_per_unit_e18(interim, n_days, seconds, a, rounding);
            let _ = with_interim(a, interim, rounding);
        }
        let _ = (issue(a, interim), issue_cost(a, interim), rate_e18(a, b));
        let _ = (prices(a, b), shares_for_cash(a, b), cost_of_shares(a, b));
        let _ = cash_for_shares(a, b);
    }
}

#[test]
fn who_subscribes_just_before_the_strike_pays_for_the_whole_day() {
    let rate = 339_452_054_354_030;
    let interim = accrued_per_unit_e18(rate, 1, DAY, DAY, Rounding::Up).unwrap();
    assert_eq!(interim, rate);
    let issued = issue(1_000_000_000_000, interim).unwrap();
    let earned = u128::from(issued.units) * rate;
    let paid = u128::from(issued.equalisation_e6) * SCALE;
    assert!(paid >= earned);
    assert!(paid - earned < 2 * SCALE);
}

#[test]
fn without_interim_income_a_dollar_is_a_unit() {
    let issued = issue(1_000_000, 0).unwrap();
    assert_eq!((issued.units, issued.equalisation_e6), (1_000_000, 0));
    assert_eq!(issue_cost(1_000_000, 0), Ok(1_000_000));
}

#[test]
fn the_first_price_is_one() {
    assert_eq!(prices(0, 0), Ok((FIRST_PRICE, FIRST_PRICE)));
    assert_eq!(prices(5, 0), Ok((FIRST_PRICE, FIRST_PRICE)));
}

#[test]
fn a_class_that_lost_everything_can_be_struck_but_not_dealt_in() {
    assert_eq!(prices(0, 100), Ok((0, 0)));
    assert_eq!(shares_for_cash(1, 0), Err(MathError::BadPrice));
    assert_eq!(cash_for_shares(1, 0), Err(MathError::BadPrice));
}

#[test]
fn amounts_that_round_to_nothing_are_refused() {
    assert_eq!(issue(0, 0), Err(MathError::ZeroAmount));
    assert_eq!(issue(1, 1), Err(MathError::ZeroAmount));
    assert_eq!(issue_cost(0, 1), Err(MathError::ZeroAmount));
    assert_eq!(shares_for_cash(1, 2 * FIRST_PRICE), Err(MathError::ZeroAmount));
    assert_eq!(cash_for_shares(1, FIRST_PRICE - 1), Err(MathError::ZeroAmount));
}

#[test]
fn an_interim_needs_the_days_of_the_last_strike() {
    for n_days in [0, 32] {
        let interim = accrued_per_unit_e18(1, n_days, 1, 1, Rounding::Up);
        assert_eq!(interim, Err(MathError::BadDays));
    }
}

#[test]
fn the_rate_of_an_accumulating_class_is_zero_after_a_loss_or_without_units() {
    assert_eq!(rate_e18(100, 0), Ok(0));
    assert_eq!(rate_e18(1, 3), Ok(SCALE / 3));
}

#[test]
fn a_span_counts_as_whole_days_however_long_it_is() {
    use mmf_math::interim::seconds_of_span;
    assert_eq!(seconds_of_span(79_200, 79_200, 1), Ok(86_400)); // an early close: 22 hours
    assert_eq!(seconds_of_span(39_600, 79_200, 1), Ok(43_200));
    assert_eq!(seconds_of_span(1, 79_200, 1), Ok(2)); // rounded up, against the subscriber
    assert_eq!(seconds_of_span(500_000, 86_400 * 3, 3), Ok(86_400 * 3));
    assert_eq!(seconds_of_span(0, 86_400, 1), Ok(0));
    assert!(seconds_of_span(1, 0, 1).is_err());
    assert!(seconds_of_span(1, 86_400, 0).is_err());
}

#[test]
fn units_count_only_for_the_part_of_the_span_that_they_were_there() {
    use mmf_math::interim::average_units;
    assert_eq!(average_units(10, 0, 86_400), Ok(10));
    assert_eq!(average_units(10, 4 * 86_400, 86_400), Ok(6));
    assert_eq!(average_units(10, 4 * 43_200, 86_400), Ok(8));
    assert_eq!(average_units(10, 86_399, 86_400), Ok(10));
    assert_eq!(average_units(10, 11 * 86_400, 86_400), Ok(0));
    assert_eq!(average_units(10, -4 * 43_200, 86_400), Ok(12)); // four left at noon
    assert_eq!(average_units(u64::MAX, i128::MAX, 1), Ok(0));
    assert!(average_units(u64::MAX, -86_400, 86_400).is_err());
    assert!(average_units(1, i128::MIN, 1).is_err());
    assert!(average_units(1, 0, 0).is_err());
}

#[test]
fn rates_of_a_day_are_exact_and_capped() {
    use mmf_math::MAX_RATE_PER_DAY;
    use mmf_math::interim::{daily_rate_e18, daily_rate_of_bps_e18};
    assert_eq!(daily_rate_of_bps_e18(20), 5_479_452_054_794); // 20 · 10^18 / 3,650,000
    assert_eq!(daily_rate_of_bps_e18(0), 0);
    assert_eq!(daily_rate_of_bps_e18(3_650), 1_000_000_000_000_000);
    assert_eq!(daily_rate_e18(120_000_000, 1_000_000_000_000, 1), Ok(120_000_000_000_000));
    assert_eq!(daily_rate_e18(1, 3, 1), Ok(u64::try_from(MAX_RATE_PER_DAY).unwrap()));
    assert_eq!(daily_rate_e18(1, 30_000, 1), Ok(33_333_333_333_334)); // rounded up
    assert_eq!(daily_rate_e18(-1, 3, 1), Ok(0));
    assert_eq!(daily_rate_e18(1, 0, 1), Ok(0));
    assert!(daily_rate_e18(1, 1, 0).is_err());
}
