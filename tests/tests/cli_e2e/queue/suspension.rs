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
fn a_postponement_does_not_follow_on_another() {
    let stage = Stage::set();
    stage.fund.file("resolution.txt", "the board resolves");
    let postpone = |until: &str| {
        let args = ["suspend", "--ground", "postponement", "--until", until, "--document", "resolution.txt", "--yes"];
        stage.fund.admin(&args)
    };
    postpone("2025-01-04").result();
    assert_eq!(postpone("2025-01-05").error(3)["name"], "AlreadySuspended");
    stage.fund.net.time("2025-01-05T12:00:00Z");
    let again = postpone("2025-01-08").error(3);
    assert_eq!(again["name"], "GroundForbidden");
    assert!(text(&again, "message").contains("from 2025-01-11T00:00:00Z on"), "{again}");
    stage.fund.net.time("2025-01-11T00:00:00Z");
    postpone("2025-01-12").result();
}
