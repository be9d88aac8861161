//! `mmf transfer check`: every rule that denies, in words, with its date; and the same answer from the program.

use serde_json::Value;
use solana_sdk::signature::read_keypair_file;
use solana_sdk::signer::Signer;
use spl_token_2022_interface::instruction::close_account;

use super::support::{Fund, Key, Said};

/// A wallet of an investor with these options, approved, with an open holding and so much cash; and the investor's number.
fn holder(fund: &Fund, name: &str, usdc: &str, options: &[&str]) -> (Key, String) {
    let key = fund.net.key(name, usdc);
    let added = fund.admin(&[&["investor", "add"], options].concat()).result();
    let id = added["investorId"].as_str().unwrap().to_owned();
    fund.admin(&["investor", "approve", &id, "--kyc-until", "2025-12-31"]).result();
    fund.admin(&["wallet", "link", &id, &key.address]).result();
    if usdc != "0" {
        fund.by(&key.path, &["subscribe", usdc]).result();
    }
    (key, id)
}

fn check(fund: &Fund, from: &str, to: &str, units: &str) -> Said {
    fund.mmf(&["transfer", "check", from, to, units])
}

/// The result of a check that ends with a denial.
#[track_caller]
fn denied(said: &Said) -> Value {
    assert_eq!(said.code, 3, "{said:#?}");
    said.check_words();
    let document: Value = serde_json::from_str(&said.stdout).expect("JSON on standard output");
    assert_eq!(document["command"], "transfer check");
    assert_eq!(document["result"]["allowed"], false);
    document["result"].clone()
}

/// The names of all denials.
fn names(result: &Value) -> Vec<&str> {
    result["denials"].as_array().unwrap().iter().map(|denial| denial["name"].as_str().unwrap()).collect()
}

#[test]
fn two_denials_at_once_are_named_each_with_its_date() {
    let fund = Fund::start();
    let sender = ["--jurisdiction", "DE", "--locked-until", "2025-06-01", "--flow-back-until", "2025-03-01"];
    let (from, _) = holder(&fund, "from", "1,000", &sender);
    let (to, _) = holder(&fund, "to", "0", &["--us-person"]);
    let result = denied(&check(&fund, &from.address, &to.address, "10"));
    assert_eq!(names(&result), ["FlowBack", "InvestorLockedUp"]);
    let (flow_back, locked) = (&result["denials"][0], &result["denials"][1]);
    assert_eq!((&flow_back["number"], &flow_back["side"]), (&13.into(), &"receiver".into()));
    assert_eq!((&flow_back["until"], &flow_back["lifts"]), (&"2025-03-01T00:00:00Z".into(), &true.into()));
    assert!(flow_back["sentence"].as_str().unwrap().contains("is a US person"), "{flow_back}");
    assert_eq!((&locked["number"], &locked["side"]), (&15.into(), &"sender".into()));
    assert_eq!(locked["sentence"], "the sender sends to nobody else before 2025-06-01T00:00:00Z");
    assert_eq!(result["until"], "2025-06-01T00:00:00Z", "when the last of them ends");
    assert_eq!(result["program"]["agrees"], true, "{result}");
    assert_eq!(result["program"]["until"], "2025-06-01T00:00:00Z");
    assert_eq!(fund.by(&from.path, &["transfer", &to.address, "10"]).error(3)["name"], "DeniedFlowBack");

    fund.net.time("2025-03-01T00:00:00Z");
    assert_eq!(names(&denied(&check(&fund, &from.address, &to.address, "10"))), ["InvestorLockedUp"]);
    fund.net.time("2025-06-01T00:00:00Z");
    let allowed = check(&fund, &from.address, &to.address, "10").result();
    assert_eq!((&allowed["allowed"], &allowed["program"]["agrees"]), (&true.into(), &true.into()));
    fund.by(&from.path, &["transfer", &to.address, "10"]).result();
}

#[test]
fn an_allowed_transfer_is_allowed_by_wallets_and_by_token_accounts() {
    let fund = Fund::start();
    let (from, _) = holder(&fund, "from", "1,000", &[]);
    let (to, _) = holder(&fund, "to", "0", &[]);
    let by_wallets = check(&fund, &from.address, &to.address, "1,000").result();
    assert_eq!((&by_wallets["allowed"], &by_wallets["units"]), (&true.into(), &"1000.000000".into()));
    assert!(by_wallets["denials"].as_array().unwrap().is_empty());
    let accounts = [&from, &to].map(|key| fund.token_account(&key.address).to_string());
    let by_accounts = check(&fund, &accounts[0], &accounts[1], "1,000").result();
    assert_eq!(by_accounts["from"], from.address.as_str());
    assert_eq!(by_accounts["toTokenAccount"], accounts[1].as_str());
    assert_eq!(check(&fund, &from.address, &accounts[0], "1").error(2)["name"], "SelfTransfer");
}

#[test]
fn what_stands_before_the_rules_is_named_too() {
    let fund = Fund::start();
    let (from, id) = holder(&fund, "from", "1,000", &[]);
    let (to, _) = holder(&fund, "to", "0", &[]);
    let stranger = fund.net.key("stranger", "0");
    let unlinked = denied(&check(&fund, &from.address, &stranger.address, "1"));
    assert_eq!(names(&unlinked), ["NotRegistered"]);
    let sentence = unlinked["denials"][0]["sentence"].as_str().unwrap();
    assert!(sentence.contains("the receiver's wallet") && sentence.contains("is not linked"), "{sentence}");
    assert_eq!(unlinked["denials"][0]["lifts"], false);
    assert!(unlinked["until"].is_null());
    assert_eq!(unlinked["program"]["agrees"], true, "{unlinked}");

    let second = fund.net.key("second", "0");
    fund.admin(&["wallet", "link", &id, &second.address]).result();
    fund.by(&second.path, &["holding", "close", &second.address]).result();
    let closed = denied(&check(&fund, &from.address, &second.address, "1"));
    let sentence = closed["denials"][0]["sentence"].as_str().unwrap();
    assert!(sentence.contains("has no holding on the register; `mmf holding open"), "{sentence}");
    fund.admin(&["investor", "update", &id, "--us-person"]).result();
    let rules = ["class", "rules", "set", "--require", "professional", "--compliance-period-ends", "2025-06-01"];
    fund.admin(&[&rules[..], &["--yes"]].concat()).result();
    let not_eligible = denied(&check(&fund, &from.address, &second.address, "1"));
    let sentence = not_eligible["denials"][0]["sentence"].as_str().unwrap();
    assert!(
        sentence.ends_with(
            "and can't have one: no US person acquires units within the Regulation S period, until 2025-06-01T00:00:00Z; \
             the investor lacks an attribute that the class requires"
        ),
        "{sentence}"
    );
    let lifted = ["class", "rules", "set", "--require", "none", "--compliance-period-ends", "none", "--yes"];
    fund.admin(&lifted).result();

    let order = ["--reason", "12", "--document", &"d0".repeat(32)];
    fund.admin(&[&["holding", "freeze", &to.address], &order[..]].concat()).result();
    let frozen = denied(&check(&fund, &from.address, &to.address, "1,000.000001"));
    assert_eq!(names(&frozen), ["TokensMissing", "TokenAccountFrozen", "UnitsNotFree", "HoldingFrozen"]);
    assert_eq!(frozen["denials"][0]["sentence"], "the sender's token account has 1,000.000000 tokens of 1,000.000001");
    assert_eq!(frozen["program"]["agrees"], true, "{frozen}");
}

#[test]
fn denials_carry_the_figures_of_the_case() {
    let fund = Fund::start();
    let (from, _) = holder(&fund, "from", "5,000", &[]);
    let (to, to_id) = holder(&fund, "to", "900", &["--us-person", "--max-units", "1,050"]);
    let rules = ["--max-investor", "1,000", "--min-balance", "100", "--require-us", "accredited", "--refuse", "US,KP"];
    fund.admin(&[&["class", "rules", "set", "--yes"], &rules[..]].concat()).result();
    fund.admin(&["investor", "update", &to_id, "--not-us-person", "--jurisdiction", "KP"]).result();
    fund.admin(&["investor", "update", &to_id, "--us-person"]).result();

    let result = denied(&check(&fund, &from.address, &to.address, "4,950"));
    assert_eq!(
        names(&result),
        ["BelowMinimumBalance", "Jurisdiction", "TierTooLow", "AboveInvestorLimit", "AboveOwnLimit"]
    );
    let sentences: Vec<&str> =
        result["denials"].as_array().unwrap().iter().map(|denial| denial["sentence"].as_str().unwrap()).collect();
    assert_eq!(sentences[0], "the sender would keep 50.000000; the least balance is 100.000000");
    assert_eq!(sentences[1], "the class is not open to KP (408), the receiver's country");
    assert_eq!(sentences[2], "the receiver lacks: accredited");
    assert_eq!(sentences[3], "the receiver holds 900.000000 of at most 1,000.000000, and would hold 5,850.000000");
    assert_eq!(sentences[4], "the receiver holds 900.000000 over all classes, of at most 1,050.000000");
    assert_eq!(result["program"]["agrees"], true, "{result}");
}

#[test]
fn an_expired_party_and_a_restricted_one_are_named_with_their_dates() {
    let fund = Fund::start();
    let (from, from_id) = holder(&fund, "from", "100", &[]);
    let (to, _) = holder(&fund, "to", "0", &[]);
    fund.net.time("2026-01-01T00:00:00Z");
    fund.admin(&["investor", "restrict", &from_id, "--reason", "31", "--document", &"d0".repeat(32)]).result();
    let result = denied(&check(&fund, &from.address, &to.address, "1"));
    assert_eq!(names(&result), ["RedeemOnly", "Expired"]);
    let sentence = result["denials"][0]["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("the sender may only redeem since 2026-01-01T00:0"), "{sentence}");
    assert!(sentence.ends_with("(reason code 31)"), "{sentence}");
    assert_eq!(result["denials"][1]["sentence"], "the receiver's KYC expired on 2026-01-01T00:00:00Z");
    assert_eq!(result["program"]["agrees"], true, "{result}");
}

#[test]
fn locked_units_tell_when_enough_of_them_unlock() {
    let fund = Fund::start();
    fund.admin(&["class", "rules", "set", "--lock-up", "40d", "--yes"]).result();
    let (from, _) = holder(&fund, "from", "100", &[]);
    let (to, _) = holder(&fund, "to", "0", &[]);
    let shown = fund.mmf(&["holding", "show", &from.address]).result();
    assert_eq!(shown["lots"], serde_json::json!([{"unlockDay": "2025-02-11", "units": "100.000000"}]));
    assert_eq!(shown["lockedUnits"], "100.000000");
    let result = denied(&check(&fund, &from.address, &to.address, "1"));
    assert_eq!(names(&result), ["LockedUp"]);
    assert_eq!(result["denials"][0]["until"], "2025-02-11T00:00:00Z");
    assert_eq!(
        result["denials"][0]["sentence"],
        "the sender has 100.000000 locked units among 100.000000 free ones; enough of them unlock on 2025-02-11T00:00:00Z"
    );
    fund.net.time("2025-02-11T00:00:00Z");
    check(&fund, &from.address, &to.address, "1").result();
    let shown = fund.mmf(&["holding", "show", &from.address]).result();
    assert_eq!(shown["lots"].as_array().unwrap().len(), 0);
}

#[test]
fn without_a_hook_only_admission_is_checked_of_both_sides() {
    let fund = Fund::private();
    let gated = ["class", "create", "--kind", "gated", "--name", "G", "--symbol", "G", "--uri", "https://g.example"];
    let rules = ["--expense-bps", "10", "--require", "qualified", "--us-persons", "refused"];
    fund.admin(&[&gated[..], &rules[..]].concat()).result();
    let holders = ["one", "two"].map(|name| {
        let key = fund.net.key(name, "0");
        let id = fund.admin(&["investor", "add"]).result()["investorId"].as_str().unwrap().to_owned();
        let approve = ["investor", "approve", &id, "--kyc-until", "2025-12-31", "--qualified-until", "2025-02-28"];
        fund.admin(&approve).result();
        assert_eq!(
            fund.admin(&["wallet", "link", &id, &key.address]).result()["holdings"].as_array().unwrap().len(),
            2
        );
        (key, id)
    });
    let [(one, _), (two, two_id)] = &holders;
    let check = || fund.mmf(&["transfer", "check", &one.address, &two.address, "1", "--class", "1"]);
    let empty = denied(&check());
    assert_eq!(names(&empty), ["TokensMissing"]);
    assert!(empty["program"].is_null(), "the program does not see such transfers");

    fund.admin(&["investor", "update", two_id, "--us-person"]).result();
    fund.net.time("2025-03-01T00:00:00Z");
    let result = denied(&check());
    assert_eq!(names(&result), ["TokensMissing", "TierTooLow", "UsPerson", "TierTooLow"]);
    let sides: Vec<&Value> = result["denials"].as_array().unwrap().iter().map(|denial| &denial["side"]).collect();
    assert_eq!(sides, ["sender", "sender", "receiver", "receiver"]);
    let sentence = result["denials"][1]["sentence"].as_str().unwrap();
    assert_eq!(sentence, "the sender lacks: qualified (expired on 2025-03-01T00:00:00Z)");
}

#[test]
fn a_holding_whose_token_account_was_closed_is_told_how_to_come_back() {
    let fund = Fund::start();
    let (from, _) = holder(&fund, "from", "100", &[]);
    let (to, _) = holder(&fund, "to", "0", &[]);
    let account = fund.token_account(&to.address);
    let key = read_keypair_file(&to.path).unwrap();
    let owner = key.pubkey();
    let close = close_account(&spl_token_2022_interface::ID, &account, &owner, &owner, &[]).unwrap();
    mmf_localnet::send(&fund.net.url, &[close], &key, &[]).unwrap();

    let result = denied(&check(&fund, &from.address, &to.address, "1"));
    assert_eq!(names(&result), ["NotRegistered"]);
    let sentence = result["denials"][0]["sentence"].as_str().unwrap();
    assert!(sentence.starts_with("the receiver's wallet has no token account of the class"), "{sentence}");
    assert!(sentence.ends_with(&format!("`mmf holding open {}` opens it", to.address)), "{sentence}");
    assert_eq!(result["program"]["agrees"], true, "{result}");
    fund.by(&from.path, &["holding", "open", &to.address]).result();
    check(&fund, &from.address, &to.address, "1").result();
}
