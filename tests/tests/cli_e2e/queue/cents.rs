//! A settlement token of two decimals.

use super::mints::Money;
use super::{Stage, text};
use crate::support::{Fund, Net};

#[test]
fn cash_is_told_in_whole_cents_and_rounded_against_the_mover() {
    let mut net = Net::start();
    let money = Money::with_decimals(&mut net, 2);
    let fund = Fund::on(net);
    fund.strike_on(&["2025-01-02", "2025-01-03", "2025-01-06", "2025-01-31", "2025-02-03"]);
    let (alice, bob) = (fund.holder("alice", "0"), fund.holder("bob", "0"));
    let custodian = fund.net.key("custodian", "0");
    for key in [&alice, &bob, &custodian] {
        money.give(&fund, &key.address, 100_000_000);
    }
    let account = money.account(&custodian.address).to_string();
    fund.admin(&["custodian", "add", &account]).result();

    // A part of a cent is a whole one to pay, and none to get.
    let quoted = fund.by(&alice.path, &["quote", "subscribe", "1,000.001"]).result();
    assert_eq!((text(&quoted, "cash"), text(&quoted["instant"], "units")), ("1000.010000", "1000.010000"));
    let done = fund.by(&alice.path, &["subscribe", "1,000.001"]).result();
    assert_eq!((text(&done, "cash"), text(&done, "units")), ("1000.010000", "1000.010000"));
    let quoted = fund.by(&alice.path, &["quote", "redeem", "10.019"]).result();
    assert_eq!(text(&quoted["instant"], "cash"), "10.010000", "{quoted:#}");
    let done = fund.by(&alice.path, &["redeem", "10.019"]).result();
    assert_eq!(done["cash"], "10.010000");
    let nothing = fund.by(&alice.path, &["quote", "redeem", "0.009"]).result();
    assert_eq!((&nothing["instant"]["possible"], &nothing["queue"]["possible"]), (&false.into(), &false.into()));

    // A short buffer: every part payment is in whole cents.
    fund.by(&bob.path, &["subscribe", "500"]).result();
    let stage = Stage { fund, alice, bob, custodian, account };
    stage.fund.net.time("2025-01-02T15:00:00Z");
    stage.queue(&stage.alice, &["redeem", "900"]);
    stage.queue(&stage.bob, &["redeem", "--all"]);
    stage.sweep("1,000.01");
    stage.strike("2025-01-02", "1490", "0");
    let part = super::bad_news(&stage.settle(&stage.fund.admin));
    assert_eq!(part["paidInPart"], 2, "{part:#}");
    for request in part["requests"].as_array().unwrap() {
        assert!(text(request, "cash").ends_with("0000"), "{request:#}");
    }
    stage.bring_back("1,000.01");
    stage.strike("2025-01-03", &stage.assets(), "0");
    assert_eq!(stage.settle(&stage.bob.path).result()["settled"], 2);
    let cash = stage.fund.mmf(&["cash", "show"]).result();
    for vault in cash["vaults"].as_array().unwrap() {
        assert_eq!(vault["stray"], "0.000000", "{cash:#}");
    }
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}
