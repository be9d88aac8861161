#![allow(clippy::unwrap_used)]

use jiff::civil::{Date, date};

use super::*;
use crate::kind::Collateral;
use crate::kind::Kind;
use crate::market::at_cost;
use crate::portfolio::Portfolio;
use crate::terms::{Purchase, Terms};

const TODAY: Date = date(2025, 1, 2);

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn security(id: &str, kind: Kind, issuer: &str, face: &str, maturity: Date) -> Terms {
    let mut terms = Terms::new(id, kind, issuer, dec(face), date(2025, 1, 1));
    terms.maturity = Some(maturity);
    if kind.is_discount() {
        terms.purchase = Purchase::Cost(dec(face));
    } else {
        terms.rate_pct = Some(Decimal::ZERO);
    }
    terms
}

/// 1,000 in all: 100 cash, 300 bill of 91 days, 100 agency discount note of 60, 100 of 61, 150 government repo, 100 repo of other
/// collateral, both of the next business day, 50 paper of 5 business days, 100 stablecoin.
fn book() -> Portfolio {
    let mut book = Portfolio::new(TODAY);
    book.move_cash("cash", "Bank", dec("100"), TODAY).unwrap();
    let mut safe = security("R1", Kind::Repo, "Dealer", "150", date(2025, 1, 3));
    safe.collateral = Some(Collateral::Government);
    let mut unsafe_repo = security("R2", Kind::Repo, "Dealer", "100", date(2025, 1, 3));
    unsafe_repo.collateral = Some(Collateral::Other);
    for terms in [
        security("B1", Kind::TreasuryBill, "US Treasury", "300", date(2025, 4, 3)),
        security("D1", Kind::AgencyDiscountNote, "FHLB", "100", date(2025, 3, 3)),
        security("D2", Kind::AgencyDiscountNote, "FHLB", "100", date(2025, 3, 4)),
        safe,
        unsafe_repo,
        security("P1", Kind::CommercialPaper, "Acme", "50", date(2025, 1, 9)),
        Terms::new("USDC", Kind::Stablecoin, "Circle", dec("100"), TODAY),
    ] {
        book.enter(terms).unwrap();
    }
    book
}

fn measured(book: &Portfolio, liquid_by: LiquidBy) -> Metrics {
    let valuation = book.value_at(TODAY).unwrap();
    measure(&valuation, &at_cost(&valuation), &BusinessDays::Weekdays, Basis::AmortisedCost, liquid_by).unwrap()
}

#[test]
fn rule_2a_7_counts_as_its_definitions_say() {
    let metrics = measured(&book(), LiquidBy::Rule2a7);
    // 100 cash, 300 bill, 250 repo of a day: 650. And D1 of 60 days, P1: 800; not D2 of 61 days, not the stablecoin.
    assert_eq!((metrics.daily_liquid_bps, metrics.weekly_liquid_bps), (6_500, 8_000));
    // (300 · 91 + 100 · 60 + 100 · 61 + 250 · 1 + 50 · 7) / 1,000 = 40.0
    assert_eq!((metrics.wam_days, metrics.wal_days), (40, 40));
    assert_eq!(metrics.longest, Some((91, "B1".into())));
    let issuers: Vec<(&str, i64)> = metrics.issuers.iter().map(|share| (share.name.as_str(), share.bps)).collect();
    assert_eq!(issuers, [("Circle", 1_000), ("Dealer", 1_000), ("Acme", 500)]);
    // 100 cash, 500 government securities, 150 repo.
    assert_eq!((metrics.government_bps, metrics.illiquid_bps), (7_500, 0));
    assert_eq!(metrics.bought, Bought::default(), "a stablecoin that came in was not bought");
}

#[test]
fn the_eu_counts_what_matures_and_a_part_of_public_debt() {
    let metrics = measured(&book(), LiquidBy::EuMmfr);
    // 100 cash, 250 repo: 350. And P1, and of 500 public debt 175: 575.
    assert_eq!((metrics.daily_liquid_bps, metrics.weekly_liquid_bps), (3_500, 5_750));
    assert_eq!(metrics.banks, [Share { name: "Bank".into(), bps: 1_000 }]);
}

#[test]
fn a_receivable_is_liquid_once_it_is_due_and_cash_on_its_way_is_not() {
    let mut book = Portfolio::new(TODAY);
    book.move_cash("cash", "Bank", dec("100"), TODAY).unwrap();
    let with_due =
        |id: &str, kind, due: Option<Date>| Terms { maturity: due, ..Terms::new(id, kind, "X", dec("100"), TODAY) };
    book.enter(with_due("r1", Kind::Receivable, Some(date(2025, 1, 3)))).unwrap();
    book.enter(with_due("r2", Kind::Receivable, None)).unwrap();
    book.enter(with_due("t", Kind::InTransit, Some(date(2025, 1, 3)))).unwrap();
    let metrics = measured(&book, LiquidBy::Rule2a7);
    assert_eq!((metrics.daily_liquid_bps, metrics.weekly_liquid_bps), (5_000, 5_000));
    assert_eq!((metrics.wam_days, metrics.government_bps), (0, 5_000));
}

#[test]
fn averages_round_up_and_a_holiday_moves_the_horizon() {
    let mut book = Portfolio::new(TODAY);
    book.enter(security("P1", Kind::CommercialPaper, "Acme", "3", date(2025, 1, 6))).unwrap();
    book.enter(security("P2", Kind::CommercialPaper, "Acme", "1", date(2025, 1, 7))).unwrap();
    let valuation = book.value_at(TODAY).unwrap();
    let market = at_cost(&valuation);
    let after_holiday = BusinessDays::Listed([6, 7, 8, 9, 10].map(|day| date(2025, 1, day)).into());
    let of = |calendar: &BusinessDays| {
        measure(&valuation, &market, calendar, Basis::MarketValue, LiquidBy::Rule2a7).unwrap()
    };
    assert_eq!(of(&BusinessDays::Weekdays).wam_days, 5, "4.25 days");
    assert_eq!(of(&BusinessDays::Weekdays).daily_liquid_bps, 0);
    assert_eq!(of(&after_holiday).daily_liquid_bps, 7_500);
    let empty = Portfolio::new(TODAY);
    let nothing = empty.value_at(TODAY).unwrap();
    let error = measure(&nothing, &at_cost(&nothing), &BusinessDays::Weekdays, Basis::MarketValue, LiquidBy::Rule2a7);
    assert_eq!(error, Err(PortfolioError::NothingHeld { day: TODAY }));
}
