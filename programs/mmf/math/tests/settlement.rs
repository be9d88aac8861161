//! Settlement: the same figures however late and however often it is done, and nothing lost among holders.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use mmf_math::accrual::Accrual;
use mmf_math::settle::{ClassIndex, Position};
use mmf_math::{MAX_RATE_PER_DAY, MAX_UNITS, MathError, SCALE};
use proptest::prelude::*;

const HOLDERS: usize = 6;

#[derive(Clone, Debug)]
enum Step {
    Strike(u128),
    Close(u32),
    Settle,
    Change(u64),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        5 => (0..=MAX_RATE_PER_DAY).prop_map(Step::Strike),
        1 => (1..=3u32).prop_map(Step::Close),
        2 => Just(Step::Settle),
        2 => (0..=MAX_UNITS).prop_map(Step::Change),
    ];
    prop::collection::vec(step, 1..200)
}

/// A fund day for a group of holders.
#[derive(Clone, Debug)]
enum Act {
    Strike { net: i64, equalisation: u64 },
    Close,
    Transfer { from: usize, to: usize, part: u8 },
    Subscribe { who: usize, units: u64 },
    Redeem { who: usize, part: u8 },
    Pay { who: usize },
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let who = 0..HOLDERS;
    let act = prop_oneof![
        4 => (-1_000_000..=50_000_000i64, 0..=1_000u64)
            .prop_map(|(net, equalisation)| Act::Strike { net, equalisation }),
        1 => Just(Act::Close),
        4 => (who.clone(), who.clone(), any::<u8>())
            .prop_map(|(from, to, part)| Act::Transfer { from, to, part }),
        2 => (who.clone(), 1..=100_000_000_000u64)
            .prop_map(|(who, units)| Act::Subscribe { who, units }),
        2 => (who.clone(), any::<u8>()).prop_map(|(who, part)| Act::Redeem { who, part }),
        2 => who.prop_map(|who| Act::Pay { who }),
    ];
    prop::collection::vec(act, 1..200)
}

fn part_of(units: u64, part: u8) -> u64 {
    u64::try_from(u128::from(units) * u128::from(part) / 255).unwrap()
}

proptest! {
    #[test]
    fn a_holding_gets_its_units_times_each_rate_by_month_whenever_it_is_settled(
        steps in steps(),
    ) {
        let mut class = ClassIndex::default();
        let mut holding = Position::default();
        // By counting: each strike's rate on the units of that day, in two boxes.
        let mut closed_months = 0u128;
        let mut open_month = 0u128;
        for step in steps {
            match step {
                Step::Strike(rate) => {
                    class.index += rate;
                    open_month += u128::from(holding.recorded) * rate;
                }
                Step::Close(months) => {
                    class.closed_index = class.index;
                    class.closed_period += months;
                    closed_months += open_month;
                    open_month = 0;
                }
                Step::Settle => holding.settle(&class).unwrap(),
                Step::Change(units) => {
                    holding.settle(&class).unwrap();
                    holding.recorded = units;
                }
            }
        }
        holding.settle(&class).unwrap();
        prop_assert_eq!(holding.payable, closed_months);
        prop_assert_eq!(holding.accrued, open_month);
        prop_assert_eq!((holding.last_index, holding.period), (class.index, class.closed_period));
        let again = holding;
        holding.settle(&class).unwrap();
        prop_assert_eq!(holding, again);
    }

    #[test]
    fn what_is_declared_is_owed_or_paid_to_someone(acts in acts()) {
        let mut accrual = Accrual::default();
        let mut class = ClassIndex::default();
        let mut holdings = [Position::default(); HOLDERS];
        let mut supply = 0u64;
        let mut paid = 0u128;
        let mut income = 0i128;
        for act in acts {
            match act {
                Act::Strike { net, equalisation } => {
                    accrual.declare(net, equalisation, supply, MAX_RATE_PER_DAY).unwrap();
                    class.index = accrual.index;
                    income += i128::from(net) + i128::from(equalisation);
                }
                Act::Close => {
                    class.closed_index = class.index;
                    class.closed_period += 1;
                }
                Act::Transfer { from, to, part } => {
                    holdings[from].settle(&class).unwrap();
                    holdings[to].settle(&class).unwrap();
                    let units = part_of(holdings[from].recorded, part);
                    holdings[from].recorded -= units;
                    holdings[to].recorded += units;
                }
                Act::Subscribe { who, units } => {
                    holdings[who].settle(&class).unwrap();
                    holdings[who].recorded += units;
                    supply += units;
                }
                Act::Redeem { who, part } => {
                    holdings[who].settle(&class).unwrap();
                    let units = part_of(holdings[who].recorded, part);
                    holdings[who].recorded -= units;
                    supply -= units;
                }
                Act::Pay { who } => {
                    holdings[who].settle(&class).unwrap();
                    let units = holdings[who].take_payable().unwrap();
                    prop_assert!(holdings[who].payable < SCALE);
                    holdings[who].recorded += units;
                    supply += units;
                    paid += u128::from(units) * SCALE;
                }
            }
            let mut owed = 0u128;
            for mut holding in holdings {
                holding.settle(&class).unwrap();
                owed += holding.accrued + holding.payable;
            }
            prop_assert_eq!(accrual.declared, owed + paid);
            prop_assert_eq!(
                income * i128::try_from(SCALE).unwrap() + i128::try_from(accrual.deficit).unwrap(),
                i128::try_from(accrual.declared + accrual.carry).unwrap()
            );
            let recorded: u64 = holdings.iter().map(|holding| holding.recorded).sum();
            prop_assert_eq!(recorded, supply);
        }
    }

    #[test]
    fn a_refused_settlement_changes_nothing(
        recorded in any::<u64>(),
        (last_index, accrued, payable) in any::<(u128, u128, u128)>(),
        (index, closed_index) in any::<(u128, u128)>(),
        (period, closed_period) in (0..3u32, 0..3u32),
    ) {
        let before = Position { recorded, last_index, accrued, payable, period };
        let mut after = before;
        if after.settle(&ClassIndex { index, closed_index, closed_period }).is_err() {
            prop_assert_eq!(after, before);
        }
    }
}

#[test]
fn three_months_late_the_holding_is_paid_all_of_them_and_keeps_the_open_month() {
    let mut holding = Position { recorded: 10, ..Position::default() };
    let class = ClassIndex { index: 7 * SCALE, closed_index: 6 * SCALE, closed_period: 3 };
    holding.settle(&class).unwrap();
    assert_eq!((holding.payable, holding.accrued), (60 * SCALE, 10 * SCALE));
}

#[test]
fn a_holding_settled_exactly_at_the_close_moves_its_accrual_to_payable() {
    let mut holding = Position { recorded: 10, ..Position::default() };
    let mut class = ClassIndex { index: 2 * SCALE, ..ClassIndex::default() };
    holding.settle(&class).unwrap();
    class.closed_index = class.index;
    class.closed_period = 1;
    holding.settle(&class).unwrap();
    assert_eq!((holding.payable, holding.accrued), (20 * SCALE, 0));
}

#[test]
fn taking_what_is_payable_leaves_the_fraction_and_the_open_month() {
    let mut holding = Position { payable: 5 * SCALE / 2, accrued: 9 * SCALE, ..Position::default() };
    assert_eq!(holding.take_payable(), Ok(2));
    assert_eq!((holding.payable, holding.accrued), (SCALE / 2, 9 * SCALE));
    assert_eq!(holding.take_payable(), Ok(0));
}

#[test]
fn an_index_or_a_period_that_went_back_is_refused() {
    let mut holding = Position { last_index: 5, period: 2, ..Position::default() };
    for (index, closed_index, closed_period) in [(4, 0, 2), (5, 0, 1), (5, 6, 2)] {
        let class = ClassIndex { index, closed_index, closed_period };
        assert_eq!(holding.settle(&class), Err(MathError::WentBack));
    }
}

#[test]
fn the_largest_holding_earns_thirty_years_at_twenty_per_cent() {
    for recorded in [MAX_UNITS, u64::MAX] {
        let mut holding = Position { recorded, ..Position::default() };
        let class = ClassIndex { index: 6 * SCALE, closed_index: 6 * SCALE, closed_period: 360 };
        holding.settle(&class).unwrap();
        assert_eq!(holding.payable, u128::from(recorded) * 6 * SCALE);
    }
    let mut holding = Position { payable: u128::from(MAX_UNITS) * 6 * SCALE, ..Position::default() };
    assert_eq!(holding.take_payable(), Ok(6 * MAX_UNITS));
}

#[test]
fn income_beyond_the_range_is_an_error_not_a_panic() {
    let mut holding = Position { recorded: u64::MAX, ..Position::default() };
    let class = ClassIndex { index: u128::MAX, ..ClassIndex::default() };
    assert_eq!(holding.settle(&class), Err(MathError::Overflow));
    holding.payable = u128::MAX;
    assert_eq!(holding.take_payable(), Err(MathError::Overflow));
    assert_eq!(holding.payable, u128::MAX);
}
