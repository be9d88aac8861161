//! Exchange back and forth, at any moments of a span: it never profits.

use mmf_tests::Figures;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::Classes;

/// A move: between which classes, how much of what is there in permille, and how much of the rest of the span passes before, in permille.
type Move = (usize, usize, u16, u16);

fn moves() -> impl Strategy<Value = (i64, Vec<Move>)> {
    let income = prop_oneof![Just(0_i64), 1..1_000_i64, 400_000_000..600_000_000_i64, 3_000_000_000..4_000_000_000_i64];
    let one = (0..4_usize, 1..4_usize, 1..=1_000_u16, 0..=999_u16);
    (income, proptest::collection::vec(one, 1..12))
}

#[test]
fn back_and_forth_never_profits_at_any_moment() {
    let mut runner = TestRunner::new(Config { cases: 48, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&moves(), |(income, moves)| {
        let mut fund = Classes::with_income(income);
        let start = fund.worth_e6();
        for (from, by, permille, wait) in moves {
            let (now, next) = (fund.world.time(), fund.world.fund().next_cutoff);
            fund.world.set_time(now + (next - 1 - now) * i64::from(wait) / 1_000);
            let units = fund.tokens(from) / 1_000 * u64::from(permille);
            let before = fund.worth_e6();
            let done = fund.exchange(from, (from + by) % 4, units);
            prop_assert!(done.is_ok() || units == 0);
            prop_assert!(fund.worth_e6() <= before);
        }
        prop_assert!(fund.worth_e6() <= start);
        fund.ties_out();
        let income = Figures { income_e6: income, ..Figures::default() };
        fund.world.go_past_cutoff();
        fund.world.post(fund.world.quote_args(income)).unwrap();
        fund.world.strike_by(&fund.world.strike_plan()).unwrap();
        fund.ties_out();
        Ok(())
    });
    outcome.unwrap();
}
