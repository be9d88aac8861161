//! A run that was killed is taken up by the same file, fund and network, and by nothing else.

use std::path::Path;
use std::time::{Duration, Instant};

use super::file::{persons, register};
use crate::support::Fund;

/// Transactions that the journal knows to have landed.
pub fn landed(journal: &Path) -> usize {
    std::fs::read_to_string(journal).unwrap_or_default().matches("\"outcome\":\"landed\"").count()
}

/// Starts an import and kills it (SIGKILL) as soon as so many transactions have landed; `false` if it ended before.
pub fn kill_after(fund: &Fund, file: &Path, journal: &Path, enough: usize, batch: &str) -> bool {
    let mut import = fund.spawn(&["-k", &fund.admin, "investor", "import", file.to_str().unwrap(), "--batch", batch]);
    let patience = Instant::now() + Duration::from_secs(120);
    while landed(journal) < enough {
        assert!(Instant::now() < patience, "no progress: {} of {enough} landed", landed(journal));
        if import.try_wait().unwrap().is_some() {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    import.kill().unwrap();
    import.wait().unwrap();
    true
}

#[test]
fn a_killed_import_goes_on_with_the_same_file_and_no_other() {
    let fund = Fund::start();
    let file = persons(&fund, "a.csv", 60);
    let journal = fund.net.dir.path().join("a.csv.mmf-journal");
    assert!(kill_after(&fund, &file, &journal, 8, "8"));

    let original = std::fs::read(&file).unwrap();
    persons(&fund, "a.csv", 60);
    let foreign = fund.admin(&["investor", "import", "a.csv"]).error(2);
    assert_eq!(foreign["name"], "JournalForeign");
    assert!(foreign["message"].as_str().unwrap().contains("content"), "{foreign}");
    assert!(foreign["hint"].as_str().unwrap().contains("move"), "{foreign}");

    std::fs::write(&file, &original).unwrap();
    let other =
        fund.net.mmf(&["--fund", &fund.source.address, "-k", &fund.admin, "investor", "import", "a.csv"]).error(2);
    assert_eq!(other["name"], "JournalForeign");
    assert!(other["message"].as_str().unwrap().contains("fund"), "{other}");

    let rest = fund.admin(&["investor", "import", "a.csv"]).result();
    assert!(rest["unchanged"].as_u64().unwrap() >= 8, "{rest}");
    register(&fund).check_once_each(60);
    let text = std::fs::read_to_string(&journal).unwrap();
    assert!(text.ends_with("{\"entry\":\"end\"}\n"));
}

#[test]
fn a_journal_that_was_torn_by_the_kill_is_taken_up() {
    let fund = Fund::start();
    let file = persons(&fund, "a.csv", 40);
    let journal = fund.net.dir.path().join("a.csv.mmf-journal");
    assert!(kill_after(&fund, &file, &journal, 4, "4"));
    let mut text = std::fs::read(&journal).unwrap();
    text.extend_from_slice(b"{\"entry\":\"sent\",\"job\":\"00");
    std::fs::write(&journal, text).unwrap();
    fund.admin(&["investor", "import", "a.csv"]).result();
    register(&fund).check_once_each(40);
}

#[test]
fn an_import_that_was_refused_on_chain_tells_why_and_goes_on_later() {
    let fund = Fund::start();
    persons(&fund, "a.csv", 3);
    let refused = fund.admin(&["investor", "import", "a.csv", "--compute-unit-limit", "20000"]).error(3);
    assert_eq!(refused["name"], "BatchIncomplete");
    let unfinished = refused["details"]["unfinished"].as_array().unwrap();
    let mut places: Vec<&str> = unfinished.iter().map(|job| job["place"].as_str().unwrap()).collect();
    places.sort_unstable();
    assert_eq!(places, ["line 2", "line 3", "line 4"]);
    assert!(register(&fund).investors.is_empty());
    fund.admin(&["investor", "import", "a.csv"]).result();
    register(&fund).check_once_each(3);
}

#[test]
fn a_network_that_is_gone_leaves_a_journal_to_go_on_from() {
    let mut fund = Fund::start();
    let file = persons(&fund, "a.csv", 300);
    let journal = fund.net.dir.path().join("a.csv.mmf-journal");
    let mut import = fund.spawn(&["-k", &fund.admin, "investor", "import", file.to_str().unwrap(), "--batch", "8"]);
    while landed(&journal) < 8 {
        std::thread::sleep(Duration::from_millis(5));
    }
    fund.net.child.kill().unwrap();
    let code = import.wait().unwrap().code();
    assert!([Some(1), Some(4)].contains(&code), "{code:?}");
    assert!(!std::fs::read_to_string(&journal).unwrap().contains("\"entry\":\"end\""));
}
