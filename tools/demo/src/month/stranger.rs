//! What a wallet that asks nobody would do: open the stranger's token account and send. The chain itself must refuse.

use std::{
    thread,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use solana_client::rpc_config::RpcSendTransactionConfig;
use solana_sdk::{
    instruction::{AccountMeta, Instruction, InstructionError},
    pubkey::Pubkey,
    signature::Keypair,
    signer::Signer,
    transaction::{Transaction, TransactionError},
};
use spl_associated_token_account_interface::{
    address::get_associated_token_address_with_program_id, instruction::create_associated_token_account_idempotent,
};

use super::keys::Key;
use crate::chain::Rpc;

const TOKEN_2022: Pubkey = Pubkey::from_str_const("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
const TRANSFER_CHECKED: u8 = 12;
const DECIMALS: u8 = 6;
/// The token program's error of that name.
const ACCOUNT_FROZEN: u32 = 0x11;
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(10);

/// Sends `units` to the stranger past the CLI. The transaction lands and fails, for the stranger's token account was
/// born frozen.
///
/// # Errors
/// When the transfer succeeds, or fails for another reason.
pub fn refuse(rpc: &Rpc, mint: &Pubkey, from: &Key, stranger: &Pubkey, units: i128) -> Result<()> {
    let keypair = from.keypair()?;
    let owner = keypair.pubkey();
    let open = create_associated_token_account_idempotent(&owner, stranger, mint, &TOKEN_2022);
    if let Some(error) = land(rpc, &keypair, open)? {
        bail!("the stranger's token account cannot be opened: {error}");
    }
    let account = |wallet: &Pubkey| get_associated_token_address_with_program_id(wallet, mint, &TOKEN_2022);
    let accounts = vec![
        AccountMeta::new(account(&owner), false),
        AccountMeta::new_readonly(*mint, false),
        AccountMeta::new(account(stranger), false),
        AccountMeta::new_readonly(owner, true),
    ];
    let mut data = vec![TRANSFER_CHECKED];
    data.extend(u64::try_from(units)?.to_le_bytes());
    data.push(DECIMALS);
    match land(rpc, &keypair, Instruction { program_id: TOKEN_2022, accounts, data })? {
        Some(TransactionError::InstructionError(0, InstructionError::Custom(ACCOUNT_FROZEN))) => Ok(()),
        Some(error) => bail!("a transfer to a stranger failed for another reason: {error}"),
        None => bail!("a transfer of {units} units to a stranger has landed"),
    }
}

/// Lands a transaction, whatever becomes of it; returns its error.
fn land(rpc: &Rpc, signer: &Keypair, instruction: Instruction) -> Result<Option<TransactionError>> {
    let client = rpc.client();
    let blockhash = client.get_latest_blockhash()?;
    let payer = signer.pubkey();
    let transaction = Transaction::new_signed_with_payer(&[instruction], Some(&payer), &[signer], blockhash);
    let config = RpcSendTransactionConfig { skip_preflight: true, ..RpcSendTransactionConfig::default() };
    let signature = client.send_transaction_with_config(&transaction, config)?;
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if let Some(outcome) = client.get_signature_status(&signature)? {
            return Ok(outcome.err());
        }
        thread::sleep(POLL);
    }
    bail!("the transaction {signature} did not land")
}
