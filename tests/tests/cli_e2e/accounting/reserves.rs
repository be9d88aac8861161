//! Attested reserves cap new issues.

use super::super::support::Fund;

#[test]
fn new_issues_stay_within_what_is_attested_and_on_chain() {
    let fund = Fund::start();
    let (alice, attestor) = (fund.holder("alice", "1,000,000"), fund.net.key("attestor", "0"));
    assert_eq!(fund.mmf(&["reserves", "show"]).result()["active"], false);
    fund.file("attestation.txt", "We attest.");
    let attest = |key: &str, args: &[&str]| {
        fund.by(key, &[&["reserves", "attest", "--document", "attestation.txt"], args].concat())
    };
    assert_eq!(attest(&attestor.path, &["0"]).error(1)["name"], "ReserveMissing");
    let set = ["reserves", "set", "--attestor", &attestor.address, "--max-age", "1h", "--yes"];
    assert_eq!(fund.by(&attestor.path, &set).error(3)["name"], "Unauthorised");
    assert_eq!(fund.admin(&set).result()["active"], true);
    assert_eq!(fund.admin(&set).error(2)["name"], "NothingChanges");
    assert_eq!(fund.by(&alice.path, &["subscribe", "1"]).error(3)["name"], "ReserveStale");

    assert_eq!(attest(&fund.admin, &["0"]).error(3)["name"], "Unauthorised");
    let future = attest(&attestor.path, &["0", "--as-of", "2025-06-01T00:00:00Z"]).error(2);
    assert_eq!(future["name"], "MomentUnfit");
    let attested = attest(&attestor.path, &["0"]).result();
    assert_eq!((&attested["attestationNo"], &attested["room"]), (&1.into(), &"0.000000".into()));
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    let shown = fund.mmf(&["reserves", "show"]).result();
    assert_eq!((&shown["cashOnChain"], &shown["supplyValue"]), (&"1000.000000".into(), &"1000.000000".into()));
    assert_eq!(
        (&shown["room"], &shown["stale"]),
        (&"0.000000".into(), &false.into()),
        "what is issued for cash is covered by it"
    );

    fund.net.time("2025-01-01T14:00:00Z");
    assert_eq!(fund.mmf(&["reserves", "show"]).result()["stale"], true);
    assert_eq!(fund.by(&alice.path, &["subscribe", "1"]).error(3)["name"], "ReserveStale");
    fund.by(&alice.path, &["redeem", "1"]).result();
    assert_eq!(fund.admin(&["reserves", "off", "--yes"]).result()["active"], false);
    fund.by(&alice.path, &["subscribe", "1"]).result();
}

#[test]
fn reserves_below_what_is_owed_stop_new_issues() {
    let fund = Fund::start();
    let (alice, attestor) = (fund.holder("alice", "1,000,000"), fund.net.key("attestor", "0"));
    let bank = fund.net.key("bank", "5");
    let given = fund.net.mmf(&["localnet", "faucet", &bank.address, "--usdc", "1", "--dir", "."]).result();
    let account = given["usdcAccount"].as_str().unwrap();
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    fund.admin(&["custodian", "add", account]).result();
    fund.admin(&["cash", "sweep", account, "600"]).result();
    fund.admin(&["reserves", "set", "--attestor", &attestor.address, "--max-age", "1h", "--yes"]).result();
    fund.file("attestation.txt", "We attest $500 where $600 should be.");
    let attest = ["reserves", "attest", "500", "--document", "attestation.txt"];
    let short = fund.by(&attestor.path, &attest).result();
    assert_eq!(short["room"], "-100.000000");
    assert_eq!(fund.by(&alice.path, &["subscribe", "1"]).error(3)["name"], "AboveReserves");
    fund.admin(&["cash", "sweep", account, "100"]).result();
    let moved = fund.mmf(&["reserves", "show"]).result();
    assert_eq!((&moved["movedSince"], &moved["room"]), (&"100.000000".into(), &"-100.000000".into()));
}
