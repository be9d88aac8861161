//! A ladder of bills through the Treasury's year from July 2024 to July 2025, against integers that share no code with it.

#![allow(clippy::unwrap_used, clippy::expect_used)] // tests

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{Span, Unit};
use mmf_portfolio::{
    BillOrder, BusinessDays, Curves, Method, Portfolio, Regime, affordable_face, at_cost, by_curve, measure, to_e6,
};
use rust_decimal::Decimal;

const E6: i128 = 1_000_000;
const YIELDS: &str = include_str!("../../../data/treasury-par-yields.csv");

fn days(from: Date, until: Date) -> i128 {
    i128::from(from.until((Unit::Day, until)).unwrap().get_days())
}

/// Half up, of positive numbers.
fn round_div(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator + denominator) / (2 * denominator)
}

/// A bill in integers: face, cost and term.
struct Whole {
    settle: Date,
    maturity: Date,
    face_e6: i128,
    cost_e6: i128,
}

impl Whole {
    /// Bought at a yield in basis points, at `100 / (1 + y · d / 365)` to six decimals.
    fn buy(settle: Date, maturity: Date, face_e6: i128, yield_bps: i128) -> Self {
        let one = 365 * 10_000;
        let price_e6 = round_div(100 * E6 * one, one + yield_bps * days(settle, maturity));
        Self { settle, maturity, face_e6, cost_e6: face_e6 / (100 * E6) * price_e6 }
    }

    fn earned_e6(&self, day: Date) -> i128 {
        let held = days(self.settle, day).clamp(0, days(self.settle, self.maturity));
        round_div((self.face_e6 - self.cost_e6) * held, days(self.settle, self.maturity))
    }
}

/// One-month yields in basis points by business day, read without the library.
fn one_month() -> BTreeMap<Date, i128> {
    let rows = YIELDS.lines().skip(1).map(|line| {
        let mut cells = line.split(',');
        let day = cells.next().unwrap().parse().unwrap();
        let (whole, fraction) = cells.next().unwrap().split_once('.').unwrap_or(("0", "0"));
        (day, whole.parse::<i128>().unwrap() * 100 + format!("{fraction:0<2}").parse::<i128>().unwrap())
    });
    rows.collect()
}

#[test]
fn a_year_of_bills_is_equal_to_the_unit_to_integers() {
    let yields = one_month();
    let curves = Curves::read(YIELDS.as_bytes()).unwrap();
    let calendar: Vec<Date> = curves.days().collect();
    assert!(calendar.iter().eq(yields.keys()));
    let first = calendar[0];
    let eve = first.yesterday().unwrap();
    let mut book = Portfolio::new(eve);
    book.move_cash("opening", "Bank", Decimal::from(250_000_000), eve).unwrap();
    let (mut wholes, mut cash_e6) = (Vec::<Whole>::new(), 250_000_000 * E6);
    let (mut struck, mut years_income_e6) = (first, 0);
    for (place, day) in calendar.iter().enumerate() {
        cash_e6 += wholes.iter().filter(|bill| bill.maturity == *day).map(|bill| bill.face_e6).sum::<i128>();
        assert_eq!(to_e6(book.cash(*day).unwrap()), Some(cash_e6), "{day}");
        let later = calendar.iter().find(|later| days(*day, **later) >= 28);
        if let Some(maturity) = later.filter(|_| place % 4 == 0) {
            let yield_pct = curves.on(*day).unwrap().yield_pct(1).unwrap().unwrap();
            // A fifth of the first cash at a time, then what has come back.
            let cash = Decimal::from_i128_with_scale(cash_e6, 6).min(Decimal::from(52_000_000));
            let face = affordable_face(cash, yield_pct, *day, *maturity).unwrap();
            if face > Decimal::ZERO {
                let id = format!("B{place}");
                let order = BillOrder {
                    id: &id,
                    settle: *day,
                    maturity: *maturity,
                    face,
                    yield_pct,
                    method: Method::StraightLine,
                };
                let cost_e6 = to_e6(book.buy_bill(&order).unwrap().cost()).unwrap();
                let whole = Whole::buy(*day, *maturity, to_e6(face).unwrap(), yields[day]);
                assert_eq!(cost_e6, whole.cost_e6, "{day}");
                cash_e6 -= whole.cost_e6;
                wholes.push(whole);
            }
        }
        if *day == first {
            continue;
        }
        let income = book.income_between(struck, *day).unwrap();
        let of = |until: Date| wholes.iter().map(|bill| bill.earned_e6(until) - bill.earned_e6(struck)).sum::<i128>();
        assert_eq!(to_e6(income.total), Some(of(*day)), "{day}");
        let month_end = struck.checked_add(Span::new().days(1)).unwrap().last_of_month();
        let part = (month_end <= *day).then(|| of(month_end));
        assert_eq!(income.to_month_end.map(|part| to_e6(part).unwrap()), part, "{day}");
        let carried: i128 = wholes
            .iter()
            .filter(|bill| bill.settle <= *day && *day < bill.maturity)
            .map(|bill| bill.cost_e6 + bill.earned_e6(*day))
            .sum();
        let valuation = book.value_at(*day).unwrap();
        assert_eq!(to_e6(valuation.net_assets().unwrap()), Some(carried + cash_e6), "{day}");
        years_income_e6 += of(*day);
        struck = *day;
    }
    assert!(wholes.len() > 55, "{} bills were bought", wholes.len());
    let last = book.value_at(struck).unwrap().net_assets().unwrap();
    assert_eq!(to_e6(last), Some(250_000_000 * E6 + years_income_e6));
    assert!(years_income_e6 > 10_000_000 * E6, "a year at four to five percent: {years_income_e6}");
}

#[test]
fn under_constant_yield_each_day_earns_the_weighted_purchase_yield() {
    let curves = Curves::read(YIELDS.as_bytes()).unwrap();
    let calendar: Vec<Date> = curves.days().collect();
    let eve = calendar[0].yesterday().unwrap();
    let mut book = Portfolio::new(eve);
    book.move_cash("opening", "Bank", Decimal::from(100_000_000), eve).unwrap();
    let ladder = [28i128, 56, 91, 119, 182];
    for (number, term) in ladder.into_iter().enumerate() {
        let maturity = *calendar.iter().find(|day| days(calendar[0], **day) >= term).unwrap();
        let yield_pct = curves.on(calendar[0]).unwrap().yield_pct(i64::try_from(term).unwrap()).unwrap().unwrap();
        let id = format!("L{number}");
        let face = Decimal::from(15_000_000);
        let order =
            BillOrder { id: &id, settle: calendar[0], maturity, face, yield_pct, method: Method::ConstantYield };
        book.buy_bill(&order).unwrap();
    }
    for pair in calendar[..25].windows(2) {
        let valuation = book.value_at(pair[0]).unwrap();
        let held: Decimal = valuation.lines.iter().map(|line| line.carrying).sum();
        if held.is_zero() || book.value_at(pair[1]).unwrap().lines.len() != valuation.lines.len() {
            continue;
        }
        let income = book.income_between(pair[0], pair[1]).unwrap().total;
        let yearly = income / held * Decimal::from(36_500) / Decimal::from_i128_with_scale(days(pair[0], pair[1]), 0);
        let bought = book.weighted_purchase_yield(pair[0]).unwrap();
        // A hundredth of a percent is a basis point; several days compound.
        assert!((yearly - bought).abs() < Decimal::new(1, 2), "{}: {yearly} and {bought}", pair[0]);

        let market = by_curve(&valuation, curves.on(pair[0]).unwrap()).unwrap();
        let away = market.net_assets(&valuation).unwrap() / valuation.net_assets().unwrap() - Decimal::ONE;
        assert!(away.abs() < Decimal::new(25, 4), "a month's move of yields is far below 25 bps: {away}");
    }
    let day = calendar[5];
    let valuation = book.value_at(day).unwrap();
    let regime = Regime::RegisteredGovernment;
    let metrics =
        measure(&valuation, &at_cost(&valuation), &BusinessDays::Weekdays, regime.basis(), regime.liquid_by()).unwrap();
    assert_eq!((metrics.daily_liquid_bps, metrics.weekly_liquid_bps, metrics.government_bps), (10_000, 10_000, 10_000));
    assert_eq!(metrics.wam_days, metrics.wal_days);
}
