//! Requests in the dealing queue.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::{RequestStatus, Side};
use solana_sdk::pubkey::Pubkey;

use super::parse;
use crate::batch::DEFAULT_WINDOW;

/// Verbs of queued requests.
#[derive(Debug, Subcommand)]
pub enum RequestsCommand {
    /// List queued requests, and the batches of the dealing days
    #[command(after_help = "Example: mmf requests list --day 2025-01-06 --status open")]
    List(RequestsList),
    /// Show everything about one request
    #[command(after_help = "Example: mmf requests show REQUEST")]
    Show {
        /// The request's address
        #[arg(value_name = "REQUEST", value_parser = parse::address)]
        request: Pubkey,
    },
    /// Take a request back before its cut-off; signed by its holder
    #[command(
        after_help = "After the cut-off it is possible while dealing is paused or suspended, once a request went unserved for seven days, and for \
                      what a part payment left over.\n\nExample: mmf requests cancel REQUEST -k wallet.json"
    )]
    Cancel {
        /// The request's address
        #[arg(value_name = "REQUEST", value_parser = parse::address)]
        request: Pubkey,
    },
    /// Settle every dealing day that was struck: price, issue, set cash aside, pay, move the rest on; anybody may
    #[command(
        after_help = "Safe to repeat, and beside other keepers: what is settled is passed by. Where the buffer is short, the treasurer's keys among \
                      -k and --signer start a part payment; without them the redemptions wait, and the exit code is 3.\n\n\
                      Example: mmf requests settle\n         mmf requests settle --day 2025-01-06 -k treasurer.json"
    )]
    Settle(RequestsSettle),
    /// Start the payment of a day's redemptions though the buffer is short: each gets the same part; the treasurer decides
    #[command(after_help = "Example: mmf requests fund --day 2025-01-06 --propose 7 --expires 2025-01-31")]
    Fund {
        /// The dealing day
        #[arg(long, value_name = "DATE", value_parser = parse::day)]
        day: i32,
        /// Set aside no less than this, or nothing [default: what the buffer gives now; by an action any]
        #[arg(long, value_name = "AMOUNT", value_parser = parse::not_negative)]
        least: Option<u64>,
    },
    /// Pay out what waits: what a refused request holds, or cash that an account did not take; anybody may
    #[command(
        after_help = "Example: mmf requests collect REQUEST\n         mmf requests collect REQUEST --to TOKEN_ACCOUNT -k wallet.json"
    )]
    Collect {
        /// The request's address
        #[arg(value_name = "REQUEST", value_parser = parse::address)]
        request: Pubkey,
        /// Another cash account of the holder's; the holder signs
        #[arg(long, value_name = "TOKEN_ACCOUNT", value_parser = parse::address)]
        to: Option<Pubkey>,
    },
    /// Close the accounts of requests that are over; the rent goes back to who paid it
    #[command(after_help = "Example: mmf requests close\n         mmf requests close REQUEST")]
    Close {
        /// The request's address [default: all that are over]
        #[arg(value_name = "REQUEST", value_parser = parse::address)]
        request: Option<Pubkey>,
    },
}

/// `mmf requests list`
#[derive(Debug, Args)]
pub struct RequestsList {
    /// Number of the share class [default: all]
    #[arg(long)]
    pub class: Option<u8>,
    /// Of this wallet only
    #[arg(long, value_name = "WALLET", value_parser = parse::address)]
    pub wallet: Option<Pubkey>,
    /// Of this dealing day only
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: Option<i32>,
    /// With this status only (several, by comma)
    #[arg(long, value_enum, value_delimiter = ',')]
    pub status: Vec<RequestStatusName>,
}

/// `mmf requests settle`
#[derive(Debug, Args)]
pub struct RequestsSettle {
    /// Of this dealing day only [default: every one that was struck]
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub day: Option<i32>,
    /// Most requests in one transaction [default: as many as fit]
    #[arg(long, value_name = "REQUESTS", value_parser = clap::value_parser!(u8).range(1..=4))]
    pub batch: Option<u8>,
    /// Transactions in flight at a time
    #[arg(long, value_name = "NUMBER", default_value_t = DEFAULT_WINDOW, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub in_flight: u16,
    /// Where the run keeps its journal and its lock
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub state_dir: PathBuf,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RequestStatusName {
    /// In line for its dealing day
    Open,
    /// Paid in part; the rest waits for a new dealing day
    Partial,
    /// Refused; what it holds waits to be collected
    Due,
    /// Carried out
    Settled,
    /// Cancelled or refused, and given back
    GivenBack,
}

impl RequestStatusName {
    /// Of a request.
    #[must_use]
    pub const fn of(status: RequestStatus) -> Self {
        match status {
            RequestStatus::Open => Self::Open,
            RequestStatus::Partial => Self::Partial,
            RequestStatus::Due => Self::Due,
            RequestStatus::Settled => Self::Settled,
            RequestStatus::GivenBack => Self::GivenBack,
        }
    }

    /// The name in options and results.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Partial => "partial",
            Self::Due => "due",
            Self::Settled => "settled",
            Self::GivenBack => "given-back",
        }
    }
}

/// The name of a side in results.
#[must_use]
pub const fn side_name(side: Side) -> &'static str {
    match side {
        Side::Subscription => "subscription",
        Side::Redemption => "redemption",
    }
}

impl RequestsCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::List(_) => "requests list",
            Self::Show { .. } => "requests show",
            Self::Cancel { .. } => "requests cancel",
            Self::Settle(_) => "requests settle",
            Self::Fund { .. } => "requests fund",
            Self::Collect { .. } => "requests collect",
            Self::Close { .. } => "requests close",
        }
    }
}
