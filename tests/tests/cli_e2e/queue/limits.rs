//! What is refused at once goes through the queue, and the refusal says so.

use super::{Stage, text};

#[test]
fn every_limit_refuses_in_words_and_names_the_queue() {
    let stage = Stage::set();
    let set = |terms: &[&str]| stage.fund.admin(&[&["liquidity", "set-terms", "--yes"], terms].concat()).result();
    let refused = |key: &str, args: &[&str], name: &str| {
        let error = stage.fund.by(key, args).error(3);
        assert_eq!(error["name"], name, "{error:#}");
        assert!(text(&error, "hint").contains("--queue"), "{error:#}");
    };
    let terms = ["--redemption-limit", "10,000", "--investor-redemption-limit", "5,000"];
    set(&terms);
    refused(&stage.alice.path, &["redeem", "5,000.000001"], "InvestorRedemptionLimit");
    stage.fund.by(&stage.alice.path, &["redeem", "5,000"]).result();
    stage.fund.by(&stage.bob.path, &["redeem", "4,900"]).result();
    let carol = stage.fund.holder("carol", "10,000");
    stage.fund.by(&carol.path, &["subscribe", "5,000"]).result();
    refused(&carol.path, &["redeem", "200"], "RedemptionLimit");

    set(&["--subscription-limit", "1,000", "--investor-subscription-limit", "500"]);
    refused(&carol.path, &["subscribe", "501"], "InvestorSubscriptionLimit");
    set(&[
        "--redemption-limit",
        "0",
        "--subscription-limit",
        "0",
        "--investor-subscription-limit",
        "0",
        "--investor-redemption-limit",
        "0",
    ]);
    set(&["--uninvested-cap", "296,000"]);
    refused(&carol.path, &["subscribe", "1,000"], "AboveUninvestedCap");
    set(&["--uninvested-cap", "0", "--buffer-floor", "295,000"]);
    refused(&stage.alice.path, &["redeem", "200"], "BelowBufferFloor");
    let swept = stage.fund.admin(&["cash", "sweep", &stage.account, "200"]).error(3);
    assert_eq!(swept["name"], "BelowBufferFloor");
    assert!(text(&swept, "message").contains("100.000000 can be swept"), "{swept}");
    let elsewhere = stage.fund.admin(&["cash", "sweep", &carol.address, "1"]).error(3);
    assert_eq!(elsewhere["name"], "CustodianNotListed");
    assert_eq!(stage.fund.by(&carol.path, &["cash", "return", "1"]).error(3)["name"], "CustodianNotListed");
    stage.queue(&stage.alice, &["redeem", "200"]);
}

#[test]
fn terms_that_let_one_investor_use_the_whole_limit_are_refused() {
    let stage = Stage::set();
    let set = |terms: &[&str]| stage.fund.admin(&[&["liquidity", "set-terms", "--yes"], terms].concat());
    let wrong = set(&["--redemption-limit", "10,000", "--investor-redemption-limit", "6,000"]).error(3);
    assert_eq!(wrong["name"], "ParameterOutOfRange");
    assert!(text(&wrong, "message").contains("redeem at most half"), "{wrong}");
    let wrong = set(&["--grace", "59m"]).error(3);
    assert!(text(&wrong, "message").contains("an hour to 31 days"), "{wrong}");
    assert_eq!(set(&["--window", "1d"]).error(2)["name"], "NothingChanges");
    assert_eq!(
        stage.fund.by(&stage.bob.path, &["liquidity", "set-terms", "--window", "2d", "--yes"]).error(3)["name"],
        "Unauthorised"
    );
    let shown = set(&["--window", "2d", "--grace", "12h"]).result();
    assert_eq!((&shown["terms"]["windowSeconds"], &shown["terms"]["graceSeconds"]), (&172_800.into(), &43_200.into()));
}
