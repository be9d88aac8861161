//! A wrong strike: computed again, corrected by a later one, and published with that.

use serde_json::Value;

use super::super::support::Fund;
use super::due;

const DAYS: [&str; 5] = ["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-07", "2025-01-31"];

fn strike(fund: &Fund, time: &str, quote: (&str, &str), args: &[&str]) -> Value {
    fund.net.time(time);
    fund.quote(quote.0, quote.1).result();
    fund.admin(&[&["strike", "--yes"], args].concat()).result()
}

#[test]
fn a_wrong_strike_is_corrected_by_a_later_one_and_holders_amounts_are_known() {
    let fund = Fund::start();
    fund.strike_on(&DAYS);
    let (alice, bob) = (due(&fund), fund.holder("bob", "0"));
    fund.quote("250058.22", "58.22").result();
    fund.admin(&["strike", "--yes"]).result();
    fund.net.time("2025-01-03T12:00:00Z");
    fund.by(&alice.path, &["transfer", &bob.address, "50,000"]).result();
    fund.by(&alice.path, &["redeem", "10,000"]).result();
    // $25.00 instead of $29.11.
    strike(&fund, "2025-01-03T20:01:00Z", ("240083.22", "25.00"), &[]);

    let looked = correct(&fund, "29.11", &[]).result();
    let class = &looked["classes"][0];
    assert_eq!((&class["correction"], &class["correctedAlready"]), (&"4.110000".into(), &"0.000000".into()));
    assert_eq!((&class["expense"], &looked["material"]), (&class["rightExpense"], &false.into()));
    assert!(looked["out"].is_null(), "nothing is written without --out");
    let holders = looked["holders"].as_array().unwrap();
    assert_eq!(holders.len(), 2);
    let of = |wallet: &str| holders.iter().find(|row| row["wallet"] == wallet).unwrap();
    assert_eq!(
        (&of(&alice.address)["units"], &of(&bob.address)["units"]),
        (&"190000.000000".into(), &"50000.000000".into())
    );
    let credited: u128 = of(&bob.address)["credited_e18"].as_str().unwrap().parse().unwrap();
    let right: u128 = of(&bob.address)["right_e18"].as_str().unwrap().parse().unwrap();
    // $4.11 on 240,000 shares, 50,000 of them Bob's.
    assert_eq!((right - credited) / 10u128.pow(18), 856_250);
    assert_eq!(
        (&of(&bob.address)["underpaid"], &of(&bob.address)["overpaid"]),
        (&"0.856250".into(), &"0.000000".into())
    );
    assert_eq!(correct(&fund, "2,000", &[]).result()["material"], true, "0.83% of net assets");
    assert_eq!(correct(&fund, "25", &["--out", "none.json"]).error(1)["name"], "NothingToCorrect");

    let written = correct(&fund, "29.11", &["--out", "correction.json"]).result();
    assert_eq!(written["holdersFile"], "correction.holders.csv");
    let file = std::fs::read_to_string(fund.net.dir.path().join("correction.json")).unwrap();
    let file: Value = serde_json::from_str(&file).unwrap();
    assert_eq!((&file["strikeNo"], &file["classes"][0]["netIncome_e6"]), (&2.into(), &4_110_000.into()));
    assert_eq!(file["documentHash"], written["documentHash"]);
    let csv = std::fs::read_to_string(fund.net.dir.path().join("correction.holders.csv")).unwrap();
    assert_eq!(csv.lines().count(), 3, "a heading and two holders");

    let args = ["--correction", "correction.json"];
    let struck = strike(&fund, "2025-01-06T20:01:00Z", ("240174.66", "87.33"), &args);
    assert_eq!((&struck["correctsStrikeNo"], &struck["correction"]), (&2.into(), &"4.110000".into()));
    assert_eq!((&struck["correctionHash"], &struck["tieOutDifference"]), (&file["documentHash"], &"0.000000".into()));
    let again = correct(&fund, "29.11", &[]).result();
    assert_eq!(
        (&again["classes"][0]["correctedAlready"], &again["classes"][0]["correction"]),
        (&"4.110000".into(), &"0.000000".into())
    );
    assert_eq!(fund.mmf(&["class", "show"]).result()["fees"]["correctionsToDate"], "4.110000");
    let later = fund.mmf(&["nav", "correct", "--strike", "3", "--income", "87.33"]).result();
    assert_eq!(later["classes"][0]["correction"], "0.000000", "a strike that carried a correction comes out as well");
    published(&fund);
}

fn correct(fund: &Fund, income: &str, args: &[&str]) -> super::super::support::Said {
    fund.mmf(&[&["nav", "correct", "--strike", "2", "--income", income], args].concat())
}

fn published(fund: &Fund) {
    strike(fund, "2025-01-07T20:01:00Z", ("240203.77", "29.11"), &[]);
    let history = fund.mmf(&["nav", "history", "--class", "0", "--csv", "nav.csv"]).result();
    let rows = history["history"].as_array().unwrap();
    assert_eq!(rows.len(), 4);
    assert_eq!((&rows[2]["correctsStrikeNo"], &rows[2]["days"]), (&2.into(), &3.into()));
    assert!(rows[2]["sevenDayCurrentYield_e18"].is_null(), "six days are no week");
    let rate = |row: &Value| fund_rate(fund, row["strikeNo"].as_u64().unwrap());
    // 1 to 7 January: two days, one day, three days, one day, each whole.
    let sum: u128 = rows.iter().map(rate).sum();
    let current: u128 = rows[3]["sevenDayCurrentYield_e18"].as_str().unwrap().parse().unwrap();
    assert_eq!(current, sum * 365 / 7);
    let effective: u128 = rows[3]["sevenDayEffectiveYield_e18"].as_str().unwrap().parse().unwrap();
    assert!(effective > current);
    let factor = rows[3]["factor"].as_str().unwrap();
    assert_eq!(factor.len(), "0.000000000".len());
    assert_eq!(rows[3]["price_e12"], "1000000000000");
    assert_eq!(rows[3]["oneDayYieldWithoutWaiver_e18"], rows[3]["oneDayYield_e18"], "nothing was waived");
    let csv = std::fs::read_to_string(fund.net.dir.path().join("nav.csv")).unwrap();
    assert_eq!(csv.lines().count(), 5);
    let some = fund.mmf(&["nav", "history", "--from", "2025-01-03", "--to", "2025-01-06"]).result();
    assert_eq!(some["count"], 2);
    assert_eq!(fund.mmf(&["nav", "show"]).result()["classes"][0]["strikeNo"], 4);
    let missing = fund.mmf(&["nav", "correct", "--strike", "9", "--income", "1"]).error(2);
    assert_eq!(missing["name"], "StrikeMissing");
}

/// Income per unit of a strike, e18.
fn fund_rate(fund: &Fund, strike_no: u64) -> u128 {
    let shown = fund.mmf(&["quote", "show", "--strike", &strike_no.to_string()]).result();
    shown["results"][0]["rate_e18"].as_str().unwrap().parse().unwrap()
}
