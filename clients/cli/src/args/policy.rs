//! Bounds of a fund, as options.

use clap::{Args, Subcommand, ValueEnum};
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of a fund's bounds.
#[derive(Debug, Subcommand)]
pub enum PolicyCommand {
    /// Show the bounds
    #[command(after_help = "Example: mmf fund policy show --output json")]
    Show,
    /// Change bounds; what is not named stays
    #[command(after_help = "Example: mmf fund policy set --max-dispersion-bps 3 --max-yield-bps 1500\n         \
                      mmf fund policy set --fee-recipient ADDRESS --tax-recipient ADDRESS --propose 7 --expires 2025-03-31")]
    Set(Box<PolicyOptions>),
}

/// Bounds of a fund. A bound of 0 means that there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Bounds (0: no such bound)")]
pub struct PolicyOptions {
    /// Quotes that a strike needs [new fund: 1]
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub nav_quorum: Option<u8>,
    /// Largest difference between a quote's net assets and the books [new fund: 1.00]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub tolerance: Option<u64>,
    /// Largest difference between the quotes of a strike [new fund: 5]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub max_dispersion_bps: Option<u16>,
    /// Largest annualised yield of a strike, gains and losses alike [new fund: 2000]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub max_yield_bps: Option<u16>,
    /// Largest change of the annualised yield against the last strike [new fund: 300]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub max_yield_change_bps: Option<u16>,
    /// Largest change of net assets against the books before the strike, its income included [new fund: 50]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub max_net_assets_change_bps: Option<u16>,
    /// Market against amortised value at which an alert is raised [new fund: 25]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub deviation_alert_bps: Option<u16>,
    /// Market against amortised value at which new issues and instant dealing halt [new fund: 50]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub deviation_halt_bps: Option<u16>,
    /// Difference a share from which a wrong strike is material [new fund: 0.005]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub materiality_per_share: Option<u64>,
    /// Wrong income in relation to net assets from which a strike is material [new fund: 50]
    #[arg(long, value_name = "BPS", value_parser = bps())]
    pub materiality_bps: Option<u16>,
    /// Time after the cut-off in which a strike is on time, like 12h [new fund: 12h]
    #[arg(long, value_name = "TIME", value_parser = parse::duration, conflicts_with = "strike_window_hours")]
    pub strike_window: Option<u32>,
    /// The same in hours
    #[arg(long, value_name = "HOURS")]
    pub strike_window_hours: Option<u32>,
    /// Seconds for which actions that loosen a rule must wait [new fund: 0]
    #[arg(long, value_name = "SECONDS")]
    pub time_lock_seconds: Option<u32>,
    /// What becomes of realised gains and losses [new fund: retained]
    #[arg(long, value_enum)]
    pub realised_gains: Option<RealisedName>,
    /// Owner of the accounts to which management fees are paid, or `none` [new fund: none]
    #[arg(long, value_name = "ADDRESS", value_parser = address_or_none)]
    pub fee_recipient: Option<Pubkey>,
    /// Owner of the account to which withheld tax is paid, or `none` [new fund: none]
    #[arg(long, value_name = "ADDRESS", value_parser = address_or_none)]
    pub tax_recipient: Option<Pubkey>,
}

/// What becomes of realised gains and losses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RealisedName {
    /// They are kept in the fund
    Retained,
    /// They are income of their strike
    Distributed,
}

fn bps() -> clap::builder::RangedI64ValueParser<u16> {
    clap::value_parser!(u16).range(..=10_000)
}

fn address_or_none(text: &str) -> Result<Pubkey, String> {
    if text == "none" { Ok(Pubkey::default()) } else { parse::address(text) }
}
