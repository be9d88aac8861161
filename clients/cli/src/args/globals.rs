//! Settings of every command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use solana_sdk::pubkey::Pubkey;

use super::parse;
use crate::output::Format;

/// How a printed transaction message is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// As multisig programs take it.
    Base58,
    /// As the network takes it.
    Base64,
}

/// Settings of every command; they may stand before or after it.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Solana CLI configuration file [default: ~/.config/solana/cli/config.yml, if present]
    #[arg(short = 'C', long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// RPC address, or one of l, d, t, m (localhost, devnet, testnet, mainnet-beta)
    #[arg(short, long, global = true, value_name = "URL", env = "MMF_URL")]
    pub url: Option<String>,
    /// Keypair file of the main signer; with --print or --dry-run a bare address will do
    #[arg(short, long, global = true, value_name = "FILE", env = "MMF_KEYPAIR")]
    pub keypair: Option<String>,
    /// Keypair file of the account that pays fees and rent [default: the main signer]
    #[arg(long, global = true, value_name = "FILE")]
    pub fee_payer: Option<String>,
    /// Keypair file of a further council member who signs as well (repeatable)
    #[arg(long, global = true, value_name = "FILE")]
    pub signer: Vec<String>,
    /// How final a transaction must be: processed, confirmed or finalized
    #[arg(long, global = true, value_name = "LEVEL")]
    pub commitment: Option<String>,
    /// Address of the fund program
    #[arg(long, global = true, value_name = "ADDRESS", value_parser = parse::address, env = "MMF_PROGRAM_ID", hide_env_values = true)]
    pub program_id: Option<Pubkey>,
    /// Address of the fund
    #[arg(long, global = true, value_name = "ADDRESS", value_parser = parse::address, env = "MMF_FUND")]
    pub fund: Option<Pubkey>,
    /// How results are written
    #[arg(long, global = true, value_enum, default_value_t)]
    pub output: Format,
    /// Show program logs and transaction details
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Show results only, no progress
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Do not ask for confirmation
    #[arg(short, long, global = true)]
    pub yes: bool,
    /// Simulate only: show logs and compute units, send nothing
    #[arg(long, global = true, conflicts_with = "print")]
    pub dry_run: bool,
    /// Print the unsigned transaction message instead of sending it
    #[arg(long, global = true, value_enum, value_name = "ENCODING")]
    pub print: Option<Encoding>,
    /// Execute under the approved action with this number
    #[arg(long, global = true, value_name = "NONCE", conflicts_with = "propose")]
    pub action: Option<u64>,
    /// Propose the privileged command as an action with this number instead of executing it
    #[arg(long, global = true, value_name = "NONCE", requires = "expires")]
    pub propose: Option<u64>,
    /// Day after which a proposed action can no longer be executed
    #[arg(long, global = true, value_name = "DATE", value_parser = parse::day, requires = "propose")]
    pub expires: Option<i32>,
    /// Compute-unit limit [default: what the simulation used, and a tenth more]
    #[arg(long, global = true, value_name = "UNITS")]
    pub compute_unit_limit: Option<u32>,
    /// Price of a compute unit, in millionths of a lamport
    #[arg(long, global = true, value_name = "MICROLAMPORTS")]
    pub compute_unit_price: Option<u64>,
    /// Use a legacy transaction instead of version 0
    #[arg(long, global = true)]
    pub legacy: bool,
}
