//! `mmf transfer …`

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// `mmf transfer`
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Example: mmf transfer TO_WALLET 10,000.50 -k wallet.json\n         \
                  mmf transfer check FROM TO 10,000.50"
)]
pub struct TransferArgs {
    /// Without a verb: send.
    #[command(subcommand)]
    pub command: Option<TransferCommand>,
    /// The receiving wallet's address
    #[arg(value_name = "TO_WALLET", value_parser = parse::address, required = true)]
    pub to: Option<Pubkey>,
    /// Units to send
    #[arg(value_name = "UNITS", value_parser = parse::positive, allow_hyphen_values = true, required = true)]
    pub units: Option<u64>,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
}

/// Verbs of transfers.
#[derive(Debug, Subcommand)]
pub enum TransferCommand {
    /// Tell whether a transfer would be allowed, and every rule that denies it
    #[command(after_help = "Exit code 0: allowed; 3: denied.\n\nExample: mmf transfer check FROM TO 10,000.50")]
    Check(TransferCheckArgs),
}

/// A transfer that is asked about.
#[derive(Debug, Args)]
pub struct TransferCheckArgs {
    /// Who sends: a wallet or a token account
    #[arg(value_name = "FROM", value_parser = parse::address)]
    pub from: Pubkey,
    /// Who receives: a wallet or a token account
    #[arg(value_name = "TO", value_parser = parse::address)]
    pub to: Pubkey,
    /// Units
    #[arg(value_name = "UNITS", value_parser = parse::positive, allow_hyphen_values = true)]
    pub units: u64,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
}

impl TransferArgs {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.command.is_some() { "transfer check" } else { "transfer" }
    }
}
