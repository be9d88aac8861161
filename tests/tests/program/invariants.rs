//! Random sequences of everything that holders, the fund and strangers do. After every step the books, the register, the tokens and the
//! cash must agree with each other and with a plain model.
//!
//! `MMF_PROPTEST_CASES` sets the number of sequences; `MMF_PROPTEST_SEED` repeats a run that failed.

mod checks;
mod model;
mod steps;

use std::hash::{BuildHasher, RandomState};

use mmf::instructions::SetCalendarArgs;
use mmf::state::{InvestorStatus, Role};
use mmf_math::date::civil_from_day;
use mmf_tests::asserts::Outcome;
use mmf_tests::calendar::{self, day};
use mmf_tests::{Figures, Holder, ONE, World};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use self::checks::check;
use self::model::{Days, Model};
use self::steps::{Step, sequence};
use crate::restore::{burn, close_account, restore};
use crate::strike::books::seconds_passed;

/// The program's fund and the model of it.
struct Pair {
    world: World,
    model: Model,
    holders: [Holder; 4],
}

impl Pair {
    fn new(days_apart: i32, lock_up_seconds: u32) -> Self {
        let mut world = World::with_rules(|rules| rules.lock_up_seconds = lock_up_seconds);
        let order = world.calendar_order(sparse_calendar(days_apart));
        world.privileged(&order).unwrap();
        let cash = 1_000_000_000_000 * ONE;
        let first = world.holder(cash);
        let second = world.wallet_of(&first.investor);
        world.give_cash(&second.key(), cash);
        let holders = [first, second, world.holder(cash), world.holder(cash)];
        Self { world, model: Model::new(lock_up_seconds), holders }
    }

    /// Does a step on both sides; both allow it or both refuse it.
    fn run(&mut self, step: &Step) {
        let Self { world, model, holders } = self;
        let part = |amount: u64, permille: u16| {
            u64::try_from(u128::from(amount) * u128::from(permille) / 1_000).unwrap() + u64::from(permille > 1_000)
        };
        let now = world.time();
        match *step {
            Step::Subscribe { who, cash } => {
                let seconds = seconds_passed(&world.fund(), now);
                let allowed = model.subscribe(who, cash, seconds, now);
                agree(world.subscribe(&holders[who], cash), allowed);
            }
            Step::Redeem { who, permille } => {
                let units = part(model.lines[who].units, permille);
                let seconds = seconds_passed(&world.fund(), now);
                let allowed = model.redeem(who, units, seconds, now);
                agree(world.redeem(&holders[who], units), allowed);
            }
            Step::Transfer { from, by, permille } => {
                let to = (from + by) % 4;
                let units = part(model.lines[from].tokens, permille);
                let allowed = model.transfer(from, to, units, now);
                agree(world.transfer(&holders[from], &holders[to], units), allowed);
            }
            Step::Burn { who, permille } => {
                let units = part(model.lines[who].tokens, permille);
                let allowed = model.burn(who, units);
                agree(burn(world, &holders[who], units), allowed);
            }
            Step::Restore { who } => {
                let allowed = model.restore(who);
                agree(restore(world, &holders[who]), allowed);
            }
            Step::Block { investor, blocked } => {
                let allowed = model.block(investor, blocked);
                let address = holders[investor + 1].investor;
                let outcome = if blocked {
                    world.restrict(&address, InvestorStatus::Blocked)
                } else {
                    world.release(&address, InvestorStatus::Approved)
                };
                agree(outcome, allowed);
            }
            Step::Freeze { who, whole, permille } => {
                let units = part(model.lines[who].units, permille);
                let allowed = model.freeze(who, whole, units);
                let order = world.freeze_order(&holders[who], whole, units, &world.signed(&[Role::Compliance]));
                agree(world.privileged(&order), allowed);
            }
            Step::Enforce { who } => {
                let allowed = model.enforce(who);
                agree(world.enforce(&holders[who]), allowed);
            }
            Step::CloseAccount { who } => {
                let allowed = model.close_account(who);
                agree(close_account(world, &holders[who]), allowed);
            }
            Step::CloseLine { who } => {
                let allowed = model.close_line(who);
                agree(world.close_line(&holders[who]), allowed);
            }
            Step::Open { who } => {
                let allowed = model.open(who);
                agree(world.open(&holders[who]), allowed);
            }
            Step::Wait { permille } => {
                let (now, next) = (world.time(), world.fund().next_cutoff);
                world.set_time(now + (next - 1 - now) * i64::from(permille) / 1_000);
            }
            Step::Strike { ppm, units, stated, late } => strike(world, model, ppm, units, stated, late),
            Step::Pay { holders: chosen } => {
                let places: Vec<usize> = (0..4).filter(|place| chosen[*place]).collect();
                let allowed = model.pay(&places);
                let batch: Vec<&Holder> = places.iter().map(|place| &holders[*place]).collect();
                agree(world.pay(&batch), allowed);
            }
        }
        check(world, model, holders);
    }
}

#[track_caller]
fn agree(outcome: Outcome, allowed: bool) {
    if let Err(failed) = &outcome {
        assert!(!allowed, "the model allows it: {}", failed.meta.logs.join("\n"));
    } else {
        assert!(allowed, "the model refuses it");
    }
}

/// Strikes; the quote's net assets come from the model's assets. An impossible income is refused, and then the day is struck
/// without, or, where redemptions at $1.00 after a loss left less than nothing, with what the fund lacks.
fn strike(world: &mut World, model: &mut Model, ppm: i64, units: i64, stated: Option<i16>, late: bool) {
    let fund = world.fund();
    let days = days(fund.last_struck_day, fund.next_strike_day);
    let supply = i128::from(model.supply().max(1_000 * ONE));
    let wanted = supply * i128::from(ppm) * days.all / 1_000_000 + i128::from(units);
    world.set_time(fund.next_cutoff + if late { 5 * 3_600 } else { 60 });
    for income in [wanted, 0, -model.assets] {
        let stated = post(world, model, income, stated);
        let plan = world.strike_plan();
        let possible = model.strike(income, stated, days);
        agree(world.strike_by(&plan), possible);
        if possible {
            return;
        }
    }
    panic!("income that makes good what the fund lacks is always possible");
}

/// Posts a quote; where its part up to a month end is not within its income, that is refused, and then a quote without it is posted.
/// Returns the part.
fn post(world: &mut World, model: &Model, income: i128, permille: Option<i16>) -> Option<i128> {
    let stated = permille.map(|permille| income * i128::from(permille) / 1_000);
    let fits = stated.is_none_or(|stated| (income.min(0)..=income.max(0)).contains(&stated));
    let part = |value: i128| i64::try_from(value).unwrap();
    let figures = Figures { income_e6: part(income), income_to_month_end_e6: stated.map(part), off_by_e6: 0 };
    let mut quote = world.quote_args(figures);
    quote.net_assets_e6 = u64::try_from((model.assets + income).max(0)).unwrap();
    agree(world.post(quote), fits);
    if fits {
        return stated;
    }
    quote.income_to_month_end_e6 = None;
    world.post(quote).unwrap();
    None
}

/// Days of a span, and those up to a month end in it.
fn days(last: i32, next: i32) -> Days {
    let month_end = (last + 1..=next).find(|day| civil_from_day(day + 1).2 == 1);
    Days { all: i128::from(next - last), to_month_end: month_end.map(|end| i128::from(end - last)) }
}

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

fn setting(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} must be a number")))
}

#[test]
fn books_register_tokens_and_cash_agree_after_every_step() {
    let seed = setting("MMF_PROPTEST_SEED").unwrap_or_else(|| RandomState::new().hash_one("seed"));
    let cases = setting("MMF_PROPTEST_CASES").unwrap_or(12);
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    let config = Config {
        cases: u32::try_from(cases).unwrap(),
        failure_persistence: None,
        max_shrink_iters: 400,
        ..Config::default()
    };

    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let outcome = runner.run(&sequence(), |(days_apart, lock_up_seconds, steps)| {
        let mut pair = Pair::new(days_apart, lock_up_seconds);
        for step in &steps {
            pair.run(step);
        }
        Ok(())
    });

    if let Err(error) = outcome {
        panic!("repeat with MMF_PROPTEST_SEED={seed} MMF_PROPTEST_CASES={cases}\n{error}");
    }
}

#[test]
fn the_days_of_a_span_know_their_month_end() {
    let known = |last, next| days(last, next).to_month_end;
    assert_eq!(known(day(1, 30), day(1, 31)), Some(1));
    assert_eq!(known(day(1, 31), day(2, 3)), None);
    assert_eq!(known(day(5, 30), day(6, 2)), Some(1));
    assert_eq!(known(day(2, 24), day(3, 2)), Some(4));
}
