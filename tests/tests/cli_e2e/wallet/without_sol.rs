//! A wallet without a lamport, through the CLI: somebody else pays the fee.

use super::{lamports, mint, newcomer};
use crate::support::{Fund, Key};

/// Runs a holder's command; the NAV source's key pays.
fn paid_by_another(fund: &Fund, wallet: &Key, args: &[&str]) -> serde_json::Value {
    fund.by(&wallet.path, &[args, &["--fee-payer", &fund.source.path]].concat()).result()
}

#[test]
fn a_wallet_without_lamports_does_everything_that_a_holder_does() {
    let fund = Fund::start();
    let alice = newcomer(&fund, "alice");
    let bob = newcomer(&fund, "bob");
    fund.net.mmf(&["localnet", "faucet", &alice.address, "--usdc", "1,000", "--dir", "."]).result();
    let paid_before = lamports(&fund, &fund.source);

    paid_by_another(&fund, &alice, &["subscribe", "1,000"]);
    paid_by_another(&fund, &alice, &["transfer", &bob.address, "250"]);
    let redeemed = paid_by_another(&fund, &alice, &["redeem", "100"]);
    assert_eq!(redeemed["cash"], "100.000000");
    assert_eq!(fund.units(&alice.address), "650.000000");
    assert_eq!(fund.units(&bob.address), "250.000000");

    assert_eq!((lamports(&fund, &alice), lamports(&fund, &bob)), (0, 0));
    assert!(lamports(&fund, &fund.source) < paid_before);
}

#[test]
fn the_transfer_agent_pays_the_rent_of_a_wallet_without_lamports() {
    let fund = Fund::start();
    let wallet = fund.net.empty_key("wallet");
    fund.onboard(&wallet);
    assert_eq!(lamports(&fund, &wallet), 0);
    assert_eq!(fund.units(&wallet.address), "0.000000");

    let class = ["class", "create", "--name", "Second", "--symbol", "TWO", "--uri", "https://x.example/2.json"];
    fund.admin(&[&class[..], &["--expense-bps", "20"]].concat()).result();
    paid_by_another(&fund, &wallet, &["holding", "open", &wallet.address, "--class", "1"]);
    let shown = fund.mmf(&["holding", "show", &wallet.address, "--class", "1"]).result();
    assert_eq!(shown["units"], "0.000000");
    assert_eq!(lamports(&fund, &wallet), 0);
    assert_ne!(mint(&fund, "1"), mint(&fund, "0"));
}
