//! The example of `docs/stress.md` is what the command says.

use super::path;
use crate::portfolio::desk::{Desk, yields};
use crate::support::mmf;

const DOCUMENT: &str = include_str!("../../../../docs/stress.md");
const COMMAND: &str = "$ mmf ";

/// What stands between a fence that begins like this and the next fence.
fn fenced(begin: &str) -> &'static str {
    let (_, after) = DOCUMENT.split_once(begin).unwrap();
    after.split_once("```").unwrap().0
}

#[test]
fn the_example_of_the_document_is_true() {
    let desk = Desk::new();
    let file = desk.write("positions.csv", fenced("```csv\n"));
    desk.mmf(&["load", &file]).result();
    let (line, expected) = fenced(&format!("```text\n{COMMAND}")).split_once('\n').unwrap();
    let (book, curve) = (path(&desk, "book.json"), yields());
    let args: Vec<&str> = line
        .split(' ')
        .map(|word| match word {
            "book.json" => book.as_str(),
            "data/treasury-par-yields.csv" => curve.as_str(),
            word => word,
        })
        .collect();
    let said = mmf(&args);
    assert_eq!(said.code, 0, "{said:#?}");
    let shown: Vec<&str> = said.stdout.lines().map(str::trim_end).collect();
    assert_eq!(shown, expected.lines().collect::<Vec<_>>());
}
