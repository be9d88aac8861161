//! Dealing, distributions and statements.

use clap::Args;
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// `mmf subscribe`
#[derive(Debug, Args)]
#[command(after_help = "Example: mmf subscribe 1,000,000.00 -k wallet.json --min-units 999,990")]
pub struct Subscribe {
    /// Cash to pay
    #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
    pub amount: u64,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// Least units to accept
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative)]
    pub min_units: Option<u64>,
    /// Refuse if another strike than this was the last
    #[arg(long, value_name = "NUMBER")]
    pub expected_strike: Option<u32>,
}

/// `mmf redeem`
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("quantity").required(true),
    after_help = "Example: mmf redeem 250,000 -k wallet.json\n         mmf redeem --all -k wallet.json"
)]
pub struct Redeem {
    /// Units to sell
    #[arg(value_name = "UNITS", value_parser = parse::positive, allow_hyphen_values = true, group = "quantity")]
    pub units: Option<u64>,
    /// Sell all free units
    #[arg(long, group = "quantity")]
    pub all: bool,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// Least cash to accept
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub min_cash: Option<u64>,
    /// Refuse if another strike than this was the last
    #[arg(long, value_name = "NUMBER")]
    pub expected_strike: Option<u32>,
}

/// `mmf exchange`
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("exchanged").required(true),
    after_help = "The holder needs an open holding in both share classes. With --dry-run nothing is sent.\n\n\
                  Example: mmf exchange 10,000 --class 0 --to-class 1 -k wallet.json --min-shares 9,990"
)]
pub struct Exchange {
    /// Units to give
    #[arg(value_name = "SHARES", value_parser = parse::positive, allow_hyphen_values = true, group = "exchanged")]
    pub shares: Option<u64>,
    /// Give all free units
    #[arg(long, group = "exchanged")]
    pub all: bool,
    /// Number of the share class that is given
    #[arg(long)]
    pub class: u8,
    /// Number of the share class that is taken
    #[arg(long)]
    pub to_class: u8,
    /// Least units of the other share class to accept
    #[arg(long, value_name = "SHARES", value_parser = parse::not_negative)]
    pub min_shares: Option<u64>,
    /// Refuse if another strike than this was the last
    #[arg(long, value_name = "NUMBER")]
    pub expected_strike: Option<u32>,
}

/// `mmf distribute`
#[derive(Debug, Args)]
#[command(
    after_help = "Safe to repeat: whoever was paid for the month is left out.\n\nExample: mmf distribute --class 0 --yes"
)]
pub struct Distribute {
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// Holders in one transaction
    #[arg(long, value_name = "HOLDERS", default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub batch: u8,
}

/// `mmf restore`
#[derive(Debug, Args)]
#[command(after_help = "Example: mmf restore WALLET")]
pub struct Restore {
    /// The wallet's address
    #[arg(value_name = "WALLET", value_parser = parse::address)]
    pub wallet: Pubkey,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
}

/// `mmf statement`
#[derive(Debug, Args)]
#[command(after_help = "Example: mmf statement WALLET --month 2025-01\n         mmf statement")]
pub struct Statement {
    /// The holder's wallet; without it, the fund's balance sheet
    #[arg(value_name = "WALLET", value_parser = parse::address)]
    pub wallet: Option<Pubkey>,
    /// The month [default: the month of the last strike]
    #[arg(long, value_name = "YYYY-MM", value_parser = parse::month)]
    pub month: Option<u32>,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
}
