//! What a class charges.

use super::super::support::Fund;
use super::due;

#[test]
fn new_terms_wait_for_the_next_strike() {
    let fund = Fund::start();
    due(&fund);
    let set = |args: &[&str]| fund.admin(&[&["class", "terms", "set", "--yes"], args].concat());
    let changed = set(&["--expense-bps", "18"]).result();
    assert_eq!((&changed["loosens"], &changed["terms"]["expenseBps"]), (&false.into(), &20.into()));
    assert_eq!(
        (&changed["pendingTerms"]["expenseBps"], &changed["pendingTerms"]["dayCount"]),
        (&18.into(), &"act365".into())
    );
    assert_eq!(set(&["--expense-bps", "18"]).error(2)["name"], "NothingChanges");
    assert_eq!(
        set(&["--performance-fee-bps", "1000"]).error(3)["name"],
        "ParameterOutOfRange",
        "not in a distributing class"
    );
    assert_eq!(set(&["--day-count", "act360"]).result()["loosens"], true, "holders may pay more");
    fund.quote("250058.22", "58.22").result();
    fund.admin(&["strike", "--yes"]).result();
    let shown = fund.mmf(&["class", "terms", "show"]).result();
    assert_eq!((&shown["terms"]["expenseBps"], &shown["terms"]["dayCount"]), (&18.into(), &"act360".into()));
    assert!(shown["pendingTerms"]["expenseBps"].is_null());
    let class = fund.mmf(&["class", "show"]).result();
    assert_eq!((&class["terms"], &class["fees"]["highWaterMark_e12"]), (&shown["terms"], &"1000000000000".into()));
    let forbidden = fund.admin(&[
        "class",
        "create",
        "--kind",
        "accumulating",
        "--name",
        "X",
        "--symbol",
        "X",
        "--uri",
        "https://x.example",
        "--expense-bps",
        "1",
    ]);
    assert_eq!(forbidden.error(3)["name"], "RegimeForbids", "a registered fund prices forward");
}
