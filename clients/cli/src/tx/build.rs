//! Instructions into messages and signed transactions.

use solana_compute_budget_interface::ComputeBudgetInstruction;
use solana_sdk::hash::Hash;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::{AddressLookupTableAccount, Message, VersionedMessage, v0};
use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::{Signature, Signer};
use solana_sdk::transaction::VersionedTransaction;

use crate::context::Context;
use crate::error::{CliError, CliResult};

/// Most bytes of a transaction.
const PACKET_BYTES: u64 = 1232;

/// Puts the compute budget before a step's instructions.
pub fn with_budget(context: &Context, step: &[Instruction], limit: u32) -> Vec<Instruction> {
    let mut instructions = vec![ComputeBudgetInstruction::set_compute_unit_limit(limit)];
    if let Some(price) = context.globals.compute_unit_price {
        instructions.push(ComputeBudgetInstruction::set_compute_unit_price(price));
    }
    instructions.extend_from_slice(step);
    instructions
}

/// Compiles a message of the version that the settings ask for.
///
/// # Errors
/// When the instructions do not fit into one message.
pub fn message(
    context: &Context,
    payer: &Pubkey,
    instructions: &[Instruction],
    blockhash: Hash,
) -> CliResult<VersionedMessage> {
    message_with(context, payer, instructions, &[], blockhash)
}

/// The same with lookup tables; a legacy message knows none.
///
/// # Errors
/// When the instructions do not fit into one message.
pub fn message_with(
    context: &Context,
    payer: &Pubkey,
    instructions: &[Instruction],
    tables: &[AddressLookupTableAccount],
    blockhash: Hash,
) -> CliResult<VersionedMessage> {
    if context.globals.legacy {
        let message = Message::new_with_blockhash(instructions, Some(payer), &blockhash);
        return Ok(VersionedMessage::Legacy(message));
    }
    v0::Message::try_compile(payer, instructions, tables, blockhash).map(VersionedMessage::V0).map_err(|_| too_large())
}

/// A transaction with empty signatures, for simulation.
///
/// # Errors
/// When it is larger than the network takes.
pub fn unsigned(message: VersionedMessage) -> CliResult<VersionedTransaction> {
    let signatures = usize::from(message.header().num_required_signatures);
    let transaction = VersionedTransaction { signatures: vec![Signature::default(); signatures], message };
    match bincode::serialized_size(&transaction) {
        Ok(size) if size <= PACKET_BYTES => Ok(transaction),
        _ => Err(too_large()),
    }
}

/// The refusal of what no transaction holds.
pub fn too_large() -> CliError {
    CliError::failure("TransactionTooLarge", "the transaction is larger than the network takes")
        .hint("do the work in smaller steps, or with shorter texts")
}

/// Signs with exactly the keys that the message asks for.
///
/// # Errors
/// When a key that must sign is not at hand.
pub fn signed(context: &Context, message: VersionedMessage) -> CliResult<VersionedTransaction> {
    let keys = context.keys()?;
    let required = usize::from(message.header().num_required_signatures);
    let mut signers: Vec<&dyn Signer> = Vec::with_capacity(required);
    for address in message.static_account_keys().iter().take(required) {
        let key = keys.iter().find(|key| key.address() == *address && key.can_sign());
        match key {
            Some(key) => signers.push(key.as_signer()),
            None => return Err(missing(address)),
        }
    }
    VersionedTransaction::try_new(message, &signers)
        .map_err(|error| CliError::failure("SigningFailed", format!("could not sign: {error}")))
}

fn missing(address: &Pubkey) -> CliError {
    CliError::usage("SignatureMissing", format!("the transaction needs the signature of {address}"))
        .hint("give its keypair file with -k, --fee-payer or --signer; or print the transaction with --print")
}
