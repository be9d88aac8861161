//! Replays the golden week: two classes, five strikes, a month end, three payments. Every figure equal.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use mmf_math::accrual::factor_9dp;
use mmf_math::settle::Position;
use mmf_math::{PRICE_SCALE, yields};
use serde_json::Value;
use std::collections::VecDeque;
use support::{A, CLASSES, D, Fund, Struck, digits, figure, small};

/// How many events had happened when each strike landed.
const EVENTS_BEFORE_STRIKE: [usize; 5] = [3, 6, 8, 11, 15];
const PERIOD: u32 = 1;

fn golden() -> Value {
    let text = include_str!("golden/main_week.json");
    serde_json::from_str::<Value>(text).unwrap()["main_week"].take()
}

fn play(fund: &mut Fund, event: &Value, week: &Value) {
    let who = event["who"].as_str().unwrap_or_default();
    let from = event["frm"].as_str().unwrap_or_default();
    let to = event["to"].as_str().unwrap_or_default();
    match event["event"].as_str().unwrap() {
        "subscribe D" => fund.subscribe_d(who, small(&event["units"])),
        "redeem D" => fund.redeem_d(who, small(&event["units"])),
        "transfer D" => fund.transfer_d(from, to, small(&event["units"])),
        "subscribe A" => {
            assert_eq!(fund.a_prices().1, small(&event["price"]));
            let shares = fund.subscribe_a(who, small(&event["cash"]));
            assert_eq!(shares, small(&event["shares"]));
        }
        "redeem A" => {
            assert_eq!(fund.a_prices().0, small(&event["price"]));
            let cash = fund.redeem_a(who, small(&event["shares"]));
            assert_eq!(cash, small(&event["cash"]));
        }
        "transfer A" => fund.transfer_a(from, to, small(&event["shares"])),
        "close period" => {
            fund.close_month(PERIOD);
            assert_eq!(fund.class.closed_index, figure(&event["closed_index"]));
            check_holdings(fund, &week["at_close_of_2025-04"]);
        }
        "pay" => {
            assert_eq!(fund.pay(who), small(&event["units"]));
            let left = fund.holdings[who].payable;
            assert_eq!(left, figure(&event["fraction_kept"]));
        }
        other => panic!("unknown event {other}"),
    }
}

fn settled_copy(fund: &Fund, who: &str) -> Position {
    let mut copy = fund.holdings[who];
    copy.settle(&fund.class).unwrap();
    copy
}

fn check_holdings(fund: &Fund, expected: &Value) {
    let expected = expected.as_object().unwrap();
    assert_eq!(expected.len(), fund.holdings.len());
    for (who, line) in expected {
        let holding = settled_copy(fund, who);
        assert_eq!(u128::from(holding.recorded), figure(&line["recorded"]));
        assert_eq!(holding.accrued, figure(&line["accrued"]));
        assert_eq!(holding.payable, figure(&line["payable"]));
    }
}

fn check_balance_sheet(fund: &Fund, sheet: &Value) {
    assert_eq!(fund.total_assets(), figure(&sheet["total_assets"]));
    assert_eq!(u128::from(fund.supply), figure(&sheet["net_assets_D"]));
    assert_eq!(u128::from(fund.a_net_assets), figure(&sheet["net_assets_A"]));
    let dividends = fund.dividends_payable();
    assert_eq!(dividends, figure(&sheet["dividends_payable_scaled"]));
    assert_eq!(fund.accrual.carry, figure(&sheet["rounding_carry_scaled"]));
    assert_eq!(u128::from(fund.income_carry), figure(&sheet["income_carry"]));
    let fees = u128::from(fund.fees[D] + fund.fees[A]);
    assert_eq!(fees, figure(&sheet["management_fee_payable"]));
    assert_eq!(figure(&sheet["undistributed_scaled"]), 0);
}

fn check_strike(fund: &Fund, struck: &Struck, line: &Value) {
    for (class, name) in CLASSES.iter().enumerate() {
        let same = |key: &str, value: u64| assert_eq!(value, small(&line[key][*name]), "{key}");
        let signed = |value: i64| u64::try_from(value).unwrap();
        same("base", struck.base[class]);
        same("allocated", signed(struck.allocated[class]));
        same("expense", struck.charged[class]);
        same("waived", struck.waived[class]);
        same("net", signed(struck.net[class]));
        same("expense_remainder_over_3650000", u64::from(fund.remainder[class]));
        same("fee_ledger", fund.fees[class]);
        same("waived_to_date", fund.waived[class]);
    }
    assert_eq!(fund.income_carry, small(&line["income_carry"]));

    let d = &line["D"];
    assert_eq!(fund.supply, small(&d["supply"]));
    assert_eq!(struck.rate_e18, figure(&d["r"]));
    assert_eq!(fund.accrual.carry, figure(&d["carry"]));
    assert_eq!(fund.accrual.index, figure(&d["index"]));
    let factor = factor_9dp(struck.rate_e18).unwrap();
    assert_eq!(u128::from(factor), digits(&d["factor_9dp"]));

    let a = &line["A"];
    assert_eq!(fund.a_units, small(&a["supply"]));
    assert_eq!(fund.a_net_assets, small(&a["net_assets"]));
    assert_eq!(fund.a_prices(), (small(&a["price"]), small(&a["price_up"])));

    check_holdings(fund, &line["holdings_if_settled"]);
    check_balance_sheet(fund, &line["balance_sheet"]);
}

fn check_final(fund: &Fund, end: &Value) {
    for (who, line) in end["holdings_D"].as_object().unwrap() {
        let holding = settled_copy(fund, who);
        assert_eq!(holding.last_index, figure(&line["last"]));
        assert_eq!(u128::from(holding.period), figure(&line["period"]));
    }
    check_holdings(fund, &end["holdings_D"]);
    for (who, units) in end["holdings_A"].as_object().unwrap() {
        assert_eq!(fund.a_holdings[who], small(units));
    }
    assert_eq!(fund.accrual.index, figure(&end["index"]));
    assert_eq!(fund.accrual.carry, figure(&end["carry"]));
    assert_eq!(fund.accrual.declared, figure(&end["declared"]));
    assert_eq!(fund.accrual.deficit, 0);
    assert_eq!(fund.class.closed_index, figure(&end["closed_index"]));
    assert_eq!(fund.paid_units, small(&end["paid_units"]));
    assert_eq!(fund.supply, small(&end["recorded_supply"]));
    for (class, name) in CLASSES.iter().enumerate() {
        assert_eq!(fund.fees[class], small(&end["fee_ledger"][*name]));
        assert_eq!(fund.waived[class], small(&end["waived"][*name]));
        let remainder = u64::from(fund.remainder[class]);
        assert_eq!(remainder, small(&end["expense_remainder"][*name]));
    }
    check_balance_sheet(fund, &end["balance_sheet"]);
}

fn check_yields(factors: &[u64], closing_price: u64, expected: &Value) {
    let sum = yields::rate_of_factor_e18(factors.iter().sum()).unwrap();
    assert_eq!(sum / 1_000_000_000, digits(&expected["D_sum_of_factors"]));
    let opening = u64::try_from(PRICE_SCALE).unwrap();
    let base_return = yields::price_return_e18(opening, closing_price).unwrap();
    assert_eq!(base_return / 1_000_000, digits(&expected["A_base_return"]));
    for (name, sum) in [("D", sum), ("A", base_return)] {
        let current = yields::current_yield_e18(sum, 7).unwrap();
        let effective = yields::effective_yield_e18(sum).unwrap();
        for (kind, yield_e18) in [("current", current), ("effective", effective)] {
            let shown = yields::percent_6dp(yield_e18).unwrap();
            let key = format!("{name}_{kind}_pct");
            assert_eq!(u128::from(shown), digits(&expected[&key]), "{key}");
        }
    }
}

#[test]
fn every_figure_of_the_golden_week_is_reproduced() {
    let week = golden();
    let events = week["events"].as_array().unwrap();
    let mut pending: VecDeque<&Value> = events.iter().collect();
    let mut fund = Fund::default();
    let mut factors = Vec::new();
    let strikes = week["strikes"].as_array().unwrap();
    assert_eq!(strikes.len(), EVENTS_BEFORE_STRIKE.len());
    for (line, events_before) in strikes.iter().zip(EVENTS_BEFORE_STRIKE) {
        while events.len() - pending.len() < events_before {
            play(&mut fund, pending.pop_front().unwrap(), &week);
        }
        let gross = i64::try_from(small(&line["gross"])).unwrap();
        let n_days = u16::try_from(small(&line["n_days"])).unwrap();
        let struck = fund.strike(gross, n_days);
        check_strike(&fund, &struck, line);
        factors.push(factor_9dp(struck.rate_e18).unwrap());
    }
    while let Some(event) = pending.pop_front() {
        play(&mut fund, event, &week);
    }
    check_final(&fund, &week["final"]);
    check_yields(&factors, fund.a_prices().0, &week["seven_day_yield_at_2025-05-01"]);
}

#[test]
fn the_payments_listed_are_the_payments_made() {
    let week = golden();
    let paid: Vec<&Value> = week["events"].as_array().unwrap().iter().filter(|event| event["event"] == "pay").collect();
    let listed = week["payments"].as_array().unwrap();
    assert_eq!(paid.len(), listed.len());
    for (event, payment) in paid.iter().zip(listed) {
        for key in ["who", "units", "fraction_kept"] {
            assert_eq!(event[key], payment[key]);
        }
    }
    let total: u128 = listed.iter().map(|payment| figure(&payment["units"])).sum();
    assert_eq!(total, figure(&week["final"]["paid_units"]));
}
