//! `mmf reserves …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of attested reserves.
#[derive(Debug, Subcommand)]
pub enum ReservesCommand {
    /// Show the attested reserves, their age, and how much may still be issued
    #[command(after_help = "Example: mmf reserves show")]
    Show,
    /// Name who attests, and cap new issues by what is attested; every change after the first waits for a time lock
    #[command(after_help = "Example: mmf reserves set --attestor ADDRESS --max-age 36h")]
    Set {
        /// Who attests
        #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
        attestor: Pubkey,
        /// Time for which an attestation counts, like 36h
        #[arg(long, value_name = "TIME", value_parser = parse::interval)]
        max_age: u32,
    },
    /// Cap new issues no longer
    #[command(after_help = "Example: mmf reserves off")]
    Off,
    /// Attest what the fund has off chain; the attestor signs
    #[command(after_help = "SHA-256 of the document goes on chain.\n\n\
                      Example: mmf reserves attest 249,500,000 --as-of 2025-01-02T20:00:00Z --document attestation.pdf -k attestor.json")]
    Attest(ReservesAttest),
}

/// A figure of the attestor.
#[derive(Debug, Args)]
pub struct ReservesAttest {
    /// Value of what the fund has off chain
    #[arg(value_name = "AMOUNT", value_parser = parse::not_negative, allow_hyphen_values = true)]
    pub amount: u64,
    /// The attestation
    #[arg(long, value_name = "FILE")]
    pub document: PathBuf,
    /// The moment of the figure [default: now]
    #[arg(long, value_name = "INSTANT", value_parser = parse::instant)]
    pub as_of: Option<i64>,
    /// Cash sent to custodians less what came back that the figure reflects [default: as the books have it now]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub custodian_net: Option<i64>,
}

impl ReservesCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Show => "reserves show",
            Self::Set { .. } => "reserves set",
            Self::Off => "reserves off",
            Self::Attest(_) => "reserves attest",
        }
    }
}
