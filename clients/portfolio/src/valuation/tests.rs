#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::days::plus_days;
use crate::kind::{Collateral, Method};
use crate::terms::{Purchase, Sale, Terms};
use crate::trade::{BillOrder, affordable_face};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn order<'a>(id: &'a str, settle: Date, maturity: Date, face: &str) -> BillOrder<'a> {
    BillOrder { id, settle, maturity, face: dec(face), yield_pct: dec("4.40"), method: Method::StraightLine }
}

fn book() -> Portfolio {
    let mut book = Portfolio::new(date(2025, 1, 2));
    book.move_cash("cash", "Bank", dec("1000000"), date(2025, 1, 2)).unwrap();
    book.buy_bill(&order("B1", date(2025, 1, 3), date(2025, 1, 14), "500000")).unwrap();
    book
}

#[test]
fn a_bill_takes_cash_on_settlement_and_brings_its_face_at_maturity() {
    let book = book();
    let cost = book.positions()[1].cost();
    assert_eq!(book.cash(date(2025, 1, 2)).unwrap(), dec("1000000"));
    assert_eq!(book.cash(date(2025, 1, 3)).unwrap(), dec("1000000") - cost);
    let day_before = book.value_at(date(2025, 1, 13)).unwrap();
    assert_eq!(day_before.lines.len(), 1);
    let end = book.value_at(date(2025, 1, 14)).unwrap();
    assert!(end.lines.is_empty());
    assert_eq!(end.net_assets().unwrap(), dec("1500000") - cost);
    assert_eq!(book.income_between(date(2025, 1, 2), date(2025, 1, 14)).unwrap().total, dec("500000") - cost);
}

#[test]
fn what_was_paid_before_the_book_is_in_its_balances() {
    let mut book = Portfolio::new(date(2025, 1, 10));
    book.move_cash("cash", "Bank", dec("10"), date(2025, 1, 10)).unwrap();
    for (id, maturity, face) in [("B1", date(2025, 1, 14), "500000"), ("B2", date(2025, 1, 10), "700000")] {
        let mut terms = Terms::new(id, Kind::TreasuryBill, "US Treasury", dec(face), date(2025, 1, 3));
        terms.maturity = Some(maturity);
        terms.purchase = Purchase::Yield(dec("4.40"));
        book.enter(terms).unwrap();
    }
    let late = book.buy_bill(&order("B3", date(2025, 1, 10), date(2025, 1, 14), "500000"));
    assert!(matches!(late, Err(PortfolioError::BeforeBook { .. })), "its cost would be in the balances");
    assert_eq!(book.cash(date(2025, 1, 10)).unwrap(), dec("10"));
    assert_eq!(book.cash(date(2025, 1, 14)).unwrap(), dec("500010"));
    assert!(matches!(book.value_at(date(2025, 1, 9)), Err(PortfolioError::BeforeBook { .. })));
    assert!(matches!(book.income_between(date(2025, 1, 9), date(2025, 1, 10)), Err(PortfolioError::BeforeBook { .. })));
}

#[test]
fn what_the_cash_does_not_pay_for_is_refused() {
    let mut book = book();
    book.buy_bill(&order("B2", date(2025, 1, 6), date(2025, 2, 4), "600000")).unwrap();
    let error = book.value_at(date(2025, 1, 6)).unwrap_err();
    assert!(matches!(error, PortfolioError::Overdrawn { .. }), "{error}");
    assert!(error.to_string().starts_with("Bank is overdrawn by "), "{error}");
    assert!(book.buy_bill(&order("B2", date(2025, 1, 6), date(2025, 2, 4), "1")).is_err(), "the same lot twice");
}

#[test]
fn the_part_of_a_month_is_what_was_earned_by_its_last_day() {
    let mut book = Portfolio::new(date(2025, 5, 30));
    let mut terms = Terms::new("B1", Kind::TreasuryBill, "US Treasury", dec("3000"), date(2025, 5, 30));
    terms.maturity = Some(date(2025, 6, 6));
    terms.purchase = Purchase::Cost(dec("2999.000000"));
    book.enter(terms).unwrap();
    // 1.000000 over 7 days, Friday to Monday around 31 May: 1/7 by Saturday, 3/7 by Monday.
    let income = book.income_between(date(2025, 5, 30), date(2025, 6, 2)).unwrap();
    assert_eq!((income.total, income.to_month_end), (dec("0.428571"), Some(dec("0.142857"))));
    let first = book.income_between(date(2025, 5, 30), date(2025, 5, 31)).unwrap();
    let rest = book.income_between(date(2025, 5, 31), date(2025, 6, 2)).unwrap();
    assert_eq!((first.total, rest.total, rest.to_month_end), (dec("0.142857"), dec("0.285714"), None));
    assert_eq!(first.to_month_end, Some(dec("0.142857")));
}

#[test]
fn amounts_due_become_cash_on_their_day() {
    let mut book = Portfolio::new(date(2025, 1, 2));
    for (id, kind, face) in [("t", Kind::InTransit, "5"), ("r", Kind::Receivable, "7"), ("p", Kind::Payable, "2")] {
        let mut terms = Terms::new(id, kind, "Bank", dec(face), date(2025, 1, 2));
        terms.maturity = Some(date(2025, 1, 3));
        book.enter(terms).unwrap();
    }
    let before = book.value_at(date(2025, 1, 2)).unwrap();
    assert_eq!((before.total_assets().unwrap(), before.net_assets().unwrap()), (dec("12"), dec("10")));
    let after = book.value_at(date(2025, 1, 3)).unwrap();
    assert_eq!((after.cash_total().unwrap(), after.net_assets().unwrap()), (dec("10"), dec("10")));
}

#[test]
fn the_purchase_yield_is_the_rate_that_positions_earn() {
    let mut book = Portfolio::new(date(2025, 1, 1));
    book.move_cash("cash", "Bank", dec("20000000"), date(2025, 1, 1)).unwrap();
    for (id, term) in [("B1", 28), ("B2", 91), ("B3", 182)] {
        let maturity = plus_days(date(2025, 1, 2), term).unwrap();
        let order = BillOrder { method: Method::ConstantYield, ..order(id, date(2025, 1, 2), maturity, "5000000") };
        book.buy_bill(&order).unwrap();
    }
    let day = date(2025, 1, 15);
    let held: Decimal = book.value_at(day).unwrap().lines.iter().map(|line| line.carrying).sum();
    let income = book.income_between(day, date(2025, 1, 16)).unwrap().total;
    let earned = income / held * dec("36500");
    assert!((earned - book.weighted_purchase_yield(day).unwrap()).abs() < dec("0.0001"), "{earned}");
}

#[test]
fn affordable_bills_cost_no_more_than_the_cash() {
    let (settle, maturity) = (date(2025, 1, 2), date(2025, 1, 14));
    let face = affordable_face(dec("1000000"), dec("4.40"), settle, maturity).unwrap();
    assert_eq!(face, dec("1001400"), "1,000,000 / 99.855551 = 10,014.46…");
    assert_eq!(affordable_face(dec("50"), dec("4.40"), settle, maturity).unwrap(), Decimal::ZERO);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Net assets change by income, realised gains and movements from outside, and by nothing else; days sum to spans.
    #[test]
    fn every_days_income_sums_to_the_change_of_net_assets(
        lots in prop::collection::vec((0i64..30, 1i64..60, 1u32..100_000_000, 0u32..6_00, any::<bool>(), 0u8..4, 0i64..70), 1..12),
        moves in prop::collection::vec((1i64..45, -1_000_000i64..1_000_000), 0..6),
    ) {
        let first = date(2025, 1, 2);
        let at = |days: i64| plus_days(first, days).unwrap();
        let mut book = Portfolio::new(first);
        book.move_cash("opening", "Bank", dec("9000000000"), first).unwrap();
        for (number, (settle, term, face, rate, effective, kind, sold)) in lots.iter().enumerate() {
            let kind = [Kind::TreasuryBill, Kind::TreasuryNote, Kind::Repo, Kind::CertificateOfDeposit][usize::from(*kind)];
            let mut terms = Terms::new(&format!("P{number}"), kind, "Issuer", Decimal::new(i64::from(*face) + 100, 2), at(*settle));
            terms.maturity = Some(at(settle + term));
            if kind.is_note() || kind == Kind::Repo {
                terms.rate_pct = Some(Decimal::new(i64::from(*rate), 2));
            }
            if kind == Kind::Repo {
                terms.collateral = Some(Collateral::Government);
            } else {
                terms.purchase = Purchase::Price(Decimal::new(99_000_000 + i64::from(*rate) * 1_000, 6));
                terms.method = if *effective { Method::ConstantYield } else { Method::StraightLine };
            }
            if *sold > 0 && sold < term {
                terms.sale = Some(Sale { day: at(settle + sold), proceeds: Decimal::new(i64::from(*face) + 77, 2) });
            }
            book.enter(terms).unwrap();
        }
        for (number, (day, amount)) in moves.iter().enumerate().filter(|(_, (_, amount))| *amount != 0) {
            book.move_cash(&format!("m{number}"), "Bank", Decimal::new(*amount, 2), at(*day)).unwrap();
        }
        let mut income_of_days = Decimal::ZERO;
        for day in 0..50 {
            let (now, next) = (at(day), at(day + 1));
            let income = book.income_between(now, next).unwrap();
            income_of_days += income.total;
            let change = book.value_at(next).unwrap().net_assets().unwrap() - book.value_at(now).unwrap().net_assets().unwrap();
            prop_assert_eq!(change, income.total + income.realised + book.movements_between(now, next).unwrap());
            let since_first = book.positions().iter().map(|p| p.earned_to(next).unwrap().total().unwrap() - p.earned_to(first).unwrap().total().unwrap());
            prop_assert_eq!(income_of_days, since_first.sum::<Decimal>());
        }
    }
}
