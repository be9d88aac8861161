//! Privileged acts of dealing by an action: it is void once the record that it is about has changed.

use serde_json::Value;

use super::{Stage, text};
use crate::support::Said;

const DOCUMENT: [&str; 3] = ["--document", "resolution.txt", "--yes"];

struct Board(Stage);

impl Board {
    fn set() -> Self {
        let stage = Stage::set();
        stage.fund.file("resolution.txt", "it is resolved");
        Self(stage)
    }

    fn propose(&self, number: &str, role: &str, order: &[&str]) {
        let proposed = self.0.fund.admin(&[order, &["--propose", number, "--expires", "2025-01-31"]].concat()).result();
        assert_eq!(proposed["executableFrom"], Value::Null, "no time lock");
        self.execute(number, order).error(3);
        self.0.fund.admin(&["action", "approve", number, role]).result();
    }

    /// Anybody executes an approved action.
    fn execute(&self, number: &str, order: &[&str]) -> Said {
        self.0.fund.by(&self.0.bob.path, &[order, &["--action", number]].concat())
    }
}

#[test]
fn the_board_suspends_by_an_action_once() {
    let board = Board::set();
    let suspend = ["suspend", "--ground", "postponement", "--until", "2025-01-08"];
    let suspend = [&suspend[..], &DOCUMENT].concat();
    let lift = [&["suspend", "lift"][..], &DOCUMENT].concat();
    board.propose("1", "board", &suspend);
    board.propose("2", "board", &suspend);
    assert_eq!(board.execute("1", &suspend).result()["suspended"], true);
    board.propose("3", "board", &lift);
    assert_eq!(board.execute("3", &lift).result()["suspended"], false);
    // The second order is from before this suspension.
    board.0.fund.net.time("2025-01-02T16:00:00Z");
    let stale = board.execute("2", &suspend).error(3);
    assert_eq!(stale["name"], "GroundForbidden", "the command sees it first: {stale}");
    let liquidate = [&["suspend", "--ground", "liquidation"][..], &DOCUMENT].concat();
    board.propose("4", "board", &liquidate);
    board.propose("5", "board", &liquidate);
    board.execute("4", &liquidate).result();
    assert_eq!(board.execute("5", &liquidate).error(3)["name"], "ActionMismatch");
}

#[test]
fn an_estimate_by_an_action_replaces_only_the_estimate_that_its_approvers_saw() {
    let board = Board::set();
    let note =
        |ppm: &'static str| [&["liquidity", "set-slice-cost", ppm, "--until", "2025-01-03"][..], &DOCUMENT].concat();
    board.propose("1", "nav-approver", &note("1500"));
    board.propose("2", "nav-approver", &note("700"));
    assert_eq!(board.execute("1", &note("1500")).result()["fee"]["sliceCostPpm"], 1_500);
    assert_eq!(board.execute("2", &note("700")).error(3)["name"], "ActionMismatch");
    board.propose("3", "nav-approver", &note("700"));
    let shown = board.execute("3", &note("700")).result();
    assert_eq!((&shown["fee"]["sliceCostPpm"], text(&shown["fee"], "sliceCostUntil")), (&700.into(), "2025-01-03"));
}

#[test]
fn a_part_payment_by_an_action_is_good_though_cash_came_back_meanwhile() {
    let board = Board::set();
    let stage = &board.0;
    stage.queue(&stage.alice, &["redeem", "200,000"]);
    stage.sweep("200,000");
    stage.strike("2025-01-02", "300030", "30");
    super::bad_news(&stage.settle(&stage.bob.path));
    let fund = ["requests", "fund", "--day", "2025-01-02", "--yes"];
    board.propose("1", "treasurer", &fund);
    stage.bring_back("20,000");
    assert_eq!(text(&board.execute("1", &fund).result(), "setAside"), "120000.000000");
    let done = board.execute("1", &fund).error(3);
    assert!(text(&done, "hint").contains("mmf requests settle"), "{done}");
}

#[test]
fn a_part_payment_can_ask_for_a_least_amount() {
    let board = Board::set();
    let stage = &board.0;
    stage.queue(&stage.alice, &["redeem", "200,000"]);
    stage.sweep("200,000");
    stage.strike("2025-01-02", "300030", "30");
    let told = super::bad_news(&stage.settle(&stage.bob.path));
    let why = text(&told["problems"][0], "message");
    assert!(why.contains("come to 200,000.000000, and the buffer gives 100,000.000000: until 2025-01-03T"), "{why}");
    let fund = |least: &str| stage.fund.admin(&["requests", "fund", "--day", "2025-01-02", "--least", least, "--yes"]);
    assert_eq!(fund("100,000.000001").error(3)["name"], "BufferShort");
    assert_eq!(text(&fund("100,000").result(), "setAside"), "100000.000000");
}
