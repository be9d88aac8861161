//! A file is checked as a whole: everything that is wrong is listed, and nothing is sent.

use std::path::Path;

use serde_json::Value;
use solana_sdk::pubkey::Pubkey;

use super::file::{REQUIRED, id, person, register, write};
use crate::support::Fund;

fn import(fund: &Fund, file: &Path) -> Value {
    fund.admin(&["investor", "import", file.to_str().unwrap()]).error(2)
}

/// The faults by line and column.
fn places(error: &Value) -> Vec<(u64, &str)> {
    let faults = error["details"]["faults"].as_array().unwrap();
    faults.iter().map(|fault| (fault["line"].as_u64().unwrap(), fault["column"].as_str().unwrap())).collect()
}

#[test]
fn every_bad_row_is_listed_by_line_and_column_and_nothing_is_sent() {
    let fund = Fund::start();
    let taken = fund.holder("taken", "0").address;
    let hash = "ab".repeat(32);
    for (number, verb) in [(90, "block"), (91, "sanction")] {
        fund.admin(&["investor", "add", "--id", &id(number)]).result();
        fund.admin(&["investor", verb, &id(number), "--reason", "7", "--document", &hash]).result();
    }
    let before = register(&fund).investors.len();
    let wallet = Pubkey::new_unique().to_string();
    let rest = ",,,,";
    let rows = [
        format!("{}{rest}", person(1)),
        format!("Jane Doe,{},person,US,yes,2030-12-31{rest}", Pubkey::new_unique()),
        format!("{},nobody,person,US,yes,2030-12-31{rest}", id(2)),
        format!("{},{},human,XX,maybe,31.12.2030{rest}", id(3), Pubkey::new_unique()),
        format!("{},{},person,US,yes,2024-12-31{rest}", id(4), Pubkey::new_unique()),
        format!("{}{rest}", person(1)),
        format!("{},{wallet};{wallet},person,US,yes,2030-12-31{rest}", id(5)),
        format!("{},{wallet},person,US,yes,2030-12-31{rest}", id(6)),
        format!("{},{wallet},person,US,yes,2030-12-31{rest}", id(7)),
        format!("{},{},protocol-vault,US,no,2030-12-31{rest}", id(8), Pubkey::new_unique()),
        format!("{},{},person,US,no,2030-12-31,{},5,,", id(9), Pubkey::new_unique(), Pubkey::new_unique()),
        format!("{},{taken},person,US,yes,2030-12-31{rest}", id(10)),
        format!("{}{rest}", person(90)),
        format!("{}{rest}", person(91)),
        format!("{},,1,2", person(11)),
        format!("{},,,1.0000001,{hash}", person(12)),
    ];
    let first = format!("{REQUIRED},operator,nominee_holders,max_units,accredited_evidence");
    let file = write(&fund, "bad.csv", &first, &rows);
    let error = import(&fund, &file);
    assert_eq!(error["name"], "FileInvalid");
    let expected = [
        (3, "investor_id"),
        (4, "wallets"),
        (5, "kind"),
        (5, "jurisdiction"),
        (5, "us_person"),
        (5, "kyc_until"),
        (6, "kyc_until"),
        (7, "investor_id"),
        (8, "wallets"),
        (10, "wallets"),
        (11, "operator"),
        (12, "operator"),
        (12, "nominee_holders"),
        (13, "wallets"),
        (14, "investor_id"),
        (15, "investor_id"),
        (16, ""),
        (17, "max_units"),
    ];
    assert_eq!(places(&error), expected, "{error:#}");
    let message = error["message"].as_str().unwrap();
    for words in [
        "18 things are wrong",
        "nothing was sent",
        "never personal data",
        "is blocked",
        "is sanctioned",
        "linked to another",
    ] {
        assert!(message.contains(words), "{words} in {message}");
    }
    assert_eq!(register(&fund).investors.len(), before);
    assert!(!fund.net.dir.path().join("bad.csv.mmf-journal").exists());
}

#[test]
fn unknown_missing_and_doubled_columns_are_refused() {
    let fund = Fund::start();
    let file = write(&fund, "bad.csv", "investor_id,wallets,wallets,name,kind,us_person,kyc_until", &[person(1)]);
    let error = import(&fund, &file);
    assert_eq!(places(&error), [(1, "wallets"), (1, "name"), (1, "jurisdiction")]);
    std::fs::write(&file, "").unwrap();
    assert!(import(&fund, &file)["message"].as_str().unwrap().contains("the file is empty"));
    let missing = fund.admin(&["investor", "import", "nowhere.csv"]).error(2);
    assert_eq!(missing["name"], "FileUnreadable");
}

#[test]
fn evidence_without_a_day_is_refused() {
    let fund = Fund::start();
    let row = format!("{},{}", person(1), "ab".repeat(32));
    let file = write(&fund, "bad.csv", &format!("{REQUIRED},accredited_evidence"), &[row]);
    assert_eq!(places(&import(&fund, &file)), [(2, "accredited_evidence")]);
}

#[test]
fn a_batch_is_neither_printed_nor_proposed() {
    let fund = Fund::start();
    let file = write(&fund, "good.csv", REQUIRED, &[person(1)]);
    let file = file.to_str().unwrap();
    for option in [&["--print", "base58"][..], &["--propose", "1", "--expires", "2025-01-31"], &["--action", "1"]] {
        let refused = fund.admin(&[&["investor", "import", file], option].concat()).error(2);
        assert_eq!(refused["name"], "BatchNeedsSignatures", "{option:?}");
    }
    let dry = fund.admin(&["investor", "import", file, "--dry-run"]).result();
    assert_eq!((&dry["added"], &dry["opened"], &dry["dryRun"]), (&1.into(), &1.into(), &true.into()));
    assert!(register(&fund).investors.is_empty());
    let stranger = fund.net.key("stranger", "0");
    assert_eq!(fund.by(&stranger.path, &["investor", "import", file]).error(3)["name"], "Unauthorised");
}
