//! `mmf price …`

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of published prices.
#[derive(Debug, Subcommand)]
pub enum PriceCommand {
    /// Show the price as the program tells others, whether it stands now, and until when
    #[command(after_help = "Example: mmf price show --class 0")]
    Show {
        /// Number of the share class [default: all]
        #[arg(long)]
        class: Option<u8>,
    },
    /// Bring the published status up to date; anyone may
    #[command(after_help = "Example: mmf price heartbeat -k anyone.json")]
    Heartbeat {
        /// Number of the share class [default: all]
        #[arg(long)]
        class: Option<u8>,
    },
    /// Show, set or switch off the external price that strikes are compared with
    #[command(subcommand)]
    Check(PriceCheckCommand),
}

/// Verbs of the comparison with an external price.
#[derive(Debug, Subcommand)]
pub enum PriceCheckCommand {
    /// Show the comparison, and what an account of the feed says now
    #[command(after_help = "Example: mmf price check show --external-price ADDRESS")]
    Show {
        /// Account of the external price
        #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
        external_price: Option<Pubkey>,
    },
    /// Compare strikes with an external price; every change waits for a time lock
    #[command(
        after_help = "Example: mmf price check set --class 0 --price-program ADDRESS --feed HEX32 --max-age 10m --max-difference-bps 10"
    )]
    Set(PriceCheckSet),
    /// Compare no longer
    #[command(after_help = "Example: mmf price check off")]
    Off,
}

/// Which external price, and how far it may be off.
#[derive(Debug, Args)]
pub struct PriceCheckSet {
    /// Number of the share class whose price is compared
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// Program that must own the price account
    #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
    pub price_program: Pubkey,
    /// Feed that the price account must be of, 64 hexadecimal digits
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub feed: [u8; 32],
    /// No strike without a usable price
    #[arg(long)]
    pub required: bool,
    /// Greatest age of the price, like 10m
    #[arg(long, value_name = "TIME", value_parser = parse::interval)]
    pub max_age: u32,
    /// Greatest half-width of its confidence interval, in basis points of the price
    #[arg(long, value_name = "BPS", default_value_t = 10, value_parser = clap::value_parser!(u16).range(..=1_000))]
    pub max_confidence_bps: u16,
    /// Greatest difference to the class's price at market value, in basis points of the external price
    #[arg(long, value_name = "BPS", value_parser = clap::value_parser!(u16).range(1..=1_000))]
    pub max_difference_bps: u16,
}

impl PriceCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Show { .. } => "price show",
            Self::Heartbeat { .. } => "price heartbeat",
            Self::Check(PriceCheckCommand::Show { .. }) => "price check show",
            Self::Check(PriceCheckCommand::Set(_)) => "price check set",
            Self::Check(PriceCheckCommand::Off) => "price check off",
        }
    }
}
