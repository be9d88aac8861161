//! The command line of `mmf`: every command returns a result or a plan; one sink sends, simulates, prints or proposes plans.
//!
//! The binary is a thin wrapper around [`run`], so that other tools can call the same code.

pub mod amount;
pub mod args;
pub mod batch;
pub mod commands;
pub mod config;
pub mod context;
pub mod dates;
pub mod error;
pub mod explain;
pub mod jurisdiction;
pub mod output;
pub mod signer;
pub mod tx;

use args::Cli;
use context::Context;
use error::CliResult;
use output::Output;
use tx::Reply;

/// Carries out a command line and returns its result.
///
/// # Errors
/// Whatever went wrong, explained, with its exit code.
pub fn run(cli: Cli) -> CliResult<Output> {
    let context = Context::new(cli.globals)?;
    match commands::dispatch(&context, cli.command)? {
        Reply::Shown(output) => Ok(output),
        Reply::Planned(plan) => tx::carry_out(&context, plan),
    }
}
