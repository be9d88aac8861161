//! Terms of dealing, liquidity fees and the liquidity facility.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::parse;

/// Verbs of liquidity.
#[derive(Debug, Subcommand)]
pub enum LiquidityCommand {
    /// Show limits with the room that is left, fees, the day's flows and the facility
    #[command(after_help = "Example: mmf liquidity show")]
    Show,
    /// Charge a liquidity fee on every redemption, change it or end it; the board decides
    #[command(after_help = "Example: mmf liquidity set-fee 50 --document resolution.pdf -k board.json")]
    SetFee {
        /// Fee in basis points of what is redeemed; 0 ends it
        #[arg(value_name = "BPS")]
        fee_bps: u16,
        /// The board's resolution; its SHA-256 goes on chain
        #[arg(long, value_name = "FILE")]
        document: PathBuf,
    },
    /// Change limits, buffer floor, cap on uninvested cash, window and grace; governance decides
    #[command(after_help = "What is not named stays as it is; 0 lifts a limit.\n\n\
                            Example: mmf liquidity set-terms --redemption-limit 50,000,000 --investor-redemption-limit 5,000,000 --window 1d")]
    SetTerms(Box<DealingTermOptions>),
    /// Note what selling a vertical slice of the portfolio would cost, for the mandatory liquidity fee; the NAV approvers answer for it
    #[command(
        after_help = "Example: mmf liquidity set-slice-cost 1500 --until 2025-01-09 --document slice.pdf -k approver.json"
    )]
    SetSliceCost {
        /// Cost in parts per million of what is redeemed
        #[arg(value_name = "PPM")]
        cost_ppm: u32,
        /// Last dealing day for which it counts: at most 10 days after the last strike day
        #[arg(long, value_name = "DATE", value_parser = parse::day)]
        until: i32,
        /// The computation; its SHA-256 goes on chain
        #[arg(long, value_name = "FILE")]
        document: PathBuf,
    },
    /// Serve instant redemptions with a provider's own cash
    #[command(subcommand)]
    Facility(FacilityCommand),
}

/// Verbs of the facility.
#[derive(Debug, Subcommand)]
pub enum FacilityCommand {
    /// Offer a facility, or change it; signed by the provider, whose investor governance has named
    #[command(after_help = "The fund becomes the delegate of the provider's cash account for --allowance.\n\n\
                      Example: mmf liquidity facility set --limit 10,000,000 --investor-limit 2,000,000 --fee-bps 5 --allowance 10,000,000 -k provider.json")]
    Set(FacilitySet),
    /// Show the facility and what it can still pay
    #[command(after_help = "Example: mmf liquidity facility show")]
    Show,
    /// End the facility at once, and take the delegation back; signed by the provider
    #[command(after_help = "Example: mmf liquidity facility stop -k provider.json")]
    Stop,
}

/// `mmf liquidity facility set`
#[derive(Debug, Args)]
pub struct FacilitySet {
    /// Most that it buys in the fund's rolling window [default: as it is]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub limit: Option<u64>,
    /// Most that it buys from one investor in that window: at most half of the limit [default: as it is]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub investor_limit: Option<u64>,
    /// Numbers of the share classes that it buys, by comma [default: as it is, at first all]
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', value_parser = clap::value_parser!(u8).range(..16))]
    pub classes: Vec<u8>,
    /// What the provider keeps of the value, in basis points [default: as it is]
    #[arg(long, value_name = "BPS")]
    pub fee_bps: Option<u16>,
    /// Cash that the fund may take from the provider's account from now on [default: as it is]
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub allowance: Option<u64>,
}

/// Terms of dealing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct DealingTermOptions {
    /// Instant subscriptions of all investors in the rolling window
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub subscription_limit: Option<u64>,
    /// Instant redemptions of all investors in the rolling window
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub redemption_limit: Option<u64>,
    /// Instant subscriptions of one investor in the rolling window: at most half of the fund's limit
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub investor_subscription_limit: Option<u64>,
    /// Instant redemptions of one investor in the rolling window: at most half of the fund's limit
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub investor_redemption_limit: Option<u64>,
    /// Cash that instant redemptions and sweeps leave in the buffer
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub buffer_floor: Option<u64>,
    /// Cash in the buffer above which subscriptions go through the queue
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub uninvested_cap: Option<u64>,
    /// What the fund may be worth after a subscription, at once or queued
    #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
    pub max_fund: Option<u64>,
    /// Length of the rolling window, from 1h to 31d
    #[arg(long, value_name = "TIME", value_parser = parse::duration)]
    pub window: Option<u32>,
    /// Time after a day's pricing from which anybody may start a part payment, from 1h to 31d
    #[arg(long, value_name = "TIME", value_parser = parse::duration)]
    pub grace: Option<u32>,
    /// Whether the documents of a government fund disclose that it may charge a liquidity fee
    #[arg(long, value_enum)]
    pub liquidity_fee_disclosed: Option<YesNo>,
    /// Number of the investor that serves instant redemptions with its own cash; `none`: the buffer does
    #[arg(long, value_name = "INVESTOR_ID", value_parser = investor_or_none)]
    pub facility_investor: Option<FacilityInvestor>,
}

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum YesNo {
    /// Yes
    Yes,
    /// No
    No,
}

/// Who serves instant redemptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FacilityInvestor {
    /// The fund's buffer.
    None,
    /// The investor with this number.
    Id([u8; 32]),
}

fn investor_or_none(text: &str) -> Result<FacilityInvestor, String> {
    if text == "none" { Ok(FacilityInvestor::None) } else { parse::hex32(text).map(FacilityInvestor::Id) }
}

impl LiquidityCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Show => "liquidity show",
            Self::SetFee { .. } => "liquidity set-fee",
            Self::SetTerms(_) => "liquidity set-terms",
            Self::SetSliceCost { .. } => "liquidity set-slice-cost",
            Self::Facility(FacilityCommand::Set(_)) => "liquidity facility set",
            Self::Facility(FacilityCommand::Show) => "liquidity facility show",
            Self::Facility(FacilityCommand::Stop) => "liquidity facility stop",
        }
    }
}
