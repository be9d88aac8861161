//! What is given and what is taken, and the books of both classes.

use mmf::error::MmfError;
use mmf_tests::calendar::day;
use mmf_tests::{ONE, event, expect_error};

use super::{A, Classes, D, D2, G, reckoning};
use crate::strike::books::seconds_passed;

/// Exchanges between two classes, and checks every figure of both sides.
fn exchanges(from: usize, to: usize, units: u64) {
    let mut fund = Classes::new();
    let before = [fund.class(from), fund.class(to)];
    let tokens = [fund.tokens(from), fund.tokens(to)];
    let seconds = seconds_passed(&fund.world.fund(), fund.world.time());
    let amount = reckoning::value(&before[0], units);
    let (taken, equalisation) = reckoning::issue(&fund.world.fund(), &before[1], amount, seconds);
    let worth = fund.worth_e6();
    let cash = [fund.world.fund().buffer_cash_e6, fund.world.balance(&fund.mover[0].cash)];

    let done = fund.exchange(from, to, units).unwrap();

    assert_eq!([fund.tokens(from), fund.tokens(to)], [tokens[0] - units, tokens[1] + taken]);
    assert!(fund.worth_e6() < worth, "the mover pays the interim income and the rounding");
    assert_eq!(cash, [fund.world.fund().buffer_cash_e6, fund.world.balance(&fund.mover[0].cash)], "no cash moves");
    let event = event!(done, Exchanged);
    assert_eq!((event.from_class, event.to_class), (fund.classes[from], fund.classes[to]));
    assert_eq!((event.given_units, event.taken_units, event.amount_e6), (units, taken, amount));
    assert_eq!(event.equalisation_e6, equalisation);
    let after = [fund.class(from), fund.class(to)];
    assert_eq!((event.from_class_seq, event.to_class_seq), (after[0].seq, after[1].seq));
    let lines = [from, to].map(|place| fund.world.holding(&fund.mover[place].holding));
    assert_eq!((event.from_holding_seq, event.to_holding_seq), (lines[0].seq, lines[1].seq));
    assert_eq!((event.from_new_units, event.to_new_units), (lines[0].recorded_units, lines[1].recorded_units));

    assert_eq!(after[0].recorded_supply_units, before[0].recorded_supply_units - units);
    assert_eq!(after[1].recorded_supply_units, before[1].recorded_supply_units + taken);
    assert_eq!(after[0].redeemed_units_to_date, before[0].redeemed_units_to_date + units);
    assert_eq!(after[1].issued_units_to_date, before[1].issued_units_to_date + taken);
    assert_eq!(after[1].equalisation_pending_e6, before[1].equalisation_pending_e6 + equalisation);
    assert_eq!(after[0].equalisation_pending_e6, before[0].equalisation_pending_e6);
    if !after[0].is_distributing() {
        assert_eq!(after[0].net_assets_e6, before[0].net_assets_e6 - amount);
    }
    if !after[1].is_distributing() {
        assert_eq!(after[1].net_assets_e6, before[1].net_assets_e6 + amount - equalisation);
    }
    let moved = if after[0].is_distributing() { units } else { amount };
    assert_eq!(after[0].late_unit_seconds(), before[0].late_unit_seconds() - i128::from(moved) * seconds);
    let moved = amount - equalisation;
    assert_eq!(after[1].late_unit_seconds(), before[1].late_unit_seconds() + i128::from(moved) * seconds);
    for (place, line) in [from, to].into_iter().zip(lines) {
        let recorded = if place == G { 0 } else { fund.tokens(place) };
        let class_no = fund.class(place).class_no;
        assert_eq!(line.recorded_units, recorded, "a class without a hook keeps no register");
        assert_eq!(fund.world.investor(&fund.mover[0].investor).units_of(class_no), recorded);
    }
    fund.ties_out();
    fund.world.strike(500_000_003).unwrap();
    fund.ties_out();
}

#[test]
fn distributing_into_accumulating() {
    exchanges(D, A, 4_321_000_007);
    exchanges(D, G, 1_000_003);
}

#[test]
fn accumulating_into_distributing() {
    exchanges(A, D, 4_321_000_007);
    exchanges(G, D, 999_999);
}

#[test]
fn distributing_into_distributing() {
    exchanges(D, D2, 4_321_000_007);
    exchanges(D2, D, 1_234_567);
}

#[test]
fn accumulating_into_accumulating_with_and_without_a_hook() {
    exchanges(A, G, 4_321_000_007);
    exchanges(G, A, 1_234_567);
}

#[test]
fn all_that_is_free_is_exchanged_by_the_largest_number() {
    for (from, to) in [(D, A), (A, D2), (G, D), (D2, G)] {
        let mut fund = Classes::new();
        let all = fund.tokens(from);

        let done = fund.exchange(from, to, u64::MAX).unwrap();

        assert_eq!((event!(done, Exchanged).given_units, fund.tokens(from)), (all, 0));
        fund.ties_out();
    }
}

#[test]
fn frozen_units_stay_behind() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[D]);
    fund.world.freeze_units(&fund.mover[D], 3_000 * ONE).unwrap();

    fund.exchange(D, A, u64::MAX).unwrap();

    assert_eq!(fund.tokens(D), 3_000 * ONE);
}

#[test]
fn income_that_was_earned_before_stays_payable_and_the_new_units_earn_from_now_on() {
    let mut fund = Classes::new();
    let owed = |fund: &Classes, place: usize| {
        let mut holding = fund.world.holding(&fund.mover[place].holding);
        holding.settle(&fund.class(place)).unwrap();
        holding.accrued.get() + holding.payable.get()
    };
    let before = [owed(&fund, D), owed(&fund, D2)];
    assert!(before[0] > 0 && before[1] > 0);

    fund.exchange(D, D2, u64::MAX).unwrap();
    assert_eq!([owed(&fund, D), owed(&fund, D2)], before);
    let units = fund.tokens(D2);
    fund.world.strike(500_000_003).unwrap();

    assert_eq!(owed(&fund, D), before[0]);
    let rate = u128::from(fund.class(D2).last_rate_e18);
    assert_eq!(owed(&fund, D2), before[1] + u128::from(units) * rate);
}

#[test]
fn right_after_a_strike_only_the_rounding_is_lost() {
    let mut fund = Classes::new();
    fund.world.set_time(fund.world.fund().next_cutoff);
    let quote = fund.world.quote_args(mmf_tests::Figures { income_e6: 500_000_003, ..Default::default() });
    fund.world.post(quote).unwrap();
    fund.world.strike_by(&fund.world.strike_plan()).unwrap();

    for (from, to) in [(D, A), (A, G), (G, D2), (D2, D)] {
        let worth = fund.worth_e6();
        fund.exchange(from, to, 1_000 * ONE).unwrap();
        assert!((0..=2).contains(&(worth - fund.worth_e6())));
    }
}

#[test]
fn exchanged_units_are_locked_like_any_issue_and_stay_until_they_are_free() {
    let mut fund = Classes::new();
    fund.world.enter(&fund.classes[A]);
    fund.world.set_rules(|rules| rules.lock_up_seconds = 86_400).unwrap();
    let free = fund.tokens(A);

    let done = fund.exchange(D, A, ONE).unwrap();

    let taken = event!(done, Exchanged).taken_units;
    let (now, line) = (fund.world.time(), fund.mover[A].holding);
    assert_eq!(fund.world.holding(&line).locked_units(now), taken);
    expect_error(fund.exchange(A, D, free + 1), MmfError::DeniedLockedUp);
    fund.exchange(A, D, free).unwrap();
    let unlocks = fund.world.holding(&line).unlocked_at(0).unwrap();
    fund.world.strike_through(day(1, 8), 500_000_003);
    fund.world.set_time(unlocks);
    fund.exchange(A, D, u64::MAX).unwrap();
    assert_eq!(fund.tokens(A), 0);
}
