//! Holdings: frozen and thawed by order, closed; wallets unlinked; a vault's dividends.

use super::super::support::Fund;
use super::{holder_of_1000, investor_of, ordered};

#[test]
fn units_and_the_whole_holding_are_frozen_and_thawed_apart() {
    let fund = Fund::start();
    let (alice, _) = holder_of_1000(&fund, "alice");
    let (bob, _) = holder_of_1000(&fund, "bob");
    let transfer = |units: &str| fund.by(&alice.path, &["transfer", &bob.address, units]);
    let freeze = |more: &[&str]| fund.admin(&ordered(&[&["holding", "freeze", &alice.address], more].concat()));
    let thaw = |more: &[&str]| fund.admin(&ordered(&[&["holding", "thaw", &alice.address], more].concat()));

    let units = freeze(&["--units", "400"]).result();
    assert_eq!((&units["frozen"], &units["frozenUnits"]), (&false.into(), &"400.000000".into()));
    assert_eq!(transfer("600.000001").error(3)["name"], "UnitsNotFree");
    transfer("100").result();
    assert_eq!(freeze(&["--units", "400"]).error(1)["name"], "FreezeUnchanged");

    let whole = freeze(&[]).result();
    assert_eq!((&whole["frozen"], &whole["frozenUnits"]), (&true.into(), &"400.000000".into()));
    assert_eq!(whole["tokenAccountFrozen"], true);
    assert_eq!(transfer("1").code, 3);
    assert_eq!(fund.by(&alice.path, &["redeem", "1"]).error(3)["name"], "DeniedFrozen");

    let thawed = thaw(&[]).result();
    assert_eq!((&thawed["frozen"], &thawed["tokenAccountFrozen"]), (&false.into(), &false.into()));
    assert_eq!(thawed["frozenUnits"], "400.000000", "the units stay frozen");
    assert_eq!(thaw(&["--units", "400.000001"]).error(1)["name"], "FreezeUnchanged");
    assert_eq!(thaw(&["--units", "150"]).result()["frozenUnits"], "250.000000");
    transfer("650").result();
    assert_eq!(transfer("0.000001").error(3)["name"], "UnitsNotFree");
    assert_eq!(thaw(&["--units", "250"]).result()["frozenUnits"], "0.000000");
    assert_eq!(thaw(&[]).error(1)["name"], "FreezeUnchanged");
}

#[test]
fn a_freeze_is_ordered_by_an_approved_action_as_well() {
    let fund = Fund::start();
    let (alice, _) = holder_of_1000(&fund, "alice");
    let freeze = ordered(&["holding", "freeze", &alice.address, "--units", "10"]);
    fund.admin(&[&freeze[..], &["--propose", "3", "--expires", "2025-01-20"]].concat()).result();
    fund.admin(&["action", "approve", "3", "compliance"]).result();
    let frozen = fund.by(&alice.path, &[&freeze[..], &["--action", "3"]].concat()).result();
    assert_eq!(frozen["frozenUnits"], "10.000000");

    let more = ordered(&["holding", "freeze", &alice.address, "--units", "50"]);
    fund.admin(&[&more[..], &["--propose", "4", "--expires", "2025-01-20"]].concat()).result();
    fund.admin(&["action", "approve", "4", "compliance"]).result();
    fund.admin(&ordered(&["holding", "freeze", &alice.address, "--units", "20"])).result();
    let outdated = fund.by(&alice.path, &[&more[..], &["--action", "4"]].concat()).error(3);
    assert_eq!(outdated["name"], "ActionMismatch", "it was approved for the order that stood before");
}

#[test]
fn an_empty_holding_is_closed_then_the_wallet_unlinked_and_the_investor_removed() {
    let fund = Fund::start();
    let alice = fund.holder("alice", "0");
    let id = investor_of(&fund, &alice);
    let in_use = fund.admin(&["wallet", "unlink", &alice.address]).error(3);
    assert_eq!(in_use["name"], "WalletInUse");
    let stranger = fund.net.key("stranger", "0");
    let refused = fund.by(&stranger.path, &["holding", "close", &alice.address]).error(3);
    assert_eq!(refused["name"], "Unauthorised");

    let closed = fund.by(&alice.path, &["holding", "close", &alice.address]).result();
    assert_eq!(closed["wallet"], alice.address.as_str());
    assert_eq!(fund.mmf(&["holding", "show", &alice.address]).error(1)["name"], "NotRegistered");
    assert_eq!(fund.admin(&["investor", "remove", &id]).error(3)["name"], "InvestorInUse");
    let unlinked = fund.admin(&["wallet", "unlink", &alice.address, "--rent-to", &stranger.address]).result();
    assert_eq!(unlinked["rentTo"], stranger.address.as_str());
    assert_eq!(fund.admin(&["wallet", "unlink", &alice.address]).error(1)["name"], "WalletNotLinked");
    fund.admin(&["investor", "remove", &id, "--yes"]).result();
    assert_eq!(fund.mmf(&["investor", "show", &id]).error(1)["name"], "InvestorMissing");
}

#[test]
fn the_transfer_agent_closes_a_holding_but_not_one_that_holds_something() {
    let fund = Fund::start();
    let (alice, _) = holder_of_1000(&fund, "alice");
    assert_eq!(fund.admin(&["holding", "close", &alice.address]).error(3)["name"], "HoldingNotEmpty");
    fund.by(&alice.path, &["redeem", "--all"]).result();
    fund.admin(&["holding", "close", &alice.address]).result();
}

#[test]
fn a_vaults_dividends_go_to_another_holding_and_only_a_vaults() {
    let fund = Fund::start();
    let (vault, id) = holder_of_1000(&fund, "vault");
    let (alice, _) = holder_of_1000(&fund, "alice");
    let elsewhere = ["holding", "dividends", &vault.address, "--to", &alice.address];
    let refused = fund.admin(&elsewhere).error(3);
    assert_eq!(refused["name"], "ParameterOutOfRange");
    assert!(refused["message"].as_str().unwrap().contains("only a protocol vault's"), "{refused}");
    fund.admin(&["investor", "update", &id, "--kind", "protocol-vault", "--operator", &alice.address]).result();
    let target = fund.token_account(&alice.address).to_string();
    assert_eq!(fund.admin(&elsewhere).result()["dividendTo"], target.as_str());
    let itself = fund.admin(&["holding", "dividends", &vault.address, "--to-itself"]).result();
    assert!(itself["dividendTo"].is_null());
}
