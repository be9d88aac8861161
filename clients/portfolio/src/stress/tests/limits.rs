use super::*;
use crate::market::by_curve;
use crate::metrics::measure;

#[test]
fn exactly_a_quarter_is_enough() {
    let book = book(vec![cash("40"), term_repo("60")]);
    let minimums = Minimums { daily_bps: Some(2_500), weekly_bps: Some(2_501) };
    let after = redeem(&book, USUAL, CALM, 2_000).after;
    assert_eq!(after.daily_bps, Some(2_500), "20 of 80");
    assert_eq!((after.keeps_daily(&minimums), after.keeps_weekly(&minimums)), (Some(true), Some(false)));
    let after = redeem(&book, USUAL, CALM, 2_001).after;
    assert_eq!((after.daily_bps, after.keeps_daily(&minimums)), (Some(2_499), Some(false)));
    assert_eq!(after.keeps_daily(&Minimums::default()), None);
}

#[test]
fn the_minimums_are_those_of_the_limits() {
    let of = |regime| Minimums::of(&Limits::of(regime));
    let both = |daily, weekly| Minimums { daily_bps: Some(daily), weekly_bps: Some(weekly) };
    assert_eq!(of(Regime::RegisteredRetail), both(2_500, 5_000));
    assert_eq!(of(Regime::EuMmfr), both(1_000, 3_000));
    assert_eq!(of(Regime::Private3c7), Minimums::default());
}

#[test]
fn before_anybody_redeems_the_measures_are_those_of_the_day() {
    let book = fund();
    let valuation = book.value_at(DAY).unwrap();
    let market = by_curve(&valuation, &Curve::new([Decimal::ZERO; 6])).unwrap();
    for (_, regime) in Regime::NAMES {
        let measured =
            measure(&valuation, &market, &BusinessDays::Weekdays, regime.basis(), regime.liquid_by()).unwrap();
        let standing = ask(&book, Given { regime, ..USUAL }, CALM, |stressed| stressed.untouched()).unwrap();
        assert_eq!(
            liquid(&standing),
            (Some(measured.daily_liquid_bps), Some(measured.weekly_liquid_bps)),
            "{regime:?}"
        );
    }
}

#[test]
fn in_the_eu_public_debt_is_sold_and_counts_up_to_its_part() {
    let given = Given { regime: Regime::EuMmfr, ..USUAL };
    // Cash and overnight repo; of the bill 17.5 of 20 million for the week.
    let before = redeem(&fund(), given, CALM, 0).after;
    assert_eq!(liquid(&before), (Some(3_000), Some(4_750)));
    let after = redeem(&fund(), given, CALM, 4_000);
    assert_eq!((steps(&after), liquid(&after.after)), (["0", "10", "20", "10"].map(dec), (Some(0), Some(1_666))));
    // Of debt beyond 190 days nothing is sold within the day.
    let long = security("B1", Kind::TreasuryBill, "70", Some(date(2025, 8, 1)));
    let outcome = redeem(&book(vec![cash("30"), long]), given, CALM, 4_000);
    assert_eq!((outcome.sold.len(), outcome.waiting.amount), (0, m("10")));
}

#[test]
fn a_fund_that_is_measured_at_market_value_loses_market_value() {
    let given = Given { regime: Regime::RegisteredInstitutional, sale_cost_bps: 2_000, ..USUAL };
    let outcome = redeem(&fund(), given, TO_12_PERCENT, 4_000);
    // 40 million shares at 0.9953: 39.812 million; 9.812 by a sale of 12.265 million at market value.
    assert_eq!((outcome.price, outcome.needed), (dec("0.9953"), m("39.812")));
    assert_eq!((outcome.sold[0].market_value, outcome.sale_cost), (m("12.265"), m("2.453")));
    // 7.26625 of 57.26625 million.
    assert_eq!(liquid(&outcome.after), (Some(1_268), Some(1_268)));
}
