//! A quote is what then happens.

use super::{Stage, row, text};

#[test]
fn a_quote_of_a_deal_at_once_is_what_the_deal_gives() {
    let stage = Stage::set();
    stage
        .fund
        .admin(&[
            "class",
            "rules",
            "set",
            "--class",
            "0",
            "--subscription-fee-bps",
            "10",
            "--redemption-fee-bps",
            "20",
            "--yes",
        ])
        .result();
    stage.strike("2025-01-02", "300030", "30");
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "subscribe", "10,000"]).result();
    assert_eq!(quoted["instant"]["possible"], true, "{quoted:#}");
    assert_eq!((text(&quoted["instant"], "fee"), &quoted["fees"]["subscriptionFeeBps"]), ("10.000000", &10.into()));
    let done = stage.fund.by(&stage.alice.path, &["subscribe", "10,000"]).result();
    for key in ["fee", "units", "equalisation"] {
        assert_eq!(quoted["instant"][key], done[key], "{key}");
    }
    let quoted = stage.fund.mmf(&["quote", "redeem", "5,000", "--wallet", &stage.alice.address]).result();
    assert_eq!(text(&quoted["instant"], "redemptionFee"), "10.000000");
    let done = stage.fund.by(&stage.alice.path, &["redeem", "5,000"]).result();
    assert_eq!((&quoted["instant"]["cash"], text(&done, "fees")), (&done["cash"], "10.000000"));
    let all = stage.fund.by(&stage.bob.path, &["quote", "redeem"]).result();
    assert_eq!(text(&all, "units"), "100000.000000");
}

#[test]
fn a_quote_tells_why_it_is_not_possible_at_once_and_when_the_queue_deals() {
    let stage = Stage::set();
    stage.fund.net.time("2025-01-02T20:00:00Z");
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "redeem", "5,000"]).result();
    let instant = &quoted["instant"];
    assert_eq!((&instant["possible"], &instant["code"]), (&false.into(), &6037.into()));
    assert!(text(instant, "hint").contains("--queue"), "{quoted:#}");
    let queue = &quoted["queue"];
    assert_eq!((text(queue, "dealingDay"), text(queue, "cutoff")), ("2025-01-03", "2025-01-03T20:00:00Z"));
    assert_eq!(text(queue, "estimatedCash"), "5000.000000");
    let placed = stage.queue(&stage.alice, &["redeem", "5,000"]);
    assert_eq!(placed["dealingDay"], queue["dealingDay"]);
}

#[test]
fn limits_are_told_with_the_room_that_is_left() {
    let stage = Stage::set();
    let terms = ["--redemption-limit", "10,000", "--investor-redemption-limit", "4,000", "--buffer-floor", "250,000"];
    stage.fund.admin(&[&["liquidity", "set-terms", "--yes"], &terms[..]].concat()).result();
    stage.fund.by(&stage.alice.path, &["redeem", "1,000"]).result();
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "redeem", "1,000"]).result();
    let limit = |what: &str| row(&quoted["limits"], "what", what)["room"].as_str().unwrap().to_owned();
    assert!(limit("fund, rolling window").starts_with("9000."));
    assert!(limit("investor, rolling window").starts_with("3000."));
    assert_eq!(limit("buffer, above floor and queue"), "49000.000000");
}

#[test]
fn an_exchange_is_quoted_as_it_then_happens() {
    let stage = Stage::of(crate::support::Fund::private());
    let grow = ["class", "create", "--kind", "accumulating", "--name", "Growing", "--symbol", "GROW"];
    let facts = ["--uri", "https://fund.example/grow.json", "--expense-bps", "10"];
    stage.fund.admin(&[&grow[..], &facts[..]].concat()).result();
    stage.fund.admin(&["holding", "open", &stage.alice.address, "--class", "1"]).result();
    let args = ["10,000", "--class", "0", "--to-class", "1"];
    stage.fund.admin(&["class", "rules", "set", "--class", "0", "--redemption-fee-bps", "30", "--yes"]).result();
    stage.fund.admin(&["class", "rules", "set", "--class", "1", "--subscription-fee-bps", "7", "--yes"]).result();
    let quoted = stage.fund.by(&stage.alice.path, &[&["quote", "exchange"], &args[..]].concat()).result();
    let done = stage.fund.by(&stage.alice.path, &[&["exchange", "--yes"], &args[..]].concat()).result();
    let instant = &quoted["instant"];
    assert_eq!((&instant["taken"], &instant["value"]), (&done["taken"], &done["value"]), "{quoted:#}");
    assert_eq!((text(instant, "redemptionFee"), text(instant, "subscriptionFee")), ("30.000000", "6.979000"));
    let quote = |to: &str| stage.fund.by(&stage.alice.path, &["quote", "exchange", "--class", "0", "--to-class", to]);
    assert_eq!(text(&quote("1").result(), "given"), "190000.000000", "all that is free");
    assert_eq!(quote("0").error(3)["name"], "SameClass");
    stage.fund.net.time("2025-01-02T20:00:00Z");
    assert_eq!(quote("1").result()["instant"]["name"], "DealingClosed");
}
