//! The golden file, and the yields in it.

use mmf_math::accrual::factor_9dp;
use mmf_math::{PRICE_SCALE, yields};
use mmf_tests::World;
use serde_json::Value;

/// The golden week.
pub fn golden() -> Value {
    let text = include_str!("../../../../programs/mmf/math/tests/golden/main_week.json");
    serde_json::from_str::<Value>(text).unwrap()["main_week"].take()
}

/// A figure of the file: a decimal string or a number.
pub fn figure(value: &Value) -> u128 {
    match value {
        Value::String(text) => text.parse().unwrap(),
        other => u128::from(other.as_u64().unwrap()),
    }
}

/// A figure that fits into 64 bits.
pub fn small(value: &Value) -> u64 {
    u64::try_from(figure(value)).unwrap()
}

/// The digits of a decimal fraction, as an integer in its own last place.
pub fn digits(value: &Value) -> u128 {
    value.as_str().unwrap().replace('.', "").parse().unwrap()
}

/// The yields of the seven days, from what the strikes' reports say.
pub fn check_yields(world: &World, expected: &Value) {
    let reports: Vec<_> = (1..=world.fund().last_strike_no).map(|number| world.report(number)).collect();
    let days: u16 = reports.iter().map(|report| report.n_days).sum();
    let rates = reports.iter().map(|report| u128::from(report.results[0].rate_e18));
    let factors = rates.map(|rate| factor_9dp(rate).unwrap()).sum();
    let sum = yields::rate_of_factor_e18(factors).unwrap();
    let closing = reports.last().unwrap().results[1].price_e12;
    let base_return = yields::price_return_e18(u64::try_from(PRICE_SCALE).unwrap(), closing).unwrap();

    assert_eq!(u128::from(days), figure(&expected["calendar_days"]));
    assert_eq!(sum / 1_000_000_000, digits(&expected["D_sum_of_factors"]));
    assert_eq!(base_return / 1_000_000, digits(&expected["A_base_return"]));
    for (name, sum) in [("D", sum), ("A", base_return)] {
        let current = yields::current_yield_e18(sum, days).unwrap();
        let effective = yields::effective_yield_e18(sum).unwrap();
        for (kind, yield_e18) in [("current", current), ("effective", effective)] {
            let shown = yields::percent_6dp(yield_e18).unwrap();
            assert_eq!(u128::from(shown), digits(&expected[format!("{name}_{kind}_pct")]), "{name} {kind}");
        }
    }
}
