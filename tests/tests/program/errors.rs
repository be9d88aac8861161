//! Every error has a test that triggers it.

use std::path::Path;

use anchor_lang::Discriminator as _;

/// Names of the errors, from the program's own list.
fn variants() -> Vec<String> {
    let source = include_str!("../../../programs/mmf/src/error.rs");
    let body = source.split("pub enum MmfError {").nth(1).unwrap().split("\n}").next().unwrap();
    body.lines()
        .map(str::trim)
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.trim_end_matches(',').split(" = ").next().unwrap().to_owned())
        .collect()
}

fn tests_of(directory: &Path) -> String {
    std::fs::read_dir(directory)
        .unwrap()
        .filter_map(|entry| std::fs::read_to_string(entry.unwrap().path()).ok())
        .collect()
}

#[test]
fn every_error_is_expected_by_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/program");
    let tests = tests_of(&here);
    let missing: Vec<String> =
        variants().into_iter().filter(|name| !tests.contains(&format!("MmfError::{name}"))).collect();

    assert!(variants().len() > 50);
    assert!(missing.is_empty(), "no test expects {missing:?}");
}

#[test]
fn account_discriminators_differ() {
    use mmf::state::*;
    let all = [
        Fund::DISCRIMINATOR,
        ShareClass::DISCRIMINATOR,
        Investor::DISCRIMINATOR,
        Wallet::DISCRIMINATOR,
        Holding::DISCRIMINATOR,
        NavReport::DISCRIMINATOR,
        Period::DISCRIMINATOR,
        Calendar::DISCRIMINATOR,
        Action::DISCRIMINATOR,
        Custodian::DISCRIMINATOR,
    ];
    for (place, one) in all.iter().enumerate() {
        assert!(!all[..place].contains(one));
    }
}
