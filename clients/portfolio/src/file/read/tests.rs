#![allow(clippy::unwrap_used)]

use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;

const HEAD: &str = "id,kind,issuer,face,settle,maturity,cost,price,yield_pct,discount_pct,rate_pct,collateral";
const CASH: &str = "cash,cash,Bank,1000000,2025-01-02,,,,,,,";
const BILL: &str = "912797NN3,treasury-bill,US Treasury,500000,2025-01-03,2025-04-03,,,4.37,,,";

fn read(text: &str) -> Result<Portfolio, Vec<Fault>> {
    read_csv(text.as_bytes(), None)
}

fn file(rows: &[&str]) -> String {
    format!("{HEAD}\n{}\n", rows.join("\n"))
}

#[track_caller]
fn fault(text: &str, line: u64, column: &str, reason: &str) {
    let faults = read(text).unwrap_err();
    let found = faults.iter().any(|f| f.line == line && f.column == column && f.reason.contains(reason));
    assert!(found, "line {line}, {column}, {reason}: {faults:#?}");
}

#[test]
fn a_file_is_read_into_a_book() {
    let book = read(&file(&[CASH, BILL])).unwrap();
    assert_eq!((book.as_of(), book.positions().len()), (date(2025, 1, 2), 2));
    // 100 / (1 + 4.37% · 90 / 365) = 98.933953
    assert_eq!(book.positions()[1].cost(), "494669.765".parse().unwrap());
    let later = read_csv(file(&[CASH, BILL]).as_bytes(), Some(date(2025, 2, 1))).unwrap();
    assert_eq!(later.as_of(), date(2025, 2, 1));
}

#[test]
fn what_spreadsheets_add_does_no_harm() {
    let text = format!(
        "\u{feff}{HEAD}\r\n\"cash\",\"cash\",\"Bank, \"\"New\"\" York\",\"1000000\",2025-01-02,,,,,,,\r\n\r\n{BILL}\r\n"
    );
    let book = read(&text).unwrap();
    assert_eq!(book.positions()[0].terms().issuer, "Bank, \"New\" York");
    assert_eq!(book.positions().len(), 2);
    let bad = text.replace("2025-04-03", "2025-04-31");
    assert_eq!(read(&bad).unwrap_err()[0].line, 4, "the line that an editor shows");
}

#[test]
fn every_fault_is_told_by_line_and_column() {
    for (cell, column, reason) in [
        ("-1", "face", "greater than zero"),
        ("0", "face", "greater than zero"),
        ("NaN", "face", "not a number"),
        ("inf", "face", "not a number"),
        ("1e9", "face", "not a number"),
        ("0x10", "face", "not a number"),
        ("+5", "face", "not a number"),
        ("1 000", "face", "not a number"),
        ("1.0000001", "face", "6 decimals"),
        ("10000000000001", "face", "larger than"),
        ("99999999999999999999999999999", "face", "more than 28 digits"),
        ("٣", "face", "not a number"),
        ("", "face", "empty"),
    ] {
        fault(&file(&[CASH, &BILL.replace("500000", cell)]), 3, column, reason);
    }
    for (from, to, column, reason) in [
        ("2025-04-03", "2025-02-29", "maturity", "not a date"),
        ("2025-04-03", "04/03/2025", "maturity", "not a date"),
        ("2025-04-03", "2025-01-03", "maturity", "not after the settlement"),
        ("2025-04-03", "2125-04-03", "maturity", "40 years"),
        ("2025-04-03", "", "maturity", "needs its maturity"),
        ("2025-01-03", "1900-01-03", "settle", "between 1990-01-01"),
        ("treasury-bill", "treasury", "kind", "none of treasury-bill, treasury-note"),
        ("4.37", "437", "yield_pct", "between -10 and 100"),
        ("4.37", "", "cost", "one of cost, price, yield_pct and discount_pct"),
        (",,4.37", ",98.9,4.37", "yield_pct", "only one of"),
        ("912797NN3", "912797 NN3", "id", "letters, digits"),
        (",,4.37,,,", ",,4.37,,5,", "rate_pct", "this kind has none"),
        (",,4.37,,,", ",,4.37,,,government", "collateral", "this kind has none"),
        (",,4.37", "1,,", "cost", "less than a tenth"),
        (",,4.37", ",5000,", "price", "between 10 and 1000"),
    ] {
        fault(&file(&[CASH, &BILL.replacen(from, to, 1)]), 3, column, reason);
    }
}

#[test]
fn the_first_line_names_known_columns_once() {
    fault("", 1, "", "empty");
    fault(&format!("{HEAD}\n"), 1, "", "no row");
    fault(&file(&[CASH]).replacen("face,", "", 1), 1, "face", "missing");
    fault(&file(&[CASH]).replacen("cost", "coast", 1), 1, "coast", "no such column");
    fault(&file(&[CASH]).replacen("cost", "face", 1), 1, "face", "twice");
    fault(&file(&["cash,cash,Bank"]), 2, "", "the line has 3 cells, the first line 12");
}

#[test]
fn the_same_lot_twice_is_refused_and_another_lot_is_not() {
    fault(&file(&[CASH, BILL, BILL]), 4, "id", "line 3 has the same id, settle and lot");
    let text = file(&[CASH, BILL, &BILL.replace("2025-01-03", "2025-01-06")]);
    assert_eq!(read(&text).unwrap().positions().len(), 3);
}

#[test]
fn hostile_cells_are_refused_in_words() {
    let long = "9".repeat(100_000);
    fault(&file(&[CASH, &BILL.replace("500000", &long)]), 3, "face", "the cell has 100000 characters");
    fault(&file(&[CASH, &BILL.replace("US Treasury", &long)]), 3, "issuer", "100000 characters");
    fault(&file(&[CASH, &BILL.replace("US Treasury", &"x".repeat(999))]), 3, "issuer", "1 to 64");
    fault(&file(&[CASH, &BILL.replace("US Treasury", "US\u{7}Treasury")]), 3, "issuer", "control character");
    let mut bytes = file(&[CASH, BILL]).into_bytes();
    let at = bytes.windows(2).position(|pair| pair == b"US").unwrap();
    bytes[at] = 0xff;
    let faults = read_csv(&bytes, None).unwrap_err();
    assert!(faults[0].reason.contains("UTF-8"), "{faults:?}");
    assert!(read_csv(&[0xff; 1_000], None).is_err());
    assert!(read(&format!("{HEAD}\n\"unclosed")).is_err());
}

#[test]
fn without_cash_the_day_must_be_given() {
    fault(&file(&[BILL]), 1, "settle", "--as-of");
    assert!(read_csv(file(&[BILL]).as_bytes(), Some(date(2025, 1, 3))).is_ok());
}

#[test]
fn a_kept_book_is_read_back_whole() {
    let rows = "id,lot,kind,issuer,face,settle,maturity,dated,cost,price,yield_pct,discount_pct,rate_pct,resets,next_reset,day_count,coupons,method,demand_days,collateral,liquid,spread_bps,sold,proceeds
cash,,cash,Bank,1000000.5,2025-01-02,,,,,,,,,,,,,,,,,,
B1,a,treasury-bill,US Treasury,500000,2025-01-03,2025-04-03,,,,,4.25,,,,,,constant-yield,,,,,2025-02-03,497000
N1,,treasury-note,US Treasury,1000,2025-01-03,2026-01-15,2024-12-01,,99.25,,,4,,,ACT/ACT,2,,,,,,,
F1,,corporate-note,Acme,1000,2025-01-03,2025-12-15,,1001,,,,5.1,2025-02-03=5.05;2025-03-03=4.95,2025-04-03,ACT/360,4,,7,,no,25,,
F2,,agency-note,FHLB,1000,2025-01-03,2025-12-15,,,,,,4.4,,daily,,,,,,,,,
R1,,repo,Dealer,1000,2025-01-03,,,,,,,4.3,,,,,,1,other,,,,
M1,,money-market-fund,Fund,1000,2025-01-03,,,,,,,,,,,,,,,,,,
u,,stablecoin,Circle,-5,2025-01-03,,,,,,,,,,,,,,,,,,
t,,in-transit,Bank,5,2025-01-03,2025-01-06,,,,,,,,,,,,,,,,,
p,,payable,Auditor,5,2025-01-03,,,,,,,,,,,,,,,,,,
";
    let book = read(rows).unwrap();
    let kept = book.to_json().unwrap();
    let again = Portfolio::from_json(&kept).unwrap();
    assert_eq!(again, book);
    assert_eq!(again.to_json().unwrap(), kept);
    for (from, to, reason) in [
        ("\"500000\"", "\"-500000\"", "row 2 face"),
        ("mmf-portfolio", "other", "format"),
        ("\"version\": 1", "\"version\": 2", "format"),
        ("\"asOf\": \"2025-01-02\"", "\"asOf\": \"soon\"", "asOf"),
        ("\"lot\",", "\"lots\",", "columns"),
    ] {
        let altered = String::from_utf8(kept.clone()).unwrap().replacen(from, to, 1);
        let error = Portfolio::from_json(altered.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(reason), "{from}: {error}");
    }
    assert!(Portfolio::from_json(b"{").is_err());
}

#[test]
fn a_floater_without_a_next_reset_and_a_repo_without_terms_are_refused() {
    let head = format!("{HEAD},resets,next_reset,method,demand_days,sold,proceeds");
    let row = |text: &str| format!("{head}\n{CASH},,,,,,\n{text}\n");
    let note = "N1,corporate-note,Acme,1000,2025-01-03,2025-12-15,,,,,5,";
    for (text, column, reason) in [
        (format!("{note},2025-02-03=5.05,,,,,"), "resets", "needs `next_reset`"),
        (format!("{note},2025-02-03,2025-05-03,,,,"), "resets", "not DATE=RATE"),
        (format!("{note},2025-03-03=5;2025-02-03=5,2025-05-03,,,,"), "resets", "2025-02-03 is not after 2025-03-03"),
        (format!("{note},2025-03-03=5,2025-03-03,,,,"), "next_reset", "not after the last reset"),
        (format!("{note},,2025-03-03,constant-yield,,,"), "method", "no constant yield"),
        (format!("{note},,,,,2025-02-03,"), "proceeds", "needs its proceeds"),
        (format!("{note},,,,,,5"), "sold", "needs its day"),
        (format!("{note},,,,,2026-02-03,5"), "sold", "between settlement and maturity"),
        (
            "R1,repo,Dealer,1000,2025-01-03,,,,,,4,government,,,,,,".to_owned(),
            "maturity",
            "its notice in `demand_days`",
        ),
        ("R1,repo,Dealer,1000,2025-01-03,2025-01-06,,,,,4,,,,,,,".to_owned(), "collateral", "needs its collateral"),
        ("R1,repo,Dealer,1000,2025-01-03,,,,,,4,government,,,,1.5,,".to_owned(), "demand_days", "whole number"),
    ] {
        fault(&row(&text), 3, column, reason);
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_csv(&bytes, None);
        let with_head = [HEAD.as_bytes(), b"\n", &bytes].concat();
        if let Ok(book) = read_csv(&with_head, None) {
            let _ = book.value_at(book.as_of());
        }
    }

    #[test]
    fn no_cell_makes_it_panic(cells in prop::collection::vec("[-0-9a-zA-Z.;=]{0,12}", 12)) {
        let text = format!("{HEAD}\n{}\n", cells.join(","));
        if let Ok(book) = read(&text) {
            prop_assert!(book.positions()[0].terms().face != Decimal::ZERO);
        }
    }
}
