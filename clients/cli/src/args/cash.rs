//! Custodians and cash.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of custodians.
#[derive(Debug, Subcommand)]
pub enum CustodianCommand {
    /// List a custodian's token account; cash is swept to listed accounts only
    #[command(after_help = "Example: mmf custodian add TOKEN_ACCOUNT")]
    Add {
        /// The custodian's token account of the settlement mint
        #[arg(value_name = "TOKEN_ACCOUNT", value_parser = parse::address)]
        token_account: Pubkey,
    },
    /// Change a custodian's daily limit, or stop sweeps to it
    #[command(after_help = "Example: mmf custodian set TOKEN_ACCOUNT --daily-limit 50,000,000")]
    Set {
        /// The custodian's token account of the settlement mint
        #[arg(value_name = "TOKEN_ACCOUNT", value_parser = parse::address)]
        token_account: Pubkey,
        /// Most cash a day [default: no limit]
        #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
        daily_limit: Option<u64>,
        /// Stop sweeps; returns stay possible
        #[arg(long)]
        stop: bool,
    },
}

/// Verbs of cash.
#[derive(Debug, Subcommand)]
pub enum CashCommand {
    /// Send cash from the buffer to a listed custodian
    #[command(after_help = "Example: mmf cash sweep TOKEN_ACCOUNT 1,000,000")]
    Sweep {
        /// The custodian's token account
        #[arg(value_name = "TOKEN_ACCOUNT", value_parser = parse::address)]
        token_account: Pubkey,
        /// Cash to send
        #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
        amount: u64,
    },
    /// Bring cash back from a custodian; signed by the owner of its account
    #[command(after_help = "Example: mmf cash return 1,000,000 -k custodian.json")]
    Return {
        /// Cash to bring back
        #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
        amount: u64,
        /// The custodian's token account [default: the main signer's associated token account]
        #[arg(long, value_name = "TOKEN_ACCOUNT", value_parser = parse::address)]
        from: Option<Pubkey>,
    },
    /// Show every vault as booked and as it is, what the buffer must keep, and the custodians
    #[command(after_help = "Example: mmf cash show")]
    Show,
    /// Move what vaults hold beyond their books to suspense; anybody may
    #[command(after_help = "Example: mmf cash sweep-stray\n         mmf cash sweep-stray --vault escrow")]
    SweepStray {
        /// Of this vault only [default: all]
        #[arg(long, value_enum)]
        vault: Option<VaultName>,
    },
    /// Send cash in suspense to whom it belongs; treasurer and compliance decide
    #[command(
        after_help = "Example: mmf cash release TOKEN_ACCOUNT 250 --document proof.pdf -k treasurer.json --signer compliance.json"
    )]
    Release {
        /// The token account that gets it
        #[arg(value_name = "TOKEN_ACCOUNT", value_parser = parse::address)]
        token_account: Pubkey,
        /// Cash to send
        #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
        amount: u64,
        /// The proof of whose it is; its SHA-256 goes on chain
        #[arg(long, value_name = "FILE")]
        document: PathBuf,
    },
}

/// A vault of the fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum VaultName {
    /// Cash for instant dealing
    Buffer,
    /// Subscriptions that wait for their strike
    Escrow,
    /// Cash set aside for redeemers
    Payout,
    /// Cash that nobody has accounted for
    Suspense,
}

impl CashCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Sweep { .. } => "cash sweep",
            Self::Return { .. } => "cash return",
            Self::Show => "cash show",
            Self::SweepStray { .. } => "cash sweep-stray",
            Self::Release { .. } => "cash release",
        }
    }
}
