//! Holdings are opened where the rules of a class admit the investor; what does not fit into one transaction takes several.

use solana_sdk::pubkey::Pubkey;

use super::file::{REQUIRED, id, person, register, write};
use crate::support::Fund;

fn class(fund: &Fund, symbol: &str, rules: &[&str]) {
    let base =
        ["class", "create", "--name", symbol, "--symbol", symbol, "--uri", "https://x.example", "--expense-bps", "10"];
    fund.admin(&[&base[..], rules].concat()).result();
}

#[test]
fn several_wallets_and_classes_take_several_transactions() {
    let fund = Fund::start();
    for symbol in ["ONE", "TWO", "THREE"] {
        class(&fund, symbol, &[]);
    }
    let wallets =
        [Pubkey::new_unique(), Pubkey::new_unique(), Pubkey::new_unique()].map(|key| key.to_string()).join(";");
    write(&fund, "a.csv", REQUIRED, &[format!("{},{wallets},entity,US,yes,2030-12-31", id(1)), person(2)]);
    let done = fund.admin(&["investor", "import", "a.csv"]).result();
    assert_eq!((&done["linked"], &done["opened"]), (&4.into(), &16.into()));
    assert!(done["transactions"].as_u64().unwrap() > 4, "{done}");
    let shown = fund.mmf(&["investor", "show", &id(1)]).result();
    assert_eq!(shown["holdings"].as_array().unwrap().len(), 12);
    let again = fund.admin(&["investor", "import", "a.csv"]).result();
    assert_eq!(again["transactions"], 0);
}

#[test]
fn classes_that_deny_are_skipped_and_told_of() {
    let fund = Fund::start();
    class(&fund, "OFF", &["--us-persons", "refused"]);
    class(&fund, "FEW", &["--max-investors", "2"]);
    let mut rows: Vec<String> = (1..=3).map(person).collect();
    rows.push(person(4).replace("US,yes", "CA,no"));
    write(&fund, "a.csv", REQUIRED, &rows);
    let done = fund.admin(&["investor", "import", "a.csv"]).result();
    assert_eq!(done["opened"], 4 + 1 + 2);
    let skipped: Vec<(u64, &str, u64)> = done["skipped"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["class"].as_u64().unwrap(), row["reason"].as_str().unwrap(), row["holdings"].as_u64().unwrap()))
        .collect();
    assert_eq!(skipped, [(1, "UsPerson", 3), (2, "TooManyInvestors", 2)]);
    assert_eq!(register(&fund).holdings.len(), 4);
}
