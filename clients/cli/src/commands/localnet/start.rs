//! Starts a local network with the program, a USDC mint and funded keys, and keeps it until it is told to stop.

use std::sync::mpsc;

use mmf_localnet::{Config, Localnet};
use serde_json::json;
use solana_sdk::signature::{Keypair, Signer};

use super::{files, network_failure};
use crate::args;
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

const SOL_LAMPORTS: u64 = 1_000_000_000;
const FUNDED_SOL: u64 = 100_000;

struct Keys {
    payer: Keypair,
    admin: Keypair,
    usdc: Keypair,
}

/// Returns when the network was stopped.
pub fn run(context: &Context, args: &args::Localnet) -> CliResult<Output> {
    let bytecode = files::bytecode(args.programs.as_deref())?;
    files::make_dir(&args.dir)?;
    let keys = Keys {
        payer: files::key(&args.dir, files::PAYER)?,
        admin: files::key(&args.dir, files::ADMIN)?,
        usdc: files::key(&args.dir, files::USDC)?,
    };
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        // A second signal finds nobody listening: the network is stopping already.
        let _ = stop.send(());
    })
    .map_err(|error| CliError::failure("SignalsUnavailable", error.to_string()))?;

    let network = Localnet::start(Config {
        rpc_port: args.rpc_port,
        ws_port: args.ws_port,
        start_time: args.start_time,
        slot_ms: args.slot_ms,
    })
    .map_err(|error| network_failure(&error))?;
    let url = network.rpc_url();
    let prepared = prepare(context, &url, &keys, &bytecode);
    let announced = prepared.and_then(|()| announce(context, args, &network, &keys));
    if announced.is_ok() && stopped.recv().is_err() {
        return Err(CliError::failure("SignalsUnavailable", "nobody can stop the network any more"));
    }
    let ended = network.stop().map_err(|error| network_failure(&error));
    announced.and(ended)?;
    Ok(Output::silent())
}

fn prepare(context: &Context, url: &str, keys: &Keys, bytecode: &[u8]) -> CliResult<()> {
    let fund = |key: &Keypair| mmf_localnet::airdrop(url, &key.pubkey(), FUNDED_SOL * SOL_LAMPORTS);
    fund(&keys.payer)
        .and_then(|_| fund(&keys.admin))
        .and_then(|_| mmf_localnet::deploy(url, &context.program(), &keys.admin.pubkey(), bytecode))
        .and_then(|()| mmf_localnet::create_mint(url, &keys.payer, &keys.usdc))
        .map(drop)
        .map_err(|error| network_failure(&error))
}

/// Writes the description and shows it, before the wait.
fn announce(context: &Context, args: &args::Localnet, network: &Localnet, keys: &Keys) -> CliResult<()> {
    let start_time = args.start_time.map(dates::instant_text);
    let path = |name: &str| Cell::text(args.dir.join(name).display().to_string());
    files::describe(
        &args.dir,
        &json!({
            "rpcUrl": network.rpc_url(),
            "wsUrl": network.ws_url(),
            "usdcMint": keys.usdc.pubkey().to_string(),
            "programId": context.program().to_string(),
            "startTime": start_time,
        }),
    )?;
    let output = Output::new()
        .record(
            "Local network",
            vec![
                ("rpcUrl", "RPC", Cell::text(network.rpc_url())),
                ("wsUrl", "Websocket", Cell::text(network.ws_url())),
                ("programId", "Fund program", Cell::address(&context.program())),
                ("usdcMint", "USDC mint", Cell::address(&keys.usdc.pubkey())),
                ("payer", "Payer and USDC authority", path(files::PAYER)),
                ("admin", "Administrator", path(files::ADMIN)),
                ("startTime", "Starts at", start_time.map_or_else(Cell::none, Cell::text)),
            ],
        )
        .note("Ready. Ctrl-C stops it.");
    super::super::show_now(&output.render("localnet", context.globals.output));
    Ok(())
}
