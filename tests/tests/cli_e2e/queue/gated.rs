//! A class without a register, dealt in through the queue: its tokens are burned when the redemption is placed.

use super::{Stage, row, text};
use crate::support::Fund;

#[test]
fn a_gated_class_goes_through_the_queue_both_ways() {
    let stage = Stage::of(Fund::private());
    let gated = ["class", "create", "--kind", "gated", "--name", "Gated", "--symbol", "GATE", "--expense-bps", "10"];
    stage.fund.admin(&[&gated[..], &["--uri", "https://fund.example/gate.json", "--queue-only"]].concat()).result();
    stage.fund.admin(&["holding", "open", &stage.alice.address, "--class", "1"]).result();
    let refused = stage.fund.by(&stage.alice.path, &["subscribe", "1,000", "--class", "1"]).error(3);
    assert_eq!(refused["name"], "QueueOnly");
    assert!(text(&refused, "hint").contains("--queue"), "{refused}");
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "subscribe", "1,000", "--class", "1"]).result();
    assert_eq!((&quoted["instant"]["possible"], &quoted["queue"]["possible"]), (&false.into(), &true.into()));
    stage.queue(&stage.alice, &["subscribe", "1,000", "--class", "1"]);
    stage.strike("2025-01-02", "300030", "30");
    let issued = stage.settle(&stage.bob.path).result();
    assert_eq!((&issued["settled"], text(&issued["requests"][0], "units")), (&1.into(), "1000.000000"));

    let balance = || {
        let account = stage.fund.mmf(&["holding", "show", &stage.alice.address, "--class", "1"]).result();
        account["tokens"].as_str().unwrap().to_owned()
    };
    assert_eq!(balance(), "1000.000000");
    let placed = stage.queue(&stage.alice, &["redeem", "400", "--class", "1"]);
    assert_eq!(text(&placed, "units"), "400.000000");
    let over = stage.fund.by(&stage.alice.path, &["redeem", "600.000001", "--class", "1", "--queue"]).error(3);
    over["name"].as_str().unwrap();
    let quoted = stage.fund.by(&stage.alice.path, &["quote", "redeem", "--class", "1"]).result();
    assert_eq!((text(&quoted, "units"), &quoted["queue"]["possible"]), ("600.000000", &true.into()), "{quoted:#}");

    // One is taken back, one is settled.
    let back = stage.queue(&stage.alice, &["redeem", "100", "--class", "1"]);
    stage.fund.by(&stage.alice.path, &["requests", "cancel", text(&back, "request")]).result();
    assert_eq!(balance(), "600.000000");
    stage.strike("2025-01-03", "301050", "20");
    let settled = stage.settle(&stage.bob.path).result();
    let paid = row(&settled["requests"], "request", text(&placed, "request"));
    assert_eq!(text(paid, "became"), "settled", "{settled:#}");
    let cash: f64 = text(paid, "cash").parse().unwrap();
    assert!((400.0..400.1).contains(&cash), "{cash}");
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
}
