//! Figures against hand calculation.

use std::process::Command;

use serde_json::Value;

use super::desk::{Desk, yields};

/// Friday 30 May 2025: a bill whose discount is 1 a day for 70 days, and repo over the weekend.
const WEEKEND: [&str; 3] = [
    "cash,cash,Bank,500000,2025-05-30,,,,,,,,",
    "B1,treasury-bill,US Treasury,100000,2025-05-30,2025-08-08,99930,,,,,,",
    "R1,repo,Dealer,360000,2025-05-30,2025-06-02,,,4,,government,,",
];

fn quote(desk: &Desk, day: &str, since: &str) -> Value {
    desk.mmf(&["quote", "--day", day, "--since", since, "--curve", &yields()]).result()
}

#[test]
fn income_over_a_weekend_with_a_month_end_is_split_to_the_unit() {
    let desk = Desk::new();
    desk.load(&WEEKEND);
    let said = quote(&desk, "2025-06-02", "2025-05-30");
    // 3 days of 1 and of 360,000 · 4% / 360 = 40; a third of it on Saturday 31 May.
    assert_eq!((&said["income"], &said["incomeToMonthEnd"]), (&"123.000000".into(), &"41.000000".into()));
    // 500,000 cash, 99,933 bill; the repo has become 360,120 cash.
    assert_eq!(said["netAssets"], "960053.000000");
    assert_eq!(said["custodianCash"], "860120.000000");
    assert_eq!((&said["dailyLiquidBps"], &said["largestIssuerBps"]), (&10_000.into(), &0.into()));
    // 99,933 of market value at 67 days over 960,053: 6.97 days.
    assert_eq!((&said["wamDays"], &said["walDays"]), (&7.into(), &7.into()));
    let friday_to_saturday = quote_income(&desk, "2025-05-31");
    assert_eq!(friday_to_saturday, None, "the curve has no Saturday");
}

fn quote_income(desk: &Desk, day: &str) -> Option<Value> {
    let said = desk.mmf(&["quote", "--day", day, "--since", "2025-05-30", "--curve", &yields()]);
    (said.code == 0).then(|| said.result()["income"].clone())
}

#[test]
fn a_curve_values_a_bill_by_the_treasurys_formula() {
    let desk = Desk::new();
    desk.load(&[
        "cash,cash,Bank,10,2024-12-31,,,,,,,,",
        "B1,treasury-bill,US Treasury,5200000,2024-12-31,2025-01-12,,4.50,,,,,",
    ]);
    let said = desk.mmf(&["value", "--day", "2024-12-31", "--curve", &yields()]).result();
    // 5,200,000 / (1 + 4.40% · 12 / 365) = 5,192,488.6739…, at the one-month yield of the day.
    assert_eq!(said["lines"][0]["marketValue"], "5192488.673918");
    // Price 100 / (1 + 4.50% · 12 / 365) = 99.852273.
    assert_eq!(said["lines"][0]["carrying"], "5192318.196000");
    // 170.477918 of 5,192,328.196 above: 0.32 basis points.
    assert_eq!((&said["shadowNavPerShare"], &said["deviationBps"]), (&"1.0000".into(), &"0.32".into()));
    assert_eq!(said["alert"], "none");
}

#[test]
fn days_of_income_sum_to_the_change_of_net_assets() {
    let desk = Desk::new();
    desk.load(&[
        "cash,cash,Bank,20000000,2025-01-02,,,,,,,,",
        "B1,treasury-bill,US Treasury,5200000,2025-01-03,2025-01-14,,4.40,,,,,",
        "B2,treasury-bill,US Treasury,8273500,2025-01-03,2025-02-06,,4.37,,,,,",
        "N1,agency-note,FHLB,1000000,2025-01-06,2025-11-15,,,4.25,,,,",
    ]);
    let millionths = |value: &Value| value.as_str().unwrap().replace('.', "").parse::<i64>().unwrap();
    let days = ["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07", "2025-01-14", "2025-01-31", "2025-02-03"];
    let mut income = 0;
    for pair in days.windows(2) {
        income += millionths(&quote(&desk, pair[1], pair[0])["income"]);
    }
    let whole = quote(&desk, "2025-02-03", "2025-01-02");
    assert_eq!(income, millionths(&whole["income"]));
    assert_eq!(income, millionths(&whole["netAssets"]) - 20_000_000_000_000);
}

#[test]
fn the_quote_is_written_with_the_programs_names_and_the_hash_of_its_report() {
    let desk = Desk::new();
    desk.load(&WEEKEND);
    let out = desk.path("quote.json").display().to_string();
    let args = ["quote", "--day", "2025-06-02", "--since", "2025-05-30", "--curve", &yields(), "--out", &out];
    let said = desk.mmf(&args).result();
    let written: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let keys: Vec<&String> = written.as_object().unwrap().keys().collect();
    assert_eq!(keys.len(), 15, "{keys:?}");
    assert_eq!(written["day"], "2025-06-02");
    assert_eq!(written["net_assets_e6"], 960_053_000_000_u64);
    assert_eq!((&written["income_e6"], &written["income_to_month_end_e6"]), (&123_000_000.into(), &41_000_000.into()));
    assert_eq!(
        (&written["in_transit_e6"], &written["receivables_e6"], &written["realised_e6"]),
        (&0.into(), &0.into(), &0.into())
    );
    assert_eq!(written["document_hash"], said["documentHash"]);
    let report = desk.path("quote.report.json");
    let sum = Command::new("sha256sum").arg(&report).output().unwrap();
    let sum = String::from_utf8(sum.stdout).unwrap();
    assert_eq!(sum.split_whitespace().next(), said["documentHash"].as_str());
    let first = std::fs::read(&report).unwrap();
    desk.mmf(&args).result();
    assert_eq!(std::fs::read(&report).unwrap(), first, "the same inputs give the same report");
    let document: Value = serde_json::from_slice(&first).unwrap();
    assert_eq!(document["book"]["rows"].as_array().unwrap().len(), 3);
    assert_eq!(document["lines"][0]["valuedBy"], "curve");
}

#[test]
fn every_number_that_people_see_has_its_unit() {
    let desk = Desk::new();
    desk.load(&WEEKEND);
    let book = desk.path("book.json").display().to_string();
    let said =
        crate::support::mmf(&["portfolio", "check", "--day", "2025-05-30", "--curve", &yields(), "--book", &book]);
    assert_eq!(said.code, 0, "{said:#?}");
    for words in ["(days)", "(bps)", "Shadow NAV per share (fund currency)", "Unit", "of room"] {
        assert!(said.stdout.contains(words), "{words}: {}", said.stdout);
    }
}
