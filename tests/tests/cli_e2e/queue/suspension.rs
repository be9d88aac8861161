//! Redemptions suspended on a legal ground.

use super::{Stage, text};

#[test]
fn a_postponement_stops_dealing_and_the_board_lifts_it() {
    let stage = Stage::set();
    let placed = stage.queue(&stage.alice, &["redeem", "5,000"]);
    stage.fund.file("resolution.txt", "the board resolves");
    let suspend =
        |args: &[&str]| stage.fund.admin(&[&["suspend", "--document", "resolution.txt", "--yes"], args].concat());
    let name = |args: &[&str]| suspend(args).error(3)["name"].as_str().unwrap().to_owned();
    assert_eq!(name(&["--ground", "postponement"]), "GroundForbidden");
    assert_eq!(name(&["--ground", "postponement", "--until", "2025-01-20"]), "GroundForbidden");
    assert_eq!(name(&["--ground", "documents"]), "GroundForbidden");
    assert_eq!(name(&["--ground", "liquidation", "--until", "2025-01-20"]), "GroundForbidden");
    let lift = || stage.fund.admin(&["suspend", "lift", "--document", "resolution.txt", "--yes"]);
    assert_eq!(lift().error(3)["name"], "SuspensionNotOpen");

    let report = suspend(&["--ground", "postponement", "--until", "2025-01-08"]).result();
    assert_eq!((&report["suspended"], text(&report, "ground")), (&true.into(), "postponement"));
    assert_eq!(
        (&report["waiting"]["redemptions"], text(&report["redemptionsByClass"][0], "units")),
        (&1.into(), "5000.000000")
    );
    assert_eq!(stage.fund.by(&stage.bob.path, &["redeem", "1"]).error(3)["name"], "RedemptionsSuspended");
    assert_eq!(stage.fund.by(&stage.bob.path, &["subscribe", "1", "--queue"]).error(3)["name"], "RedemptionsSuspended");
    assert_eq!(stage.fund.mmf(&["fund", "show"]).result()["suspension"]["ground"], "postponement");

    stage.strike("2025-01-02", "300030", "30");
    let settled = super::bad_news(&stage.settle(&stage.fund.admin));
    assert_eq!((&settled["waiting"], text(&settled["problems"][0], "name")), (&1.into(), "RedemptionsSuspended"));
    let lifted = lift().result();
    assert_eq!(lifted["suspended"], false);
    assert_eq!(stage.settle(&stage.bob.path).result()["settled"], 1);
    assert_eq!(text(&stage.request(&placed), "status"), "settled");
}

#[test]
fn a_liquidation_leads_only_to_winding_up() {
    let stage = Stage::set();
    stage.queue(&stage.alice, &["redeem", "200,000"]);
    stage.fund.file("resolution.txt", "the fund liquidates");
    let wind_up = || stage.fund.admin(&["suspend", "wind-up", "--document", "resolution.txt", "--yes"]);
    assert_eq!(wind_up().error(3)["name"], "SuspensionNotOpen");
    stage.fund.admin(&["suspend", "--ground", "liquidation", "--document", "resolution.txt", "--yes"]).result();
    let lift = stage.fund.admin(&["suspend", "lift", "--document", "resolution.txt", "--yes"]).error(3);
    assert_eq!(lift["name"], "SuspensionNotOpen");
    let report = wind_up().result();
    assert_eq!((&report["windingUp"], text(&report, "ground")), (&true.into(), "winding up"));
    stage.strike("2025-01-02", "300030", "30");
    assert_eq!(stage.settle(&stage.bob.path).result()["settled"], 1);
    assert_eq!(stage.fund.by(&stage.bob.path, &["subscribe", "1"]).error(3)["name"], "RedemptionsSuspended");
}

#[test]
fn the_board_suspends_by_an_action_that_its_members_approve_one_by_one() {
    let stage = Stage::set();
    stage.fund.file("resolution.txt", "the board resolves");
    let order =
        ["suspend", "--ground", "postponement", "--until", "2025-01-08", "--document", "resolution.txt", "--yes"];
    let suspend = |more: &[&str]| stage.fund.admin(&[&order[..], more].concat());
    suspend(&["--propose", "5", "--expires", "2025-01-31"]).result();
    assert_eq!(suspend(&["--action", "5"]).error(3)["name"], "ActionNotApproved");
    stage.fund.admin(&["action", "approve", "5", "board"]).result();
    assert_eq!(suspend(&["--action", "5"]).result()["suspended"], true);
    let slice =
        ["liquidity", "set-slice-cost", "1500", "--until", "2025-01-03", "--document", "resolution.txt", "--yes"];
    stage.fund.admin(&[&slice[..], &["--propose", "6", "--expires", "2025-01-31"]].concat()).result();
    stage.fund.admin(&["action", "approve", "6", "nav-approver"]).result();
    assert_eq!(stage.fund.admin(&[&slice[..], &["--action", "6"]].concat()).result()["fee"]["sliceCostPpm"], 1500);
    let part = ["requests", "fund", "--day", "2025-01-02", "--yes"];
    assert_eq!(stage.fund.admin(&part).error(3)["name"], "BatchNotPriced");
}
