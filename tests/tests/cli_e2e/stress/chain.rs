//! With a fund on chain: its buffer, and its largest investors.

use serde_json::{Value, json};

use super::{desk, path, row, stress};
use crate::support::Fund;

#[test]
fn the_register_tells_what_the_largest_investors_would_redeem() {
    let fund = Fund::start();
    for (name, amount) in [("alice", "250,000"), ("bob", "400,000"), ("carol", "100,000")] {
        let holder = fund.holder(name, "1,000,000");
        fund.by(&holder.path, &["subscribe", amount]).result();
    }
    let desk = desk();
    let (book, curve) = (path(&desk, "book.json"), path(&desk, "curve.csv"));
    let args = ["stress", "--day", "2025-01-02", "--curve", &curve, "--book", &book];
    let said = fund.mmf(&[&args[..], &["--largest", "2", "--redeem", "10"]].concat()).result();
    let on_chain = &said["onChain"];
    assert_eq!(on_chain["bufferCashE6"], "750000000000");
    assert_eq!((&on_chain["largestInvestors"], &on_chain["largestSharesE6"]), (&json!(2), &json!("650000000000")));
    assert_eq!(row(&said, "payments", 1)["redeemBps"], 1_000);
    let largest = row(&said, "payments", 2);
    assert_eq!((&largest["redeemBps"], &largest["neededE6"]), (&Value::Null, &json!("650000000000")));
    // More than there are.
    let said = fund.mmf(&[&args[..], &["--largest", "1000"]].concat()).result();
    assert_eq!(
        (&said["onChain"]["largestInvestors"], &row(&said, "payments", 1)["neededE6"]),
        (&json!(3), &json!("750000000000"))
    );
}

#[test]
fn a_network_that_is_away_takes_nothing_from_a_test_of_files() {
    let desk = desk();
    let nowhere = ["-u", "http://127.0.0.1:1", "--fund", "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin"];
    let said = stress(&desk, &[&nowhere[..], &["--redeem", "40"]].concat()).result();
    assert!(said["onChain"]["unreadBecause"].is_string(), "{said:#}");
    assert_eq!(row(&said, "payments", 1)["neededE6"], "40000000000000");
    // Without the register there are no largest investors.
    let error = stress(&desk, &[&nowhere[..], &["--largest", "2"]].concat()).error(1);
    assert_eq!(error["name"], "NetworkUnreachable");
}

#[test]
fn what_waits_in_the_funds_queue_waits_in_the_test() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "1,000,000");
    fund.by(&alice.path, &["subscribe", "250,000"]).result();
    fund.by(&alice.path, &["redeem", "50,000", "--queue"]).result();
    let desk = desk();
    let (book, curve) = (path(&desk, "book.json"), path(&desk, "curve.csv"));
    let args = ["stress", "--day", "2025-01-02", "--curve", &curve, "--book", &book, "--redeem", "10"];
    let said = fund.mmf(&args).result();
    assert_eq!((&said["queuedSharesE6"], &said["onChain"]["queuedRequests"]), (&json!("50000000000"), &json!(1)));
    let named = fund.mmf(&[&args[..], &["--queued", "1"]].concat()).result();
    assert_eq!((&named["queuedSharesE6"], &named["onChain"]["queuedE6"]), (&json!("1000000"), &json!("50000000000")));
}
