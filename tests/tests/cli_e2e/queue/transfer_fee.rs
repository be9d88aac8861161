//! A settlement token of Token-2022 that takes a fee of every transfer: what counts is what arrived.

use super::mints::Money;
use super::text;
use crate::support::{Fund, Net};

#[test]
fn quotes_and_deals_tell_what_arrives_after_the_tokens_own_fee() {
    let mut net = Net::start();
    let money = Money::with_transfer_fee(&mut net, 100);
    let fund = Fund::on(net);
    fund.strike_on(&["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-31", "2025-02-03"]);
    let alice = fund.holder("alice", "0");
    money.give(&fund, &alice.address, 10_000_000_000);
    let by = |args: &[&str]| fund.by(&alice.path, args).result();
    let held = || money.held(&fund, &alice.address);

    let quoted = by(&["quote", "subscribe", "1,000"]);
    assert_eq!((text(&quoted["instant"], "arriving"), text(&quoted["instant"], "units")), ("990.000000", "990.000000"));
    let done = by(&["subscribe", "1,000"]);
    assert_eq!((text(&done, "cash"), text(&done, "units")), ("1000.000000", "990.000000"));
    let (quoted, before) = (by(&["quote", "redeem", "100"]), held());
    assert_eq!(text(&quoted["instant"], "cash"), "99.000000");
    let done = by(&["redeem", "100"]);
    assert_eq!((text(&done, "cash"), held() - before), ("99.000000", 99_000_000));

    // Through the queue both ways.
    fund.net.time("2025-01-02T15:00:00Z");
    let estimated_units = by(&["quote", "subscribe", "1,000"])["queue"]["estimatedUnits"].clone();
    let subscribed = by(&["subscribe", "1,000", "--queue"]);
    assert_eq!((text(&subscribed, "cash"), &estimated_units), ("990.000000", &"980.100000".into()));
    let estimated_cash = by(&["quote", "redeem", "200"])["queue"]["estimatedCash"].clone();
    let redeemed = by(&["redeem", "200", "--queue"]);
    fund.net.time("2025-01-02T20:01:00Z");
    fund.quote("890", "0").result();
    fund.admin(&["strike", "--day", "2025-01-02", "--yes"]).result();
    let before = held();
    assert_eq!(fund.by(&alice.path, &["requests", "settle", "--yes"]).result()["settled"], 2);
    let request = |placed| fund.mmf(&["requests", "show", text(placed, "request")]).result();
    assert_eq!(held() - before, 196_020_000, "the token's fee is taken on the way into payout, and out of it");
    assert_eq!(estimated_cash, "196.020000");
    assert_eq!(request(&redeemed)["paid"], "198.000000", "what the fund paid out of payout");
    assert_eq!(request(&subscribed)["settledUnits"], estimated_units);
    let sheet = fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}
