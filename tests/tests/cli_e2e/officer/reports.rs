//! Reports of blocked property.

use super::super::support::Fund;
use super::{DOCUMENT, holder_of_1000, investor_of, ordered};

#[test]
fn blocked_property_is_reported_when_it_is_blocked_once_a_year_and_when_it_is_released() {
    let fund = Fund::start();
    let (alice, id) = holder_of_1000(&fund, "alice");
    holder_of_1000(&fund, "bob");
    fund.net.time("2025-01-02T20:01:00Z");
    fund.quote("2000.44", "0.44").result();
    fund.admin(&["strike", "--day", "2025-01-02", "--yes"]).result();
    let before = fund.mmf(&["holding", "show", &alice.address]).result();
    let owed = before["accrued_e18"].as_str().unwrap();

    let nothing = fund.mmf(&["sanctions", "report", "block", &id]).error(1);
    assert_eq!(nothing["name"], "NothingToReport");
    fund.net.time("2025-01-10T12:00:00Z");
    let sanctioned = fund.admin(&ordered(&["investor", "sanction", &id])).result();
    let signature = sanctioned["signatures"][0].as_str().unwrap();

    let csv = fund.net.dir.path().join("block.csv");
    let block = ["sanctions", "report", "block", &id, "--csv", csv.to_str().unwrap()];
    let reported = fund.mmf(&block).result();
    assert_eq!((&reported["report"], &reported["investorId"]), (&"block".into(), &id.as_str().into()));
    assert!(reported["blockedAt"].as_str().unwrap().starts_with("2025-01-10T12:0"), "{reported}");
    assert_eq!(reported["dueOn"], "2025-01-24", "ten business days after a Friday");
    assert_eq!((&reported["reason"], &reported["document"]), (&12.into(), &DOCUMENT.into()));
    assert_eq!(reported["transaction"], signature);
    assert_eq!(reported["wallets"][0]["wallet"], alice.address.as_str());
    let holding = &reported["holdings"][0];
    assert_eq!((&holding["units"], &holding["value"]), (&"1000.000000".into(), &"1000.000000".into()));
    assert_eq!((&holding["tokensNow"], &holding["classNo"]), (&"1000.000000".into(), &0.into()));
    assert_eq!(holding["income_e18"].as_str().unwrap(), owed, "what was owed when it was blocked");
    assert_eq!(reported["historyComplete"], true);
    let written = std::fs::read_to_string(&csv).unwrap();
    assert!(
        written.starts_with("investorId,classNo,wallet,holding,tokenAccount,units,price_e12,value,income"),
        "{written}"
    );
    assert!(written.contains(&format!(",{signature},12,{DOCUMENT}")), "{written}");

    later(&fund, &id, owed);
}

/// The property goes on earning while it is blocked, and each report tells what it was at its own moment.
fn later(fund: &Fund, id: &str, owed_when_blocked: &str) {
    fund.net.time("2025-01-31T20:01:00Z");
    fund.quote("2006.84", "6.4").result();
    fund.admin(&["strike", "--day", "2025-01-31", "--yes"]).result();
    let paid = fund.admin(&["distribute", "--yes"]).result();
    assert_eq!(paid["holdersPaid"], 2);

    let annual = |day: &str| fund.mmf(&["sanctions", "report", "annual", "--as-of", day]);
    let past = annual("2025-01-15").result();
    assert_eq!((&past["investors"], &past["value"]), (&1.into(), &"1000.000000".into()));
    assert_eq!(past["holdings"][0]["income_e18"], owed_when_blocked, "before the second strike");
    let now = annual("2025-01-31").result();
    let units = now["holdings"][0]["units"].as_str().unwrap();
    assert!(units > "1000.000000", "the dividend was credited in place: {now}");
    assert_eq!(now["holdings"][0]["tokensNow"], "1000.000000");
    assert!(now["dueOn"].is_null());
    assert_eq!(annual("2025-01-09").result()["investors"], 0, "before it was blocked");
    assert_eq!(annual("2025-02-01").error(2)["name"], "DateAhead");

    assert_eq!(fund.mmf(&["sanctions", "report", "unblock", id]).error(1)["name"], "NothingToReport");
    fund.net.time("2025-06-30T12:00:00Z");
    let licence = "1c".repeat(32);
    let release = ["investor", "release", id, "--to", "approved", "--reason", "40", "--document", &licence];
    fund.admin(&release).result();
    let unblock = fund.mmf(&["sanctions", "report", "unblock", id]).result();
    assert!(unblock["blockedAt"].as_str().unwrap().starts_with("2025-01-10"), "{unblock}");
    assert!(unblock["unblockedAt"].as_str().unwrap().starts_with("2025-06-30"), "{unblock}");
    assert_eq!((&unblock["blockedFor"], &unblock["order"]), (&12.into(), &DOCUMENT.into()));
    assert_eq!((&unblock["reason"], &unblock["licenceOrDelisting"]), (&40.into(), &licence.as_str().into()));
    assert_eq!((&unblock["releasedTo"], &unblock["dueOn"]), (&"approved".into(), &"2025-07-14".into()));
    assert_eq!(unblock["holdings"][0]["units"], units);
    let year = annual("2025-06-30").result();
    assert_eq!((&year["investors"], &year["dueOn"]), (&0.into(), &"2025-09-30".into()), "released that day");
    assert_eq!(annual("2025-06-29").result()["investors"], 1);
    let again = fund.mmf(&["sanctions", "report", "block", id]).result();
    assert_eq!(again["holdings"][0]["units"], "1000.000000", "the block report stays what it was");
}

#[test]
fn a_holding_that_was_closed_since_is_still_reported() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "500");
    fund.by(&alice.path, &["subscribe", "500"]).result();
    let id = investor_of(&fund, &alice);
    fund.admin(&ordered(&["investor", "sanction", &id])).result();
    fund.admin(&ordered(&["investor", "release", &id, "--to", "approved"])).result();
    fund.net.time("2025-01-01T13:00:00Z");
    fund.by(&alice.path, &["redeem", "--all"]).result();
    fund.by(&alice.path, &["holding", "close", &alice.address]).result();
    let unblock = fund.mmf(&["sanctions", "report", "unblock", &id]).result();
    let holding = &unblock["holdings"][0];
    assert_eq!((&holding["units"], &holding["wallet"]), (&"500.000000".into(), &alice.address.as_str().into()));
    assert_eq!(holding["tokensNow"], "0.000000");
}
