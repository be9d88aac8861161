//! `mmf localnet …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Run a local network, or talk to a running one.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Example: mmf localnet --start-time 2025-01-01T12:00:00Z --dir ./localnet"
)]
pub struct Localnet {
    /// Without a verb: start a network.
    #[command(subcommand)]
    pub command: Option<LocalnetCommand>,
    /// Port of the JSON-RPC server
    #[arg(long, default_value_t = 8899)]
    pub rpc_port: u16,
    /// Port of the websocket server
    #[arg(long, default_value_t = 8900)]
    pub ws_port: u16,
    /// First moment of the network's clock; holds the clock [default: now, running]
    #[arg(long, value_name = "RFC3339", value_parser = parse::instant)]
    pub start_time: Option<i64>,
    /// Where keys and the network's description are written
    #[arg(long, default_value = "./localnet")]
    pub dir: PathBuf,
    /// Where the bytecode mmf.so is [default: target/deploy of the workspace, or the current folder's]
    #[arg(long, value_name = "DIR")]
    pub programs: Option<PathBuf>,
    /// Length of a slot in milliseconds [default: 400, or 10 with --start-time]
    #[arg(long)]
    pub slot_ms: Option<u64>,
}

/// Verbs of a running local network.
#[derive(Debug, Subcommand)]
pub enum LocalnetCommand {
    /// Show the network's clock, or move it forward and hold it there
    #[command(after_help = "Example: mmf localnet time --to 2025-01-02T20:00:00Z")]
    Time {
        /// The moment to move to
        #[arg(long, value_name = "RFC3339", value_parser = parse::instant)]
        to: Option<i64>,
    },
    /// Give a wallet SOL and USDC
    #[command(after_help = "Example: mmf localnet faucet WALLET --sol 10 --usdc 1,000,000")]
    Faucet {
        /// The wallet's address
        #[arg(value_name = "WALLET", value_parser = parse::address)]
        wallet: Pubkey,
        /// SOL to give
        #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
        sol: Option<u64>,
        /// USDC to give
        #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
        usdc: Option<u64>,
        /// Where the network wrote its keys
        #[arg(long, default_value = "./localnet")]
        dir: PathBuf,
    },
}

impl Localnet {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.command {
            None => "localnet",
            Some(LocalnetCommand::Time { .. }) => "localnet time",
            Some(LocalnetCommand::Faucet { .. }) => "localnet faucet",
        }
    }
}
