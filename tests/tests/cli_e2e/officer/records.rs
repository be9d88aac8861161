//! What is recorded of an investor.

use super::super::support::Fund;
use super::{DOCUMENT, row};

#[test]
fn an_investors_record_holds_everything_and_changes_only_where_it_is_named() {
    let fund = Fund::start();
    let operator = fund.net.empty_key("operator").address;
    let id = "ab".repeat(32);
    let owners = "0e".repeat(32);
    let added = fund
        .admin(&[
            "investor",
            "add",
            "--id",
            &id,
            "--jurisdiction",
            "KY",
            "--kind",
            "protocol-vault",
            "--operator",
            &operator,
            "--max-units",
            "5,000,000",
            "--locked-until",
            "2025-06-01",
            "--flow-back-until",
            "2025-03-01T12:00:00Z",
            "--beneficial-owners",
            "3",
            "--beneficial-owners-hash",
            &owners,
            "--beneficial-owners-until",
            "2025-12-31",
            "--tax-form",
            "w-8ben-e",
            "--tax-form-until",
            "2027-12-31",
            "--withholding-bps",
            "3000",
            "--dividends",
            "cash",
        ])
        .result();
    assert_eq!((&added["status"], &added["kind"]), (&"pending".into(), &"protocol-vault".into()));
    assert_eq!((&added["jurisdiction"], &added["country"]), (&136.into(), &"KY (136)".into()));
    let profile = &added["profile"];
    assert_eq!(profile["operator"], operator.as_str());
    assert_eq!(profile["maxUnits"], "5000000.000000");
    assert_eq!(profile["lockedUntil"], "2025-06-01T00:00:00Z");
    assert_eq!(profile["flowBackUntil"], "2025-03-01T12:00:00Z");
    assert_eq!(profile["beneficialOwners"], 3);
    assert_eq!(profile["beneficialOwnersHash"], owners.as_str());
    assert_eq!(profile["beneficialOwnersUntil"], "2025-12-31");
    assert_eq!((&profile["taxForm"], &profile["taxFormUntil"]), (&"w-8ben-e".into(), &"2027-12-31".into()));
    assert_eq!((&profile["withholdingBps"], &profile["dividends"]), (&3000.into(), &"cash".into()));

    let update = ["investor", "update", &id, "--jurisdiction", "840", "--us-person", "--max-units", "0"];
    let updated = fund.admin(&[&update[..], &["--document", DOCUMENT]].concat()).result();
    assert_eq!((&updated["country"], &updated["usPerson"]), (&"US (840)".into(), &true.into()));
    assert!(updated["profile"]["maxUnits"].is_null());
    assert_eq!(updated["standing"]["document"], DOCUMENT);
    for kept in
        ["operator", "lockedUntil", "flowBackUntil", "beneficialOwners", "taxForm", "withholdingBps", "dividends"]
    {
        assert_eq!(updated["profile"][kept], profile[kept], "{kept}");
    }
    assert_eq!(fund.admin(&update).error(2)["name"], "NothingChanges");

    let nominee = ["investor", "update", &id, "--kind", "nominee", "--nominee-holders", "250"];
    let nominee = fund.admin(&nominee).result();
    assert!(nominee["profile"]["operator"].is_null(), "the operator goes with the vault");
    assert_eq!((&nominee["kind"], &nominee["profile"]["nomineeHolders"]), (&"nominee".into(), &250.into()));
    let no_operator = fund.admin(&["investor", "update", &id, "--kind", "protocol-vault"]).error(2);
    assert_eq!(no_operator["name"], "OperatorUnfit");
}

#[test]
fn every_attribute_has_its_own_expiry_and_evidence() {
    let fund = Fund::start();
    let id = "ab".repeat(32);
    fund.admin(&["investor", "add", "--id", &id]).result();
    let without_kyc = fund.admin(&["investor", "approve", &id, "--accredited-until", "2025-12-31"]).error(3);
    assert_eq!(without_kyc["name"], "AttributesInvalid");

    let (kyc, other) = ("c1".repeat(32), "e2".repeat(32));
    let approved = fund
        .admin(&[
            "investor",
            "approve",
            &id,
            "--kyc-until",
            "2025-03-31",
            "--kyc-evidence",
            &kyc,
            "--qualified-until",
            "2025-06-30",
            "--professional-until",
            "2026-01-31",
            "--evidence",
            &other,
            "--document",
            DOCUMENT,
        ])
        .result();
    let attribute = |shown: &serde_json::Value, name: &str| row(&shown["attributes"], "attribute", name).clone();
    assert_eq!(attribute(&approved, "kyc")["until"], "2025-03-31");
    assert_eq!(attribute(&approved, "kyc")["evidence"], kyc.as_str());
    assert_eq!(attribute(&approved, "qualified")["evidence"], other.as_str());
    assert_eq!(attribute(&approved, "professional")["until"], "2026-01-31");
    assert_eq!(attribute(&approved, "accredited")["valid"], false);
    assert_eq!((&approved["status"], &approved["standing"]["document"]), (&"approved".into(), &DOCUMENT.into()));

    let renewed = ["investor", "approve", &id, "--accredited-until", "2025-04-30", "--withdraw", "professional"];
    let renewed = fund.admin(&renewed).result();
    assert_eq!(attribute(&renewed, "kyc")["evidence"], kyc.as_str(), "KYC is on record and stays");
    assert_eq!(attribute(&renewed, "accredited")["until"], "2025-04-30");
    assert!(attribute(&renewed, "professional")["until"].is_null());
    let twice = ["investor", "approve", &id, "--accredited-until", "2025-04-30", "--withdraw", "accredited"];
    assert_eq!(fund.admin(&twice).error(2)["name"], "AttributeTwice");

    fund.net.time("2025-04-01T00:00:00Z");
    let lapsed = fund.admin(&["investor", "approve", &id, "--accredited-until", "2025-12-31"]).error(3);
    assert_eq!(lapsed["name"], "AttributesInvalid");
    assert!(lapsed["message"].as_str().unwrap().contains("no valid KYC"), "{lapsed}");
}

#[test]
fn investors_are_listed_by_standing_and_by_what_runs_out() {
    let fund = Fund::start();
    let ids = ["a1".repeat(32), "b2".repeat(32), "c3".repeat(32)];
    for (id, until) in ids.iter().zip(["2025-01-20", "2025-12-31", ""]) {
        fund.admin(&["investor", "add", "--id", id]).result();
        if !until.is_empty() {
            fund.admin(&["investor", "approve", id, "--kyc-until", until]).result();
        }
    }
    let listed = |args: &[&str]| {
        let shown = fund.mmf(&[&["investor", "list"], args].concat()).result();
        let rows = shown["investors"].as_array().unwrap().clone();
        let mut ids: Vec<String> = rows.iter().map(|row| row["investorId"].as_str().unwrap()[..2].to_owned()).collect();
        ids.sort();
        ids
    };
    assert_eq!(listed(&[]), ["a1", "b2", "c3"]);
    assert_eq!(listed(&["--status", "pending"]), ["c3"]);
    assert_eq!(listed(&["--status", "pending", "--status", "approved"]), ["a1", "b2", "c3"]);
    assert_eq!(listed(&["--expiring-within", "30d"]), ["a1"]);
    assert_eq!(listed(&["--expiring-within", "18d"]), [""; 0]);
    fund.net.time("2025-02-01T00:00:00Z");
    assert_eq!(listed(&["--expiring-within", "1d", "--status", "approved"]), ["a1"], "what has run out is listed too");
}

#[test]
fn every_order_needs_a_reason_and_a_document() {
    let fund = Fund::start();
    let id = "ab".repeat(32);
    fund.admin(&["investor", "add", "--id", &id]).result();
    for command in ["restrict", "block", "sanction"] {
        for (args, missing) in [
            (vec!["--reason", "12"], "--document"),
            (vec!["--document", DOCUMENT], "--reason"),
            (vec!["--reason", "0", "--document", DOCUMENT], "0 is not in"),
        ] {
            let refused = fund.admin(&[&["investor", command, &id], &args[..]].concat()).error(2);
            assert!(refused["message"].as_str().unwrap().contains(missing), "{command} {args:?}: {refused}");
        }
    }
    let no_hash = ["investor", "block", &id, "--reason", "12", "--document", &"00".repeat(32)];
    assert_eq!(fund.admin(&no_hash).error(3)["name"], "DocumentMissing");
}
