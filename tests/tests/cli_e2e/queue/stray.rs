//! Cash that nobody has accounted for.

use solana_sdk::signature::read_keypair_file;
use solana_sdk::signer::Signer;
use spl_token_interface::instruction::transfer;

use super::{Stage, cash_account, row, text};

#[test]
fn a_stray_is_found_swept_and_sent_to_whom_it_belongs() {
    let stage = Stage::set();
    let cash = || stage.fund.mmf(&["cash", "show"]).result();
    let key = read_keypair_file(&stage.bob.path).unwrap();
    let from = cash_account(&stage.fund, &stage.bob.address).parse().unwrap();
    for vault in ["buffer", "escrow", "suspense"] {
        let to = text(row(&cash()["vaults"], "vault", vault), "account").parse().unwrap();
        let order = transfer(&spl_token_interface::ID, &from, &to, &key.pubkey(), &[], 1).unwrap();
        mmf_localnet::send(&stage.fund.net.url, &[order], &key, &[]).unwrap();
    }
    let found = cash();
    assert_eq!(row(&found["vaults"], "vault", "escrow")["stray"], "0.000001");
    stage.fund.by(&stage.alice.path, &["redeem", "100"]).result();
    let one = stage.fund.by(&stage.bob.path, &["cash", "sweep-stray", "--vault", "escrow"]).result();
    assert_eq!((text(&one["swept"][0], "amount"), one["swept"].as_array().unwrap().len()), ("0.000001", 1));
    let rest = stage.fund.by(&stage.bob.path, &["cash", "sweep-stray"]).result();
    assert_eq!(rest["swept"].as_array().unwrap().len(), 2);
    assert_eq!(row(&rest["vaults"], "vault", "suspense")["booked"], "0.000003");
    assert_eq!(row(&rest["vaults"], "vault", "buffer")["stray"], "0.000000");
    assert_eq!(stage.fund.by(&stage.bob.path, &["cash", "sweep-stray"]).error(3)["name"], "NothingStray");
    let sheet = stage.fund.mmf(&["statement"]).result();
    assert_eq!(sheet["heldForOthers"]["suspense"], "0.000003");
    assert_eq!(sheet["assets"]["buffer"], "299900.000000", "it is no asset of the fund");

    stage.fund.file("proof.txt", "it was Bob's");
    let release = |key: &str, amount: &str| {
        let to = cash_account(&stage.fund, &stage.bob.address);
        stage.fund.by(key, &["cash", "release", &to, amount, "--document", "proof.txt", "--yes"])
    };
    assert_eq!(release(&stage.bob.path, "0.000003").error(3)["name"], "Unauthorised");
    assert_eq!(release(&stage.fund.admin, "0.000004").error(3)["name"], "SuspenseShort");
    let released = release(&stage.fund.admin, "0.000003").result();
    assert_eq!(row(&released["vaults"], "vault", "suspense")["booked"], "0.000000");
}
