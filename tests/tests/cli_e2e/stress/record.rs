//! The report that can be put on record.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{desk, path, stress};

/// As anybody can compute it.
fn sha256(path: impl AsRef<Path>) -> String {
    let sum = Command::new("sha256sum").arg(path.as_ref()).output().unwrap();
    String::from_utf8(sum.stdout).unwrap().split_whitespace().next().unwrap().to_owned()
}

#[test]
fn a_report_holds_the_result_and_is_known_by_its_hash() {
    let desk = desk();
    let options = ["--redeem", "25", "--shift", "100"];
    let out = path(&desk, "report.json");
    let mut said = stress(&desk, &[&options[..], &["--out", &out]].concat()).result();
    let bytes = std::fs::read(&out).unwrap();
    assert_eq!((&said["report"], &said["reportSha256"]), (&Value::from(out.clone()), &Value::from(sha256(&out))));
    let mut report: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!((&report["format"], &report["version"]), (&"mmf-stress-report".into(), &1.into()));
    for name in ["format", "version"] {
        report.as_object_mut().unwrap().remove(name);
    }
    for name in ["report", "reportSha256"] {
        said.as_object_mut().unwrap().remove(name);
    }
    assert_eq!(report, said);
    for (file, name) in [("book.json", "bookSha256"), ("curve.csv", "curveSha256")] {
        assert_eq!(said[name], sha256(desk.path(file)), "{file}");
    }

    let again = path(&desk, "again.json");
    stress(&desk, &[&options[..], &["--out", &again]].concat()).result();
    assert_eq!(std::fs::read(&again).unwrap(), bytes, "the same files and options give the same bytes");
    let other = path(&desk, "other.json");
    stress(&desk, &["--redeem", "25", "--shift", "101", "--out", &other]).result();
    assert_ne!(std::fs::read(&other).unwrap(), bytes);
}

#[test]
fn what_is_on_record_is_not_replaced() {
    let desk = desk();
    let out = desk.write("report.json", "old");
    let error = stress(&desk, &["--redeem", "25", "--out", &out]).error(2);
    assert_eq!(error["name"], "FileExists");
    assert_eq!(std::fs::read_to_string(&out).unwrap(), "old");
    let nowhere = path(&desk, "missing/report.json");
    assert_eq!(stress(&desk, &["--redeem", "25", "--out", &nowhere]).error(1)["name"], "FileUnwritable");
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = desk();
    let out = path(&desk, "report.json");
    let said = stress(&desk, &["--redeem", "25", "--out", &out, "--dry-run"]).result();
    assert_eq!(said["reportSha256"], Value::Null);
    assert!(!desk.path("report.json").exists());
}
