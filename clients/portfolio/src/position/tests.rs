#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::days::DayCount;
use crate::kind::Kind;
use crate::terms::Sale;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn bill(cost: &str, method: Method) -> Position {
    let mut terms = Terms::new("B1", Kind::TreasuryBill, "US Treasury", dec("5200000"), date(2025, 1, 2));
    terms.maturity = Some(date(2025, 1, 14));
    terms.purchase = Purchase::Cost(dec(cost));
    terms.method = method;
    Position::new(terms).unwrap()
}

#[test]
fn a_straight_line_ends_at_face() {
    let bill = bill("5192488.652", Method::StraightLine);
    // 7,511.348 over 12 days: 625.945666… a day.
    assert_eq!(bill.earned_to(date(2025, 1, 3)).unwrap().accretion, dec("625.945667"));
    assert_eq!(bill.earned_to(date(2025, 1, 4)).unwrap().accretion, dec("1251.891333"));
    assert_eq!(bill.earned_to(date(2025, 1, 14)).unwrap().accretion, dec("7511.348"));
    assert_eq!(bill.earned_to(date(2025, 2, 1)).unwrap().accretion, dec("7511.348"));
    assert_eq!(bill.carrying(date(2025, 1, 2)).unwrap(), dec("5192488.652"));
}

#[test]
fn a_constant_yield_earns_its_rate_on_what_it_stands_at() {
    let bill = bill("5192488.652", Method::ConstantYield);
    // 5,192,488.652 · ((5,200,000 / 5,192,488.652)^(1/12) − 1), by an independent program to 40 digits.
    assert_eq!(bill.earned_to(date(2025, 1, 3)).unwrap().accretion, dec("625.531038"));
    assert_eq!(bill.earned_to(date(2025, 1, 8)).unwrap().accretion, dec("3754.316761"));
    assert_eq!(bill.earned_to(date(2025, 1, 14)).unwrap().accretion, dec("7511.348"));
}

#[test]
fn a_note_with_coupons_is_carried_at_cost_and_interest() {
    let mut terms = Terms::new("N1", Kind::TreasuryNote, "US Treasury", dec("1000000"), date(2025, 3, 3));
    terms.maturity = Some(date(2026, 2, 15));
    terms.rate_pct = Some(dec("4"));
    terms.purchase = Purchase::Price(dec("99.5"));
    for method in [Method::StraightLine, Method::ConstantYield] {
        terms.method = method;
        let note = Position::new(terms.clone()).unwrap();
        assert_eq!((note.cost(), note.paid_in_all().unwrap()), (dec("995000"), dec("996767.955801")));
        assert_eq!(note.carrying(date(2025, 3, 3)).unwrap(), dec("996767.955801"));
        let (before, paid) = (date(2025, 8, 14), date(2025, 8, 15));
        let step = note.carrying(before).unwrap() - note.carrying(paid).unwrap();
        assert!(step > dec("19800") && step < dec("20000"), "the coupon leaves: {step}");
        let end = note.earned_to(date(2026, 2, 15)).unwrap();
        assert_eq!(end.total().unwrap() + note.paid_in_all().unwrap(), dec("1040000"), "face and two coupons");
    }
}

#[test]
fn a_sale_realises_what_it_brings_beyond_the_carrying_value() {
    let mut terms = bill("5192488.652", Method::StraightLine).terms().clone();
    terms.sale = Some(Sale { day: date(2025, 1, 4), proceeds: dec("5193800") });
    let sold = Position::new(terms).unwrap();
    assert_eq!(sold.realised().unwrap(), dec("59.456667"), "5,193,800 less 5,192,488.652 and 1,251.891333");
    assert!(!sold.is_held(date(2025, 1, 4)));
    assert_eq!(sold.earned_to(date(2025, 1, 10)).unwrap().accretion, dec("1251.891333"));
    assert_eq!(sold.cash_flow(date(2025, 1, 2), date(2025, 2, 1)).unwrap(), dec("5193800"));
}

#[test]
fn a_repo_brings_its_interest_and_principal_on_its_day() {
    let mut terms = Terms::new("R1", Kind::Repo, "Dealer", dec("1000000"), date(2025, 1, 17));
    terms.maturity = Some(date(2025, 1, 21));
    terms.rate_pct = Some(dec("4.35"));
    terms.collateral = Some(crate::kind::Collateral::Government);
    let repo = Position::new(terms).unwrap();
    assert_eq!(repo.carrying(date(2025, 1, 20)).unwrap(), dec("1000362.5"));
    assert_eq!(repo.cash_flow(date(2025, 1, 16), date(2025, 1, 21)).unwrap(), dec("483.333333"));
    assert_eq!(repo.bond_equivalent_yield().unwrap(), None);
}

#[test]
fn a_bill_bought_by_yield_discount_or_price_costs_the_same() {
    let mut terms = bill("5192488.652", Method::StraightLine).terms().clone();
    for (purchase, cost) in [
        (Purchase::Yield(dec("4.40")), "5192488.652"),
        (Purchase::Price(dec("99.855551")), "5192488.652"),
        (Purchase::Discount(dec("4.3334")), "5192488.756"),
    ] {
        terms.purchase = purchase;
        assert_eq!(Position::new(terms.clone()).unwrap().cost(), dec(cost), "{purchase:?}");
    }
    assert_eq!(
        bill("5192488.652", Method::StraightLine).bond_equivalent_yield().unwrap().unwrap().round_dp(4),
        dec("4.4")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_method_reaches_par_at_maturity_and_daily_incomes_sum_to_the_whole(
        face in 1u64..1_000_000_000_000, price in 90_000_000i64..105_000_000, term in 1i64..400, rate in 0i64..2_000,
        kind in 0usize..3, effective: bool, basis in 0usize..3, start in 0i64..800,
    ) {
        let settle = crate::days::plus_days(date(2023, 6, 1), start).unwrap();
        let kind = [Kind::TreasuryBill, Kind::TreasuryNote, Kind::CertificateOfDeposit][kind];
        let mut terms = Terms::new("X", kind, "I", Decimal::new(face.cast_signed(), 2), settle);
        terms.maturity = Some(crate::days::plus_days(settle, term).unwrap());
        terms.purchase = Purchase::Price(Decimal::new(price, 6));
        terms.method = if effective { Method::ConstantYield } else { Method::StraightLine };
        if kind.is_note() {
            terms.rate_pct = Some(Decimal::new(rate, 2));
            terms.day_count = Some([DayCount::Act360, DayCount::Act365, DayCount::ActAct][basis]);
        }
        let Ok(position) = Position::new(terms.clone()) else {
            // A price of nothing: the cost of a few cents rounds to zero, or is too far from any yield.
            return Ok(());
        };
        let maturity = terms.maturity.unwrap();
        let (mut day, mut income) = (settle, Decimal::ZERO);
        while day < maturity {
            let next = day.tomorrow().unwrap();
            let (now, then) = (position.earned_to(day).unwrap(), position.earned_to(next).unwrap());
            income += then.total().unwrap() - now.total().unwrap();
            let carried = position.paid_in_all().unwrap() + now.total().unwrap() - terms.coupons_to(day).unwrap();
            prop_assert_eq!(position.carrying(day).unwrap(), carried);
            day = next;
        }
        let whole = terms.face + terms.coupons_to(maturity).unwrap() - position.paid_in_all().unwrap();
        prop_assert_eq!(income, whole);
        prop_assert_eq!(position.cost() + position.earned_to(maturity).unwrap().accretion, terms.face);
    }
}
