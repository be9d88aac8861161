//! Transfers that `@solana/spl-token` builds.

use serde_json::{Value, json};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::read_keypair_file;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction::close_account;
use spl_transfer_hook_interface::get_extra_account_metas_address;

use super::{DOCUMENT, holder_of_1000, mint, newcomer, node};
use crate::support::{Fund, Key};

/// What the logs say when a party's KYC has expired.
const EXPIRED: &str = "Program log: AnchorError occurred. Error Code: DeniedExpired. Error Number: 6065. \
                       Error Message: Denied: a party's KYC has expired; renew it.";

/// Sends so many units of class 0 as a wallet does.
fn send(fund: &Fund, from: &Key, to: &str, units: u64, fee_payer: Option<&Key>) -> (bool, Value) {
    let (mint, units) = (mint(fund, "0"), units.to_string());
    let mut args = vec!["--url", &fund.net.url, "--mint", &mint, "--from", &from.path, "--to", to, "--units", &units];
    if let Some(payer) = fee_payer {
        args.extend(["--fee-payer", &payer.path]);
    }
    node("transfer.mjs", &args)
}

#[test]
fn an_approved_investor_who_never_did_anything_receives_from_a_wallet() {
    let fund = Fund::start();
    let (alice, bob) = (holder_of_1000(&fund, "alice"), newcomer(&fund, "bob"));
    let (went_well, sent) = send(&fund, &alice, &bob.address, 250_000_001, None);
    assert!(went_well, "{sent}");
    assert_eq!(fund.units(&alice.address), "749.999999");
    assert_eq!(fund.units(&bob.address), "250.000001");

    let class = fund.mmf(&["class", "show"]).result();
    let line = |wallet: &Key| fund.mmf(&["holding", "show", &wallet.address]).result();
    let (from, to, hook) = (line(&alice), line(&bob), mmf::ID.to_string());
    let mint: Pubkey = class["mint"].as_str().unwrap().parse().unwrap();
    let list = get_extra_account_metas_address(&mint, &mmf::ID).to_string();
    let account = |address: &Value, signer: bool, writable: bool| json!({ "address": address, "signer": signer, "writable": writable });
    let expected = json!([
        account(&from["tokenAccount"], false, true),
        account(&class["mint"], false, false),
        account(&to["tokenAccount"], false, true),
        account(&alice.address.into(), true, false),
        account(&class["address"], false, false),
        account(&from["holding"], false, true),
        account(&to["holding"], false, true),
        account(&from["investor"], false, true),
        account(&to["investor"], false, true),
        account(&hook.into(), false, false),
        account(&list.into(), false, false),
    ]);
    assert_eq!(sent["accounts"], expected);
}

#[test]
fn a_wallet_without_lamports_sends_when_another_pays_the_fee() {
    let fund = Fund::start();
    let (alice, bob) = (holder_of_1000(&fund, "alice"), newcomer(&fund, "bob"));
    assert!(send(&fund, &alice, &bob.address, 400_000_000, None).0);
    assert_eq!(super::lamports(&fund, &bob), 0);

    let (went_well, poor) = send(&fund, &bob, &alice.address, 100_000_000, None);
    assert!(!went_well, "nobody pays the fee: {poor}");
    let message = poor["error"]["message"].as_str().unwrap();
    assert!(message.contains("Attempt to debit an account but found no record of a prior credit"), "{message}");
    let (went_well, sent) = send(&fund, &bob, &alice.address, 100_000_000, Some(&fund.source));
    assert!(went_well, "{sent}");
    assert_eq!(fund.units(&alice.address), "700.000000");
    assert_eq!(fund.units(&bob.address), "300.000000");
    assert_eq!(super::lamports(&fund, &bob), 0);
}

#[test]
fn the_library_finds_no_holding_of_a_stranger_and_sends_nothing() {
    let fund = Fund::start();
    let alice = holder_of_1000(&fund, "alice");
    let (stranger, before) = (fund.net.key("stranger", "0"), super::lamports(&fund, &alice));
    let (went_well, refused) = send(&fund, &alice, &stranger.address, 1_000_000, None);
    assert!(!went_well, "{refused}");
    assert_eq!(refused["error"]["name"], "TokenTransferHookAccountNotFound");
    assert_eq!(fund.units(&alice.address), "1000.000000");
    assert_eq!(super::lamports(&fund, &alice), before);
}

#[test]
fn a_rule_that_denies_reaches_the_wallet_with_number_and_words() {
    let fund = Fund::start();
    let (alice, id) = (holder_of_1000(&fund, "alice"), "cd".repeat(32));
    let late = fund.net.empty_key("late");
    fund.admin(&["investor", "add", "--id", &id]).result();
    fund.admin(&["investor", "approve", &id, "--kyc-until", "2025-01-01"]).result();
    fund.admin(&["wallet", "link", &id, &late.address]).result();
    fund.net.time("2025-01-02T00:01:00Z");

    let (went_well, refused) = send(&fund, &alice, &late.address, 1_000_000, None);
    assert!(!went_well, "{refused}");
    assert_eq!(refused["error"]["name"], "Error");
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(message.starts_with("Simulation failed."), "{message}");
    assert!(message.contains("custom program error: 0x17b1"), "6065 in hexadecimal: {message}");
    assert!(DOCUMENT.contains(EXPIRED), "the document shows this line");
    assert!(refused["error"]["logs"].as_array().unwrap().contains(&EXPIRED.into()), "{refused}");
    assert_eq!(fund.units(&alice.address), "1000.000000");
}

#[test]
fn a_wallet_cannot_send_more_than_it_has() {
    let fund = Fund::start();
    let (alice, bob) = (holder_of_1000(&fund, "alice"), newcomer(&fund, "bob"));
    let (went_well, refused) = send(&fund, &alice, &bob.address, 1_000_000_001, None);
    assert!(!went_well, "{refused}");
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(message.contains("custom program error: 0x1.") && message.contains("insufficient funds"), "{message}");
}

#[test]
fn a_token_account_that_its_owner_closed_is_frozen_until_its_holding_is_opened_again() {
    let fund = Fund::start();
    let (alice, bob) = (holder_of_1000(&fund, "alice"), newcomer(&fund, "bob"));
    let (owner, account) = (read_keypair_file(&bob.path).unwrap(), fund.token_account(&bob.address));
    let close = close_account(&spl_token_2022_interface::ID, &account, &owner.pubkey(), &owner.pubkey(), &[]).unwrap();
    let payer = read_keypair_file(&alice.path).unwrap();
    mmf_localnet::send(&fund.net.url, &[close], &payer, &[&owner]).unwrap();

    let (went_well, refused) = send(&fund, &alice, &bob.address, 1_000_000, None);
    assert!(!went_well, "{refused}");
    let message = refused["error"]["message"].as_str().unwrap();
    assert!(message.contains("custom program error: 0x11"), "{message}");
    assert!(refused["error"]["logs"].to_string().contains("Account is frozen"), "{refused}");

    fund.by(&alice.path, &["holding", "open", &bob.address]).result();
    let (went_well, sent) = send(&fund, &alice, &bob.address, 1_000_000, None);
    assert!(went_well, "{sent}");
    assert_eq!(fund.units(&bob.address), "1.000000");
}

#[test]
fn the_document_shows_the_code_that_is_tested() {
    assert!(DOCUMENT.contains(include_str!("../../../js/order.mjs")));
}
