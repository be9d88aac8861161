//! What the fund refuses, in words, with exit code 3.

use super::support::Fund;

#[test]
fn transfers_to_strangers_are_refused_with_the_way_to_put_it_right() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "1,000");
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    let stranger = fund.net.key("stranger", "10");
    assert_eq!(fund.mmf(&["holding", "show", &stranger.address]).error(1)["name"], "NotRegistered");

    let refused = fund.by(&alice.path, &["transfer", &stranger.address, "5"]).error(3);
    assert_eq!((&refused["name"], &refused["code"]), (&"NotRegistered".into(), &6006.into()));
    assert!(refused["message"].as_str().unwrap().contains(&stranger.address));
    assert!(refused["hint"].as_str().unwrap().contains("mmf wallet link"));
    assert_eq!(fund.by(&stranger.path, &["subscribe", "5"]).error(3)["name"], "NotRegistered");
    assert_eq!(fund.units(&alice.address), "1000.000000");
}

#[test]
fn the_programs_own_refusals_reach_the_user_in_words() {
    let fund = Fund::start();
    let (alice, bob) = (fund.holder("alice", "1,000"), fund.holder("bob", "0"));
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    let name = |said: super::support::Said| said.error(3)["name"].as_str().unwrap().to_owned();

    assert_eq!(name(fund.by(&alice.path, &["transfer", &bob.address, "1,000.000001"])), "InsufficientFunds");
    assert_eq!(name(fund.by(&alice.path, &["redeem", "1,000.000001"])), "UnitsNotFree");
    assert_eq!(name(fund.by(&alice.path, &["redeem", "1", "--min-cash", "1.000001"])), "BelowMinimumOut");
    assert_eq!(name(fund.by(&alice.path, &["redeem", "1", "--expected-strike", "9"])), "StrikeNumberMoved");
    assert_eq!(name(fund.by(&bob.path, &["subscribe", "1"])), "InsufficientFunds");
    assert_eq!(name(fund.by(&bob.path, &["restore", &alice.address])), "NothingToRestore");
    assert_eq!(name(fund.by(&bob.path, &["distribute"])), "NoClosedPeriod");
    assert_eq!(name(fund.quote("1000", "0")), "BeforeCutoff");
    assert_eq!(name(fund.by(&alice.path, &["strike"])), "QuorumMissing");

    fund.net.time("2025-01-02T20:01:00Z");
    assert_eq!(name(fund.by(&alice.path, &["redeem", "1"])), "DealingClosed");
    fund.quote("1005", "0.25").result();
    assert_eq!(name(fund.admin(&["strike"])), "TieOutFailed");
    assert_eq!(name(fund.admin(&["strike", "--day", "2025-01-31"])), "DayOutOfOrder");
    assert_eq!(name(fund.by(&fund.source.path, &["strike"])), "Unauthorised");
    fund.quote("1000.25", "0.25").result();
    fund.admin(&["strike", "--day", "2025-01-02"]).result();
    assert_eq!(name(fund.admin(&["strike", "--day", "2025-01-02"])), "DayAlreadyStruck");

    fund.net.time("2025-02-02T20:01:00Z");
    assert_eq!(name(fund.by(&alice.path, &["redeem", "1"])), "NavStale");
    fund.quote("1003.45", "3.20").result();
    let late = fund.admin(&["strike", "--day", "2025-01-31"]).result();
    assert_eq!((&late["late"], &late["days"]), (&true.into(), &29.into()));
    assert_eq!(fund.by(&alice.path, &["redeem", "1"]).result()["cash"], "1.000000");
}

#[test]
fn every_privileged_command_refuses_a_key_without_the_role() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "0");
    let id = "ab".repeat(32);
    fund.admin(&["investor", "add", "--id", &id]).result();
    let account = fund.token_account(&alice.address).to_string();
    let privileged: [&[&str]; 7] = [
        &["calendar", "set", "--year", "2025", "--business-days", "days.csv"],
        &["class", "create", "--name", "X", "--symbol", "X", "--uri", "https://x.example", "--expense-bps", "1"],
        &["investor", "add"],
        &["investor", "approve", &id, "--kyc-until", "2026-12-31"],
        &["wallet", "link", &id, &fund.source.address],
        &["custodian", "add", &account],
        &["cash", "sweep", &account, "1"],
    ];
    for command in privileged {
        let refused = fund.by(&alice.path, command).error(3);
        assert_eq!(refused["name"], "Unauthorised", "{command:?}");
    }
}

#[test]
fn a_dry_run_and_a_printed_message_send_nothing() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "1,000");
    let dry = fund.by(&alice.path, &["subscribe", "10", "--dry-run"]).result();
    assert_eq!(dry["dryRun"], true);
    assert!(dry["unitsConsumed"].as_u64().unwrap() > 1_000);
    for encoding in ["base58", "base64"] {
        let printed = fund.by(&alice.address, &["subscribe", "10", "--print", encoding]).result();
        assert!(printed["messages"][0].as_str().unwrap().len() > 200);
    }
    let dry = fund.by(&alice.path, &["subscribe", "10", "--fee-payer", &fund.admin, "--legacy", "--dry-run"]).result();
    assert_eq!(dry["transactions"], 1);
    let unsigned = fund.by(&alice.address, &["subscribe", "10"]).error(2);
    assert_eq!(unsigned["name"], "SignatureMissing");
    assert_eq!(fund.units(&alice.address), "0.000000");
    fund.by(&alice.path, &["subscribe", "10", "--fee-payer", &fund.admin, "--legacy"]).result();
    assert_eq!(fund.units(&alice.address), "10.000000");
}

#[test]
fn the_hooks_own_refusal_reaches_the_user_through_the_token_program() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "1,000");
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    let id = "cd".repeat(32);
    fund.admin(&["investor", "add", "--id", &id]).result();
    fund.admin(&["investor", "approve", &id, "--kyc-until", "2025-01-01"]).result();
    let late = fund.net.key("late", "0");
    fund.admin(&["wallet", "link", &id, &late.address]).result();
    fund.by(&alice.path, &["transfer", &late.address, "1"]).result();

    fund.net.time("2025-01-02T00:01:00Z");
    let refused = fund.by(&alice.path, &["transfer", &late.address, "1"]).error(3);
    assert_eq!((&refused["name"], &refused["code"]), (&"DeniedExpired".into(), &6065.into()));
    fund.admin(&["investor", "approve", &id, "--kyc-until", "2025-12-31"]).result();
    fund.by(&alice.path, &["transfer", &late.address, "1"]).result();
}
