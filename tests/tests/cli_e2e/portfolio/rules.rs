//! The rules of a regime, as a table and as exit codes.

use serde_json::Value;

use super::desk::Desk;

/// 20 cash, 80 in securities of 2025.
const CASH: &str = "cash,cash,Bank,20,2025-01-02,,,,,,,,";

fn outcome(said: &Value, test: &str) -> String {
    let checks = said["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["test"] == test);
    found.map_or_else(String::new, |check| check["status"].as_str().unwrap().to_owned())
}

fn check(desk: &Desk, day: &str, regime: &str) -> crate::support::Said {
    desk.mmf(&["check", "--day", day, "--regime", regime])
}

#[test]
fn a_portfolio_of_bills_passes_and_tells_the_nearest_breach() {
    let desk = Desk::new();
    desk.load(&[CASH, "B1,treasury-bill,US Treasury,80,2025-01-02,2025-03-07,80,,,,,,"]);
    let said = check(&desk, "2025-01-02", "registered-government").result();
    assert_eq!(said["outcome"], "pass");
    // 64 days · 80 of 100 = 51.2: 52 days, 8 of 60 left; no other test has a smaller part of its limit.
    assert_eq!(said["wamDays"], 52);
    assert_eq!(said["nearest"], "weighted average maturity: 8 days of room");
}

#[test]
fn what_was_bought_on_the_day_breaks_a_rule_and_what_was_not_does_not() {
    let desk = Desk::new();
    desk.load(&[CASH, "P1,commercial-paper,Acme,80,2025-01-02,2025-02-07,80,,,,,,"]);
    let bought = check(&desk, "2025-01-02", "registered-retail");
    assert_eq!(bought.code, 1, "{bought:#?}");
    let bought: Value = serde_json::from_str(&bought.stdout).unwrap();
    assert_eq!(bought["result"]["outcome"], "breach");
    for test in ["daily liquid assets", "weekly liquid assets", "largest issuer"] {
        assert_eq!(outcome(&bought["result"], test), "breach", "{test}");
    }
    let later = check(&desk, "2025-01-03", "registered-retail").result();
    assert_eq!(outcome(&later, "daily liquid assets"), "may only buy liquid assets");
    assert_eq!(outcome(&later, "weekly liquid assets"), "may only buy liquid assets");
    assert_eq!(outcome(&later, "largest issuer"), "may buy no more of it");
    assert_eq!(outcome(&later, "alarm: daily liquid assets"), "pass", "2,000 bps are more than 1,250");
    assert_eq!(
        later["outcome"], "alarm: tell the board within one business day",
        "2,000 weekly bps are less than 2,500"
    );
}

#[test]
fn a_government_fund_holds_99_5_percent_government() {
    let desk = Desk::new();
    let book = |stablecoin: &str, cash: &str| {
        desk.load(&[
            &format!("cash,cash,Bank,{cash},2025-01-02,,,,,,,,"),
            &format!("u,stablecoin,Circle,{stablecoin},2025-01-02,,,,,,,,"),
        ]);
        check(&desk, "2025-01-03", "registered-government")
    };
    assert_eq!(book("50", "9950").code, 0);
    let over = book("51", "9949");
    assert_eq!(over.code, 1);
    let over: Value = serde_json::from_str(&over.stdout).unwrap();
    assert_eq!(outcome(&over["result"], "cash and government"), "breach");
    assert_eq!(over["result"]["dailyLiquidBps"], 9_949, "a stablecoin counts nothing");
}

#[test]
fn regimes_without_statutory_limits_have_the_funds_own() {
    let desk = Desk::new();
    desk.load(&[CASH, "P1,commercial-paper,Acme,80,2025-01-02,2025-02-07,80,,,,,,"]);
    for regime in ["private-3c7", "private-3c1", "offshore-reg-s"] {
        let said = check(&desk, "2025-01-02", regime).result();
        assert_eq!((said["checks"].as_array().unwrap().len(), &said["nearest"]), (0, &Value::Null), "{regime}");
    }
    let limits = desk.write("limits.json", r#"{"wam_days": 28, "issuer_bps": 8000}"#);
    let said = desk.mmf(&["check", "--day", "2025-01-02", "--regime", "private-3c7", "--limits", &limits]);
    let said: Value = serde_json::from_str(&said.stdout).unwrap();
    // 36 days · 80 of 100 = 28.8: 29 days.
    assert_eq!(outcome(&said["result"], "weighted average maturity"), "breach");
    assert_eq!(outcome(&said["result"], "largest issuer"), "pass");
    let bad = desk.write("bad.json", r#"{"wam": 28}"#);
    let error = desk.mmf(&["check", "--day", "2025-01-02", "--limits", &bad]).error(2);
    assert_eq!(error["name"], "FileInvalid");
}

#[test]
fn the_eu_counts_only_what_matures() {
    let desk = Desk::new();
    desk.load(&[CASH, "B1,treasury-bill,US Treasury,80,2025-01-02,2025-02-07,80,,,,,,"]);
    let said = check(&desk, "2025-01-03", "eu-mmfr");
    let said: Value = serde_json::from_str(&said.stdout).unwrap();
    // 20 cash, and of the bill 17.5 for the week.
    assert_eq!((&said["result"]["dailyLiquidBps"], &said["result"]["weeklyLiquidBps"]), (&2_000.into(), &3_750.into()));
    assert_eq!(outcome(&said["result"], "largest bank"), "breach", "2,000 bps in one bank");
}

#[test]
fn a_holiday_counts_where_the_calendar_says_so() {
    let desk = Desk::new();
    // Friday 17 January; Monday is a holiday.
    desk.load(&["cash,cash,Bank,20,2025-01-17,,,,,,,,", "P1,commercial-paper,Acme,80,2025-01-16,2025-01-21,80,,,,,,"]);
    let daily = |extra: &[&str]| {
        let said = desk.mmf(&[&["check", "--day", "2025-01-17", "--regime", "private-3c7"], extra].concat()).result();
        said["dailyLiquidBps"].as_i64().unwrap()
    };
    assert_eq!(daily(&[]), 2_000, "Monday to Friday: Tuesday is the second business day");
    let days = desk.write("days.csv", "date\n2025-01-17\n2025-01-21\n2025-01-22\n2025-01-23\n2025-01-24\n2025-01-27\n");
    assert_eq!(daily(&["--business-days", &days]), 10_000);
    let short = desk.write("short.csv", "2025-01-17\n2025-01-21\n");
    let error = desk.mmf(&["check", "--day", "2025-01-17", "--business-days", &short]).error(1);
    assert_eq!(error["name"], "CalendarEnds");
}
