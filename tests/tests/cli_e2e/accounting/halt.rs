//! Two sources, a day that halts dealing, and the board that resumes it.

use super::super::support::{Fund, Net};
use super::{due, would_break};

#[test]
fn two_sources_must_agree_and_a_deviation_halts_dealing_until_the_board_acts() {
    let fund = Fund::of(Net::start(), "registered-government", 2);
    let alice = due(&fund);
    let (one, two) = (&fund.source, &fund.other_sources[0]);
    fund.quote_of(one, "250058.22", "250058.22", "58.22").result();
    assert_eq!(fund.admin(&["strike"]).error(3)["name"], "QuorumMissing");

    let posted = fund.quote_of(two, "250058.22", "249700", "58.22").result();
    let rows = posted["outlook"].as_array().unwrap();
    assert!(rows.iter().all(|row| would_break(row) == ["dispersion"]), "{posted}");
    assert_eq!(rows.iter().filter(|row| row["wouldBeStruck"] == true).count(), 1);
    let distances: Vec<&str> = rows.iter().map(|row| row["marketNetAssetsFromMedian"].as_str().unwrap()).collect();
    assert!(distances.contains(&"0.000000"), "the median is no distance from itself: {posted}");
    assert_eq!(fund.admin(&["strike"]).error(3)["name"], "QuotesDisperse");

    for source in [one, two] {
        fund.quote_of(source, "250058.22", "248800", "58.22").result();
    }
    let shown = fund.mmf(&["quote", "show"]).result();
    assert_eq!(would_break(&shown["outlook"][0]), ["deviationAlert", "deviationHalt"]);
    let struck = fund.admin(&["strike", "--day", "2025-01-02", "--yes"]).result();
    assert_eq!(struck["struck"], true, "a deviation halts dealing, not the strike");
    assert_eq!(fund.mmf(&["fund", "show"]).result()["halted"], true);
    assert_eq!(fund.by(&alice.path, &["subscribe", "1"]).error(3)["name"], "DealingHalted");
    let price = fund.mmf(&["price", "show"]).result();
    assert!(price["prices"][0]["status"].as_str().unwrap().starts_with("halted"), "{price}");

    fund.file("resolution.txt", "The board has considered the deviation of strike 1.");
    let resume = ["fund", "resume-dealing", "--document", "resolution.txt", "--yes"];
    assert_eq!(fund.by(&one.path, &resume).error(3)["name"], "Unauthorised");
    assert_eq!(fund.admin(&resume).result()["halted"], false);
    assert_eq!(fund.admin(&resume).error(3)["name"], "DealingNotHalted");
    fund.by(&alice.path, &["subscribe", "1"]).result();
}
