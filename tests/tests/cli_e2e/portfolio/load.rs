//! A book is loaded whole or not at all.

use super::desk::{Desk, HEAD};

const CASH: &str = "cash,cash,Bank,1000000,2025-01-02,,,,,,,,";
const BILL: &str = "B1,treasury-bill,US Treasury,500000,2025-01-03,2025-04-03,,4.37,,,,,";

#[test]
fn a_book_is_replaced_whole_and_a_wrong_file_leaves_it_as_it_was() {
    let desk = Desk::new();
    let first = desk.load(&[CASH, BILL]);
    assert_eq!((&first["positions"], &first["balances"], &first["asOf"]), (&1.into(), &1.into(), &"2025-01-02".into()));
    assert_eq!((&first["kept"], &first["replaced"]), (&true.into(), &false.into()));
    let kept = std::fs::read(desk.path("book.json")).unwrap();

    let wrong = desk.positions("wrong.csv", &[CASH, &BILL.replace("500000", "-5"), "x,gold,Bank,1,2025-02-30,,,,,,,,"]);
    let error = desk.mmf(&["load", &wrong]).error(2);
    assert_eq!(error["name"], "FileInvalid");
    assert_eq!(error["details"]["count"], 3);
    let faults: Vec<(u64, &str)> = error["details"]["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| (fault["line"].as_u64().unwrap(), fault["column"].as_str().unwrap()))
        .collect();
    assert_eq!(faults, [(3, "face"), (4, "kind"), (4, "settle")]);
    assert_eq!(std::fs::read(desk.path("book.json")).unwrap(), kept, "nothing half done");

    let checked = desk.mmf(&["load", &desk.positions("next.csv", &[CASH]), "--dry-run"]).result();
    assert_eq!(checked["kept"], false);
    assert_eq!(std::fs::read(desk.path("book.json")).unwrap(), kept);
    assert_eq!(desk.load(&[CASH])["replaced"], true);
    assert_eq!(desk.mmf(&["show"]).result()["rows"], 1);
    let left: Vec<_> = std::fs::read_dir(desk.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
}

#[test]
fn hostile_files_are_refused_in_words() {
    let desk = Desk::new();
    let row = |face: &str| format!("{HEAD}\n{CASH}\n{}\n", BILL.replace("500000", face));
    let files = [
        ("empty", Vec::new(), "empty"),
        ("head", format!("{HEAD}\n").into_bytes(), "no row"),
        ("nan", row("NaN").into_bytes(), "not a number"),
        ("huge", row("99999999999999999999").into_bytes(), "larger than"),
        ("long", row(&"9".repeat(100_000)).into_bytes(), "100000 characters"),
        ("quotes", format!("{HEAD}\n\"cash,cash\n").into_bytes(), "cells"),
        ("twice", format!("{HEAD}\n{CASH}\n{BILL}\n{BILL}\n").into_bytes(), "same id, settle and lot"),
        ("bytes", [HEAD.as_bytes(), b"\n\xff\xfe,cash,Bank,1,2025-01-02,,,,,,,,\n"].concat(), "UTF-8"),
        ("binary", vec![0; 4_096], "no such column"),
    ];
    for (name, bytes, reason) in files {
        let path = desk.write(name, bytes);
        let error = desk.mmf(&["load", &path]).error(2);
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(reason), "{name}: {message}");
        assert!(message.len() < 2_000, "{name}: {} characters", message.len());
    }
    assert!(!desk.path("book.json").exists());
    let folder = desk.path("").display().to_string();
    assert_eq!(desk.mmf(&["load", &folder]).error(2)["name"], "FileUnreadable");
    assert_eq!(desk.mmf(&["load", "/nonexistent.csv"]).error(2)["name"], "FileUnreadable");
}

#[test]
fn spreadsheets_files_are_read() {
    let desk = Desk::new();
    let text = format!("\u{feff}{HEAD}\r\n\"cash\",cash,\"Bank, N.A.\",1000000,2025-01-02,,,,,,,,\r\n\r\n{BILL}\r\n");
    let path = desk.write("excel.csv", text);
    desk.mmf(&["load", &path]).result();
    let shown = desk.mmf(&["show"]).result();
    assert_eq!(shown["positions"][0]["issuer"], "Bank, N.A.");
    assert_eq!(shown["positions"][1]["yieldPct"], "4.3700");
}

#[test]
fn a_book_that_is_missing_or_damaged_is_told() {
    let desk = Desk::new();
    assert_eq!(desk.mmf(&["show"]).error(1)["name"], "BookMissing");
    desk.load(&[CASH, BILL]);
    let book = std::fs::read_to_string(desk.path("book.json")).unwrap();
    for damaged in [&book[..book.len() / 2], &book.replace("\"500000\"", "\"NaN\""), "", "[]"] {
        desk.write("book.json", damaged);
        assert_eq!(desk.mmf(&["show"]).error(2)["name"], "FileInvalid");
    }
}

#[test]
fn balances_that_can_not_be_are_refused() {
    let desk = Desk::new();
    let path = desk.positions("short.csv", &[CASH, "out,cash,Bank,-2000000,2025-01-02,,,,,,,,"]);
    let error = desk.mmf(&["load", &path]).error(1);
    assert_eq!(error["name"], "Overdrawn");
    assert!(error["message"].as_str().unwrap().contains("1000000"), "{error}");
    assert!(!desk.path("book.json").exists());
}
