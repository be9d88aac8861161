//! What a holder's wallet does, with the standard libraries of JavaScript and Rust and nothing of the fund's.

mod javascript;
mod metadata;
mod rust;
mod web;
mod without_sol;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::pubkey::Pubkey;

use super::support::{Fund, Key};

/// What holders' wallets are told; its code is the code that is tested here.
const DOCUMENT: &str = include_str!("../../../docs/wallets.md");

/// Runs a script of `tests/js`; gives what it printed, and whether it went well.
fn node(script: &str, args: &[&str]) -> (bool, Value) {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("js");
    assert!(scripts.join("node_modules").is_dir(), "tests/js/node_modules is missing: run `cargo xtask setup` first");
    let output = Command::new("node").arg(scripts.join(script)).args(args).stdin(Stdio::null()).output().unwrap();
    let printed = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{script} {args:?}: {output:?}"));
    (output.status.success(), printed)
}

/// A file of the metadata of the demonstration's class.
fn metadata_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/metadata").join(name)
}

/// The mint of the class with this number.
fn mint(fund: &Fund, class: &str) -> String {
    fund.mmf(&["class", "show", "--class", class]).result()["mint"].as_str().unwrap().to_owned()
}

/// A holder with 1,000 shares.
fn holder_of_1000(fund: &Fund, name: &str) -> Key {
    let key = fund.holder(name, "1,000");
    fund.by(&key.path, &["subscribe", "1,000"]).result();
    key
}

/// The wallet of an approved investor who has no SOL and never did anything.
fn newcomer(fund: &Fund, name: &str) -> Key {
    let key = fund.net.empty_key(name);
    fund.onboard(&key);
    key
}

fn rpc(fund: &Fund) -> RpcClient {
    RpcClient::new_with_commitment(fund.net.url.clone(), CommitmentConfig::confirmed())
}

fn lamports(fund: &Fund, wallet: &Key) -> u64 {
    let address: Pubkey = wallet.address.parse().unwrap();
    rpc(fund).get_balance(&address).unwrap()
}
