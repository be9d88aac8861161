//! Random sequences of everything that holders, the fund and strangers do, in a class that distributes and one whose price rises. After every step
//! the books, the register, the tokens and the cash must agree with each other and with a plain model.
//!
//! The sequences run in four tests at once. `MMF_PROPTEST_CASES` sets the number of sequences of each; `MMF_PROPTEST_SEED` repeats a run that failed.

mod checks;
mod model;
mod pair;
mod queue;
mod steps;
mod striking;

use std::cell::Cell;
use std::hash::{BuildHasher, RandomState};

use mmf::instructions::SetCalendarArgs;
use mmf_tests::calendar::{self, day};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use self::pair::Pair;
use self::steps::sequence;
use self::striking::days;

/// Sequences of each of the four tests: 100,000 steps in all.
const SEQUENCES: u64 = 250;

/// A strike day every so many days, so that most month ends lie within a span.
fn sparse_calendar(days_apart: i32) -> SetCalendarArgs {
    let mut bits = [0_u8; 46];
    for place in (1..365_usize).filter(|place| i32::try_from(*place).unwrap() % days_apart == 0) {
        bits[place / 8] |= 1 << (place % 8);
    }
    let mut args = SetCalendarArgs { strike_days: bits, business_days: bits, ..calendar::args() };
    args.exceptions.retain(|entry| i32::from(entry.day_of_year) % days_apart == 0);
    args
}

/// A number from the environment.
pub fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

/// Runs the sequences of one test.
fn agree_after_every_step(test: u8) {
    let seed = setting("MMF_PROPTEST_SEED").unwrap_or_else(|| RandomState::new().hash_one("seed"));
    let cases = setting("MMF_PROPTEST_CASES").unwrap_or(SEQUENCES);
    let mut bytes = [test; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: u32::try_from(cases).unwrap(),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };

    let reached = Cell::new([0_u32; Pair::FIGURES.len()]);
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let outcome = runner.run(&sequence(), |(days_apart, lock_up_seconds, steps)| {
        let mut pair = Pair::new(days_apart, lock_up_seconds);
        for step in &steps {
            pair.run(step);
        }
        let mut counts = reached.get();
        counts.iter_mut().zip(pair.figures()).for_each(|(count, there)| *count += u32::from(there));
        reached.set(counts);
        Ok(())
    });

    if let Err(error) = outcome {
        panic!("repeat with MMF_PROPTEST_SEED={seed} MMF_PROPTEST_CASES={cases}\n{error}");
    }
    let reached = reached.get();
    let found: Vec<_> = Pair::FIGURES.iter().zip(reached).collect();
    assert!(
        cases < SEQUENCES || reached.iter().all(|count| *count > 0),
        "what no sequence had was not tested: {found:?}"
    );
}

#[test]
fn books_register_tokens_and_cash_agree_after_every_step_1() {
    agree_after_every_step(1);
}

#[test]
fn books_register_tokens_and_cash_agree_after_every_step_2() {
    agree_after_every_step(2);
}

#[test]
fn books_register_tokens_and_cash_agree_after_every_step_3() {
    agree_after_every_step(3);
}

#[test]
fn books_register_tokens_and_cash_agree_after_every_step_4() {
    agree_after_every_step(4);
}

#[test]
fn the_days_of_a_span_know_their_month_end() {
    let known = |last, next| days(last, next).to_month_end;
    assert_eq!(known(day(1, 30), day(1, 31)), Some(1));
    assert_eq!(known(day(1, 31), day(2, 3)), None);
    assert_eq!(known(day(5, 30), day(6, 2)), Some(1));
    assert_eq!(known(day(2, 24), day(3, 2)), Some(4));
}
