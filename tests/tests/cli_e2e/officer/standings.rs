//! Restricted, blocked, sanctioned, released.

use super::super::support::{Fund, Key};
use super::{DOCUMENT, holder_of_1000, ordered};

#[test]
fn a_restricted_investor_redeems_and_does_nothing_else_until_it_is_released() {
    let fund = Fund::start();
    let (alice, id) = holder_of_1000(&fund, "alice");
    let (bob, _) = holder_of_1000(&fund, "bob");
    let restricted = fund.admin(&ordered(&["investor", "restrict", &id])).result();
    let standing = &restricted["standing"];
    assert_eq!((&standing["status"], &standing["reason"]), (&"redeem-only".into(), &12.into()));
    assert_eq!(standing["document"], DOCUMENT);
    assert!(standing["restrictedSince"].as_str().unwrap().starts_with("2025-01-01T12:"), "{standing}");

    assert_eq!(fund.by(&alice.path, &["transfer", &bob.address, "1"]).error(3)["name"], "DeniedRedeemOnly");
    assert_eq!(fund.by(&bob.path, &["transfer", &alice.address, "1"]).error(3)["name"], "DeniedRedeemOnly");
    fund.by(&alice.path, &["redeem", "1"]).result();

    let renewed = fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31", "--reason", "3"]).result();
    assert_eq!(renewed["status"], "redeem-only", "an approval renews attributes, and lifts no restriction");

    let released = fund.admin(&ordered(&["investor", "release", &id, "--to", "approved"])).result();
    assert_eq!(released["status"], "approved");
    assert!(released["standing"]["restrictedSince"].is_null());
    fund.by(&alice.path, &["transfer", &bob.address, "1"]).result();
    let again = fund.admin(&ordered(&["investor", "release", &id, "--to", "approved"])).error(3);
    assert_eq!(again["name"], "StandingUnreachable");
}

#[test]
fn a_blocked_investor_moves_nothing() {
    let fund = Fund::start();
    let (alice, id) = holder_of_1000(&fund, "alice");
    assert_eq!(fund.admin(&ordered(&["investor", "block", &id])).result()["status"], "blocked");
    assert_eq!(fund.by(&alice.path, &["redeem", "1"]).error(3)["name"], "DeniedBlocked");
    let approval = fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).error(3);
    assert_eq!(approval["name"], "DeniedBlocked", "an approval does not lift a block");
    let to_pending = fund.admin(&ordered(&["investor", "release", &id, "--to", "pending"])).error(3);
    assert_eq!(to_pending["name"], "StandingUnreachable", "with an open holding");
    let released = fund.admin(&ordered(&["investor", "release", &id, "--to", "redeem-only"])).result();
    assert_eq!(released["status"], "redeem-only");
    fund.by(&alice.path, &["redeem", "1"]).result();
}

/// A fund whose transfer agent and compliance are two persons, with one investor who is sanctioned.
struct TwoCouncils {
    fund: Fund,
    address: String,
    agent: Key,
    compliance: Key,
    id: String,
}

impl TwoCouncils {
    fn start() -> Self {
        let fund = Fund::start();
        let (agent, compliance) = (fund.net.key("agent", "0"), fund.net.key("compliance", "0"));
        let councils = [format!("transfer-agent={}", agent.address), format!("compliance={}", compliance.address)];
        let created = fund.net.mmf(&[
            "-k",
            &fund.admin,
            "fund",
            "create",
            "--fund-id",
            "2",
            "--name",
            "Two",
            "--settlement-mint",
            &fund.net.usdc,
            "--regime",
            "private-3c7",
            "--inception",
            "2025-01-01",
            "--council",
            &councils[0],
            "--council",
            &councils[1],
        ]);
        let address = created.result()["address"].as_str().unwrap().to_owned();
        let two = Self { fund, address, agent, compliance, id: "ab".repeat(32) };
        two.by(&two.agent, &["investor", "add", "--id", &two.id]).result();
        two.by(&two.compliance, &["investor", "approve", &two.id, "--kyc-until", "2026-12-31"]).result();
        two.by(&two.compliance, &ordered(&["investor", "sanction", &two.id])).result();
        two
    }

    fn by(&self, key: &Key, args: &[&str]) -> super::super::support::Said {
        self.fund.net.mmf(&[&["--fund", &self.address, "-k", &key.path], args].concat())
    }

    fn release<'a>(&'a self, more: &[&'a str]) -> Vec<&'a str> {
        let release = ["investor", "release", &self.id, "--to", "approved"];
        [&ordered(&release)[..], more].concat()
    }
}

#[test]
fn a_sanction_is_not_lifted_by_one_council_but_by_two() {
    let two = TwoCouncils::start();
    for alone in [&two.compliance, &two.agent] {
        let refused = two.by(alone, &two.release(&[])).error(3);
        assert_eq!(refused["name"], "Unauthorised", "{refused}");
    }
    let released = two.by(&two.compliance, &two.release(&["--signer", &two.agent.path])).result();
    assert_eq!(released["status"], "approved");
}

#[test]
fn a_sanction_is_lifted_by_an_action_once_both_councils_have_approved_it() {
    let two = TwoCouncils::start();
    two.by(&two.compliance, &two.release(&["--propose", "1", "--expires", "2025-01-20"])).result();
    two.by(&two.compliance, &["action", "approve", "1", "compliance"]).result();
    let stranger = two.fund.net.key("stranger", "0");
    assert_eq!(two.by(&stranger, &two.release(&["--action", "1"])).error(3)["name"], "ActionNotApproved");
    two.by(&two.agent, &["action", "approve", "1", "transfer-agent"]).result();
    let other_document = ["investor", "release", &two.id, "--to", "approved", "--reason", "12", "--document"];
    let other = two.by(&stranger, &[&other_document[..], &[&"ee".repeat(32), "--action", "1"]].concat()).error(3);
    assert_eq!(other["name"], "ActionMismatch");
    assert_eq!(two.by(&stranger, &two.release(&["--action", "1"])).result()["status"], "approved");
}

#[test]
fn only_the_compliance_officer_changes_a_standing() {
    let two = TwoCouncils::start();
    let other = "cd".repeat(32);
    two.by(&two.agent, &["investor", "add", "--id", &other]).result();
    for command in ["block", "sanction"] {
        let refused = two.by(&two.agent, &ordered(&["investor", command, &other])).error(3);
        assert_eq!(refused["name"], "Unauthorised", "{command}");
    }
    let update = two.by(&two.agent, &["investor", "update", &other, "--jurisdiction", "DE"]).error(3);
    assert_eq!(update["name"], "Unauthorised");
    let removed = two.by(&two.compliance, &["investor", "remove", &other]).error(3);
    assert_eq!(removed["name"], "Unauthorised");
    let sanctioned = two.by(&two.agent, &["investor", "remove", &two.id]).error(3);
    assert_eq!(sanctioned["name"], "InvestorInUse");
    two.by(&two.agent, &["investor", "remove", &other]).result();
}
