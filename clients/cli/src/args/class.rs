//! `mmf class …`

use clap::{Args, Subcommand};

use super::parse;

/// Verbs of a share class.
#[derive(Debug, Subcommand)]
pub enum ClassCommand {
    /// Create a distributing share class: $1.00 a share, income paid monthly as new shares
    #[command(
        after_help = "Example: mmf class create --name 'Demo Government Fund I' --symbol DGFI --uri https://fund.example/dgfi.json \\\n  \
                      --expense-bps 20 --isin US0000000000 --fact prospectus=https://fund.example/prospectus.pdf"
    )]
    Create(ClassCreate),
    /// Show a share class: price, accrual, books and rules
    #[command(after_help = "Example: mmf class show --class 0")]
    Show {
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
    },
}

/// What a share class is created with.
#[derive(Debug, Args)]
pub struct ClassCreate {
    /// Name, as wallets show it
    #[arg(long)]
    pub name: String,
    /// Symbol, as wallets show it
    #[arg(long)]
    pub symbol: String,
    /// Address of the metadata file
    #[arg(long)]
    pub uri: String,
    /// Management fee a year, in basis points of net assets
    #[arg(long)]
    pub expense_bps: u16,
    /// ISIN; stored with the mint
    #[arg(long)]
    pub isin: Option<String>,
    /// A further fact that is stored with the mint (repeatable)
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse::key_value)]
    pub fact: Vec<(String, String)>,
    /// Least first subscription
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub min_initial: Option<u64>,
    /// No instant dealing: subscriptions and redemptions wait for their strike
    #[arg(long)]
    pub queue_only: bool,
}
