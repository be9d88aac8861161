//! Dealing, distributions and statements.

use std::path::PathBuf;

use clap::Args;
use solana_sdk::pubkey::Pubkey;

use super::parse;
use crate::batch::DEFAULT_WINDOW;

/// `mmf subscribe`
#[derive(Debug, Args)]
#[command(
    after_help = "Where it is not possible at once, the command tells why, and what --queue would do. `mmf quote subscribe` tells beforehand.\n\n\
                  Example: mmf subscribe 1,000,000.00 -k wallet.json --min-out 999,990\n         \
                  mmf subscribe 1,000,000.00 -k wallet.json --queue"
)]
pub struct Subscribe {
    /// Cash to pay
    #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
    pub amount: u64,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// Least units to accept [default: at once a tenth of a basis point below the preview; in the queue any]
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative, visible_alias = "min-units")]
    pub min_out: Option<u64>,
    /// Refuse if another strike than this was the last
    #[arg(long, value_name = "NUMBER")]
    pub expected_strike: Option<u32>,
    /// At once, or through the queue.
    #[command(flatten)]
    pub mode: DealingMode,
}

/// `mmf redeem`
#[derive(Debug, Args)]
#[command(
    group = clap::ArgGroup::new("quantity").required(true),
    after_help = "Where it is not possible at once, the command tells why, and what --queue would do. `mmf quote redeem` tells beforehand.\n\n\
                  Example: mmf redeem 250,000 -k wallet.json\n         \
                  mmf redeem --all --queue -k wallet.json"
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
    /// Least cash to accept [default: at once what the preview tells; in the queue any]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative, visible_alias = "min-cash")]
    pub min_out: Option<u64>,
    /// Refuse if another strike than this was the last
    #[arg(long, value_name = "NUMBER")]
    pub expected_strike: Option<u32>,
    /// At once, or through the queue.
    #[command(flatten)]
    pub mode: DealingMode,
}

/// When a deal is carried out.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct DealingMode {
    /// At once, or not at all [default]
    #[arg(long, conflicts_with = "queue")]
    pub instant: bool,
    /// Through the queue, at the price of the next strike
    #[arg(long, conflicts_with = "expected_strike")]
    pub queue: bool,
    /// Number for the queued request [default: the next free one of the investor]
    #[arg(long, value_name = "NUMBER", requires = "queue")]
    pub request_no: Option<u64>,
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
    after_help = "Safe to repeat: whoever was paid for the month is left out, and a run that was interrupted goes on where it stopped. \
                  With --dry-run it totals, compares with what was declared, and sends nothing.\n\n\
                  Example: mmf distribute --class 0 --dry-run\n         \
                  mmf distribute --class 0 --max-total 600,000 --report january.csv --yes"
)]
pub struct Distribute {
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// Most holders in one transaction [default: as many as fit]
    #[arg(long, value_name = "HOLDERS", value_parser = clap::value_parser!(u8).range(1..=19))]
    pub batch: Option<u8>,
    /// Transactions in flight at a time
    #[arg(long, value_name = "NUMBER", default_value_t = DEFAULT_WINDOW, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub in_flight: u16,
    /// Send nothing if the month's dividends are more than this, in shares and cash together
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub max_total: Option<u64>,
    /// Send nothing if the month's dividends are more than this yield a year on the class's units
    #[arg(long, value_name = "BPS", default_value_t = 2_000)]
    pub max_yield_bps: u32,
    /// Write a list of every holding and its payment to a CSV file
    #[arg(long, value_name = "FILE.csv")]
    pub report: Option<PathBuf>,
    /// Do without address lookup tables
    #[arg(long)]
    pub no_tables: bool,
    /// Pay nobody; give the lookup tables of earlier runs up, so that their rent comes back
    #[arg(long, conflicts_with_all = ["no_tables", "report", "max_total", "batch"])]
    pub close_tables: bool,
    /// Where the run keeps its journal, its lock and the list of its lookup tables
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub state_dir: PathBuf,
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
