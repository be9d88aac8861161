//! Two runs of one class at a time are one too many.

use std::time::{Duration, Instant};

use super::stage::Stage;

#[test]
fn a_second_run_is_told_of_the_first() {
    let stage = Stage::with_holders(40);
    let before = stage.chain();
    let folder = stage.fund.net.dir.path().display().to_string();
    let slow = ["-k", &stage.fund.admin, "distribute", "--batch", "1", "--in-flight", "1", "--state-dir", &folder];
    let mut first = stage.fund.spawn(&slow);
    let patience = Instant::now() + Duration::from_secs(30);
    while !stage.state("journal").exists() {
        assert!(Instant::now() < patience, "the first run sends nothing");
        std::thread::sleep(Duration::from_millis(2));
    }
    let second = stage.fund.admin(&["distribute"]).error(1);
    assert_eq!(second["name"], "AlreadyRunning");
    assert!(second["message"].as_str().unwrap().contains(&first.id().to_string()), "{second}");
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(stage.chain().period.holdings_paid < 41, "it was killed in the middle");
    stage.fund.admin(&["distribute"]).result();
    stage.chain().check_paid_once_each(&before);
}

#[test]
fn two_runs_from_two_folders_pay_once_all_the_same() {
    let stage = Stage::with_holders(40);
    let before = stage.chain();
    let other = tempfile::TempDir::new().unwrap();
    let folder = other.path().display().to_string();
    let mut first = stage.fund.spawn(&["-k", &stage.fund.admin, "distribute", "--batch", "3", "--state-dir", &folder]);
    let second = stage.fund.by(&stage.rich.path, &["distribute", "--batch", "2"]).result();
    assert!(first.wait().unwrap().success());
    assert_eq!(second["reconciliation"].as_array().unwrap().last().unwrap()["amount_e18"], "0");
    stage.chain().check_paid_once_each(&before);
}
