//! Lookup tables are made once, used again the next month, and extended by whoever came since.

use mmf_client::lookup::LOOKUP_TABLE_MAX_ADDRESSES;
use solana_sdk::pubkey::Pubkey;

use super::stage::{Stage, client};
use crate::support::Net;

/// Holdings that fill a table.
const IN_A_TABLE: u32 = 85;

fn listed(stage: &Stage) -> Vec<Pubkey> {
    let text = std::fs::read_to_string(stage.state("tables")).unwrap();
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    list["tables"].as_array().unwrap().iter().map(|table| table.as_str().unwrap().parse().unwrap()).collect()
}

#[test]
fn few_holders_need_no_table() {
    let stage = Stage::with_holders(15);
    let done = stage.fund.admin(&["distribute"]).result();
    assert_eq!((&done["transactions"], &done["tables"]), (&2.into(), &0.into()));
    assert!(!stage.state("tables").exists());
}

#[test]
fn tables_hold_more_holders_and_serve_the_next_month_too() {
    let net = Net::with(&["--start-time", "2025-01-01T12:00:00Z", "--slot-ms", "400"]);
    let stage = Stage::open(net, IN_A_TABLE - 1);
    let days = "date\n2025-01-02\n2025-01-31\n2025-02-03\n2025-02-28\n2025-03-03\n";
    std::fs::write(stage.fund.net.dir.path().join("more.csv"), days).unwrap();
    stage.fund.admin(&["calendar", "set", "--year", "2025", "--business-days", "more.csv"]).result();
    stage.close_january();
    let first = stage.fund.admin(&["distribute"]).result();
    assert_eq!(
        (&first["tables"], &first["tableTransactions"], &first["transactions"]),
        (&1.into(), &10.into(), &5.into())
    );
    let tables = listed(&stage);
    let found = client(&stage.fund).lookup_tables(&tables).unwrap();
    assert_eq!(found[0].as_ref().unwrap().addresses.len(), LOOKUP_TABLE_MAX_ADDRESSES - 1);

    stage.onboard(IN_A_TABLE..IN_A_TABLE + 2, "late.csv");
    stage.close_february();
    let second = stage.fund.admin(&["distribute"]).result();
    assert_eq!((&second["tables"], &second["tableTransactions"]), (&2.into(), &1.into()));
    assert_eq!((&second["transactions"], &second["holdersPaid"]), (&5.into(), &(IN_A_TABLE + 2).into()));
    assert_eq!(listed(&stage)[..1], tables, "the first is kept");
    let carried = second["reconciliation"][1]["amount_e18"].as_str().unwrap();
    assert!(carried.parse::<i128>().unwrap() > 0, "January's fractions are carried in");
}

#[test]
fn a_list_of_tables_that_is_lost_costs_only_new_tables() {
    let stage = Stage::with_holders(20);
    let before = stage.chain();
    std::fs::write(stage.state("tables"), "not a list").unwrap();
    assert_eq!(stage.fund.admin(&["distribute"]).error(1)["name"], "TableListUnreadable");
    std::fs::remove_file(stage.state("tables")).unwrap();
    assert_eq!(stage.fund.admin(&["distribute"]).result()["transactions"], 2);
    stage.chain().check_paid_once_each(&before);
}

#[test]
fn a_payer_who_cannot_afford_tables_is_told_before_anything_is_sent() {
    let stage = Stage::with_holders(20);
    let poor = stage.fund.net.empty_key("poor");
    let address = poor.address.parse().unwrap();
    mmf_localnet::airdrop(&stage.fund.net.url, &address, 2_000_000).unwrap();
    let refused = stage.fund.by(&poor.path, &["distribute"]).error(1);
    assert_eq!(refused["name"], "FeePayerShort");
    let done = stage.fund.by(&poor.path, &["distribute", "--no-tables"]).result();
    assert_eq!((&done["transactions"], &done["tables"]), (&3.into(), &0.into()));
}
