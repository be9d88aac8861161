//! The price that others read, heartbeats, and the comparison with an external price.

use super::super::support::Fund;
use super::due;

fn status(fund: &Fund, key: &str) -> String {
    fund.mmf(&["price", "show"]).result()["prices"][0][key].as_str().unwrap().to_owned()
}

#[test]
fn a_missed_strike_is_visible_to_others_and_the_keeper_says_so() {
    let fund = Fund::start();
    let anyone = fund.net.key("anyone", "0");
    assert!(status(&fund, "status").starts_with("none"));
    due(&fund);
    fund.quote("250058.22", "58.22").result();
    fund.admin(&["strike", "--yes"]).result();
    assert_eq!(status(&fund, "status"), "trading");
    assert_eq!(status(&fund, "validUntil"), "2025-02-01T08:00:00Z", "the next strike's window");
    fund.net.time("2025-02-01T07:59:00Z");
    assert_eq!(status(&fund, "status"), "trading");
    fund.net.time("2025-02-01T08:01:00Z");
    assert!(status(&fund, "status").starts_with("stale"));
    assert_eq!(status(&fund, "publishedStatus"), "trading", "nobody has said so yet");
    let round = fund.by(&anyone.path, &["keeper", "run", "--once"]).result();
    assert_eq!(round["heartbeats"], 1);
    assert!(status(&fund, "publishedStatus").starts_with("stale"));
    assert_eq!(fund.by(&anyone.path, &["keeper", "run", "--once"]).result()["heartbeats"], 0);
    let beat = fund.by(&anyone.path, &["price", "heartbeat"]).result();
    assert!(beat["prices"][0]["heartbeatAt"].as_str().unwrap().starts_with("2025-02-01T08:0"), "{beat}");
    assert_eq!(fund.mmf(&["price", "show", "--class", "7"]).error(1)["name"], "ClassMissing");
}

#[test]
fn a_strike_without_the_external_price_that_the_fund_requires_is_refused() {
    let fund = Fund::start();
    let program = fund.net.empty_key("oracle").address;
    let feed = "0f".repeat(32);
    let set = ["price", "check", "set", "--price-program", &program, "--feed", &feed, "--max-age", "10m"];
    let set = [&set[..], &["--max-difference-bps", "10", "--required", "--yes"]].concat();
    assert_eq!(fund.by(&fund.source.path, &set).error(3)["name"], "Unauthorised");
    let done = fund.admin(&set).result();
    assert_eq!((&done["active"], &done["maxAgeSeconds"]), (&true.into(), &600.into()));
    assert_eq!(fund.admin(&set).error(2)["name"], "NothingChanges");
    due(&fund);
    fund.quote("250058.22", "58.22").result();
    let missing = fund.admin(&["strike"]).error(3);
    assert_eq!(missing["name"], "ExternalPriceMissing");
    assert!(missing["message"].as_str().unwrap().contains(&feed), "{missing}");
    let useless = fund.admin(&["strike", "--external-price", &program]).error(3);
    assert!(useless["message"].as_str().unwrap().contains("no such account"), "{useless}");
    let shown = fund.mmf(&["price", "check", "show", "--external-price", &program]).result();
    assert_eq!(shown["externalPrice"]["usable"], false);
    assert_eq!(fund.admin(&["price", "check", "off", "--yes"]).result()["active"], false);
    assert_eq!(fund.admin(&["price", "check", "off"]).error(2)["name"], "NothingChanges");
    fund.admin(&["strike", "--yes"]).result();
}
