//! What programs read: the same keys whatever the state.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Stage;

fn keys(value: &Value) -> BTreeSet<String> {
    value.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn a_request_has_the_same_fields_in_every_state() {
    let stage = Stage::set();
    let redemption = stage.queue(&stage.alice, &["redeem", "10"]);
    let subscription = stage.queue(&stage.bob, &["subscribe", "10", "--min-out", "1"]);
    assert_eq!(keys(&redemption), keys(&subscription));
    assert_eq!((&redemption["cash"], &redemption["minOut"]), (&Value::Null, &Value::Null));
    let open = stage.request(&redemption);
    stage.strike("2025-01-02", "300030", "30");
    stage.settle(&stage.bob.path).result();
    let settled = stage.request(&redemption);
    assert_eq!(keys(&open), keys(&settled));
    assert_eq!((&open["strikeNo"], &settled["strikeNo"]), (&Value::Null, &1.into()));
    let listed =
        stage.fund.mmf(&["requests", "list", "--status", "settled", "--wallet", &stage.alice.address]).result();
    let row = &listed["requests"][0];
    let expected = "cash classNo dealingDay refusedFor request side status toCollect units wallet";
    assert_eq!(keys(row), expected.split(' ').map(str::to_owned).collect());
    assert_eq!(
        stage.fund.mmf(&["requests", "list", "--day", "2025-01-03"]).result()["requests"],
        serde_json::json!([])
    );
}

#[test]
fn amounts_are_strings_with_six_decimals_and_prices_whole_numbers() {
    let stage = Stage::set();
    stage.queue(&stage.alice, &["redeem", "10"]);
    stage.sweep("300,000");
    stage.strike("2025-01-02", "300030", "30");
    super::bad_news(&stage.settle(&stage.bob.path));
    let batch = &stage.fund.mmf(&["requests", "list"]).result()["batches"][0];
    assert_eq!((&batch["due"], &batch["price_e12"]), (&"10.000000".into(), &"1000000000000".into()));
    assert_eq!((&batch["status"], &batch["redemptions"]), (&"priced".into(), &1.into()));
    let cash = stage.fund.mmf(&["cash", "show"]).result();
    assert_eq!((&cash["bufferUse"]["queueDue"], &cash["bufferUse"]["free"]), (&"10.000000".into(), &"0.000000".into()));
}
