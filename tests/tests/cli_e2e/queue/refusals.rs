//! Refusals in plain words.

use super::{Stage, text};
use crate::support::mmf;

#[test]
fn least_amounts_and_strikes_are_kept() {
    let stage = Stage::set();
    let name = |args: &[&str]| stage.fund.by(&stage.alice.path, args).error(3)["name"].as_str().unwrap().to_owned();
    assert_eq!(name(&["redeem", "1", "--min-out", "1.000001"]), "BelowMinimumOut");
    assert_eq!(name(&["subscribe", "1", "--min-out", "1.000001"]), "BelowMinimumOut");
    assert_eq!(name(&["subscribe", "1", "--expected-strike", "5"]), "StrikeNumberMoved");
    assert_eq!(name(&["subscribe", "5,000,000", "--queue"]), "InsufficientFunds");
    assert_eq!(name(&["redeem", "200,000.000001", "--queue"]), "UnitsNotFree");
}

#[test]
fn a_queued_redemption_that_would_bring_too_little_is_given_back() {
    let stage = Stage::set();
    let redeem = ["redeem", "1,000", "--queue", "--min-out"];
    let hopeless = stage.fund.by(&stage.alice.path, &[&redeem[..], &["1,000.01"]].concat()).error(3);
    assert_eq!(hopeless["name"], "BelowMinimumOut", "nobody waits in vain");
    let placed = stage.queue(&stage.alice, &["redeem", "1,000", "--min-out", "999.99"]);
    assert_eq!(text(&placed, "minOut"), "999.990000");
    stage.fund.admin(&["class", "rules", "set", "--class", "0", "--redemption-fee-bps", "1", "--yes"]).result();
    stage.strike("2025-01-02", "300030", "30");
    let settled = stage.settle(&stage.bob.path).result();
    assert!(text(&settled["requests"][0], "why").starts_with("BelowMinimumOut"), "{settled:#}");
    assert_eq!(stage.fund.units(&stage.alice.address), "200000.000000");
    let over = stage.request(&placed);
    assert_eq!(text(&over, "status"), "given-back");
}

#[test]
fn at_once_and_queue_exclude_each_other() {
    let usage = |args: &[&str]| assert_eq!(mmf(args).code, 2, "{args:?}");
    usage(&["subscribe", "1", "--instant", "--queue"]);
    usage(&["redeem", "1", "--request-no", "3"]);
    usage(&["suspend", "--ground", "whim", "--document", "x"]);
    usage(&["suspend", "--ground", "liquidation"]);
    usage(&["standing", "set", "--max-move", "1", "--until", "2025-02-01"]);
}

#[test]
fn without_a_calendar_there_is_no_dealing_day() {
    let stage = Stage::set();
    stage.fund.net.time("2025-02-03T20:00:00Z");
    let refused = stage.fund.by(&stage.alice.path, &["redeem", "1", "--queue"]).error(3);
    assert_eq!(refused["name"], "DealingDayUnknown");
    assert!(text(&refused, "hint").contains("mmf calendar set"), "{refused}");
}
