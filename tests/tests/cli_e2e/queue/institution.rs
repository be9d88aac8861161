//! The mandatory liquidity fee of an institutional fund, with an estimate of the cost of a vertical slice and without.

use super::{Stage, row, text};
use crate::support::{Fund, Net};

fn institution() -> Stage {
    let stage = Stage::of(Fund::of(Net::start(), "registered-institutional", 1));
    stage.strike("2025-01-02", "300030", "30");
    stage
}

#[test]
fn above_five_percent_of_net_redemptions_the_queue_pays_one_percent_where_nothing_is_estimated() {
    let stage = institution();
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "redeem", "15,003"]).result();
    assert_eq!(quoted["fees"]["mandatoryFeePpm"], 10_000);
    stage.queue(&stage.alice, &["redeem", "15,003"]);
    stage.strike("2025-01-03", "300050", "20");
    stage.settle(&stage.bob.path).result();
    // 1% of 15,003, which is above 5% of the 300,050 of that strike.
    assert_eq!(stage.cash(&stage.alice.address), 814_852_970_000);
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}

#[test]
fn at_five_percent_the_queue_pays_nothing() {
    let stage = institution();
    stage.queue(&stage.alice, &["redeem", "15,002.5"]);
    stage.strike("2025-01-03", "300050", "20");
    stage.settle(&stage.bob.path).result();
    assert_eq!(stage.cash(&stage.alice.address), 815_002_500_000);
}

#[test]
fn above_five_percent_the_estimated_cost_of_a_slice_is_charged() {
    let stage = institution();
    stage.fund.file("slice.txt", "15 bp");
    let note = |ppm: &str, until: &str| {
        let args = ["liquidity", "set-slice-cost", ppm, "--until", until, "--document", "slice.txt", "--yes"];
        stage.fund.admin(&args)
    };
    assert_eq!(note("100001", "2025-01-06").error(3)["name"], "ParameterOutOfRange");
    let too_late = note("1500", "2025-01-13").error(3);
    assert!(text(&too_late, "message").contains("2025-01-12"), "{too_late}");
    note("1500", "2025-01-06").result();
    assert_eq!(
        stage.fund.by(&stage.alice.path, &["quote", "redeem", "20,000"]).result()["fees"]["mandatoryFeePpm"],
        1_500
    );
    stage.queue(&stage.alice, &["redeem", "20,000"]);
    stage.strike("2025-01-03", "300050", "20");
    let priced = stage.fund.by(&stage.bob.path, &["requests", "settle", "--yes"]).result();
    assert_eq!(text(&priced["requests"][0], "cash"), "19970.000000");
    assert_eq!(stage.cash(&stage.alice.address), 819_970_000_000);
}

#[test]
fn instant_redemption_closes_at_four_percent_and_the_queue_takes_the_rest() {
    let stage = institution();
    stage.fund.by(&stage.alice.path, &["redeem", "11,000"]).result();
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "redeem", "2,000"]).result();
    let refused = stage.fund.by(&stage.alice.path, &["redeem", "2,000"]);
    if quoted["instant"]["possible"] == true {
        refused.result();
    }
    let closed = stage.fund.by(&stage.alice.path, &["redeem", "1,500"]).error(3);
    assert_eq!(closed["name"], "InstantClosedForDay");
    assert!(text(&closed, "hint").contains("--queue"), "{closed}");
    let flows = stage.fund.mmf(&["liquidity", "show"]).result()["flows"].clone();
    assert_eq!(text(&flows, "base"), "300030.000000", "{flows}");
    let listed = stage.fund.by(&stage.alice.path, &["quote", "redeem", "1,500"]).result();
    assert_eq!(row(&listed["limits"], "what", "fund, rolling window")["room"], serde_json::Value::Null);
    assert_eq!(listed["queue"]["possible"], true);
}
