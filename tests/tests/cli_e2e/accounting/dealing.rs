//! Exchanges between classes, and fees paid out.

use super::super::support::{Fund, Key, Net};
use super::due;

/// A private fund with a class whose price rises beside the first, in which Alice has a holding.
fn two_classes() -> (Fund, Key) {
    let fund = Fund::of(Net::start(), "private-3c7", 1);
    fund.strike_on(&["2025-01-02", "2025-01-03", "2025-01-31", "2025-02-03"]);
    let alice = due(&fund);
    let created = fund
        .admin(&[
            "class",
            "create",
            "--kind",
            "accumulating",
            "--name",
            "Growing",
            "--symbol",
            "GROW",
            "--uri",
            "https://fund.example/grow.json",
            "--expense-bps",
            "10",
            "--day-count",
            "act-act",
            "--performance-fee-bps",
            "500",
        ])
        .result();
    assert_eq!((&created["kind"], &created["terms"]["dayCount"]), (&"accumulating".into(), &"act-act".into()));
    assert_eq!(created["terms"]["performanceFeeBps"], 500);
    fund.admin(&["holding", "open", &alice.address, "--class", "1"]).result();
    fund.quote("250058.22", "58.22").result();
    fund.admin(&["strike", "--yes"]).result();
    (fund, alice)
}

#[test]
fn shares_of_one_class_become_shares_of_another_at_their_net_asset_values() {
    let (fund, alice) = two_classes();
    let exchange = |args: &[&str]| fund.by(&alice.path, &[&["exchange", "--yes"], args].concat());
    let dry = exchange(&["10,000", "--class", "0", "--to-class", "1", "--dry-run"]).result();
    assert_eq!(dry["dryRun"], true);
    let done = exchange(&["10,000", "--class", "0", "--to-class", "1"]).result();
    assert_eq!((&done["given"], &done["value"]), (&"10000.000000".into(), &"10000.000000".into()));
    assert_eq!((&done["balance"], &done["toBalance"]), (&"240000.000000".into(), &done["taken"]));
    let taken = done["taken"].as_str().unwrap();
    assert!(taken.starts_with("9999.99"), "income since the strike is paid for: {done}");
    assert_eq!(exchange(&["5", "--class", "0", "--to-class", "0"]).error(3)["name"], "SameClass");
    assert_eq!(
        exchange(&["5", "--class", "0", "--to-class", "1", "--min-shares", "6"]).error(3)["name"],
        "BelowMinimumOut"
    );
    assert_eq!(exchange(&["900,000", "--class", "0", "--to-class", "1"]).error(3)["name"], "UnitsNotFree");
    let back = exchange(&["--all", "--class", "1", "--to-class", "0"]).result();
    assert_eq!(back["balance"], "0.000000");
    let units: f64 = back["toBalance"].as_str().unwrap().parse().unwrap();
    assert!(units < 250_000.0, "there and back is never a profit: {back}");

    let statement = fund.mmf(&["statement", &alice.address, "--month", "2025-01"]).result();
    assert_eq!((&statement["exchangedOut"], &statement["exchangedIn"]), (&"10000.000000".into(), &back["taken"]));
    assert_eq!(statement["closing"], statement["unitsNow"]);
    let sheet = fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}

#[test]
fn a_strike_of_two_classes_comes_out_again_from_its_history() {
    let (fund, alice) = two_classes();
    fund.net.time("2025-01-03T09:30:00Z");
    fund.by(&alice.path, &["exchange", "100,000", "--class", "0", "--to-class", "1", "--yes"]).result();
    fund.by(&alice.path, &["subscribe", "1,000", "--class", "1"]).result();
    fund.net.time("2025-01-03T20:01:00Z");
    fund.quote("251087.33", "29.11").result();
    fund.admin(&["strike", "--yes"]).result();
    fund.net.time("2025-01-31T20:01:00Z");
    fund.quote("251900.33", "813").result();
    fund.admin(&["strike", "--yes"]).result();
    let again = fund.mmf(&["nav", "correct", "--strike", "3", "--income", "813"]).result();
    let classes = again["classes"].as_array().unwrap();
    assert_eq!(classes.len(), 2);
    assert!(classes.iter().all(|class| class["correction"] == "0.000000"), "{again}");
    let more = fund.mmf(&["nav", "correct", "--strike", "3", "--income", "823"]).result();
    let correction = |class: usize| more["classes"][class]["correction"].as_str().unwrap().parse::<f64>().unwrap();
    assert!((correction(0) + correction(1) - 10.0).abs() < 0.000_003, "{more}");
    assert!(more["classes"][1]["rightPrice_e12"].as_str() > more["classes"][1]["price_e12"].as_str());
}

#[test]
fn fees_are_paid_in_cash_and_in_shares_to_the_named_recipient_only() {
    let fund = Fund::start();
    due(&fund);
    fund.quote("250058.22", "58.22").result();
    fund.admin(&["strike", "--yes"]).result();
    let owed = fund.mmf(&["fees", "show"]).result()["classes"][0]["feesPayable"].as_str().unwrap().to_owned();
    assert!(("1.9".."2").contains(&owed.as_str()), "{owed}");
    let pay = |args: &[&str]| fund.admin(&[&["fees", "pay", "--yes"], args].concat());
    assert_eq!(pay(&["1"]).error(3)["name"], "RecipientWrong");

    let manager = fund.holder("manager", "1");
    fund.admin(&["fund", "policy", "set", "--fee-recipient", &manager.address, "--yes"]).result();
    let paid = pay(&["0.50"]).result();
    let left = paid["classes"][0]["feesPayable"].as_str().unwrap().to_owned();
    assert_eq!(owed.parse::<f64>().unwrap() - 0.5, left.parse::<f64>().unwrap());
    assert_eq!(paid["buffer"], "249999.500000");
    assert_eq!(pay(&["5"]).error(3)["name"], "FeesNotOwed");
    assert_eq!(pay(&["--tax"]).error(3)["name"], "RecipientWrong");
    assert_eq!(fund.by(&manager.path, &["fees", "pay", "1"]).error(3)["name"], "Unauthorised");
    let in_shares = pay(&["--in-shares"]).result();
    assert_eq!(in_shares["classes"][0]["feesPayable"], "0.000000");
    let statement = fund.mmf(&["statement", &manager.address, "--month", "2025-01"]).result();
    assert_eq!(statement["feesInShares"], statement["unitsNow"]);
    assert!(statement["unitsNow"].as_str().unwrap() > "1.4", "{statement}");
    let sheet = fund.mmf(&["statement"]).result();
    assert_eq!(
        (&sheet["liabilities"]["fees"], &sheet["liabilities"]["withheldTax"]),
        (&"0.000000".into(), &"0.000000".into())
    );
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}
