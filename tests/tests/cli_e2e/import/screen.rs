//! A sanctions list is compared with the register. It proposes; nobody is blocked.

use serde_json::Value;
use solana_sdk::pubkey::Pubkey;

use super::file::{REQUIRED, id, register, write};
use crate::support::Fund;

#[test]
fn a_list_finds_exact_and_fuzzy_matches_and_blocks_nobody() {
    let fund = Fund::start();
    let wallets = [Pubkey::new_unique(), Pubkey::new_unique(), Pubkey::new_unique()].map(|key| key.to_string());
    let rows: Vec<String> = (1..=3)
        .zip(&wallets)
        .map(|(number, wallet)| format!("{},{wallet},person,US,yes,2030-12-31", id(number)))
        .collect();
    write(&fund, "a.csv", REQUIRED, &rows);
    fund.admin(&["investor", "import", "a.csv"]).result();
    write(
        &fund,
        "register.csv",
        "investor_id,name,lei,registration,city",
        &[
            format!("{},\"Müller, Jörg\",,,Zug", id(1)),
            format!("{},Acme Trading Limited,5493001KJTIIGC8Y1R12,HRB 12345678,Bonn", id(2)),
            format!("{},Maria Schmidt,,,Wien", id(3)),
            format!("{},Somebody Else,,,Rom", id(77)),
        ],
    );
    let mut slip = wallets[1].clone();
    slip.replace_range(20..21, if &slip[20..21] == "x" { "y" } else { "x" });
    let list = [
        format!("{},wallet,SDN-1,CYBER2", wallets[0]),
        format!("{slip},wallet,SDN-2,CYBER2"),
        "jorg MULLER,name,SDN-3,RUSSIA".to_owned(),
        "Acme Tradin Limited,name,SDN-4,IRAN".to_owned(),
        "5493001KJTIIGC8Y1R13,lei,SDN-5,IRAN".to_owned(),
        "HRB-12345678,registration,SDN-5,IRAN".to_owned(),
        format!("0{},investor-id,OWN-1,INTERNAL", &id(3)[1..63]),
        "Nobody At All,name,SDN-6,CUBA".to_owned(),
        "Somebody Else,name,SDN-7,CUBA".to_owned(),
        format!("{},wallet,SDN-8,DPRK", Pubkey::new_unique()),
    ];
    write(&fund, "sdn.csv", "identifier,kind,entry,program", &list);
    let before: Vec<u64> = (1..=3).map(|number| register(&fund).investor(number).seq).collect();

    let screened = fund.mmf(&["investor", "screen", "--list", "sdn.csv", "--register", "register.csv"]).result();
    let proposals = screened["proposals"].as_array().unwrap();
    let found = |entry: &str| -> Vec<(&str, String)> {
        let of_entry = proposals.iter().filter(|row| row["entry"] == entry);
        of_entry.map(|row| (row["match"].as_str().unwrap(), row["investorId"].as_str().unwrap().to_owned())).collect()
    };
    assert_eq!(found("SDN-1"), [("exact", id(1))]);
    assert_eq!(found("SDN-2"), [("fuzzy", id(2))]);
    assert_eq!(found("SDN-3"), [("exact", id(1))]);
    assert_eq!(found("SDN-4"), [("fuzzy", id(2))]);
    assert_eq!(found("SDN-5"), [("exact", id(2)), ("fuzzy", id(2))]);
    for nobody in ["SDN-6", "SDN-7", "SDN-8"] {
        assert_eq!(found(nobody), [], "{nobody}");
    }
    // Numbers that differ in one digit are like each other.
    assert_eq!(found("OWN-1").len(), 3);
    let hash = screened["listSha256"].as_str().unwrap();
    let commands: Vec<&str> = proposals.iter().map(|row| row["command"].as_str().unwrap()).collect();
    assert_eq!(commands[0], format!("mmf investor sanction {} --reason CODE --document {hash}", id(1)));
    assert!(commands.iter().any(|command| command.starts_with("mmf investor block ")));

    let after: Vec<u64> = (1..=3).map(|number| register(&fund).investor(number).seq).collect();
    assert_eq!(before, after);
    assert!((1..=3).all(|number| register(&fund).investor(number).status == 1));
    let failing = fund.mmf(&["investor", "screen", "--list", "sdn.csv", "--fail-on-match"]);
    assert_eq!(failing.code, 1);
    let failing: Value = serde_json::from_str(&failing.stdout).unwrap();
    assert_eq!(failing["result"]["proposals"][0]["entry"], "SDN-1");
}

#[test]
fn a_malformed_list_is_refused_line_by_line() {
    let fund = Fund::start();
    write(&fund, "sdn.csv", "identifier,kind,entry,program", &["x,passport,1,A".to_owned(), ",name,2,A".to_owned()]);
    let error = fund.mmf(&["investor", "screen", "--list", "sdn.csv"]).error(2);
    let lines: Vec<u64> =
        error["details"]["faults"].as_array().unwrap().iter().map(|fault| fault["line"].as_u64().unwrap()).collect();
    assert_eq!(lines, [2, 3]);
    write(&fund, "sdn.csv", "identifier,kind", &["x,name".to_owned()]);
    assert_eq!(fund.mmf(&["investor", "screen", "--list", "sdn.csv"]).error(2)["name"], "FileInvalid");
}
