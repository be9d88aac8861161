use super::*;
use crate::metrics::Bought;
use crate::rules::{OwnLimits, Regime};

/// A government fund that passes everything.
fn good() -> Metrics {
    Metrics {
        wam_days: 40,
        wal_days: 80,
        longest: Some((300, "B1".into())),
        daily_liquid_bps: 9_000,
        weekly_liquid_bps: 9_500,
        issuers: vec![Share { name: "Acme".into(), bps: 30 }],
        banks: vec![Share { name: "Bank".into(), bps: 200 }],
        illiquid_bps: 0,
        government_bps: 9_970,
        bought: Bought::default(),
    }
}

fn status(regime: Regime, metrics: &Metrics, test: Test) -> Option<Status> {
    let checks = check(&Limits::of(regime), metrics);
    checks.iter().find(|check| check.limit.test == test).map(|check| check.status)
}

#[test]
fn the_figures_of_the_rules_are_theirs() {
    let bounds = |regime| Limits::of(regime).all().iter().map(|limit| (limit.test, limit.bound)).collect::<Vec<_>>();
    use Test::*;
    let rule_2a_7 = [
        (MaxMaturity, 397),
        (Wam, 60),
        (Wal, 120),
        (DailyLiquid, 2_500),
        (WeeklyLiquid, 5_000),
        (Issuer, 500),
        (Illiquid, 500),
        (DailyAlarm, 1_250),
        (WeeklyAlarm, 2_500),
    ];
    assert_eq!(bounds(Regime::RegisteredRetail), rule_2a_7);
    assert_eq!(bounds(Regime::RegisteredInstitutional), rule_2a_7);
    assert_eq!(bounds(Regime::RegisteredGovernment), [&rule_2a_7[..], &[(Government, 9_950)]].concat());
    let eu = [
        (MaxMaturity, 397),
        (Wam, 60),
        (Wal, 120),
        (DailyLiquid, 1_000),
        (WeeklyLiquid, 3_000),
        (Issuer, 500),
        (Bank, 1_000),
    ];
    assert_eq!(bounds(Regime::EuMmfr), eu);
    for free in [Regime::Private3c7, Regime::Private3c1, Regime::OffshoreRegS] {
        assert!(bounds(free).is_empty());
    }
}

#[test]
fn each_limit_holds_to_its_last_unit() {
    let regime = Regime::RegisteredGovernment;
    let at = |change: fn(&mut Metrics), test| {
        let mut metrics = good();
        change(&mut metrics);
        status(regime, &metrics, test)
    };
    assert_eq!(at(|m| m.wam_days = 60, Test::Wam), Some(Status::Pass));
    assert_eq!(at(|m| m.wam_days = 61, Test::Wam), Some(Status::Breach));
    assert_eq!(at(|m| m.wal_days = 121, Test::Wal), Some(Status::Breach));
    assert_eq!(at(|m| m.longest = Some((398, "B1".into())), Test::MaxMaturity), Some(Status::Breach));
    assert_eq!(at(|m| m.longest = None, Test::MaxMaturity), Some(Status::Pass));
    assert_eq!(at(|m| m.government_bps = 9_950, Test::Government), Some(Status::Pass));
    assert_eq!(at(|m| m.government_bps = 9_949, Test::Government), Some(Status::Breach));
    assert_eq!(at(|m| m.daily_liquid_bps = 2_500, Test::DailyLiquid), Some(Status::Pass));
    assert_eq!(at(|m| m.daily_liquid_bps = 1_250, Test::DailyAlarm), Some(Status::Pass));
    assert_eq!(at(|m| m.daily_liquid_bps = 1_249, Test::DailyAlarm), Some(Status::Alarm));
    assert_eq!(at(|m| m.weekly_liquid_bps = 2_499, Test::WeeklyAlarm), Some(Status::Alarm));
}

#[test]
fn a_shortage_without_a_purchase_forces_no_sale() {
    let mut metrics = good();
    (metrics.daily_liquid_bps, metrics.weekly_liquid_bps) = (2_499, 4_999);
    metrics.issuers[0].bps = 501;
    metrics.illiquid_bps = 501;
    let of = |metrics: &Metrics, test| status(Regime::RegisteredRetail, metrics, test);
    assert_eq!(of(&metrics, Test::DailyLiquid), Some(Status::MayOnlyBuyLiquid));
    assert_eq!(of(&metrics, Test::WeeklyLiquid), Some(Status::MayOnlyBuyLiquid));
    assert_eq!(of(&metrics, Test::Issuer), Some(Status::MayBuyNoMore));
    assert_eq!(of(&metrics, Test::Illiquid), Some(Status::MayBuyNoMore));
    assert_eq!(
        status(Regime::EuMmfr, &Metrics { daily_liquid_bps: 999, ..metrics.clone() }, Test::DailyLiquid),
        Some(Status::Breach)
    );

    metrics.bought.not_daily = vec!["N1".into()];
    metrics.bought.illiquid = vec!["N1".into()];
    metrics.bought.issuers = vec!["Other".into()];
    assert_eq!(of(&metrics, Test::DailyLiquid), Some(Status::Breach));
    assert_eq!(of(&metrics, Test::WeeklyLiquid), Some(Status::MayOnlyBuyLiquid), "it was a weekly liquid asset");
    assert_eq!(of(&metrics, Test::Illiquid), Some(Status::Breach));
    assert_eq!(of(&metrics, Test::Issuer), Some(Status::MayBuyNoMore), "another issuer was bought");
    metrics.bought.issuers.push("Acme".into());
    assert_eq!(of(&metrics, Test::Issuer), Some(Status::Breach));
}

#[test]
fn the_nearest_breach_has_the_least_part_of_its_room_left() {
    let limits = Limits::of(Regime::RegisteredGovernment);
    let near = |metrics: &Metrics| nearest(&check(&limits, metrics)).map(|check| (check.limit.test, check.room));
    // 97 of 397 days is less than 20 of 60, and than 20 of the 50 basis points between 9,950 and all.
    assert_eq!(near(&good()), Some((Test::MaxMaturity, 97)));
    let little = Metrics { government_bps: 9_955, ..good() };
    assert_eq!(near(&little), Some((Test::Government, 5)));
    let tight = Metrics { government_bps: 10_000, wal_days: 120, ..good() };
    assert_eq!(near(&tight), Some((Test::Wal, 0)));
    let broken = Metrics { wam_days: 70, daily_liquid_bps: 2_400, ..good() };
    assert_eq!(near(&broken), Some((Test::Wam, -10)));
    assert_eq!(nearest(&[]), None);
}

#[test]
fn own_limits_only_tighten() {
    let own = OwnLimits::read(br#"{"wam_days": 45, "wal_days": 150, "weekly_liquid_bps": 6000, "bank_bps": 500}"#);
    let mut limits = Limits::of(Regime::RegisteredRetail);
    own.unwrap_or_default().apply(&mut limits);
    let bound = |test| limits.all().iter().find(|limit| limit.test == test).map(|limit| limit.bound);
    assert_eq!((bound(Test::Wam), bound(Test::Wal)), (Some(45), Some(120)));
    assert_eq!((bound(Test::WeeklyLiquid), bound(Test::Bank)), (Some(6_000), Some(500)));
    for bad in [r#"{"wam": 1}"#, r#"{"wam_days": -1}"#, r#"{"wam_days": 1.5}"#, r#"{"issuer_bps": 10001}"#, "[]", ""] {
        assert!(OwnLimits::read(bad.as_bytes()).is_err(), "{bad}");
    }
}
