//! Unsigned messages for signing elsewhere: multisig programs, hardware wallets, offline machines.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::build;
use super::plan::Plan;
use super::simulate::MAX_COMPUTE_UNITS;
use crate::args::Encoding;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;
use crate::output::Output;

/// Prints the message of every step.
///
/// # Errors
/// When the network does not answer or a step does not fit into one message.
pub fn messages(context: &Context, plan: &Plan, encoding: Encoding) -> CliResult<Output> {
    let payer = context.fee_payer()?.address();
    let blockhash =
        context.rpc().get_latest_blockhash().map_err(|error| explain::rpc_error(&error, &context.config.url))?;
    let mut messages = Vec::with_capacity(plan.steps.len());
    for step in &plan.steps {
        let limit = context.globals.compute_unit_limit.unwrap_or(MAX_COMPUTE_UNITS);
        let instructions = build::with_budget(context, step, limit);
        let message = build::message(context, &payer, &instructions, blockhash)?;
        let bytes =
            bincode::serialize(&message).map_err(|error| CliError::failure("EncodingFailed", error.to_string()))?;
        messages.push(match encoding {
            Encoding::Base58 => bs58::encode(bytes).into_string(),
            Encoding::Base64 => STANDARD.encode(bytes),
        });
    }
    let name = match encoding {
        Encoding::Base58 => "base58",
        Encoding::Base64 => "base64",
    };
    Ok(Output::new().note(messages.join("\n")).hidden("messages", json!(messages)).hidden("encoding", json!(name)))
}
