//! `mmf holding …`

use clap::{Args, Subcommand};
use solana_sdk::pubkey::Pubkey;

use super::investor::Order;
use super::parse;

/// Verbs of holdings.
#[derive(Debug, Subcommand)]
pub enum HoldingCommand {
    /// Open the holding of a linked wallet, or thaw it where its investor may hold; anyone may do it
    #[command(after_help = "Example: mmf holding open WALLET --class 0")]
    Open(HoldingAt),
    /// Close a holding that holds nothing: the wallet itself, or the transfer agent
    #[command(after_help = "Example: mmf holding close WALLET --class 0")]
    Close(HoldingAt),
    /// Freeze a holding by order, wholly or so many units
    #[command(after_help = "Example: mmf holding freeze WALLET --reason 12 --document HEX32\n         \
                            mmf holding freeze WALLET --units 1,000 --reason 12 --document HEX32")]
    Freeze {
        /// The holding.
        #[command(flatten)]
        at: HoldingAt,
        /// Units that are frozen from now on, in all; without it the whole holding
        #[arg(long, value_name = "UNITS", value_parser = parse::positive)]
        units: Option<u64>,
        /// Why.
        #[command(flatten)]
        order: Order,
    },
    /// Lift the freeze of a holding, or of so many units
    #[command(after_help = "Example: mmf holding thaw WALLET --reason 12 --document HEX32\n         \
                            mmf holding thaw WALLET --units 400 --reason 12 --document HEX32")]
    Thaw {
        /// The holding.
        #[command(flatten)]
        at: HoldingAt,
        /// Frozen units that are free again; without it the freeze of the whole holding is lifted
        #[arg(long, value_name = "UNITS", value_parser = parse::positive)]
        units: Option<u64>,
        /// Why.
        #[command(flatten)]
        order: Order,
    },
    /// Send a protocol vault's dividends to another holding of its class
    #[command(after_help = "Example: mmf holding dividends VAULT_WALLET --to WALLET")]
    Dividends(Dividends),
    /// Show a holding: units, income, lock-ups and what may move
    #[command(after_help = "Example: mmf holding show WALLET")]
    Show(HoldingAt),
}

impl HoldingCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Open(_) => "holding open",
            Self::Close(_) => "holding close",
            Self::Freeze { .. } => "holding freeze",
            Self::Thaw { .. } => "holding thaw",
            Self::Dividends(_) => "holding dividends",
            Self::Show(_) => "holding show",
        }
    }
}

/// A wallet's holding in a class.
#[derive(Clone, Copy, Debug, Args)]
pub struct HoldingAt {
    /// The wallet's address
    #[arg(value_name = "WALLET", value_parser = parse::address)]
    pub wallet: Pubkey,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
}

/// Where a vault's dividends go.
#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("target").required(true))]
pub struct Dividends {
    /// The vault's holding.
    #[command(flatten)]
    pub at: HoldingAt,
    /// The wallet whose holding gets them
    #[arg(long, value_name = "WALLET", value_parser = parse::address, group = "target")]
    pub to: Option<Pubkey>,
    /// The vault's own holding gets them again
    #[arg(long, group = "target")]
    pub to_itself: bool,
}
