//! A quote names the refusal that the deal then meets, at once and through the queue.

use serde_json::Value;

use super::{Key, Stage, text};

/// What a quote says of a deal at once and of the queue, after the deals themselves have said the same.
fn answer(stage: &Stage, key: &Key, deal: &[&str]) -> (Value, Value) {
    let quoted = stage.fund.by(&key.path, &[&["quote"], deal].concat()).result();
    for (way, option) in [("instant", "--instant"), ("queue", "--queue")] {
        let tried = stage.fund.by(&key.path, &[deal, &[option, "--dry-run"]].concat());
        let answer = &quoted[way];
        if answer["possible"] == true {
            tried.result();
        } else {
            let error = tried.error(3);
            assert_eq!((&answer["name"], &answer["message"]), (&error["name"], &error["message"]), "{way} {deal:?}");
        }
    }
    (quoted["instant"]["name"].clone(), quoted["queue"]["name"].clone())
}

#[test]
fn a_quote_says_what_the_deal_then_says() {
    let stage = Stage::set();
    let sub = |key: &Key, amount: &str| answer(&stage, key, &["subscribe", amount]);
    let red = |key: &Key, units: &str| answer(&stage, key, &["redeem", units]);
    let only_at_once = |name: &str| (Value::from(name), Value::Null);
    let both = |name: &str| (Value::from(name), Value::from(name));
    assert_eq!(sub(&stage.alice, "1"), (Value::Null, Value::Null));
    assert_eq!(sub(&stage.alice, "0.000001"), (Value::Null, Value::Null));
    assert_eq!(sub(&stage.alice, "800,000.000001"), both("InsufficientFunds"));
    assert_eq!(red(&stage.alice, "200,000"), (Value::Null, Value::Null));
    assert_eq!(red(&stage.alice, "200,000.000001"), both("UnitsNotFree"));

    let set = |terms: &[&str]| drop(stage.fund.admin(&[&["liquidity", "set-terms", "--yes"], terms].concat()).result());
    set(&["--redemption-limit", "10,000", "--investor-redemption-limit", "5,000", "--buffer-floor", "295,000"]);
    assert_eq!(red(&stage.alice, "5,000.000001"), only_at_once("InvestorRedemptionLimit"));
    set(&["--redemption-limit", "0", "--investor-redemption-limit", "0"]);
    assert_eq!(red(&stage.alice, "5,000.000001"), only_at_once("BelowBufferFloor"));
    set(&["--buffer-floor", "0", "--uninvested-cap", "300,000"]);
    assert_eq!(sub(&stage.bob, "1"), only_at_once("AboveUninvestedCap"));
    set(&["--uninvested-cap", "0"]);

    stage.fund.net.time("2025-01-02T20:00:00Z");
    assert_eq!(sub(&stage.bob, "1"), only_at_once("DealingClosed"));
    stage.strike("2025-01-02", "300030", "30");
    stage.fund.net.time("2025-01-06T20:00:00Z");
    assert_eq!(red(&stage.bob, "1"), only_at_once("NavStale"));
    stage.fund.file("resolution.txt", "the board resolves");
    let suspend = ["suspend", "--ground", "postponement", "--until", "2025-01-08", "--document", "resolution.txt"];
    stage.fund.admin(&[&suspend[..], &["--yes"]].concat()).result();
    assert_eq!(red(&stage.bob, "1"), only_at_once("RedemptionsSuspended"));
    let quoted = stage.fund.by(&stage.bob.path, &["quote", "subscribe", "1"]).result();
    assert_eq!(quoted["queue"]["name"], "RedemptionsSuspended", "{quoted:#}");
}

#[test]
fn a_quote_for_who_may_not_deal_says_so_of_the_queue_too() {
    let stage = Stage::set();
    let carol = stage.fund.net.key("carol", "1,000");
    let id = text(&stage.fund.admin(&["investor", "add"]).result(), "investorId").to_owned();
    stage.fund.admin(&["investor", "approve", &id, "--kyc-until", "2026-12-31"]).result();
    stage.fund.admin(&["wallet", "link", &id, &carol.address]).result();
    stage.fund.by(&carol.path, &["subscribe", "100"]).result();
    let order = |verb: &str, more: &[&str]| {
        let order = ["investor", verb, &id, "--reason", "7", "--document", &"ab".repeat(32), "--yes"];
        stage.fund.admin(&[&order[..], more].concat()).result();
    };
    let denied = |name: &str| (Value::from(name), Value::from(name));
    order("block", &[]);
    assert_eq!(answer(&stage, &carol, &["subscribe", "1"]), denied("DeniedBlocked"));
    assert_eq!(answer(&stage, &carol, &["redeem", "1"]), denied("DeniedBlocked"));
    order("sanction", &[]);
    assert_eq!(answer(&stage, &carol, &["redeem", "1"]), denied("DeniedSanctioned"));
}

#[test]
fn a_quote_has_the_same_keys_whether_the_deal_is_possible_or_not() {
    let stage = Stage::set();
    let keys = |deal: &[&str]| {
        let quoted = stage.fund.by(&stage.alice.path, &[&["quote"], deal].concat()).result();
        let of = |way: &str| quoted[way].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        [of("instant"), of("queue")]
    };
    assert_eq!(keys(&["subscribe", "1"]), keys(&["subscribe", "900,000"]));
    assert_eq!(keys(&["redeem", "1"]), keys(&["redeem", "900,000"]));
}
