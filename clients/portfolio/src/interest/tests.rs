#![allow(clippy::unwrap_used)]

use super::*;
use crate::kind::Kind;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn note(kind: Kind, rate: &str, settle: Date, maturity: Date) -> Terms {
    let mut terms = Terms::new("N1", kind, "Issuer", dec("1000000"), settle);
    terms.maturity = Some(maturity);
    terms.rate_pct = Some(dec(rate));
    terms
}

#[test]
fn a_repo_earns_actual_days_over_360() {
    let repo = note(Kind::Repo, "4.35", date(2025, 1, 17), date(2025, 1, 21));
    // 1,000,000 · 4.35% · 4 / 360 = 483.3333…
    assert_eq!(repo.coupons_to(date(2025, 1, 21)).unwrap(), dec("483.333333"));
    assert_eq!(amount(repo.accrued(date(2025, 1, 18)).unwrap()), dec("120.833333"));
    assert_eq!(repo.accrued(date(2025, 1, 21)).unwrap(), Decimal::ZERO);
}

#[test]
fn a_treasury_note_pays_half_its_rate_each_half_year() {
    let note = note(Kind::TreasuryNote, "8", date(2025, 2, 15), date(2026, 2, 15));
    assert_eq!(note.coupon_days(date(2026, 2, 15)), [date(2025, 8, 15), date(2026, 2, 15)]);
    // 31 CFR 356, appendix B, I.A.1: 8% pays $40 on $1,000, whatever the days of the half-year.
    assert_eq!(note.coupon(date(2025, 8, 15)).unwrap(), dec("40000"));
    assert_eq!(note.coupon(date(2026, 2, 15)).unwrap(), dec("40000"));
    // 16 of the half-year's 181 days: 40,000 · 16 / 181.
    assert_eq!(amount(note.accrued(date(2025, 3, 3)).unwrap()), dec("3535.911602"));
}

#[test]
fn interest_that_was_bought_is_not_earned() {
    let mut note = note(Kind::TreasuryNote, "8", date(2025, 3, 3), date(2026, 2, 15));
    assert_eq!(note.purchased().unwrap(), dec("3535.911602"));
    assert_eq!(amount(note.interest_to(date(2025, 8, 15)).unwrap()), dec("36464.088398"));
    note.dated = Some(date(2025, 3, 1));
    assert_eq!(amount(note.accrued(date(2025, 3, 3)).unwrap()), dec("441.988950"), "a first period that began late");
}

#[test]
fn coupons_of_a_month_end_stay_at_month_ends() {
    let note = note(Kind::TreasuryNote, "4", date(2024, 6, 30), date(2025, 8, 31));
    assert_eq!(note.coupon_days(date(2025, 8, 31)), [date(2024, 8, 31), date(2025, 2, 28), date(2025, 8, 31)]);
}

#[test]
fn actual_over_actual_at_maturity_splits_by_calendar_years() {
    let mut deposit = note(Kind::CertificateOfDeposit, "5", date(2023, 12, 1), date(2024, 2, 1));
    deposit.day_count = Some(DayCount::ActAct);
    // 50,000 · (31/365 + 31/366) = 8,481.54802006…
    assert_eq!(deposit.coupons_to(date(2024, 2, 1)).unwrap(), dec("8481.548020"));
    deposit.day_count = Some(DayCount::Act365);
    assert_eq!(deposit.coupons_to(date(2024, 2, 1)).unwrap(), dec("8493.150685"));
}

#[test]
fn a_floater_earns_each_rate_for_its_days_and_none_beyond_its_reset() {
    let mut floater = note(Kind::CorporateNote, "5.30", date(2025, 1, 2), date(2025, 10, 2));
    floater.next_reset = Some(Reset::On(date(2025, 3, 2)));
    floater.resets = vec![(date(2025, 2, 2), dec("5.10"))];
    // 1,000,000 · (5.30% · 31 + 5.10% · 28) / 360 = 8,530.5555…
    assert_eq!(amount(floater.accrued(date(2025, 3, 2)).unwrap()), dec("8530.555556"));
    assert_eq!(
        floater.accrued(date(2025, 3, 3)),
        Err(PortfolioError::RateUnknown { id: "N1".into(), reset: date(2025, 3, 2) })
    );
    floater.next_reset = Some(Reset::Daily);
    assert!(floater.accrued(date(2025, 3, 3)).is_ok());
}
