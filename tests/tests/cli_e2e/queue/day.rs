//! A whole day of the queue, and the next: cut-off, strike, short buffer, part payment, the rest a day later.

use super::{Stage, bad_news, row, text};

#[test]
fn a_queue_goes_through_a_day_with_a_short_buffer_and_the_next_pays_the_rest() {
    let stage = Stage::set();
    let (carol, dave) = (stage.fund.holder("carol", "50,000"), stage.fund.holder("dave", "40,000"));
    let alice = stage.queue(&stage.alice, &["redeem", "200,000"]);
    let bob = stage.queue(&stage.bob, &["redeem", "--all", "--min-out", "99,999.99"]);
    stage.queue(&carol, &["subscribe", "50,000"]);
    stage.queue(&dave, &["subscribe", "30,000"]);
    assert_eq!((text(&alice, "dealingDay"), text(&bob, "units")), ("2025-01-02", "100000.000000"));
    let cash = stage.fund.mmf(&["cash", "show"]).result();
    assert_eq!(row(&cash["vaults"], "vault", "escrow")["booked"], "80000.000000");
    stage.sweep("200,000");

    // Nobody deals at once after the cut-off, and a late request is for the next day.
    stage.fund.net.time("2025-01-02T20:00:00Z");
    let refused = stage.fund.by(&dave.path, &["subscribe", "1"]).error(3);
    assert_eq!(refused["name"], "DealingClosed");
    assert!(text(&refused, "hint").contains("2025-01-03"), "{refused}");
    let late = stage.queue(&dave, &["subscribe", "1,000"]);
    assert_eq!(text(&late, "dealingDay"), "2025-01-03");
    let early = bad_news(&stage.settle(&stage.bob.path));
    assert_eq!(early["waiting"], 4, "{early:#}");
    assert_eq!(row(&early["requests"], "request", text(&alice, "request"))["why"], "the strike of 2025-01-02 is due");

    stage.strike("2025-01-02", "300030", "30");
    let planned = stage.fund.mmf(&["requests", "settle", "--dry-run"]).result();
    assert_eq!(planned["batches"][0]["next"], "price by the strike");

    // A stranger settles what the buffer allows; the part payment is the treasurer's.
    let without = bad_news(&stage.settle(&stage.bob.path));
    assert_eq!((&without["settled"], &without["waiting"]), (&2.into(), &2.into()));
    assert_eq!(without["problems"][0]["name"], "FundingWaits");
    assert_eq!(stage.fund.units(&carol.address), "50000.000000");
    let part = bad_news(&stage.settle(&stage.fund.admin));
    assert_eq!(part["paidInPart"], 2, "{part:#}");
    let paid = row(&part["requests"], "request", text(&alice, "request"));
    assert_eq!((&paid["cash"], &paid["leftUnits"]), (&"120000.000000".into(), &"80000.000000".into()));
    assert_eq!(stage.cash(&stage.bob.address), 960_000_000_000);
    let rest = stage.request(&bob);
    assert_eq!((text(&rest, "status"), text(&rest, "dealingDay")), ("open", "2025-01-03"));
    assert_eq!((text(&rest, "units"), text(&rest, "paid")), ("40000.000000", "60000.000000"));

    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["assets"]["total"], sheet["liabilities"]["total"]);
    assert_eq!(sheet["heldForOthers"]["escrow"], "1000.000000");

    // The next day pays the rest, and a second run finds nothing to do.
    stage.bring_back("150,000");
    stage.strike("2025-01-03", "200050", "20");
    let done = stage.settle(&stage.bob.path).result();
    assert_eq!((&done["settled"], &done["waiting"]), (&3.into(), &0.into()), "{done:#}");
    assert_eq!(stage.cash(&stage.alice.address), 1_000_000_000_000);
    assert_eq!(stage.cash(&stage.bob.address), 1_000_000_000_000);
    assert_eq!(text(&stage.request(&bob), "status"), "settled");
    let again = stage.settle(&stage.bob.path).result();
    assert_eq!((&again["transactions"], &again["requests"]), (&0.into(), &serde_json::json!([])));

    // What is over is closed; its strikes come out again of the history.
    let closed = stage.fund.by(&stage.bob.path, &["requests", "close"]).result();
    assert_eq!(closed["closed"].as_array().unwrap().len(), 5);
    let listed = stage.fund.mmf(&["requests", "list"]).result();
    assert_eq!((&listed["requests"], &listed["batches"]), (&serde_json::json!([]), &serde_json::json!([])));
    let replayed = stage.fund.mmf(&["nav", "correct", "--strike", "2", "--income", "20"]).result();
    assert_eq!(replayed["classes"][0]["correction"], "0.000000");
}

#[test]
fn requests_are_settled_in_as_few_transactions_as_hold_them() {
    let stage = Stage::set();
    for number in 0..7 {
        let holder = stage.fund.holder(&format!("holder-{number}"), "1,000");
        stage.queue(&holder, &["subscribe", "100"]);
    }
    stage.strike("2025-01-02", "300030", "30");
    let done = stage.settle(&stage.bob.path).result();
    assert_eq!(done["settled"], 7);
    // One prices, one closes; the rest settles.
    let settling = done["transactions"].as_u64().unwrap() - 2;
    assert!(settling <= 3, "{settling} transactions for 7 requests");
}

#[test]
fn an_action_of_the_treasurer_starts_a_part_payment() {
    let stage = Stage::set();
    stage.queue(&stage.alice, &["redeem", "200,000"]);
    stage.sweep("200,000");
    stage.strike("2025-01-02", "300030", "30");
    bad_news(&stage.settle(&stage.bob.path));
    let fund = |args: &[&str]| stage.fund.admin(&[&["requests", "fund", "--day", "2025-01-02"], args].concat());
    assert_eq!(
        stage.fund.by(&stage.bob.path, &["requests", "fund", "--day", "2025-01-02", "--yes"]).error(3)["name"],
        "Unauthorised"
    );
    let dry = fund(&["--dry-run"]).result();
    assert_eq!(dry["dryRun"], true);
    let set_aside = fund(&["--yes"]).result();
    assert_eq!((text(&set_aside, "due"), text(&set_aside, "setAside")), ("200000.000000", "100000.000000"));
    assert_eq!(fund(&["--yes"]).error(3)["name"], "BatchNotPriced");
    let settled = bad_news(&stage.settle(&stage.bob.path));
    assert_eq!(settled["paidInPart"], 1);
    assert_eq!(stage.cash(&stage.alice.address), 900_000_000_000);
}

#[test]
fn two_keepers_side_by_side_settle_every_request_once() {
    let stage = Stage::set();
    let holders: Vec<_> = (0..6).map(|number| stage.fund.holder(&format!("holder-{number}"), "1,000")).collect();
    holders.iter().for_each(|holder| drop(stage.queue(holder, &["subscribe", "100"])));
    stage.strike("2025-01-02", "300030", "30");
    let keepers = ["one", "two"].map(|name| {
        let key = stage.fund.net.key(name, "0");
        std::fs::create_dir(stage.fund.net.dir.path().join(name)).unwrap();
        let args = ["-k", &key.path, "requests", "settle", "--yes", "--batch", "1", "--state-dir", name];
        stage.fund.spawn(&args)
    });
    for mut keeper in keepers {
        keeper.wait().unwrap();
    }
    let left = stage.settle(&stage.bob.path).result();
    assert_eq!(left["requests"], serde_json::json!([]), "{left:#}");
    for holder in &holders {
        assert_eq!(stage.fund.units(&holder.address), "100.000000");
    }
}
