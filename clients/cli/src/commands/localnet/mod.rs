//! `mmf localnet`, `mmf localnet time`, `mmf localnet faucet`

mod faucet;
mod files;
mod start;

use crate::args::{Localnet, LocalnetCommand};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};
use crate::tx::Reply;

pub fn run(context: &Context, args: Localnet) -> CliResult<Reply> {
    match &args.command {
        None => start::run(context, &args).map(Reply::from),
        Some(LocalnetCommand::Time { to }) => time(context, *to).map(Reply::from),
        Some(LocalnetCommand::Faucet { wallet, sol, usdc, dir }) => {
            faucet::run(context, wallet, sol.unwrap_or(0), usdc.unwrap_or(0), dir).map(Reply::from)
        }
    }
}

fn time(context: &Context, to: Option<i64>) -> CliResult<Output> {
    let url = &context.config.url;
    let clock = match to {
        Some(moment) => mmf_localnet::advance_to(url, moment),
        None => mmf_localnet::clock(url),
    }
    .map_err(|error| network_failure(&error))?;
    Ok(Output::new().record(
        "Network clock",
        vec![("time", "Time", Cell::instant(clock.unix_timestamp)), ("slot", "Slot", Cell::count(clock.slot))],
    ))
}

/// A failure of the local network in words.
fn network_failure(error: &impl std::fmt::Display) -> CliError {
    CliError::failure("LocalnetFailed", format!("the local network: {error:#}"))
        .hint("check -u and that the network runs: `mmf localnet`")
}
