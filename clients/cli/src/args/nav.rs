//! Quotes, strikes, and what strikes have published.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of quotes.
#[derive(Debug, Subcommand)]
pub enum QuoteCommand {
    /// Post this source's figures for the next strike
    #[command(
        after_help = "The file holds JSON with the program's field names, as `mmf portfolio quote --out FILE` writes it; options given besides it\n\
                      take its place.\n\n\
                      Example: mmf quote post --from quote.json -k source.json\n         \
                      mmf quote post --net-assets 250,000,000 --market-value 249,998,000 --income 29,041.10 \\\n  \
                      --wam-days 34 --wal-days 34 --dla-bps 9900 --wla-bps 9900 --largest-issuer-bps 0"
    )]
    Post(Box<QuotePost>),
    /// Show the quotes of a strike, how far they are apart, and the result or what would come of striking them
    #[command(after_help = "Example: mmf quote show --strike 3")]
    Show {
        /// Number of the strike [default: the next one]
        #[arg(long, value_name = "NUMBER")]
        strike: Option<u32>,
    },
    /// What would a subscription give, at once and through the queue, under which limits and fees, and when
    #[command(after_help = "Example: mmf quote subscribe 1,000,000 -k wallet.json")]
    Subscribe {
        /// Cash to pay
        #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
        amount: u64,
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
        /// The wallet [default: the main signer]
        #[arg(long, value_name = "WALLET", value_parser = parse::address)]
        wallet: Option<Pubkey>,
    },
    /// What would a redemption give, at once and through the queue, under which limits and fees, and when
    #[command(after_help = "Example: mmf quote redeem 250,000 --wallet WALLET")]
    Redeem {
        /// Units to sell [default: all that are free]
        #[arg(value_name = "UNITS", value_parser = parse::positive, allow_hyphen_values = true)]
        units: Option<u64>,
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
        /// The wallet [default: the main signer]
        #[arg(long, value_name = "WALLET", value_parser = parse::address)]
        wallet: Option<Pubkey>,
    },
    /// What would an exchange give at once, and under which fees
    #[command(after_help = "Example: mmf quote exchange 10,000 --class 0 --to-class 1 -k wallet.json")]
    Exchange {
        /// Units to give [default: all that are free]
        #[arg(value_name = "SHARES", value_parser = parse::positive, allow_hyphen_values = true)]
        shares: Option<u64>,
        /// Number of the share class that is given
        #[arg(long)]
        class: u8,
        /// Number of the share class that is taken
        #[arg(long)]
        to_class: u8,
        /// The wallet [default: the main signer]
        #[arg(long, value_name = "WALLET", value_parser = parse::address)]
        wallet: Option<Pubkey>,
    },
}

impl QuoteCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Post(_) => "quote post",
            Self::Show { .. } => "quote show",
            Self::Subscribe { .. } => "quote subscribe",
            Self::Redeem { .. } => "quote redeem",
            Self::Exchange { .. } => "quote exchange",
        }
    }
}

/// A source's figures at the cut-off.
#[derive(Clone, Debug, Default, Args)]
pub struct QuotePost {
    /// File with the figures
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Total net assets, portfolio at amortised cost
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative, required_unless_present = "from")]
    pub net_assets: Option<u64>,
    /// Total net assets, portfolio at market value
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative, required_unless_present = "from")]
    pub market_value: Option<u64>,
    /// Income since the last strike, before expenses of the classes; may be negative
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true, required_unless_present = "from")]
    pub income: Option<i64>,
    /// Realised gains and losses that are not in the income [default: 0]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub realised: Option<i64>,
    /// The part of the income that lies before a month end within the span [default: by days]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub income_to_month_end: Option<i64>,
    /// Weighted average maturity, in days
    #[arg(long, value_name = "DAYS", required_unless_present = "from")]
    pub wam_days: Option<u16>,
    /// Weighted average life, in days
    #[arg(long, value_name = "DAYS", required_unless_present = "from")]
    pub wal_days: Option<u16>,
    /// Daily liquid assets, in basis points of total assets
    #[arg(long, value_name = "BPS", required_unless_present = "from")]
    pub dla_bps: Option<u16>,
    /// Weekly liquid assets, in basis points of total assets
    #[arg(long, value_name = "BPS", required_unless_present = "from")]
    pub wla_bps: Option<u16>,
    /// Largest issuer that is no government, in basis points
    #[arg(long, value_name = "BPS", required_unless_present = "from")]
    pub largest_issuer_bps: Option<u16>,
    /// Cash at custodians [default: 0]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub custodian_cash: Option<u64>,
    /// Cash on its way between vaults and custodians [default: 0]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub in_transit: Option<u64>,
    /// Receivables [default: 0]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub receivables: Option<u64>,
    /// SHA-256 of the report behind the figures, 64 hexadecimal digits
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub document: Option<[u8; 32]>,
}

/// `mmf strike`
#[derive(Debug, Args)]
#[command(after_help = "Missed days are struck one by one, in order; the result tells how many are left.\n\n\
                  Example: mmf strike --day 2025-01-02 --yes\n         \
                  mmf strike --override-reason reason.pdf -k approver.json --signer governance.json\n         \
                  mmf strike --correction correction.json -k approver.json --signer governance.json")]
pub struct Strike {
    /// Refuse if another day is the next strike day
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: Option<i32>,
    /// Why governance lets the strike pass the fund's bounds on yield and changes; SHA-256 of the file goes on chain
    #[arg(long, value_name = "FILE")]
    pub override_reason: Option<PathBuf>,
    /// Correction of an earlier strike, as `mmf nav correct --out FILE` writes it; governance signs as well
    #[arg(long, value_name = "FILE")]
    pub correction: Option<PathBuf>,
    /// Account of the external price that the fund compares with
    #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
    pub external_price: Option<Pubkey>,
}

/// Verbs of published values.
#[derive(Debug, Subcommand)]
pub enum NavCommand {
    /// Show what the last strike published: factor, price and yields of each share class
    #[command(after_help = "Example: mmf nav show --class 0")]
    Show {
        /// Number of the share class [default: all]
        #[arg(long)]
        class: Option<u8>,
    },
    /// Show what every strike published: factor, price, yields, tie-out, approval
    #[command(after_help = "Example: mmf nav history --class 0 --from 2025-01-01 --to 2025-01-31 --csv january.csv")]
    History(NavHistory),
    /// Compute a wrong strike again with the right income: who got too much or too little, and whether that is material
    #[command(
        after_help = "With --out the correction is written for `mmf strike --correction FILE`, and the amounts of each holder beside it.\n\n\
                      Example: mmf nav correct --strike 12 --income 29,541.10 --out correction.json"
    )]
    Correct(NavCorrect),
    /// Post this source's figures for the next strike, as `mmf quote post`
    #[command(after_help = "Example: mmf nav post --from quote.json -k source.json")]
    Post(Box<QuotePost>),
}

/// `mmf nav history`
#[derive(Debug, Args)]
pub struct NavHistory {
    /// Number of the share class [default: all]
    #[arg(long)]
    pub class: Option<u8>,
    /// First struck day
    #[arg(long, value_name = "DAY", value_parser = parse::day)]
    pub from: Option<i32>,
    /// Last struck day
    #[arg(long, value_name = "DAY", value_parser = parse::day)]
    pub to: Option<i32>,
    /// Write the table as CSV
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
}

/// `mmf nav correct`
#[derive(Debug, Args)]
pub struct NavCorrect {
    /// Number of the wrong strike
    #[arg(long, value_name = "NUMBER")]
    pub strike: u32,
    /// Its right income, before expenses of the classes
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub income: i64,
    /// Its right realised gains and losses [default: as quoted]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub realised: Option<i64>,
    /// The right part of the income before a month end within the span [default: as quoted, else by days]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::signed, allow_hyphen_values = true)]
    pub income_to_month_end: Option<i64>,
    /// Write the correction as JSON, and the holders beside it as FILE.holders.csv
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

impl NavCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Show { .. } => "nav show",
            Self::History(_) => "nav history",
            Self::Correct(_) => "nav correct",
            Self::Post(_) => "nav post",
        }
    }
}
