//! Sending: sign with a fresh blockhash, broadcast again until it lands or can no longer land.

use std::thread::sleep;
use std::time::{Duration, Instant};

use solana_client::client_error::{ClientError as RpcClientError, ClientErrorKind as ErrorKind};
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_config::{RpcSendTransactionConfig, RpcTransactionConfig};
use solana_client::rpc_request::RpcError;
use solana_sdk::instruction::Instruction;
use solana_sdk::signature::Signature;
use solana_sdk::transaction::{TransactionError, VersionedTransaction};
use solana_transaction_status_client_types::UiTransactionEncoding;

use super::{build, simulate};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;

const ATTEMPTS: usize = 3;

/// How often the network is asked and sent to.
struct Pace {
    /// Between two questions for the outcome.
    poll: Duration,
    /// Between two broadcasts.
    again: Duration,
    /// How long a network that stopped answering is asked again.
    patience: Duration,
}

const LOCAL: Pace =
    Pace { poll: Duration::from_millis(20), again: Duration::from_millis(500), patience: Duration::from_secs(3) };
const REMOTE: Pace =
    Pace { poll: Duration::from_millis(400), again: Duration::from_secs(2), patience: Duration::from_secs(30) };

enum Outcome {
    Landed,
    Refused(TransactionError),
    Expired,
}

/// Simulates, signs and sends one transaction and waits until it has landed. A transaction that expired without landing is
/// signed again with a fresh blockhash.
///
/// # Errors
/// When it is refused, cannot be signed, or its outcome cannot be learnt.
pub fn send(context: &Context, step: &[Instruction]) -> CliResult<Signature> {
    let payer = context.fee_payer()?.address();
    let units = simulate::simulate(context, step)?.units;
    let limit = context.globals.compute_unit_limit.unwrap_or_else(|| simulate::limit_for(units));
    let instructions = build::with_budget(context, step, limit);
    for _ in 0..ATTEMPTS {
        let (blockhash, last_valid) = context
            .rpc()
            .get_latest_blockhash_with_commitment(context.config.commitment)
            .map_err(|error| explain::rpc_error(&error, &context.config.url))?;
        let message = build::message(context, &payer, &instructions, blockhash)?;
        let transaction = build::signed(context, message)?;
        let signature = transaction.signatures.first().copied().unwrap_or_default();
        match broadcast(context, &transaction, &signature, last_valid)? {
            Outcome::Landed => return Ok(signature),
            Outcome::Expired => {}
            Outcome::Refused(error) => {
                let logs = logs_of(context, &signature);
                return Err(simulate::refusal(context, &instructions, &error, &logs));
            }
        }
    }
    Err(CliError::failure("TransactionExpired", "the transaction did not land before its blockhash expired")
        .hint("nothing has changed; run the command again, with a higher --compute-unit-price if the network is busy"))
}

fn broadcast(
    context: &Context,
    transaction: &VersionedTransaction,
    signature: &Signature,
    last_valid: u64,
) -> CliResult<Outcome> {
    let pace = if context.config.is_local() { LOCAL } else { REMOTE };
    let mut last_answer = Instant::now();
    if let Some(outcome) = first_sending(context, transaction)? {
        return Ok(outcome);
    }
    let mut sent = Instant::now();
    loop {
        match progress(context, signature, last_valid) {
            Ok(Some(outcome)) => return Ok(outcome),
            Ok(None) => last_answer = Instant::now(),
            Err(_) if last_answer.elapsed() < pace.patience => {}
            Err(error) => return Err(unknown(context, signature, &error)),
        }
        sleep(pace.poll);
        if sent.elapsed() >= pace.again {
            sent = Instant::now();
            // What matters is whether it lands; a node that is out of reach shows in the status requests.
            let _ = submit(context.rpc(), transaction);
        }
    }
}

fn first_sending(context: &Context, transaction: &VersionedTransaction) -> CliResult<Option<Outcome>> {
    let Err(error) = submit(context.rpc(), transaction) else {
        return Ok(None);
    };
    match error.get_transaction_error() {
        Some(TransactionError::AlreadyProcessed) => Ok(None),
        Some(TransactionError::BlockhashNotFound) => Ok(Some(Outcome::Expired)),
        Some(refused) => Ok(Some(Outcome::Refused(refused))),
        None if was_answered(&error) => Err(explain::rpc_error(&error, &context.config.url)),
        None => Ok(None),
    }
}

/// Hands a transaction to the node, which checks and repeats nothing: both are ours.
pub(crate) fn submit(rpc: &RpcClient, transaction: &VersionedTransaction) -> Result<(), RpcClientError> {
    let config = RpcSendTransactionConfig {
        skip_preflight: true,
        max_retries: Some(0),
        encoding: Some(UiTransactionEncoding::Base64),
        ..RpcSendTransactionConfig::default()
    };
    rpc.send_transaction_with_config(transaction, config).map(|_| ())
}

/// Whether the node said no, rather than nothing, or something that leaves the outcome open.
fn was_answered(error: &RpcClientError) -> bool {
    matches!(error.kind(), ErrorKind::RpcError(RpcError::RpcResponseError { .. }))
}

/// The outcome if it is certain by now.
fn progress(context: &Context, signature: &Signature, last_valid: u64) -> Result<Option<Outcome>, RpcClientError> {
    if let Some(outcome) = status(context, signature)? {
        return Ok(Some(outcome));
    }
    let height = context.rpc().get_block_height_with_commitment(context.config.commitment)?;
    if height <= last_valid {
        return Ok(None);
    }
    Ok(Some(status(context, signature)?.unwrap_or(Outcome::Expired)))
}

fn status(context: &Context, signature: &Signature) -> Result<Option<Outcome>, RpcClientError> {
    let found = context.rpc().get_signature_statuses(&[*signature])?.value;
    let status =
        found.into_iter().flatten().next().filter(|status| status.satisfies_commitment(context.config.commitment));
    Ok(status.map(|status| match status.err {
        None => Outcome::Landed,
        Some(error) => Outcome::Refused(error),
    }))
}

fn unknown(context: &Context, signature: &Signature, error: &RpcClientError) -> CliError {
    let reason = explain::rpc_error(error, &context.config.url).message;
    CliError::unknown(format!(
        "transaction {signature} was sent and may have landed; its outcome is unknown ({reason})"
    ))
    .hint("look at the result with the `show` commands before you run the command again")
}

/// The program logs of a transaction that landed; empty where the node keeps no history.
pub(crate) fn logs_of(context: &Context, signature: &Signature) -> Vec<String> {
    let config = RpcTransactionConfig {
        encoding: Some(UiTransactionEncoding::Base64),
        commitment: Some(context.config.commitment),
        max_supported_transaction_version: Some(0),
    };
    context
        .rpc()
        .get_transaction_with_config(signature, config)
        .ok()
        .and_then(|found| found.transaction.meta)
        .and_then(|meta| Option::<Vec<String>>::from(meta.log_messages))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
