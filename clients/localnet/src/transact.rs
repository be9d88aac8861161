//! Real transactions and airdrops, confirmed before they return.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use solana_client::rpc_client::RpcClient;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::{
    instruction::Instruction,
    pubkey::Pubkey,
    signature::{Keypair, Signature},
    signer::Signer,
    transaction::Transaction,
};

const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(5);

pub(crate) fn client(url: &str) -> RpcClient {
    RpcClient::new_with_commitment(url.to_string(), CommitmentConfig::confirmed())
}

/// Sends one transaction signed by `payer` and `signers` and waits until it is confirmed.
///
/// # Errors
/// When it is refused, or not confirmed within ten seconds.
pub fn send(url: &str, instructions: &[Instruction], payer: &Keypair, signers: &[&Keypair]) -> Result<Signature> {
    let rpc = client(url);
    let mut all = vec![payer];
    all.extend(signers.iter().filter(|signer| signer.pubkey() != payer.pubkey()));
    let transaction = Transaction::new_signed_with_payer(
        instructions,
        Some(&payer.pubkey()),
        &all,
        rpc.get_latest_blockhash().context("no blockhash")?,
    );
    let signature = rpc.send_transaction(&transaction).context("the transaction was refused")?;
    confirm(&rpc, &signature)?;
    Ok(signature)
}

/// Gives `address` that many lamports more, and waits until they are there.
///
/// # Errors
/// When the network refuses, or does not confirm within ten seconds.
pub fn airdrop(url: &str, address: &Pubkey, lamports: u64) -> Result<Signature> {
    let rpc = client(url);
    let signature = rpc.request_airdrop(address, lamports).with_context(|| format!("airdrop to {address}"))?;
    confirm(&rpc, &signature)?;
    Ok(signature)
}

fn confirm(rpc: &RpcClient, signature: &Signature) -> Result<()> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match rpc.get_signature_status(signature)? {
            Some(outcome) => {
                return outcome.with_context(|| format!("the transaction {signature} failed"));
            }
            None => thread::sleep(POLL),
        }
    }
    bail!("the transaction {signature} was not confirmed within {} seconds", PATIENCE.as_secs())
}
