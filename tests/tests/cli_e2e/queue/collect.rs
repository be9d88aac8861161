//! Cash that an account did not take, and what a sanctioned holder's request holds, wait to be collected.

use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::read_keypair_file;
use solana_sdk::signer::Signer;
use spl_token_interface::instruction::{close_account, transfer};

use super::{Key, Stage, cash_account, row, text};

/// Empties a wallet's cash account into another's, and closes it.
fn close_cash_account(stage: &Stage, key: &Key, into: &str) {
    let signer = read_keypair_file(&key.path).unwrap();
    let [from, to]: [Pubkey; 2] = [&key.address, into].map(|owner| cash_account(&stage.fund, owner).parse().unwrap());
    let (token, owner) = (spl_token_interface::ID, signer.pubkey());
    let orders = [
        transfer(&token, &from, &to, &owner, &[], stage.cash(&key.address)).unwrap(),
        close_account(&token, &from, &owner, &owner, &[]).unwrap(),
    ];
    mmf_localnet::send(&stage.fund.net.url, &orders, &signer, &[]).unwrap();
}

#[test]
fn a_redeemer_who_closed_the_cash_account_opens_it_again_and_collects() {
    let stage = Stage::set();
    let placed = stage.queue(&stage.alice, &["redeem", "5,000"]);
    let request = text(&placed, "request");
    close_cash_account(&stage, &stage.alice, &stage.bob.address);
    stage.strike("2025-01-02", "300030", "30");
    let settled = super::bad_news(&stage.settle(&stage.bob.path));
    assert_eq!(text(&settled["requests"][0], "became"), "to be collected", "{settled:#}");
    assert_eq!(text(&stage.request(&placed), "toCollect"), "5000.000000");
    let due = stage.fund.mmf(&["requests", "list", "--status", "due"]).result();
    assert_eq!(text(&due["requests"][0], "toCollect"), "5000.000000");
    let cash = stage.fund.mmf(&["cash", "show"]).result();
    assert_eq!((text(&cash["bufferUse"], "dues"), text(&cash["books"], "payout")), ("5000.000000", "5000.000000"));

    let collect =
        |key: &Key, more: &[&str]| stage.fund.by(&key.path, &[&["requests", "collect", request], more].concat());
    assert_eq!(collect(&stage.bob, &[]).error(3)["name"], "CashAccountUnfit", "nobody opens it at another's cost");
    let to = cash_account(&stage.fund, &stage.bob.address);
    assert_eq!(collect(&stage.bob, &["--to", &to]).error(3)["name"], "CashAccountUnfit", "only the holder names one");
    assert_eq!(collect(&stage.alice, &["--to", &to]).error(3)["name"], "CashAccountUnfit", "of its own");
    let collected = collect(&stage.alice, &[]).result();
    assert_eq!((text(&collected, "status"), &collected["toCollect"]), ("settled", &serde_json::Value::Null));
    assert_eq!(stage.cash(&stage.alice.address), 5_000_000_000);
    assert_eq!(collect(&stage.alice, &[]).error(3)["name"], "NothingDue");
    let books = stage.fund.mmf(&["cash", "show"]).result();
    assert_eq!(text(row(&books["vaults"], "vault", "payout"), "held"), "0.000000");
}

#[test]
fn a_subscriber_who_closed_the_cash_account_takes_the_request_back_all_the_same() {
    let stage = Stage::set();
    let placed = stage.queue(&stage.alice, &["subscribe", "1,000"]);
    close_cash_account(&stage, &stage.alice, &stage.bob.address);
    let back = stage.fund.by(&stage.alice.path, &["requests", "cancel", text(&placed, "request")]).result();
    assert_eq!(text(&back, "status"), "given-back");
    assert_eq!(stage.cash(&stage.alice.address), 1_000_000_000);
}

#[test]
fn what_a_sanctioned_subscriber_paid_stays_blocked_until_the_release() {
    let stage = Stage::set();
    let carol = stage.fund.net.key("carol", "1,000");
    let id = text(&stage.fund.admin(&["investor", "add"]).result(), "investorId").to_owned();
    stage.fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
    stage.fund.admin(&["wallet", "link", &id, &carol.address]).result();
    let placed = stage.queue(&carol, &["subscribe", "1,000"]);
    let order = |verb: &str, more: &[&str]| {
        let order = ["investor", verb, &id, "--reason", "7", "--document", &"ab".repeat(32), "--yes"];
        stage.fund.admin(&[&order[..], more].concat()).result();
    };
    order("sanction", &[]);
    stage.strike("2025-01-02", "300030", "30");
    super::bad_news(&stage.settle(&stage.bob.path));
    let blocked = stage.request(&placed);
    assert_eq!((text(&blocked, "status"), text(&blocked, "refusedFor")), ("due", "DeniedSanctioned"));
    assert!(text(&blocked, "next").contains("blocked until the holder is released"), "{blocked:#}");
    let collect = || stage.fund.by(&stage.bob.path, &["requests", "collect", text(&placed, "request")]);
    assert_eq!(collect().error(3)["name"], "DeniedSanctioned");
    order("release", &["--to", "approved"]);
    assert_eq!(text(&collect().result(), "status"), "given-back");
    assert_eq!(stage.cash(&carol.address), 1_000_000_000);
}
