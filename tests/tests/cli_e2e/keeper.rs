//! The keeper: who may no longer hold is frozen, in a class without a hook as in one with.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use solana_client::rpc_client::RpcClient;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::extension::StateWithExtensions;
use spl_token_2022_interface::state::Account;

use super::support::{Fund, Key, binary};

/// A fund with a class without a hook beside its first one.
fn with_gated_class() -> Fund {
    let fund = Fund::private();
    let create = ["class", "create", "--kind", "gated", "--name", "Gated", "--symbol", "GATE", "--expense-bps", "10"];
    fund.admin(&[&create[..], &["--uri", "https://fund.example/gate.json"]].concat()).result();
    fund
}

/// The wallet of an investor who is approved until a day, with a holding in every class; and the investor's number.
fn approved_until(fund: &Fund, name: &str, until: &str) -> (Key, String) {
    let key = fund.net.key(name, "0");
    let id = fund.admin(&["investor", "add"]).result()["investorId"].as_str().unwrap().to_owned();
    fund.admin(&["investor", "approve", &id, "--kyc-until", until]).result();
    fund.admin(&["wallet", "link", &id, &key.address]).result();
    (key, id)
}

/// Token-2022's own bit, read past the CLI.
fn is_frozen(fund: &Fund, wallet: &Key, class: &str) -> bool {
    let shown = fund.mmf(&["holding", "show", &wallet.address, "--class", class]).result();
    let address: Pubkey = shown["tokenAccount"].as_str().unwrap().parse().unwrap();
    let data = RpcClient::new(fund.net.url.clone()).get_account_data(&address).unwrap();
    StateWithExtensions::<Account>::unpack(&data).unwrap().base.is_frozen()
}

/// Starts the keeper and reads its first round.
fn start_keeper(fund: &Fund, url: &str, key: &str) -> Child {
    Command::new(binary())
        .args(["-u", url, "--fund", &fund.address, "-k", key, "--output", "json-compact"])
        .args(["keeper", "run", "--interval", "1s"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn interrupt(keeper: &mut Child) -> Option<i32> {
    let stopped = Command::new("kill").args(["-INT", &keeper.id().to_string()]).status().unwrap();
    assert!(stopped.success());
    keeper.wait().unwrap().code()
}

#[test]
fn a_lapsed_investor_of_a_gated_class_is_frozen_and_thaws_once_it_is_renewed() {
    let fund = with_gated_class();
    let (lapsing, id) = approved_until(&fund, "lapsing", "2025-01-20");
    let (lasting, _) = approved_until(&fund, "lasting", "2026-12-31");
    assert!(!is_frozen(&fund, &lapsing, "1"));

    let before = fund.mmf(&["keeper", "backlog"]).result();
    assert_eq!((&before["holdings"], &before["backlog"]), (&4.into(), &0.into()));
    let expiring = before["expiring"].as_array().unwrap();
    assert_eq!(expiring.len(), 2, "in both classes: {before}");
    for (row, then) in expiring.iter().zip(["the hook refuses", "the keeper freezes"]) {
        assert_eq!((&row["at"], &row["wallet"]), (&"2025-01-21T00:00:00Z".into(), &lapsing.address.as_str().into()));
        assert_eq!((&row["reason"], &row["then"]), (&"Expired".into(), &then.into()));
    }
    let nothing = fund.admin(&["keeper", "run", "--once"]).result();
    assert_eq!((&nothing["backlog"], &nothing["enforcedCount"]), (&0.into(), &0.into()));

    fund.net.time("2025-01-21T00:00:00Z");
    let backlog = fund.mmf(&["keeper", "backlog"]).result();
    assert_eq!(backlog["backlog"], 1, "the hooked class needs no freeze: {backlog}");
    let due = &backlog["due"][0];
    assert_eq!((&due["classNo"], &due["reason"], &due["number"]), (&1.into(), &"Expired".into(), &6.into()));
    assert_eq!((&due["investorId"], &due["wallet"]), (&id.as_str().into(), &lapsing.address.as_str().into()));
    assert_eq!(fund.mmf(&["keeper", "backlog", "--class", "0"]).result()["backlog"], 0);
    assert_eq!(fund.mmf(&["keeper", "backlog", "--class", "9"]).error(1)["name"], "ClassMissing");
    let dry = fund.by(&lasting.path, &["keeper", "run", "--once", "--dry-run"]).result();
    assert_eq!(dry["transactions"], 1);
    assert!(!is_frozen(&fund, &lapsing, "1"), "a dry run freezes nobody");

    let round = fund.by(&lasting.path, &["keeper", "run", "--once"]).result();
    assert_eq!((&round["backlog"], &round["enforcedCount"], &round["leftCount"]), (&1.into(), &1.into(), &0.into()));
    assert_eq!(round["enforced"][0]["wallet"], lapsing.address.as_str());
    assert!(is_frozen(&fund, &lapsing, "1") && !is_frozen(&fund, &lasting, "1") && !is_frozen(&fund, &lapsing, "0"));
    assert_eq!(fund.mmf(&["keeper", "backlog"]).result()["backlog"], 0);

    let open = ["holding", "open", &lapsing.address, "--class", "1"];
    assert_eq!(fund.by(&lasting.path, &open).error(3)["name"], "DeniedExpired");
    fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
    fund.by(&lasting.path, &open).result();
    assert!(!is_frozen(&fund, &lapsing, "1"));
}

#[test]
fn many_are_frozen_in_batches_wherever_a_standing_wants_it() {
    let fund = with_gated_class();
    let holders: Vec<(Key, String)> =
        (0..7).map(|number| approved_until(&fund, &format!("holder-{number}"), "2026-12-31")).collect();
    for (_, id) in &holders {
        fund.admin(&["investor", "sanction", id, "--reason", "12", "--document", &"d0".repeat(32)]).result();
    }
    let round = fund.by(&holders[0].0.path, &["keeper", "run", "--once"]).result();
    assert_eq!((&round["backlog"], &round["enforcedCount"]), (&14.into(), &14.into()));
    assert_eq!(round["signatures"].as_array().unwrap().len(), 3);
    for (key, _) in &holders {
        assert!(is_frozen(&fund, key, "0") && is_frozen(&fund, key, "1"));
    }
}

#[test]
fn the_keeper_enforces_round_by_round_and_stops_on_an_interrupt() {
    let fund = with_gated_class();
    let (blocked, id) = approved_until(&fund, "blocked", "2026-12-31");
    let mut keeper = start_keeper(&fund, &fund.net.url, &fund.admin);
    let mut lines = BufReader::new(keeper.stdout.take().unwrap()).lines();
    let mut round = || -> Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    let first = round();
    assert_eq!((&first["command"], &first["result"]["backlog"]), (&"keeper run".into(), &0.into()));

    fund.admin(&["investor", "block", &id, "--reason", "12", "--document", &"d0".repeat(32)]).result();
    let enforced = loop {
        let next = round()["result"].clone();
        if next["backlog"] != 0 {
            break next;
        }
    };
    assert_eq!((&enforced["backlog"], &enforced["enforcedCount"]), (&2.into(), &2.into()));
    assert_eq!(enforced["enforced"][0]["reason"], "Blocked");
    assert_eq!(round()["result"]["backlog"], 0);
    assert!(is_frozen(&fund, &blocked, "0") && is_frozen(&fund, &blocked, "1"));
    assert_eq!(interrupt(&mut keeper), Some(0));
}

#[test]
fn a_network_that_does_not_answer_does_not_end_the_keeper() {
    let fund = with_gated_class();
    let mut keeper = start_keeper(&fund, "http://127.0.0.1:1", &fund.admin);
    let mut lines = BufReader::new(keeper.stderr.take().unwrap()).lines();
    for round in 0..2 {
        let said: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        assert_eq!(said["error"]["name"], "NetworkUnreachable", "round {round}: {said}");
    }
    assert_eq!(interrupt(&mut keeper), Some(0));
    let endless = fund.admin(&["keeper", "run", "--dry-run"]).error(2);
    assert_eq!(endless["name"], "OnceMissing");
}
