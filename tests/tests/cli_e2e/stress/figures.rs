//! Figures that were computed by hand.

use serde_json::{Value, json};

use super::{bounds, desk, path, row, stress};
use crate::support::mmf;

/// The fields of a row, by name.
fn fields(row: &Value, names: &[&str]) -> Value {
    names.iter().map(|name| row[*name].clone()).collect()
}

#[test]
fn a_redemption_alone_a_rise_alone_and_both() {
    let said = stress(&desk(), &["--redeem", "40,60", "--shift", "1200"]).result();
    assert_eq!((&said["day"], &said["stressDay"]), (&json!("2025-01-02"), &json!("2025-01-03")));
    assert_eq!((&said["dailyLiquidBps"], &said["leastWeeklyLiquidBps"]), (&json!(5_000), &json!(5_000)));
    let rows = said["payments"].as_array().unwrap();
    let supposed: Vec<Value> = rows.iter().map(|row| fields(row, &["redeemBps", "shiftBps", "spreadBps"])).collect();
    assert_eq!(
        json!(supposed),
        json!([[4_000, 0, 0], [6_000, 0, 0], [0, 1_200, 0], [4_000, 1_200, 0], [6_000, 1_200, 0]])
    );

    // 40 million: cash, repo, and 10 million of a bill at 1 / 1.024, which is 10.24 million of face.
    let paid = ["priceE4", "neededE6", "stablecoinE6", "cashE6", "maturingE6", "salesE6"];
    assert_eq!(
        fields(row(&said, "payments", 4), &paid),
        json!([10_000, "40000000000000", "0", "10000000000000", "20000000000000", "10000000000000"])
    );
    assert_eq!(
        fields(row(&said, "sales", 4), &["id", "lot", "faceE6", "carryingE6", "marketValueE6", "proceedsE6"]),
        json!(["B1", null, "10240000000000", "10240000000000", "10000000000000", "10000000000000"])
    );
    let left = ["dailyLiquidBps", "dailyEnough", "weeklyLiquidBps", "weeklyEnough"];
    assert_eq!(fields(row(&said, "standings", 4), &left), json!([1_633, false, 1_633, false]));
    let worth = ["realisedLossE6", "saleCostE6", "marketNetAssetsE6", "shadowNavPerShareE4", "deviationBps"];
    assert_eq!(
        fields(row(&said, "standings", 4), &worth),
        json!(["240000000000", "0", "59531250000000", 9_922, "-78.12"])
    );
    let breaks: Vec<_> = (1..=5).map(|scenario| row(&said, "standings", scenario)["breaksTheBuck"].clone()).collect();
    assert_eq!(breaks, [false, false, false, true, true]);

    // 60 million are 10.46875 more than there is; the other repo pays on the sixth business day.
    assert_eq!(
        fields(row(&said, "queue", 5), &["waitsE6", "businessDays", "until"]),
        json!(["10468750000000", 6, "2025-01-13"])
    );
    assert_eq!(said["queue"].as_array().unwrap().len(), 2, "40 per cent are paid within the day");
}

#[test]
fn the_largest_redemption_is_exact_to_the_basis_point() {
    let said = stress(&desk(), &["--shift", "1200,-1200"]).result();
    let found = ["dailyUpToBps", "weeklyUpToBps", "priceUpToBps", "allUpToBps", "withinTheDayUpToBps"];
    assert_eq!(fields(bounds(&said, 0), &found), json!([3_333, 0, 10_000, 0, 5_000]));
    // (20 − 1.024 y) / (70 − 1.024 y) is a quarter at y = 3.2552; 0.46875 is half a per cent of 93.75.
    assert_eq!(fields(bounds(&said, 1_200), &found), json!([3_325, 0, 625, 0, 4_953]));
    assert_eq!(bounds(&said, -1_200)["lowestYieldPct"], "-12.00");
    // What a stress finds in one place, a redemption of that size finds in the other.
    let at = stress(&desk(), &["--redeem", "33.25,33.26", "--shift", "1200"]).result();
    assert_eq!(row(&at, "standings", 4)["dailyEnough"], true);
    assert_eq!(row(&at, "standings", 5)["dailyEnough"], false);
}

#[test]
fn the_fund_says_what_is_sufficient_what_waits_and_what_a_sale_costs() {
    let options = ["--redeem", "40", "--least-daily", "15", "--least-weekly", "12.6"];
    let said = stress(&desk(), &[&options[..], &["--shift", "1200", "--sale-cost", "2000"]].concat()).result();
    assert_eq!((&said["leastDailyLiquidBps"], &said["leastWeeklyLiquidBps"]), (&json!(1_500), &json!(1_260)));
    // 12.8 million of face for 10 million: 7.2 of 57.2 are left.
    let after = row(&said, "standings", 3);
    assert_eq!(
        fields(after, &["dailyLiquidBps", "dailyEnough", "weeklyEnough", "realisedLossE6", "saleCostE6"]),
        json!([1_258, false, false, "300000000000", "2500000000000"])
    );
    let said = stress(&desk(), &["--redeem", "10", "--queued", "5,000,000"]).result();
    assert_eq!(row(&said, "payments", 1)["neededE6"], "14500000000000");
    let said = stress(&desk(), &["--redeem", "10", "--regime", "private-3c7"]).result();
    assert_eq!(fields(row(&said, "standings", 1), &["dailyLiquidBps", "dailyEnough"]), json!([4_444, null]));
    assert_eq!(bounds(&said, 0)["dailyUpToBps"], Value::Null);
}

#[test]
fn an_institutional_fund_pays_what_a_share_is_worth() {
    let options = ["--redeem", "10", "--shift", "1200", "--regime", "registered-institutional"];
    let said = stress(&desk(), &options).result();
    // 99.53125 / 100 to four decimals.
    assert_eq!(fields(row(&said, "payments", 3), &["priceE4", "neededE6"]), json!([9_953, "9953000000000"]));
    let said = stress(&desk(), &["--redeem", "10", "--shares", "101,000,000"]).result();
    assert_eq!(row(&said, "payments", 1)["neededE6"], "10100000000000");
}

#[test]
fn people_read_percentages_amounts_and_words() {
    let desk = desk();
    let (book, curve) = (path(&desk, "book.json"), path(&desk, "curve.csv"));
    let args = ["stress", "--date", "2025-01-02", "--curve", &curve, "--book", &book];
    let said = mmf(&[&args[..], &["--redeem", "40,100", "--shift", "1200", "--regime", "eu-mmfr"]].concat());
    assert_eq!(said.code, 0, "{said:#?}");
    for words in ["40.00%", "10,047,488.000000", "0.9953", "Paid within the day", "2025-01-13"] {
        assert!(said.stdout.contains(words), "{words} in\n{}", said.stdout);
    }
    let costly = mmf(&[&args[..], &["--shift", "2000", "--redeem", "60", "--shares", "110,000,000"]].concat());
    assert!(costly.stdout.contains("fails already"), "{}", costly.stdout);
}
