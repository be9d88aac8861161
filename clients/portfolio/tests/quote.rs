//! The quote and its report.

#![allow(clippy::unwrap_used)] // tests

use jiff::civil::{Date, date};
use mmf_portfolio::{
    BusinessDays, Kind, Limits, Market, Portfolio, PortfolioError, Purchase, QuoteFigures, Regime, Report, ReportOf,
    Sale, Terms, at_cost, check, measure, report, shadow,
};
use rust_decimal::Decimal;

const FRIDAY: Date = date(2025, 5, 30);
const MONDAY: Date = date(2025, 6, 2);

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Cash and a bill whose discount is 70 over 70 days, or whose premium is 70.
fn book(cost: &str) -> Portfolio {
    let mut book = Portfolio::new(FRIDAY);
    book.move_cash("cash", "Bank", dec("500000"), FRIDAY).unwrap();
    let mut bill = Terms::new("B1", Kind::TreasuryBill, "US Treasury", dec("100000"), FRIDAY);
    bill.maturity = Some(date(2025, 8, 8));
    bill.purchase = Purchase::Cost(dec(cost));
    book.enter(bill).unwrap();
    book
}

fn quote(book: &Portfolio, since: Date, day: Date) -> Result<(QuoteFigures, Report), PortfolioError> {
    let valuation = book.value_at(day)?;
    let market: Market = at_cost(&valuation);
    let income = book.income_between(since, day)?;
    let regime = Regime::RegisteredGovernment;
    let metrics = measure(&valuation, &market, &BusinessDays::Weekdays, regime.basis(), regime.liquid_by())?;
    let checks = check(&Limits::of(regime), &metrics);
    let shadow = shadow(market.net_assets(&valuation)?, valuation.net_assets()?, None)?;
    let report = report(&ReportOf {
        book,
        since,
        valuation: &valuation,
        market: &market,
        metrics: &metrics,
        income: &income,
        shadow: &shadow,
        regime,
        checks: &checks,
    })?;
    Ok((QuoteFigures::new(&valuation, &market, &metrics, &income, &report.hash)?, report))
}

#[test]
fn a_quote_is_in_millionths_and_reads_itself_back() {
    let (figures, report) = quote(&book("99930"), FRIDAY, MONDAY).unwrap();
    assert_eq!((figures.income_e6, figures.income_to_month_end_e6), (3_000_000, Some(1_000_000)));
    assert_eq!((figures.net_assets_e6, figures.custodian_cash_e6), (599_933_000_000, 500_000_000_000));
    assert_eq!((figures.daily_liquid_bps, figures.weekly_liquid_bps, figures.largest_issuer_bps), (10_000, 10_000, 0));
    assert_eq!((figures.wam_days, figures.wal_days), (12, 12), "99,933 · 67 days over 599,933: 11.16 days");
    assert_eq!(figures.document_hash, report.hash);
    let json = figures.to_json().unwrap();
    assert_eq!(QuoteFigures::from_json(&json).unwrap(), figures);
    let text = String::from_utf8(json).unwrap();
    for broken in [text.replace("2025-06-02", "2025-06-31"), text.replace("wam_days", "wam"), text.replace("12", "-12")]
    {
        assert!(matches!(QuoteFigures::from_json(broken.as_bytes()), Err(PortfolioError::FileInvalid(_))), "{broken}");
    }
}

#[test]
fn a_premium_is_a_negative_income() {
    let (figures, _) = quote(&book("100070"), FRIDAY, MONDAY).unwrap();
    assert_eq!((figures.income_e6, figures.income_to_month_end_e6), (-3_000_000, Some(-1_000_000)));
}

#[test]
fn a_sale_is_realised_and_no_income() {
    let mut book = book("99930");
    let mut sold = Terms::new("B2", Kind::TreasuryBill, "US Treasury", dec("100000"), FRIDAY);
    sold.maturity = Some(date(2025, 8, 8));
    sold.purchase = Purchase::Cost(dec("99930"));
    sold.sale = Some(Sale { day: MONDAY, proceeds: dec("99900") });
    book.enter(sold).unwrap();
    let (figures, _) = quote(&book, FRIDAY, MONDAY).unwrap();
    // It stood at 99,933 and earned 3, as the other one did.
    assert_eq!((figures.income_e6, figures.realised_e6), (6_000_000, -33_000_000));
    assert_eq!(figures.custodian_cash_e6, 599_900_000_000);
}

#[test]
fn the_report_depends_on_everything_and_on_nothing_else() {
    let hash = |cost: &str, day: Date| quote(&book(cost), FRIDAY, day).unwrap().1.hash;
    assert_eq!(hash("99930", MONDAY), hash("99930", MONDAY));
    assert_ne!(hash("99930", MONDAY), hash("99930.000001", MONDAY));
    assert_ne!(hash("99930", MONDAY), hash("99930", date(2025, 6, 3)));
}

#[test]
fn what_the_program_would_refuse_is_not_quoted() {
    let mut book = book("99930");
    let mut note = Terms::new("N1", Kind::CorporateNote, "Acme", dec("100000"), date(2025, 6, 1));
    note.maturity = Some(date(2025, 6, 3));
    note.rate_pct = Some(dec("0"));
    note.purchase = Purchase::Cost(dec("100003"));
    book.enter(note).unwrap();
    // The bill earns 1 by Saturday and 3 by Monday; half of the premium of 3 leaves 1.50, of both premiums 0.50.
    assert!(quote(&book, FRIDAY, MONDAY).is_ok());
    let mut worse = Terms::new("N2", Kind::CorporateNote, "Acme", dec("100000"), date(2025, 6, 1));
    worse.maturity = Some(date(2025, 6, 3));
    worse.rate_pct = Some(dec("0"));
    worse.purchase = Purchase::Cost(dec("100002"));
    book.enter(worse).unwrap();
    let error = quote(&book, FRIDAY, MONDAY).unwrap_err();
    assert!(matches!(error, PortfolioError::NotQuotable { what: "income to the month end", .. }), "{error}");

    let mut owing = Portfolio::new(FRIDAY);
    owing.move_cash("cash", "Bank", dec("1"), FRIDAY).unwrap();
    owing.enter(Terms::new("p", Kind::Payable, "Auditor", dec("2"), FRIDAY)).unwrap();
    assert!(matches!(quote(&owing, FRIDAY, MONDAY), Err(PortfolioError::NotQuotable { .. })));
}
