//! Attributes that run out are listed, and renewed in a batch.

use super::file::{REQUIRED, id, person, register, write};
use crate::support::Fund;

#[test]
fn attributes_that_run_out_are_listed_and_renewed() {
    let fund = Fund::start();
    let until = |number: u32, kyc: &str, accredited: &str| {
        format!("{},{accredited}", person(number).replace("2030-12-31", kyc))
    };
    let rows = [
        until(1, "2025-01-20", "2025-01-10"),
        until(2, "2025-01-31", ""),
        until(3, "2025-06-30", "2025-01-05"),
        until(4, "2025-01-15", ""),
    ];
    write(&fund, "a.csv", &format!("{REQUIRED},accredited_until"), &rows);
    fund.admin(&["investor", "import", "a.csv"]).result();
    fund.admin(&["investor", "block", &id(4), "--reason", "2", "--document", &"ee".repeat(32)]).result();
    let renew = |options: &[&str]| fund.admin(&[&["investor", "renew", "--expiring-within"], options].concat());

    let listed = renew(&["30d"]).result();
    let rows: Vec<(String, &str, &str)> = listed["expiring"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let id = row["investorId"].as_str().unwrap().to_owned();
            (id, row["attribute"].as_str().unwrap(), row["lastDay"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        rows,
        [
            (id(3), "accredited", "2025-01-05"),
            (id(1), "accredited", "2025-01-10"),
            (id(4), "kyc", "2025-01-15"),
            (id(1), "kyc", "2025-01-20"),
        ]
    );
    assert_eq!(register(&fund).investor(1).seq, 3, "a list changes nothing");

    assert_eq!(renew(&["30d", "--until", "2026-01-31"]).code, 2);
    let hash = "aa".repeat(32);
    let kyc = ["30d", "--attribute", "kyc", "--evidence", &hash];
    assert_eq!(renew(&[&kyc[..], &["--until", "2024-12-31"]].concat()).error(2)["name"], "RenewalInvalid");
    let later = [&kyc[..], &["--until", "2026-01-31"]].concat();
    let renewed = renew(&later).result();
    assert_eq!((&renewed["renewed"], &renewed["notRenewed"]), (&1.into(), &1.into()));
    let after = register(&fund);
    assert_eq!(after.investor(1).attributes[0].expires_at, 1_769_904_000, "midnight after 31 January 2026");
    assert_eq!(after.investor(1).attributes[0].evidence_hash, [0xaa; 32]);
    assert_eq!([1, 2, 3, 4].map(|number| after.investor(number).seq), [4, 3, 3, 4]);
    assert_eq!(fund.mmf(&["investor", "show", &id(4)]).result()["status"], "blocked");
    let again = renew(&later).result();
    assert!(again["renewed"].is_null(), "{again}");
    assert_eq!(register(&fund).investor(1).seq, 4);
}
