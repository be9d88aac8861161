#![allow(clippy::unwrap_used)]

use super::*;

const FIRST: &str = "investor_id,wallets,kind,jurisdiction,us_person,kyc_until";

fn line(id: u8, wallet: &str) -> String {
    format!("{},{wallet},person,US,yes,2030-12-31", format!("{id:02x}").repeat(32))
}

fn wallet() -> String {
    solana_sdk::pubkey::Pubkey::new_unique().to_string()
}

fn faults(text: &str) -> Vec<(u64, String, String)> {
    read(text.as_bytes()).1.into_iter().map(|fault| (fault.line, fault.column, fault.reason)).collect()
}

#[test]
fn a_sound_file_has_a_row_for_each_line() {
    let text = format!(
        "\u{feff}{FIRST}\r\n{}\r\n\r\n{}\r\n",
        line(1, &wallet()),
        line(2, &format!("{} ; {}", wallet(), wallet()))
    );
    let (table, faults) = read(text.as_bytes());
    assert_eq!(faults, []);
    assert_eq!(table.rows.iter().map(|row| (row.line, row.record.wallets.len())).collect::<Vec<_>>(), [(2, 1), (4, 2)]);
}

#[test]
fn columns_are_known_present_and_there_once() {
    let found = faults("investor_id,investor_id,name,wallets,kind,us_person\n");
    let columns: Vec<&str> = found.iter().map(|(_, column, _)| column.as_str()).collect();
    assert_eq!(columns, ["investor_id", "name", "jurisdiction", "kyc_until"]);
    assert!(found.iter().all(|(line, ..)| *line == 1));
    assert!(faults("")[0].2.contains("empty"));
    assert!(faults(&format!("{FIRST}\n"))[0].2.contains("no investor"));
}

#[test]
fn a_column_that_nobody_knows_hides_no_bad_row() {
    let row = "zz,notakey,red,person,US,yes,2030-12-31";
    let found = faults(&format!("investor_id,wallets,colour,kind,jurisdiction,us_person,kyc_until\n{row}\n"));
    let places: Vec<(u64, &str)> = found.iter().map(|(line, column, _)| (*line, column.as_str())).collect();
    assert_eq!(places, [(1, "colour"), (2, "investor_id"), (2, "wallets")]);
}

#[test]
fn everything_that_is_wrong_is_found_in_one_go() {
    let shared = wallet();
    let rows = [
        line(1, &shared),
        line(1, &wallet()),
        line(2, &shared),
        "zz,zz,human,XX,perhaps,tomorrow".to_owned(),
        format!("{},extra", line(3, &wallet())),
    ];
    let found = faults(&format!("{FIRST}\n{}\n", rows.join("\n")));
    let places: Vec<(u64, &str)> = found.iter().map(|(line, column, _)| (*line, column.as_str())).collect();
    let all = ["investor_id", "wallets", "kind", "jurisdiction", "us_person", "kyc_until"];
    let mut expected = vec![(3, "investor_id"), (4, "wallets")];
    expected.extend(all.map(|column| (5, column)));
    expected.push((6, ""));
    assert_eq!(places, expected);
}

#[test]
fn text_that_is_not_utf8_is_told_by_its_place() {
    let mut text = format!("{FIRST}\n{}\n", line(1, &wallet())).into_bytes();
    let person = text.windows(7).position(|part| part == b",person").unwrap() + 1;
    text[person] = 0xff;
    let found = read(&text).1;
    assert_eq!((found[0].line, found[0].column.as_str()), (2, "kind"));
    assert!(found[0].reason.contains("UTF-8"));
}

#[test]
fn a_column_that_is_left_out_leaves_the_record_alone() {
    let (table, faults) = read(format!("{FIRST}\n{}\n", line(1, &wallet())).as_bytes());
    assert_eq!(faults, []);
    let mut known = Record::blank();
    (known.profile.tax_form, known.profile.jurisdiction) = (3, 276);
    let merged = table.rows[0].over(&table.columns, &known);
    assert_eq!((merged.profile.tax_form, merged.profile.jurisdiction), (3, 840));
}
