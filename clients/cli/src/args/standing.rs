//! Standing instructions of holders.

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of standing instructions.
#[derive(Debug, Subcommand)]
pub enum StandingCommand {
    /// Give a standing instruction, or change it; signed by the holder
    #[command(
        after_help = "Cash above --sweep-above buys shares; below --redeem-below shares are redeemed up to it. Any keeper runs it, at most once in \
                      --interval. To sweep, the instruction becomes the delegate of the cash account; revoking ends that at once.\n\n\
                      Example: mmf standing set --sweep-above 100,000 --redeem-below 20,000 --max-move 1,000,000 --until 2025-12-31 -k wallet.json"
    )]
    Set(StandingSet),
    /// Show a wallet's standing instruction, or all of the fund
    #[command(after_help = "Example: mmf standing show WALLET\n         mmf standing show")]
    Show {
        /// The wallet [default: all]
        #[arg(value_name = "WALLET", value_parser = parse::address)]
        wallet: Option<Pubkey>,
        /// Number of the share class [default: 0 for a wallet, else all]
        #[arg(long)]
        class: Option<u8>,
    },
    /// Take a standing instruction back at once, with its delegation; signed by the holder
    #[command(after_help = "Example: mmf standing revoke -k wallet.json")]
    Revoke {
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
    },
    /// Carry standing instructions out that are due; anybody may
    #[command(after_help = "What is not due is passed by. The exit code is 3 where one that is due was refused.\n\n\
                            Example: mmf standing run\n         mmf standing run WALLET")]
    Run {
        /// The wallet [default: all]
        #[arg(value_name = "WALLET", value_parser = parse::address)]
        wallet: Option<Pubkey>,
        /// Number of the share class [default: all]
        #[arg(long)]
        class: Option<u8>,
    },
}

/// `mmf standing set`
#[derive(Debug, Args)]
pub struct StandingSet {
    /// Buy shares with cash above this
    #[arg(long, value_name = "AMOUNT", value_parser = parse::positive, required_unless_present = "redeem_below")]
    pub sweep_above: Option<u64>,
    /// Redeem shares when the cash falls below this, up to it
    #[arg(long, value_name = "AMOUNT", value_parser = parse::positive)]
    pub redeem_below: Option<u64>,
    /// Least cash that is moved
    #[arg(long, value_name = "AMOUNT", value_parser = parse::positive, default_value = "1")]
    pub min_move: u64,
    /// Most cash that one run moves
    #[arg(long, value_name = "AMOUNT", value_parser = parse::positive)]
    pub max_move: u64,
    /// Least time between two runs, from 1m
    #[arg(long, value_name = "TIME", value_parser = parse::interval, default_value = "1h")]
    pub interval: u32,
    /// Highest fee that is accepted, in basis points of the amount
    #[arg(long, value_name = "BPS", default_value_t = 0)]
    pub max_fee_bps: u16,
    /// When the instruction ends, at most 400 days from now
    #[arg(long, value_name = "DATE", value_parser = parse::moment)]
    pub until: i64,
    /// Cash that may be swept in all before the instruction is given again [default: no bound beyond --max-move]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::positive, requires = "sweep_above")]
    pub allowance: Option<u64>,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
}

impl StandingCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Set(_) => "standing set",
            Self::Show { .. } => "standing show",
            Self::Revoke { .. } => "standing revoke",
            Self::Run { .. } => "standing run",
        }
    }
}
