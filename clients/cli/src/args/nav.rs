//! Quotes and strikes.

use clap::{Args, Subcommand};

use super::parse;

/// Verbs of quotes.
#[derive(Debug, Subcommand)]
pub enum QuoteCommand {
    /// Post this source's figures for the next strike
    #[command(
        after_help = "Example: mmf quote post --net-assets 250,000,000 --market-value 249,998,000 --income 29,041.10 \\\n  \
                      --wam-days 34 --wal-days 34 --dla-bps 9900 --wla-bps 9900 --largest-issuer-bps 0"
    )]
    Post(QuotePost),
    /// Show the quotes and the result of a strike
    #[command(after_help = "Example: mmf quote show --strike 3")]
    Show {
        /// Number of the strike [default: the next one]
        #[arg(long, value_name = "NUMBER")]
        strike: Option<u32>,
    },
}

/// A source's figures at the cut-off.
#[derive(Debug, Args)]
pub struct QuotePost {
    /// Total net assets, portfolio at amortised cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub net_assets: u64,
    /// Total net assets, portfolio at market value
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub market_value: u64,
    /// Income since the last strike, before expenses of the classes; may be negative
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub income: i64,
    /// Realised gains and losses that are not in the income
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = parse::signed, allow_hyphen_values = true)]
    pub realised: i64,
    /// The part of the income that lies before a month end within the span [default: by days]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub income_to_month_end: Option<i64>,
    /// Weighted average maturity, in days
    #[arg(long, value_name = "DAYS")]
    pub wam_days: u16,
    /// Weighted average life, in days
    #[arg(long, value_name = "DAYS")]
    pub wal_days: u16,
    /// Daily liquid assets, in basis points of total assets
    #[arg(long, value_name = "BPS")]
    pub dla_bps: u16,
    /// Weekly liquid assets, in basis points of total assets
    #[arg(long, value_name = "BPS")]
    pub wla_bps: u16,
    /// Largest issuer that is no government, in basis points
    #[arg(long, value_name = "BPS")]
    pub largest_issuer_bps: u16,
    /// Cash at custodians
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = parse::not_negative)]
    pub custodian_cash: u64,
    /// Cash on its way between vaults and custodians
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = parse::not_negative)]
    pub in_transit: u64,
    /// Receivables
    #[arg(long, value_name = "AMOUNT", default_value = "0", value_parser = parse::not_negative)]
    pub receivables: u64,
    /// SHA-256 of the report behind the figures, 64 hexadecimal digits
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub document: Option<[u8; 32]>,
}

/// `mmf strike`
#[derive(Debug, Args)]
#[command(after_help = "Example: mmf strike --day 2025-01-02 --yes")]
pub struct Strike {
    /// Refuse if another day is the next strike day
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: Option<i32>,
}
