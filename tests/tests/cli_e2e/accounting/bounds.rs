//! The fund's bounds: shown, changed, and what they refuse.

use super::super::support::Fund;
use super::due;

#[test]
fn only_the_named_bounds_change_and_what_loosens_is_said() {
    let fund = Fund::start();
    let shown = fund.mmf(&["fund", "policy", "show"]).result();
    assert_eq!((&shown["maxDispersionBps"], &shown["maxYieldBps"]), (&5.into(), &2000.into()));
    assert_eq!((&shown["maxYieldChangeBps"], &shown["maxNetAssetsChangeBps"]), (&300.into(), &50.into()));
    assert_eq!((&shown["deviationAlertBps"], &shown["deviationHaltBps"]), (&25.into(), &50.into()));
    assert_eq!((&shown["materialityPerShare"], &shown["materialityBps"]), (&"0.005000".into(), &50.into()));
    assert!(shown["feeRecipient"].is_null());

    let set = |args: &[&str]| fund.admin(&[&["fund", "policy", "set", "--yes"], args].concat());
    let tighter = set(&["--max-yield-bps", "1500", "--strike-window", "8h"]).result();
    assert_eq!((&tighter["loosens"], &tighter["policy"]["maxYieldBps"]), (&false.into(), &1500.into()));
    assert_eq!(tighter["policy"]["strikeWindowSeconds"], 28_800);
    assert_eq!(tighter["policy"]["maxDispersionBps"], 5, "what is not named stays");
    assert_eq!(tighter["changes"].as_array().unwrap().len(), 2);
    assert_eq!(set(&["--max-yield-bps", "0"]).result()["loosens"], true, "0 is no bound");
    assert_eq!(set(&["--max-yield-bps", "0"]).error(2)["name"], "NothingChanges");
    assert_eq!(set(&["--deviation-alert-bps", "60"]).error(3)["name"], "ParameterOutOfRange");
    assert_eq!(set(&["--nav-quorum", "2"]).error(3)["name"], "ParameterOutOfRange", "there is one source");
    assert_eq!(
        fund.by(&fund.source.path, &["fund", "policy", "set", "--tolerance", "9"]).error(3)["name"],
        "Unauthorised"
    );

    set(&["--time-lock-seconds", "3600"]).result();
    assert_eq!(set(&["--tolerance", "2"]).error(3)["name"], "TimeLocked");
    assert_eq!(set(&["--tolerance", "0.50"]).result()["loosens"], false, "what tightens does not wait");
}

#[test]
fn a_strike_beyond_the_bounds_needs_governance_and_its_reason() {
    let fund = Fund::start();
    due(&fund);
    fund.quote("250500", "500").result();
    let shown = fund.mmf(&["quote", "show"]).result();
    assert_eq!(super::would_break(&shown["outlook"][0]), ["yield"]);
    assert_eq!(shown["outlook"][0]["wouldBeStruck"], true);
    let row = shown["bounds"].as_array().unwrap().iter().find(|row| row["bound"] == "yield").unwrap().clone();
    assert_eq!((&row["limit"], &row["consequence"]), (&2000.into(), &"needs governance and a reason".into()));

    let refused = fund.admin(&["strike"]).error(3);
    assert_eq!(refused["name"], "YieldAboveBound");
    assert!(refused["message"].as_str().unwrap().contains("the bound is 2000"), "{refused}");
    assert!(refused["hint"].as_str().unwrap().contains("--override-reason"), "{refused}");
    let missing = fund.admin(&["strike", "--override-reason", "reason.txt"]).error(2);
    assert_eq!(missing["name"], "FileUnreadable");
    fund.file("reason.txt", "");
    assert_eq!(fund.admin(&["strike", "--override-reason", "reason.txt"]).error(2)["name"], "DocumentEmpty");
    fund.file("reason.txt", "abc");
    let struck = fund.admin(&["strike", "--override-reason", "reason.txt", "--yes"]).result();
    assert_eq!(struck["overridden"], true);
    assert_eq!(struck["overrideHash"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    let published = fund.mmf(&["nav", "show"]).result();
    assert_eq!(published["classes"][0]["overridden"], true);
}

#[test]
fn a_quote_comes_from_a_file_and_options_come_before_it() {
    let fund = Fund::start();
    due(&fund);
    let file = |day: &str| {
        format!(
            "{{\"day\":\"{day}\",\"net_assets_e6\":250058220000,\"market_net_assets_e6\":250058220000,\"income_e6\":58220000,\
             \"wam_days\":30,\"wal_days\":31,\"daily_liquid_bps\":9000,\"weekly_liquid_bps\":9500,\"largest_issuer_bps\":0,\
             \"document_hash\":\"{}\"}}",
            "0e".repeat(32)
        )
    };
    fund.file("quote.json", &file("2025-01-03"));
    let post = |args: &[&str]| fund.by(&fund.source.path, &[&["quote", "post", "--from", "quote.json"], args].concat());
    let other_day = post(&[]).error(2);
    assert_eq!(other_day["name"], "QuoteFileUnfit");
    assert!(other_day["message"].as_str().unwrap().contains("the next strike day is 2025-01-02"), "{other_day}");
    fund.file("quote.json", &file("2025-01-02"));
    let posted = post(&["--wam-days", "29"]).result();
    let quote = &posted["quotes"][0];
    assert_eq!((&quote["wamDays"], &quote["walDays"]), (&29.into(), &31.into()));
    assert_eq!((&quote["income"], &quote["document"]), (&"58.220000".into(), &"0e".repeat(32).into()));
    let again = fund.by(&fund.source.path, &["nav", "post", "--from", "quote.json"]).result();
    assert_eq!(again["quotes"][0]["wamDays"], 30, "a posted quote is replaced until the strike");
    assert_eq!(again["quotes"].as_array().unwrap().len(), 1);
}
