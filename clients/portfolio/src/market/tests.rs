#![allow(clippy::unwrap_used)]

use jiff::civil::date;

use super::*;
use crate::kind::{Collateral, Kind};
use crate::portfolio::Portfolio;
use crate::terms::{Purchase, Terms};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn flat(rate: &str) -> Curve {
    Curve::new([dec(rate); 6])
}

fn book() -> Portfolio {
    let mut book = Portfolio::new(date(2025, 1, 2));
    book.move_cash("cash", "Bank", dec("100"), date(2025, 1, 2)).unwrap();
    let mut bill = Terms::new("B1", Kind::TreasuryBill, "US Treasury", dec("1000000"), date(2025, 1, 2));
    bill.maturity = Some(date(2025, 4, 3));
    bill.purchase = Purchase::Yield(dec("4.37"));
    let mut note = Terms::new("N1", Kind::TreasuryNote, "US Treasury", dec("1000000"), date(2025, 1, 2));
    note.maturity = Some(date(2025, 6, 15));
    note.rate_pct = Some(dec("4"));
    let mut repo = Terms::new("R1", Kind::Repo, "Dealer", dec("500000"), date(2025, 1, 2));
    repo.maturity = Some(date(2025, 1, 3));
    repo.rate_pct = Some(dec("4.3"));
    repo.collateral = Some(Collateral::Government);
    for terms in [bill, note, repo, Terms::new("USDC", Kind::Stablecoin, "Circle", dec("50"), date(2025, 1, 2))] {
        book.enter(terms).unwrap();
    }
    book
}

#[test]
fn a_curve_discounts_each_payment() {
    let book = book();
    let valuation = book.value_at(date(2025, 1, 2)).unwrap();
    let market = by_curve(&valuation, &flat("4.37")).unwrap();
    // 1,000,000 / (1 + 4.37% · 91 / 365)
    assert_eq!(market.lines[0].value, dec("989222.354691"));
    // 1,020,000 / (1 + 4.37% · 164 / 365)
    assert_eq!(market.lines[1].value, dec("1000357.904037"));
    assert_eq!((market.lines[2].value, market.lines[3].value), (dec("500000"), dec("50")));
    assert_eq!(market.lines[0].price, Some(dec("98.922235")));
}

#[test]
fn a_floater_is_worth_par_on_its_reset_and_others_need_a_spread() {
    let mut book = Portfolio::new(date(2025, 1, 2));
    let mut note = Terms::new("F1", Kind::CorporateNote, "Bank X", dec("1000000"), date(2025, 1, 2));
    note.maturity = Some(date(2026, 1, 2));
    note.rate_pct = Some(dec("4.50"));
    note.next_reset = Some(Reset::On(date(2025, 2, 2)));
    note.coupons = Some(4);
    book.enter(note.clone()).unwrap();
    let valuation = book.value_at(date(2025, 1, 12)).unwrap();
    assert_eq!(by_curve(&valuation, &flat("4.37")), Err(PortfolioError::SpreadMissing { id: "F1".into() }));
    let mut book = Portfolio::new(date(2025, 1, 2));
    note.spread_bps = Some(dec("20"));
    book.enter(note).unwrap();
    let valuation = book.value_at(date(2025, 1, 12)).unwrap();
    // (1,000,000 + 1,000,000 · 4.5% · 31 / 360) / (1 + 4.57% · 21 / 365)
    assert_eq!(by_curve(&valuation, &flat("4.37")).unwrap().lines[0].value, dec("1001242.418223"));
}

#[test]
fn vendors_must_agree_or_somebody_says_why_not() {
    let book = book();
    let valuation = book.value_at(date(2025, 1, 2)).unwrap();
    let file = |b1: &str, n1: &str| {
        PriceFile::read(format!("day,id,price\n2025-01-02,B1,{b1}\n2025-01-02,N1,{n1}\n").as_bytes()).unwrap()
    };
    let (a, b) = (file("98.92", "99.80"), file("98.93", "99.90"));
    let none = BTreeMap::new();
    let market = by_vendors(&valuation, &a, &b, dec("11"), &none).unwrap();
    assert_eq!(market.lines[0].value, dec("989200"));
    let error = by_vendors(&valuation, &a, &b, dec("5"), &none).unwrap_err();
    assert!(
        error.to_string().starts_with("N1: vendor A's price 99.80 and vendor B's 99.90 are 10.02 bps apart"),
        "{error}"
    );
    let set = BTreeMap::from([("N1".to_owned(), Override { price: dec("99.85"), reason: "traded".into() })]);
    let market = by_vendors(&valuation, &a, &b, dec("5"), &set).unwrap();
    // 998,500 and 18 days of 20,000 / 182: interest since 15 December.
    assert_eq!(market.lines[1].value, dec("1000478.021978"));
    assert_eq!(market.lines[1].source, Source::Override { reason: "traded".into() });
}

#[test]
fn missing_prices_and_idle_overrides_are_all_named() {
    let book = book();
    let valuation = book.value_at(date(2025, 1, 2)).unwrap();
    let a = PriceFile::read(b"day,id,price\n2025-01-02,B1,98.92\n2025-01-01,N1,99.80\n").unwrap();
    let set = BTreeMap::from([("X9".to_owned(), Override { price: dec("99"), reason: "r".into() })]);
    let error = by_vendors(&valuation, &a, &PriceFile::default(), dec("5"), &set).unwrap_err().to_string();
    let lines: Vec<&str> = error.lines().collect();
    let expected =
        ["B1: vendor B has no price", "N1: no vendor has a price", "X9 has an override and is not held on 2025-01-02"];
    assert_eq!(lines, expected);
}
