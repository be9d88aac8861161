//! `mmf portfolio …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use mmf_portfolio::{Override, Regime};
use rust_decimal::Decimal;

use super::fund::RegimeName;
use super::parse;

/// Verbs of the portfolio. None of them needs a network.
#[derive(Debug, Subcommand)]
pub enum PortfolioCommand {
    /// Check a file of positions and keep it as the book
    #[command(after_help = "docs/portfolio.md tells what the columns hold.\n\n\
                      Example: mmf portfolio load positions.csv --as-of 2025-01-02")]
    Load(PortfolioLoad),
    /// Show what the book holds
    #[command(after_help = "Example: mmf portfolio show")]
    Show {
        /// The book.
        #[command(flatten)]
        book: BookOption,
    },
    /// Value the book at amortised cost and on the market
    #[command(after_help = "Example: mmf portfolio value --day 2025-01-06 --curve treasury-par-yields.csv")]
    Value(PortfolioValue),
    /// Check the book against the rules of a regime; exit code 1 if one is broken
    #[command(
        after_help = "Example: mmf portfolio check --day 2025-01-06 --regime registered-government --curve treasury-par-yields.csv"
    )]
    Check(PortfolioCheck),
    /// Work out the figures to post as the fund's quote
    #[command(
        after_help = "Example: mmf portfolio quote --day 2025-01-06 --since 2025-01-03 --curve treasury-par-yields.csv --out quote.json"
    )]
    Quote(PortfolioQuote),
}

/// Where the book is kept.
#[derive(Debug, Args)]
pub struct BookOption {
    /// File of the book [default: mmf/portfolio.json in the user's data directory, by fund if one is named]
    #[arg(long, value_name = "FILE")]
    pub book: Option<PathBuf>,
}

/// `mmf portfolio load`
#[derive(Debug, Args)]
pub struct PortfolioLoad {
    /// CSV file with every position and balance
    pub file: PathBuf,
    /// Day at whose end the balances stood [default: the first day of a row of cash or stablecoin]
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub as_of: Option<i32>,
    /// The book.
    #[command(flatten)]
    pub book: BookOption,
}

/// What the market says.
#[derive(Debug, Args)]
pub struct PriceOptions {
    /// Value by the par yields of this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["vendor_a", "vendor_b"])]
    pub curve: Option<PathBuf>,
    /// Value by this vendor's prices (day,id,price), which the other vendor must confirm
    #[arg(long, value_name = "FILE", requires_all = ["vendor_b", "tolerance_bps"])]
    pub vendor_a: Option<PathBuf>,
    /// The other vendor's prices
    #[arg(long, value_name = "FILE", requires = "vendor_a")]
    pub vendor_b: Option<PathBuf>,
    /// Largest difference between the vendors' prices, in basis points
    #[arg(long, value_name = "BPS", value_parser = tolerance, requires = "vendor_a")]
    pub tolerance_bps: Option<Decimal>,
    /// A price per 100 that is set by hand, and why (repeatable)
    #[arg(long = "override", value_name = "ID=PRICE:REASON", value_parser = Override::parse, requires = "vendor_a")]
    pub overrides: Vec<(String, Override)>,
}

/// Whose rules, and what they need to know.
#[derive(Debug, Args)]
pub struct RegimeOptions {
    /// Rules that bind the fund
    #[arg(long, value_enum, default_value = "registered-government")]
    pub regime: RegimeName,
    /// JSON file with the fund's own limits
    #[arg(long, value_name = "FILE")]
    pub limits: Option<PathBuf>,
    /// File with the business days, one a line [default: Monday to Friday]
    #[arg(long, value_name = "FILE")]
    pub business_days: Option<PathBuf>,
}

/// How many shares there are.
#[derive(Debug, Args)]
pub struct SharesOption {
    /// Shares outstanding [default: one for each unit of net assets at amortised cost]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::positive)]
    pub shares: Option<u64>,
}

/// `mmf portfolio value`
#[derive(Debug, Args)]
pub struct PortfolioValue {
    /// Day at whose end the book is valued
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: i32,
    /// Prices.
    #[command(flatten)]
    pub prices: PriceOptions,
    /// Shares.
    #[command(flatten)]
    pub shares: SharesOption,
    /// The book.
    #[command(flatten)]
    pub book: BookOption,
}

/// `mmf portfolio check`
#[derive(Debug, Args)]
pub struct PortfolioCheck {
    /// Day at whose end the book is checked
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: i32,
    /// Rules.
    #[command(flatten)]
    pub rules: RegimeOptions,
    /// Prices; without them amortised cost stands for market value.
    #[command(flatten)]
    pub prices: PriceOptions,
    /// Shares.
    #[command(flatten)]
    pub shares: SharesOption,
    /// The book.
    #[command(flatten)]
    pub book: BookOption,
}

/// `mmf portfolio quote`
#[derive(Debug, Args)]
pub struct PortfolioQuote {
    /// Day to quote
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: i32,
    /// The last struck day
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub since: i32,
    /// Write the quote to this file
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write the report whose hash the quote carries to this file [default: beside the quote, as .report.json]
    #[arg(long, value_name = "FILE")]
    pub document: Option<PathBuf>,
    /// Rules.
    #[command(flatten)]
    pub rules: RegimeOptions,
    /// Prices.
    #[command(flatten)]
    pub prices: PriceOptions,
    /// Shares.
    #[command(flatten)]
    pub shares: SharesOption,
    /// The book.
    #[command(flatten)]
    pub book: BookOption,
}

impl PortfolioCommand {
    /// The command's name in results.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Load(_) => "portfolio load",
            Self::Show { .. } => "portfolio show",
            Self::Value(_) => "portfolio value",
            Self::Check(_) => "portfolio check",
            Self::Quote(_) => "portfolio quote",
        }
    }
}

impl From<RegimeName> for Regime {
    fn from(name: RegimeName) -> Self {
        match name {
            RegimeName::RegisteredGovernment => Self::RegisteredGovernment,
            RegimeName::RegisteredRetail => Self::RegisteredRetail,
            RegimeName::RegisteredInstitutional => Self::RegisteredInstitutional,
            RegimeName::Private3c7 => Self::Private3c7,
            RegimeName::Private3c1 => Self::Private3c1,
            RegimeName::OffshoreRegS => Self::OffshoreRegS,
            RegimeName::EuMmfr => Self::EuMmfr,
        }
    }
}

/// Basis points with decimals, from 0 to 10,000.
fn tolerance(text: &str) -> Result<Decimal, String> {
    let most = Decimal::from(10_000);
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let number = text.parse::<Decimal>().ok().filter(|number| plain && *number <= most);
    number.ok_or_else(|| format!("`{text}` is no tolerance; write basis points like 5 or 2.5"))
}
