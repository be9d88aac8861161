//! Rules of share classes: set, shown in words, heeded.

use serde_json::Value;

use super::support::Fund;

const GATED: [&str; 12] = [
    "class",
    "create",
    "--kind",
    "gated",
    "--name",
    "Gated",
    "--symbol",
    "GATE",
    "--uri",
    "https://fund.example/gate.json",
    "--expense-bps",
    "10",
];

fn words(shown: &Value) -> Vec<&str> {
    shown["inWords"].as_array().unwrap().iter().map(|row| row["rule"].as_str().unwrap()).collect()
}

#[test]
fn only_the_named_rules_change_and_the_change_is_shown() {
    let fund = Fund::start();
    let set = |args: &[&str]| fund.admin(&[&["class", "rules", "set", "--yes"], args].concat());
    let first = set(&[
        "--max-investor",
        "1,000",
        "--allow",
        "DE,US,756",
        "--require",
        "kyc",
        "--require-us",
        "qualified,accredited",
        "--flow-back-until",
        "2025-04-01",
    ])
    .result();
    assert_eq!(first["loosens"], false);
    let change = |result: &Value, rule: &str| {
        let found = result["changes"].as_array().unwrap().iter().find(|change| change["rule"] == rule).cloned();
        found.unwrap_or_else(|| panic!("{rule} in {result}"))
    };
    let limit = change(&first, "Most units of one investor");
    assert_eq!((&limit["before"], &limit["after"]), (&"0.000000".into(), &"1000.000000".into()));
    assert_eq!(first["changes"].as_array().unwrap().len(), 6, "countries are a mode and a list: {first}");

    let second = set(&["--max-investor", "5,000", "--transfers", "through-fund", "--us-persons", "refused"]).result();
    assert_eq!(second["loosens"], true, "a higher limit allows more");
    assert_eq!(second["changes"].as_array().unwrap().len(), 3);
    let shown = fund.mmf(&["class", "rules", "show"]).result();
    assert_eq!((&shown["maxInvestor"], &shown["transfers"]), (&"5000.000000".into(), &"through-fund".into()));
    assert_eq!(shown["countries"], serde_json::json!(["DE (276)", "CH (756)", "US (840)"]));
    assert_eq!(shown["jurisdictions"], "listed-allowed");
    assert_eq!(shown["requireUs"], serde_json::json!(["accredited", "qualified"]));
    let said = words(&shown);
    for sentence in [
        "Every transfer passes the fund's hook.",
        "One investor holds, over all of its wallets, at most 5,000.000000.",
        "US persons need as well: accredited, qualified.",
        "No units go from others to a US person before 2025-04-01T00:00:00Z.",
        "Only investors of: DE (276), CH (756), US (840).",
        "Units move through the fund only.",
        "US persons are refused.",
    ] {
        assert!(said.contains(&sentence), "{sentence} in {said:#?}");
    }
    assert_eq!(words(&fund.mmf(&["class", "show"]).result()), said);

    assert_eq!(set(&["--transfers", "through-fund"]).error(2)["name"], "NothingChanges");
    let lifted = ["--max-investor", "0", "--open", "--require", "none", "--require-us", "none"];
    set(&[&lifted[..], &["--flow-back-until", "none", "--transfers", "free", "--us-persons", "allowed"]].concat())
        .result();
    assert_eq!(words(&fund.mmf(&["class", "rules", "show"]).result()).len(), 1);
    let stranger = fund.net.key("stranger", "0");
    let refused = fund.by(&stranger.path, &["class", "rules", "set", "--max-class", "1"]).error(3);
    assert_eq!(refused["name"], "Unauthorised");
}

#[test]
fn a_rule_is_heeded_as_soon_as_it_is_set() {
    let fund = Fund::start();
    let (alice, bob) = (fund.holder("alice", "1,000"), fund.holder("bob", "100"));
    fund.by(&alice.path, &["subscribe", "1,000"]).result();
    fund.admin(&["class", "rules", "set", "--transfers", "through-fund", "--yes"]).result();
    assert_eq!(fund.by(&alice.path, &["transfer", &bob.address, "1"]).error(3)["name"], "DeniedThroughFundOnly");
    fund.admin(&["class", "rules", "set", "--transfers", "free", "--max-investor", "99", "--yes"]).result();
    let above = fund.by(&alice.path, &["transfer", &bob.address, "99.000001"]).error(3);
    assert_eq!(above["name"], "DeniedAboveInvestorLimit");
    assert_eq!(fund.by(&bob.path, &["subscribe", "100"]).error(3)["name"], "DeniedAboveInvestorLimit");
    fund.by(&alice.path, &["transfer", &bob.address, "99"]).result();
}

#[test]
fn a_class_without_a_hook_refuses_rules_that_need_a_register() {
    let fund = Fund::private();
    for rule in [["--min-balance", "1"], ["--lock-up", "40d"], ["--transfers", "through-fund"], ["--max-investor", "5"]]
    {
        let refused = fund.admin(&[&GATED[..], &rule[..]].concat()).error(3);
        assert_eq!(refused["name"], "RuleNeedsRegister", "{rule:?}");
    }
    let created = fund.admin(&[&GATED[..], &["--require", "kyc", "--max-investors", "2"]].concat()).result();
    assert_eq!((&created["kind"], &created["tokenAcl"]), (&"gated".into(), &false.into()));
    assert!(created["validation"].is_null());
    assert!(words(&created)[0].contains("whoever may no longer hold is frozen"), "{created}");
    let late = fund.admin(&["class", "rules", "set", "--class", "1", "--max-investor-bps", "5"]).error(3);
    assert_eq!(late["name"], "RuleNeedsRegister");
}

#[test]
fn a_wallet_gets_holdings_of_the_classes_that_its_investor_may_hold_and_of_no_other() {
    let fund = Fund::private();
    fund.admin(&[&GATED[..], &["--us-persons", "refused", "--max-investors", "1"]].concat()).result();
    let link = |name: &str, options: &[&str]| {
        let wallet = fund.net.key(name, "0");
        let added = fund.admin(&[&["investor", "add"], options].concat()).result();
        let id = added["investorId"].as_str().unwrap();
        fund.admin(&["investor", "approve", id, "--kyc-until", "2026-12-31"]).result();
        fund.admin(&["wallet", "link", id, &wallet.address]).result()
    };
    let american = link("american", &["--us-person"]);
    assert_eq!(american["holdings"].as_array().unwrap().len(), 1);
    assert_eq!(american["leftOut"][0]["class"], 1);
    assert_eq!(
        (&american["leftOut"][0]["reason"], &american["leftOut"][0]["number"]),
        (&"UsPerson".into(), &11.into())
    );
    let german = link("german", &["--jurisdiction", "DE"]);
    assert_eq!((german["holdings"].as_array().unwrap().len(), &german["leftOut"]), (2, &Value::Array(Vec::new())));
    assert_eq!(fund.mmf(&["class", "rules", "show", "--class", "1"]).result()["investors"]["all"], 1);
    let swiss = link("swiss", &["--jurisdiction", "CH"]);
    assert_eq!(swiss["leftOut"][0]["reason"], "TooManyInvestors");

    let pending = fund.admin(&["investor", "add"]).result();
    let wallet = fund.net.key("pending", "0");
    let linked = fund.admin(&["wallet", "link", pending["investorId"].as_str().unwrap(), &wallet.address]).result();
    let reasons: Vec<&Value> = linked["leftOut"].as_array().unwrap().iter().map(|left| &left["reason"]).collect();
    assert_eq!(reasons, ["NotApproved", "NotApproved"]);
}

#[test]
fn a_place_in_a_class_of_limited_number_is_not_for_anybody_to_take() {
    let fund = Fund::private();
    let wallet = fund.net.key("wallet", "0");
    let id = fund.admin(&["investor", "add"]).result()["investorId"].as_str().unwrap().to_owned();
    fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
    fund.admin(&["wallet", "link", &id, &wallet.address]).result();
    fund.admin(&[&GATED[..], &["--max-investors", "1"]].concat()).result();

    let stranger = fund.net.key("stranger", "0");
    let open = ["holding", "open", &wallet.address, "--class", "1"];
    let refused = fund.by(&stranger.path, &open).error(3);
    assert_eq!(refused["name"], "FirstHoldingNeedsSignature");
    let left_out = fund.by(&stranger.path, &["wallet", "link", &id, &wallet.address]).result();
    assert_eq!(left_out["leftOut"][0]["reason"], "FirstHoldingNeedsSignature");
    assert!(left_out["leftOut"][0]["number"].is_null());
    let sponsored = [&open[..], &["--fee-payer", &stranger.path]].concat();
    let opened = fund.by(&wallet.path, &sponsored).result();
    assert_eq!(opened["classNo"], 1);
}

#[test]
fn a_gate_needs_a_class_without_a_hook_and_its_program() {
    let fund = Fund::private();
    assert_eq!(fund.admin(&["class", "adopt-token-acl", "--class", "0"]).error(3)["name"], "ClassKindUnsupported");
    fund.admin(&GATED).result();
    let without_program = fund.admin(&["class", "adopt-token-acl", "--class", "1"]);
    assert_ne!(without_program.code, 0);
    without_program.check_words();
    assert_eq!(fund.mmf(&["class", "show", "--class", "1"]).result()["tokenAcl"], false);
}

#[test]
fn under_a_time_lock_a_stricter_rule_holds_at_once_and_a_milder_one_waits() {
    let fund = Fund::private();
    let created = fund.net.mmf(&[
        "-k",
        &fund.admin,
        "fund",
        "create",
        "--fund-id",
        "2",
        "--name",
        "Slow",
        "--settlement-mint",
        &fund.net.usdc,
        "--regime",
        "private-3c7",
        "--inception",
        "2025-01-01",
        "--time-lock-seconds",
        "86400",
    ]);
    let address = created.result()["address"].as_str().unwrap().to_owned();
    let admin = |args: &[&str]| fund.net.mmf(&[&["--fund", &address, "-k", &fund.admin], args].concat());
    let act = |nonce: &str, order: &[&str], until: &str| {
        admin(&[order, &["--propose", nonce, "--expires", "2025-02-01"]].concat()).result();
        admin(&["action", "approve", nonce, "governance"]).result();
        assert_eq!(admin(&[order, &["--action", nonce]].concat()).error(3)["name"], "ActionNotOpen");
        fund.net.time(until);
        admin(&[order, &["--action", nonce]].concat()).result()
    };
    act("1", &GATED, "2025-01-02T13:00:00Z");

    let stricter = admin(&["class", "rules", "set", "--refuse", "KP"]).result();
    assert_eq!(stricter["loosens"], false);
    assert_eq!(admin(&["class", "rules", "set", "--open"]).error(3)["name"], "TimeLocked");
    let milder = act("2", &["class", "rules", "set", "--open"], "2025-01-04T13:00:00Z");
    assert_eq!((&milder["loosens"], &milder["rules"]["jurisdictions"]), (&true.into(), &"open".into()));
}
