//! A settlement that is killed, and run again.

use std::time::{Duration, Instant};

use super::{Key, Stage};

/// Starts a settlement and kills it (SIGKILL) once so many transactions were written down.
fn kill_after(stage: &Stage, keeper: &Key, entries: usize) {
    let folder = stage.fund.net.dir.path();
    let journal = || {
        let files = std::fs::read_dir(folder).unwrap().filter_map(Result::ok).map(|entry| entry.path());
        let found = files.filter(|path| path.extension().is_some_and(|kind| kind == "mmf-journal"));
        found.filter_map(|path| std::fs::read_to_string(path).ok()).map(|text| text.lines().count()).sum::<usize>()
    };
    let (before, patience) = (journal(), Instant::now() + Duration::from_secs(60));
    let args = ["-k", &keeper.path, "requests", "settle", "--yes", "--batch", "1", "--in-flight", "1"];
    let mut run = stage.fund.spawn(&args);
    while journal() < before + entries && run.try_wait().unwrap().is_none() {
        assert!(Instant::now() < patience, "no progress");
        std::thread::sleep(Duration::from_millis(1));
    }
    run.kill().unwrap();
    run.wait().unwrap();
}

#[test]
fn a_settlement_that_is_killed_again_and_again_settles_every_request_once() {
    let stage = Stage::set();
    let holders: Vec<Key> = (0..8).map(|number| stage.fund.holder(&format!("holder-{number}"), "1,000")).collect();
    holders.iter().for_each(|holder| drop(stage.queue(holder, &["subscribe", "100"])));
    stage.queue(&stage.alice, &["redeem", "150,000"]);
    stage.queue(&stage.bob, &["redeem", "90,000"]);
    stage.sweep("200,000");
    stage.strike("2025-01-02", "300030", "30");
    for entries in [1, 2, 3, 5] {
        kill_after(&stage, &stage.bob, entries);
    }
    // The treasurer ends it, with a part payment: 100,800 of 240,000.
    let done = super::bad_news(&stage.settle(&stage.fund.admin));
    assert_eq!((&done["paidInPart"], &done["waiting"]), (&2.into(), &2.into()), "{done:#}");
    for holder in &holders {
        assert_eq!(
            (stage.fund.units(&holder.address).as_str(), stage.cash(&holder.address)),
            ("100.000000", 900_000_000)
        );
    }
    assert_eq!(stage.cash(&stage.alice.address), 863_000_000_000);
    assert_eq!(stage.cash(&stage.bob.address), 937_800_000_000);
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(
        (&sheet["assets"]["total"], &sheet["assets"]["buffer"]),
        (&sheet["liabilities"]["total"], &"0.000000".into())
    );

    stage.bring_back("150,000");
    stage.strike("2025-01-03", "200048", "18");
    for entries in [1, 1] {
        kill_after(&stage, &stage.alice, entries);
    }
    stage.settle(&stage.bob.path).result();
    assert_eq!([&stage.alice, &stage.bob].map(|key| stage.cash(&key.address)), [950_000_000_000, 990_000_000_000]);
    let again = stage.settle(&stage.bob.path).result();
    assert_eq!((&again["transactions"], &again["requests"]), (&0.into(), &serde_json::json!([])));
}
