//! The network as its users see it: started, moved in time, used and stopped.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{net::TcpListener, thread, time::Duration};

use mmf_localnet::{Config, Localnet, advance_to, airdrop, clock, create_mint, deploy, mint_to, resume, send};
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::{instruction::Instruction, pubkey::Pubkey, signature::Keypair, signer::Signer};
use solana_system_interface::instruction::transfer;
use surfpool_core::surfnet::noop_program::NOOP_PROGRAM_ELF;

const NEW_YEAR: i64 = 1_735_689_600;
const HOUR: i64 = 3_600;
const SOL: u64 = 1_000_000_000;

fn january() -> Localnet {
    Localnet::start(Config { start_time: Some(NEW_YEAR), ..Config::default() }).unwrap()
}

fn funded(url: &str) -> Keypair {
    let key = Keypair::new();
    airdrop(url, &key.pubkey(), 100 * SOL).unwrap();
    key
}

#[test]
fn a_network_starts_in_the_past_moves_forward_and_frees_its_ports() {
    let network = january();
    let url = network.rpc_url();
    let started = clock(&url).unwrap().unix_timestamp;
    assert!((NEW_YEAR..NEW_YEAR + 5).contains(&started), "started at {started}");

    let target = NEW_YEAR + 30 * 24 * HOUR;
    assert_eq!(advance_to(&url, target).unwrap().unix_timestamp, target);
    assert!(advance_to(&url, target).unwrap().unix_timestamp - target < 2, "doing it again changes nothing");
    let refused = advance_to(&url, target - HOUR).unwrap_err().to_string();
    assert!(refused.contains("cannot go back"), "{refused}");

    let port: u16 = url.rsplit(':').next().unwrap().parse().unwrap();
    assert!(TcpListener::bind(("127.0.0.1", port)).is_err(), "the port is in use");
    network.stop().unwrap();
    drop(TcpListener::bind(("127.0.0.1", port)).expect("the port is free again"));
}

#[test]
fn a_held_clock_stays_while_transactions_land_after_each_jump() {
    let network = january();
    let url = network.rpc_url();
    let payer = funded(&url);
    let to = Pubkey::new_unique();
    for day in 1..=3 {
        let target = NEW_YEAR + day * 24 * HOUR;
        advance_to(&url, target).unwrap();
        for _ in 0..10 {
            send(&url, &[transfer(&payer.pubkey(), &to, SOL)], &payer, &[]).unwrap();
        }
        thread::sleep(Duration::from_millis(300));
        let drift = clock(&url).unwrap().unix_timestamp - target;
        assert!((0..=5).contains(&drift), "ten transactions moved the held clock by {drift} seconds");
    }
    let rpc = RpcClient::new_with_commitment(url, CommitmentConfig::confirmed());
    assert_eq!(rpc.get_balance(&to).unwrap(), 30 * SOL);
    let history = rpc.get_signatures_for_address(&to).unwrap();
    assert_eq!(history.len(), 30);
    network.stop().unwrap();
}

#[test]
fn a_held_clock_runs_again_when_resumed_and_a_running_one_can_be_held() {
    let network = january();
    let url = network.rpc_url();
    resume(&url).unwrap();
    thread::sleep(Duration::from_millis(2_500));
    assert!(clock(&url).unwrap().unix_timestamp > NEW_YEAR, "time passes");

    advance_to(&url, NEW_YEAR + HOUR).unwrap();
    thread::sleep(Duration::from_millis(2_500));
    let drift = clock(&url).unwrap().unix_timestamp - NEW_YEAR - HOUR;
    assert!((0..=1).contains(&drift), "the clock moved by {drift} seconds while it was held");
    network.stop().unwrap();
}

#[test]
fn a_network_without_a_start_time_shows_the_time_of_the_machine() {
    let network = Localnet::start(Config { slot_ms: Some(50), ..Config::default() }).unwrap();
    let url = network.rpc_url();
    let machine = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let shown = clock(&url).unwrap().unix_timestamp;
    assert!(shown.abs_diff(machine.try_into().unwrap()) < 10, "{shown} against {machine}");
    let payer = funded(&url);
    send(&url, &[transfer(&payer.pubkey(), &Pubkey::new_unique(), SOL)], &payer, &[]).unwrap();
    network.stop().unwrap();
}

#[test]
fn a_deployed_program_runs_in_a_real_transaction_under_the_upgradeable_loader() {
    let network = january();
    let url = network.rpc_url();
    let (payer, program) = (funded(&url), Pubkey::new_unique());
    deploy(&url, &program, &payer.pubkey(), NOOP_PROGRAM_ELF).unwrap();

    let rpc = RpcClient::new_with_commitment(url.clone(), CommitmentConfig::confirmed());
    let account = rpc.get_account(&program).unwrap();
    assert_eq!(account.owner.to_string(), "BPFLoaderUpgradeab1e11111111111111111111111");
    let data_address = Pubkey::new_from_array(account.data[4..36].try_into().unwrap());
    let data = rpc.get_account_data(&data_address).unwrap();
    assert_eq!(data[13..45], payer.pubkey().to_bytes(), "the upgrade authority");
    assert_eq!(&data[45..], NOOP_PROGRAM_ELF);

    let call = Instruction::new_with_bytes(program, &[], vec![]);
    send(&url, &[call], &payer, &[]).unwrap();
    network.stop().unwrap();
}

#[test]
fn a_settlement_mint_is_a_classic_token_mint_that_can_be_minted_to_any_wallet() {
    let network = january();
    let url = network.rpc_url();
    let authority = funded(&url);
    let mint = create_mint(&url, &authority, &Keypair::new()).unwrap();
    let wallet = Pubkey::new_unique();
    let account = mint_to(&url, &authority, &mint, &wallet, 1_500_000).unwrap();
    mint_to(&url, &authority, &mint, &wallet, 500_000).unwrap();

    let rpc = RpcClient::new_with_commitment(url, CommitmentConfig::confirmed());
    let supply = rpc.get_token_supply(&mint).unwrap();
    assert_eq!((supply.amount.as_str(), supply.decimals), ("2000000", 6));
    let held = rpc.get_account(&account).unwrap();
    assert_eq!(held.owner.to_string(), "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
    assert_eq!(held.data[64..72], 2_000_000_u64.to_le_bytes());
    network.stop().unwrap();
}

#[test]
fn a_taken_port_is_refused_with_its_number() {
    let holder = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = holder.local_addr().unwrap().port();
    let refused = Localnet::start(Config { rpc_port: port, ..Config::default() }).err().expect("refused");
    assert!(format!("{refused:#}").contains(&port.to_string()), "{refused:#}");
}
