//! Custodians and cash.

use clap::Subcommand;
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
    /// Show the cash in vaults and at custodians
    #[command(after_help = "Example: mmf cash show")]
    Show,
}
