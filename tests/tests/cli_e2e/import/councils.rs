//! The transfer agent and compliance sign; a sponsor pays.

use std::process::Command;

use solana_sdk::signature::{Keypair, Signer, write_keypair_file};

use super::file::{REQUIRED, person, register, write};
use crate::support::{Fund, Key, Net};

/// A key without lamports.
fn poor(net: &Net, name: &str) -> Key {
    let (keypair, path) = (Keypair::new(), net.dir.path().join(format!("{name}.json")));
    write_keypair_file(&keypair, &path).unwrap();
    Key { path: path.display().to_string(), address: keypair.pubkey().to_string() }
}

#[test]
fn council_members_without_lamports_import_at_a_sponsors_expense() {
    let fund = Fund::start();
    let net = &fund.net;
    let (agent, officer, sponsor) = (poor(net, "agent"), poor(net, "officer"), net.key("sponsor", "0"));
    let councils = [format!("transfer-agent={}", agent.address), format!("compliance={}", officer.address)];
    let create =
        ["-k", &fund.admin, "fund", "create", "--fund-id", "3", "--name", "Third", "--settlement-mint", &net.usdc];
    let regime =
        ["--regime", "private-3c7", "--inception", "2025-01-01", "--council", &councils[0], "--council", &councils[1]];
    let address = net.mmf(&[&create[..], &regime].concat()).result()["address"].as_str().unwrap().to_owned();
    let class = ["class", "create", "--name", "C", "--symbol", "C", "--uri", "https://c.example", "--expense-bps", "1"];
    net.mmf(&[&["-k", &fund.admin, "--fund", &address], &class[..]].concat()).result();

    write(&fund, "a.csv", REQUIRED, &[person(1), person(2)]);
    let import = |keys: &[&str]| net.mmf(&[&["--fund", &address, "investor", "import", "a.csv"], keys].concat());
    assert_eq!(import(&["-k", &agent.path, "--fee-payer", &sponsor.path]).error(3)["name"], "Unauthorised");
    let unpaid = import(&["-k", &agent.path, "--signer", &officer.path]).error(1);
    assert_eq!(unpaid["name"], "FeePayerShort");
    let done = import(&["-k", &agent.path, "--signer", &officer.path, "--fee-payer", &sponsor.path]).result();
    assert_eq!((&done["added"], &done["opened"]), (&2.into(), &2.into()));
    let third = Fund { address, ..fund };
    register(&third).check_once_each(2);
}

#[test]
fn two_imports_at_once_do_not_share_a_journal() {
    let fund = Fund::start();
    let file = super::file::persons(&fund, "a.csv", 100);
    let journal = fund.net.dir.path().join("a.csv.mmf-journal");
    let mut first = fund.spawn(&["-k", &fund.admin, "investor", "import", file.to_str().unwrap(), "--batch", "4"]);
    while !journal.exists() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    // Stopped, so that it still has the journal when the second one comes.
    let signal = |name: &str| Command::new("kill").args([name, &first.id().to_string()]).status().unwrap();
    assert!(signal("-STOP").success());
    let second = fund.admin(&["investor", "import", "a.csv"]).error(1);
    assert!(signal("-CONT").success());
    assert_eq!(second["name"], "JournalInUse");
    assert!(first.wait().unwrap().success());
    register(&fund).check_once_each(100);
}
