//! Liquidity fees and fees of dealing.

use super::{Stage, text};

#[test]
fn a_government_fund_charges_a_liquidity_fee_only_once_that_is_disclosed() {
    let stage = Stage::set();
    stage.fund.file("resolution.txt", "a fee of half a percent");
    let set_fee = |key: &str, bps: &str| {
        stage.fund.by(key, &["liquidity", "set-fee", bps, "--document", "resolution.txt", "--yes"])
    };
    assert_eq!(set_fee(&stage.fund.admin, "50").error(3)["name"], "LiquidityFeeForbidden");
    stage.fund.admin(&["liquidity", "set-terms", "--liquidity-fee-disclosed", "yes", "--yes"]).result();
    assert_eq!(set_fee(&stage.fund.admin, "201").error(3)["name"], "FeeAboveCap");
    assert_eq!(set_fee(&stage.bob.path, "50").error(3)["name"], "Unauthorised");
    assert_eq!(set_fee(&stage.fund.admin, "50").result()["fee"]["feeBps"], 50);
    assert_eq!(set_fee(&stage.fund.admin, "50").error(2)["name"], "NothingChanges");

    let done = stage.fund.by(&stage.alice.path, &["redeem", "1,000"]).result();
    assert_eq!((text(&done, "fees"), text(&done, "cash")), ("5.000000", "995.000000"));
    let statement = stage.fund.mmf(&["statement", &stage.alice.address, "--month", "2025-01"]).result();
    assert_eq!(text(&statement, "dealingFees"), "5.000000");
    stage.queue(&stage.alice, &["redeem", "2,000"]);
    stage.strike("2025-01-02", "299035", "30");
    stage.settle(&stage.bob.path).result();
    assert_eq!(stage.cash(&stage.alice.address), 802_985_000_000);

    // The fee stayed in the class: its strikes come out again of the history.
    stage.strike("2025-01-03", "297065", "20");
    let replayed = stage.fund.mmf(&["nav", "correct", "--strike", "2", "--income", "20"]).result();
    assert_eq!(replayed["classes"][0]["correction"], "0.000000");
}

#[test]
fn the_managers_fees_of_dealing_are_payable_and_come_out_of_the_history() {
    let stage = Stage::of(crate::support::Fund::private());
    let rules = ["--subscription-fee-bps", "20", "--redemption-fee-bps", "100"];
    let set = |rules: &[&str]| stage.fund.admin(&[&["class", "rules", "set", "--class", "0", "--yes"], rules].concat());
    assert_eq!(set(&["--subscription-fee-bps", "21"]).error(3)["name"], "FeeAboveCap");
    set(&rules).result();
    stage.fund.by(&stage.alice.path, &["subscribe", "10,000"]).result();
    stage.fund.by(&stage.alice.path, &["redeem", "1,000"]).result();
    stage.queue(&stage.bob, &["subscribe", "5,000"]);
    stage.queue(&stage.alice, &["redeem", "2,000"]);
    let owed = stage.fund.mmf(&["fees", "show"]).result();
    assert_eq!(text(&owed["classes"][0], "feesPayable"), "30.000000");
    stage.strike("2025-01-02", "309040", "30");
    let settled = stage.settle(&stage.bob.path).result();
    assert_eq!(settled["settled"], 2, "{settled:#}");
    stage.strike("2025-01-03", "312080", "20");
    let replayed = stage.fund.mmf(&["nav", "correct", "--strike", "2", "--income", "20"]).result();
    assert_eq!(replayed["classes"][0]["correction"], "0.000000");
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}

#[test]
fn the_cost_of_a_vertical_slice_is_the_nav_approvers() {
    let stage = Stage::set();
    stage.fund.file("slice.txt", "15 bp");
    let args = ["liquidity", "set-slice-cost", "1500", "--until", "2025-01-03", "--document", "slice.txt", "--yes"];
    assert_eq!(stage.fund.by(&stage.bob.path, &args).error(3)["name"], "Unauthorised");
    let shown = stage.fund.admin(&args).result();
    assert_eq!((&shown["fee"]["sliceCostPpm"], text(&shown["fee"], "sliceCostUntil")), (&1500.into(), "2025-01-03"));
}

#[test]
fn an_exchange_costs_the_fees_of_both_classes_and_comes_out_of_the_history() {
    let stage = Stage::of(crate::support::Fund::private());
    let grow = ["class", "create", "--kind", "accumulating", "--name", "Growing", "--symbol", "GROW"];
    let facts = ["--uri", "https://fund.example/grow.json", "--expense-bps", "10", "--subscription-fee-bps", "20"];
    stage.fund.admin(&[&grow[..], &facts[..]].concat()).result();
    stage.fund.admin(&["class", "rules", "set", "--class", "0", "--redemption-fee-bps", "100", "--yes"]).result();
    stage.fund.admin(&["holding", "open", &stage.alice.address, "--class", "1"]).result();
    let args = ["exchange", "10,000", "--class", "0", "--to-class", "1", "--yes"];
    let done = stage.fund.by(&stage.alice.path, &args).result();
    assert_eq!((text(&done, "value"), text(&done, "fees")), ("9900.000000", "119.800000"));
    stage.strike("2025-01-02", "300030", "30");
    stage.strike("2025-01-03", "300050", "20");
    let replayed = stage.fund.mmf(&["nav", "correct", "--strike", "2", "--income", "20"]).result();
    let corrections = replayed["classes"].as_array().unwrap().iter().map(|class| class["correction"].clone());
    assert_eq!(corrections.collect::<Vec<_>>(), ["0.000000", "0.000000"]);
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}
