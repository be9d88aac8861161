//! Simulation: what would happen, and how many compute units it takes.

use serde_json::json;
use solana_client::rpc_config::RpcSimulateTransactionConfig;
use solana_sdk::hash::Hash;
use solana_sdk::instruction::Instruction;
use solana_sdk::transaction::TransactionError;

use super::build;
use super::plan::Plan;
use crate::context::Context;
use crate::error::CliResult;
use crate::explain::{self, Refusal};
use crate::output::{Cell, Output};

/// Most compute units of one transaction.
pub const MAX_COMPUTE_UNITS: u32 = 1_400_000;
const SPARE_UNITS: u64 = 300;

/// The outcome of a simulation that went well.
pub struct Simulated {
    /// Compute units used.
    pub units: u64,
    /// Program logs.
    pub logs: Vec<String>,
}

/// Simulates a step without signatures.
///
/// # Errors
/// When a program refuses, in words, or the network does not answer.
pub fn simulate(context: &Context, step: &[Instruction]) -> CliResult<Simulated> {
    let payer = context.fee_payer()?.address();
    let limit = context.globals.compute_unit_limit.unwrap_or(MAX_COMPUTE_UNITS);
    let instructions = build::with_budget(context, step, limit);
    let message = build::message(context, &payer, &instructions, Hash::default())?;
    let config = RpcSimulateTransactionConfig {
        sig_verify: false,
        replace_recent_blockhash: true,
        commitment: Some(context.config.commitment),
        ..RpcSimulateTransactionConfig::default()
    };
    let result = context
        .rpc()
        .simulate_transaction_with_config(&build::unsigned(message)?, config)
        .map_err(|error| match error.get_transaction_error() {
            Some(refused) => refusal(context, &instructions, &refused, &[]),
            None => explain::rpc_error(&error, &context.config.url),
        })?
        .value;
    let logs = result.logs.unwrap_or_default();
    match result.err.map(TransactionError::from) {
        Some(error) => Err(refusal(context, &instructions, &error, &logs)),
        None => Ok(Simulated { units: result.units_consumed.unwrap_or_default(), logs }),
    }
}

/// Explains why a transaction with these instructions was refused.
pub fn refusal(
    context: &Context,
    instructions: &[Instruction],
    error: &TransactionError,
    logs: &[String],
) -> crate::error::CliError {
    let programs: Vec<_> = instructions.iter().map(|ix| ix.program_id).collect();
    explain::refusal(&Refusal { error, logs, programs: &programs, fund_program: context.program() })
}

/// The limit to set for a transaction whose simulation used so many units: a tenth more.
#[must_use]
pub fn limit_for(units: u64) -> u32 {
    let limit = units + units / 10 + SPARE_UNITS;
    u32::try_from(limit).map_or(MAX_COMPUTE_UNITS, |limit| limit.min(MAX_COMPUTE_UNITS))
}

/// Simulates every step and shows logs and compute units.
///
/// # Errors
/// When a step would be refused.
pub fn dry_run(context: &Context, plan: &Plan) -> CliResult<Output> {
    let mut output = Output::new();
    let mut total = 0u64;
    let mut logs = Vec::new();
    for step in &plan.steps {
        let simulated = simulate(context, step)?;
        total = total.saturating_add(simulated.units);
        logs.extend(simulated.logs);
    }
    output = output.record(
        format!("Dry run of {}: nothing was sent", plan.title),
        vec![
            ("dryRun", "Would succeed", Cell::flag(true)),
            ("transactions", "Transactions", Cell::count(plan.steps.len() as u64)),
            ("unitsConsumed", "Compute units", Cell::count(total)),
        ],
    );
    let text = format!("Log\n  {}", logs.join("\n  "));
    Ok(output.note(text).hidden("logs", json!(logs)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_a_tenth_above_the_simulation() {
        assert_eq!(limit_for(100_000), 110_300);
        assert_eq!(limit_for(0), 300);
        assert_eq!(limit_for(2_000_000), MAX_COMPUTE_UNITS);
    }
}
