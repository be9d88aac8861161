use super::*;
use crate::error::PortfolioError;

fn refused(book: &Portfolio, given: Given, shock: Shock, shares: Decimal) -> PortfolioError {
    ask(book, given, shock, |stressed| stressed.redeem(shares)).unwrap_err()
}

fn is_invalid(error: &PortfolioError) -> bool {
    matches!(error, PortfolioError::StressInvalid(_))
}

#[test]
fn a_book_that_holds_nothing_is_not_tested() {
    let error = refused(&Portfolio::new(DAY), USUAL, CALM, Decimal::ZERO);
    assert_eq!(error, PortfolioError::NothingHeld { day: DAY });
    let owing = book(vec![cash("1"), Terms::new("p", Kind::Payable, "Auditor", m("2"), DAY)]);
    let error = refused(&owing, USUAL, CALM, Decimal::ZERO);
    assert!(matches!(error, PortfolioError::NotQuotable { what: "number of shares", .. }), "{error}");
}

#[test]
fn moves_beyond_twenty_points_are_refused() {
    for shock in [
        Shock { shift_bps: 2_001, ..CALM },
        Shock { shift_bps: i32::MIN, ..CALM },
        Shock { spread_bps: 2_001, ..CALM },
        Shock { spread_bps: -2_001, ..CALM },
    ] {
        assert!(is_invalid(&refused(&fund(), USUAL, shock, Decimal::ZERO)), "{shock:?}");
    }
    for shift_bps in [2_000, -2_000] {
        let shock = Shock { shift_bps, spread_bps: shift_bps };
        assert!(ask(&fund(), USUAL, shock, |stressed| stressed.reverse()).is_ok(), "{shock:?}");
    }
}

#[test]
fn parts_costs_and_queues_are_of_what_there_is() {
    assert!(is_invalid(&ask(&fund(), USUAL, CALM, |stressed| stressed.part(10_001)).unwrap_err()));
    assert!(is_invalid(&refused(&fund(), USUAL, CALM, m("100.000001"))));
    assert!(is_invalid(&refused(&fund(), USUAL, CALM, m("-1"))));
    assert!(is_invalid(&refused(&fund(), Given { sale_cost_bps: 10_001, ..USUAL }, CALM, Decimal::ZERO)));
    for shares in ["100.000001", "-1"] {
        let queued = Some(QueuedRedemptions { shares: m(shares) });
        assert!(is_invalid(&refused(&fund(), Given { queued, ..USUAL }, CALM, Decimal::ZERO)), "{shares}");
    }
}

#[test]
fn what_is_too_large_to_be_exact_is_refused() {
    let given = Given { shares: Some(Decimal::MAX), ..USUAL };
    assert_eq!(refused(&fund(), given, CALM, Decimal::ZERO), PortfolioError::Overflow);
    let most = book(vec![cash("10000000"), bill("B1", "10000000"), term_repo("10000000")]);
    let outcome = redeem(&most, Given { sale_cost_bps: 1, ..USUAL }, TO_12_PERCENT, 5_000);
    assert_eq!(outcome.needed, m("15000000"), "the largest amounts of a book are exact");
    assert_eq!(outcome.sold[0].proceeds, m("5000000"));
}

#[test]
fn a_security_without_a_spread_and_a_calendar_that_ends_are_named() {
    let mut paper = security("P1", Kind::CommercialPaper, "20", Some(date(2025, 3, 16)));
    paper.spread_bps = None;
    let error = refused(&book(vec![cash("1"), paper]), USUAL, CALM, Decimal::ZERO);
    assert_eq!(error, PortfolioError::SpreadMissing { id: "P1".into() });

    let book = fund();
    let valuation = book.value_at(DAY).unwrap();
    let calendar = BusinessDays::Listed([3, 6, 7, 8, 9, 10].map(|day| date(2025, 1, day)).into());
    let of = StressOf {
        book: &book,
        valuation: &valuation,
        curve: &Curve::new([Decimal::ZERO; 6]),
        calendar: &calendar,
        regime: Regime::RegisteredGovernment,
        minimums: Minimums::default(),
        shares: None,
        queued: None,
        sale_cost_bps: 0,
    };
    let stressed = Stressed::new(&of, CALM).unwrap();
    assert!(stressed.redeem(m("50")).is_ok(), "nothing waits");
    let error = stressed.redeem(m("51")).unwrap_err();
    assert!(matches!(error, PortfolioError::CalendarEnds { .. }), "{error}");
}
