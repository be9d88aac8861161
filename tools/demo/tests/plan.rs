//! The month's files can be carried out: dates, cash, maturities and yields are as `data/README.md` says.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use jiff::civil::{Date, Weekday, date};
use mmf_demo::{
    dates::{MONTH_END, MONTH_START, cut_off},
    figures::ONE_E6,
    files::{OrderKind, Plan},
    portfolio::{Bill, Book, Cash, EntryKind, Liquidity},
};

fn plan() -> Plan {
    let data = std::env::var_os("MMF_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data"), PathBuf::from);
    Plan::read(&data).unwrap()
}

#[test]
fn there_are_twenty_one_strike_days() {
    let days: Vec<Date> = plan().curves.business_days(MONTH_START, MONTH_END).collect();
    assert_eq!(days.len(), 21);
    for holiday in [1, 20] {
        assert!(!days.contains(&date(2025, 1, holiday)));
    }
    assert!(days.contains(&date(2025, 1, 9)) && days.contains(&MONTH_END));
}

#[test]
fn twelve_investors_subscribe_two_hundred_and_fifty_million_dollars() {
    let plan = plan();
    let mut subscribers = BTreeSet::new();
    let mut total = 0;
    for order in &plan.orders {
        if let OrderKind::Subscribe(amount) = order.kind {
            subscribers.insert(order.investor.clone());
            total += amount;
        }
    }
    assert_eq!((subscribers.len(), total), (12, 250_000_000 * ONE_E6));
    assert_eq!(plan.investors.len(), 13);
}

#[test]
fn nobody_sends_or_redeems_more_than_they_have() {
    let plan = plan();
    let mut shares: BTreeMap<String, i128> = BTreeMap::new();
    for order in &plan.orders {
        let held = shares.entry(order.investor.clone()).or_default();
        match &order.kind {
            OrderKind::Subscribe(amount) => *held += amount - amount / 1_000,
            OrderKind::Redeem(amount) => *held -= amount,
            OrderKind::RedeemAll => *held = 0,
            OrderKind::Transfer(to, amount) => {
                *held -= amount;
                *shares.entry(to.clone()).or_default() += amount;
            }
            OrderKind::TransferToStranger(amount) => assert!(*held >= *amount, "the refusal must be for the stranger"),
        }
        assert!(shares[&order.investor] >= 0, "{} {}", order.date, order.investor);
    }
}

#[test]
fn bills_trade_a_business_day_before_they_settle_and_mature_on_tuesdays_and_thursdays() {
    let plan = plan();
    for trade in &plan.trades {
        assert_eq!(plan.curves.next_business_day(trade.trade).unwrap(), trade.settle);
        assert!(matches!(trade.maturity.weekday(), Weekday::Tuesday | Weekday::Thursday), "{}", trade.maturity);
        assert_eq!(trade.face_e6 % (100 * ONE_E6), 0);
    }
    assert!(plan.trades.iter().filter(|trade| trade.maturity <= MONTH_END).count() >= 5);
}

/// Runs the month's cash. Shares are taken as dollars: equalisation moves less than $3,000 in all, and the last check
/// leaves room for it.
#[test]
fn the_cash_is_there_whenever_it_is_needed_and_hardly_ever_idle() {
    let plan = plan();
    let (mut cash, mut book) = (Cash::default(), Book::default());
    let mut shares: BTreeMap<String, i128> = BTreeMap::new();
    for day in plan.curves.business_days(MONTH_START, MONTH_END) {
        let matured: Vec<Bill> = book.maturing_on(day).cloned().collect();
        for bill in matured {
            cash.book(day, EntryKind::Maturity, bill.face_e6, "").unwrap();
        }
        for before_strike in [true, false] {
            for order in plan.orders.iter().filter(|order| order.date == day) {
                if (order.time < cut_off(day)) == before_strike {
                    let assets = cash.vault_e6() + cash.custodian_e6() + book.amortised_cost_e6(day);
                    deal(&mut cash, &mut shares, day, order, assets);
                }
            }
            let assets = cash.vault_e6() + cash.custodian_e6() + book.amortised_cost_e6(day);
            let excess = cash.excess_e6(assets);
            if excess > 0 {
                cash.book(day, EntryKind::Sweep, excess, "").unwrap();
            }
            let measured = Liquidity::measure(&book, cash.vault_e6(), cash.custodian_e6(), day);
            assert!(measured.daily_bps >= 9_990 && measured.wam_days <= 60, "{day}: {measured:?}");
        }
        for trade in plan.trades.iter().filter(|trade| trade.settle == day) {
            let bill = Bill::buy(&plan.curves, trade.trade, trade.maturity, trade.face_e6).unwrap();
            let missing = cash.missing_at_custodian_e6(bill.cost_e6);
            if missing > 0 {
                cash.book(day, EntryKind::Sweep, missing, "").unwrap();
            }
            cash.book(day, EntryKind::Purchase, bill.cost_e6, "").unwrap();
            book.enter(bill);
        }
        let idle = cash.vault_e6() + cash.custodian_e6();
        let assets = idle + book.amortised_cost_e6(day);
        assert!(idle * 10_000 <= assets * 8, "{day}: {idle} of {assets} is idle");
        assert!(idle >= 20_000 * ONE_E6, "{day}: only {idle} is left");
    }
    assert_eq!(book.bills().len(), plan.trades.len());
}

fn deal(cash: &mut Cash, shares: &mut BTreeMap<String, i128>, day: Date, order: &mmf_demo::files::Order, assets: i128) {
    let (kind, amount) = match &order.kind {
        OrderKind::Subscribe(amount) => (EntryKind::Subscription, *amount),
        OrderKind::Redeem(amount) => (EntryKind::Redemption, *amount),
        OrderKind::RedeemAll => (EntryKind::Redemption, shares[&order.investor]),
        OrderKind::Transfer(..) | OrderKind::TransferToStranger(_) => return,
    };
    let held = shares.entry(order.investor.clone()).or_default();
    if kind == EntryKind::Subscription {
        *held += amount;
    } else {
        *held -= amount;
        let missing = cash.to_return_e6(amount, assets);
        if missing > 0 {
            cash.book(day, EntryKind::Return, missing, "").unwrap();
        }
    }
    cash.book(day, kind, amount, &order.investor).unwrap();
}
