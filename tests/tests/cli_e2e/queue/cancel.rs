//! Requests that are taken back.

use super::{Stage, text};

#[test]
fn a_holder_takes_its_request_back_until_the_cut_off() {
    let stage = Stage::set();
    let redemption = stage.queue(&stage.alice, &["redeem", "50,000"]);
    let subscription = stage.queue(&stage.bob, &["subscribe", "10,000"]);
    let (redemption, subscription) = (text(&redemption, "request"), text(&subscription, "request"));
    let cancel = |key: &str, request: &str| stage.fund.by(key, &["requests", "cancel", request]);
    assert_eq!(cancel(&stage.bob.path, redemption).error(3)["name"], "AccountMismatch");

    let held = stage.fund.mmf(&["holding", "show", &stage.alice.address]).result();
    assert_eq!(text(&held, "units"), "200000.000000", "the units stay the holder's");
    assert_eq!(stage.fund.by(&stage.alice.path, &["redeem", "150,001"]).error(3)["name"], "UnitsNotFree");
    let back = cancel(&stage.alice.path, redemption).result();
    assert_eq!(text(&back, "status"), "given-back");
    stage.fund.by(&stage.alice.path, &["redeem", "150,001"]).result();
    assert_eq!(cancel(&stage.alice.path, redemption).error(3)["name"], "RequestNotOpen");

    stage.fund.net.time("2025-01-02T20:00:00Z");
    let refused = cancel(&stage.bob.path, subscription).error(3);
    assert_eq!((&refused["name"], &refused["code"]), (&"RequestPastCutoff".into(), &6128.into()));
    assert_eq!(stage.cash(&stage.bob.address), 890_000_000_000);
}

#[test]
fn a_request_is_placed_once_by_its_number() {
    let stage = Stage::set();
    let placed = stage.queue(&stage.bob, &["subscribe", "10", "--request-no", "7"]);
    assert_eq!(placed["number"], 7);
    let again = stage.fund.by(&stage.bob.path, &["subscribe", "10", "--queue", "--request-no", "7"]).error(2);
    assert_eq!(again["name"], "RequestNumberUsed");
    assert_eq!(stage.queue(&stage.bob, &["subscribe", "10"])["number"], 8);
    let last = u64::MAX.to_string();
    stage.queue(&stage.bob, &["subscribe", "10", "--request-no", &last]);
    assert_eq!(stage.queue(&stage.bob, &["subscribe", "10"])["number"], 1, "the least that is free");
    // Its account is closed, and the number is taken all the same.
    stage.fund.by(&stage.bob.path, &["requests", "cancel", text(&placed, "request")]).result();
    stage.fund.by(&stage.bob.path, &["requests", "close"]).result();
    let later = stage.fund.by(&stage.bob.path, &["subscribe", "10", "--queue", "--request-no", "7"]).error(2);
    assert_eq!(later["name"], "RequestNumberUsed");
}

#[test]
fn a_requester_who_is_blocked_meanwhile_gets_the_cash_back_and_not_the_shares() {
    let stage = Stage::set();
    let carol = stage.fund.net.key("carol", "1,000");
    let id = text(&stage.fund.admin(&["investor", "add"]).result(), "investorId").to_owned();
    stage.fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
    stage.fund.admin(&["wallet", "link", &id, &carol.address]).result();
    let placed = stage.queue(&carol, &["subscribe", "1,000"]);
    stage.fund.file("reason.txt", "blocked");
    stage.fund.admin(&["investor", "block", &id, "--reason", "7", "--document", &"ab".repeat(32), "--yes"]).result();
    stage.strike("2025-01-02", "300030", "30");
    let settled = stage.settle(&stage.bob.path).result();
    assert_eq!((&settled["refused"], &settled["waiting"]), (&1.into(), &0.into()), "{settled:#}");
    assert!(text(&settled["requests"][0], "why").starts_with("Denied"), "{settled:#}");
    let over = stage.request(&placed);
    assert_eq!(text(&over, "status"), "given-back");
    assert_eq!(stage.cash(&carol.address), 1_000_000_000);
}
