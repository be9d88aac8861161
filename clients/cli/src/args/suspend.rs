//! Suspension of redemptions on a legal ground.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::SuspensionGround;

use super::parse;

/// `mmf suspend`
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "The board decides. Nothing is dealt at once and nothing of the queue is settled while redemptions are suspended; who waits can cancel. \
                  A liquidation can't be taken back.\n\n\
                  Example: mmf suspend --ground postponement --until 2025-01-08T20:00:00Z --document resolution.pdf -k board.json\n         \
                  mmf suspend lift --document resolution.pdf -k board.json"
)]
pub struct Suspend {
    /// Legal ground
    #[arg(long, value_enum, required = true)]
    pub ground: Option<GroundName>,
    /// When it ends; a postponement needs an end
    #[arg(long, value_name = "DATE", value_parser = parse::moment)]
    pub until: Option<i64>,
    /// The board's resolution; its SHA-256 goes on chain
    #[arg(long, value_name = "FILE", required = true)]
    pub document: Option<PathBuf>,
    /// What else.
    #[command(subcommand)]
    pub verb: Option<SuspendCommand>,
}

/// Verbs of a suspension in force.
#[derive(Debug, Subcommand)]
pub enum SuspendCommand {
    /// Show the suspension in force, and who waits in the queue
    #[command(after_help = "Example: mmf suspend show")]
    Show,
    /// End the suspension before its end
    #[command(after_help = "Example: mmf suspend lift --document resolution.pdf -k board.json")]
    Lift {
        /// The board's resolution; its SHA-256 goes on chain
        #[arg(long, value_name = "FILE")]
        document: PathBuf,
    },
    /// Wind a liquidating fund up: the queue pays redeemers pro rata, nothing else is dealt; board and governance decide, for good
    #[command(
        after_help = "Example: mmf suspend wind-up --document resolution.pdf -k board.json --signer governance.json"
    )]
    WindUp {
        /// The resolution; its SHA-256 goes on chain
        #[arg(long, value_name = "FILE")]
        document: PathBuf,
    },
}

/// Legal ground of a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GroundName {
    /// The fund liquidates (rule 22e-3); irrevocable
    Liquidation,
    /// Payment is postponed (section 22(e); MMFR art. 34), with an end
    Postponement,
    /// As the documents of a private or offshore fund provide
    Documents,
}

impl GroundName {
    /// The program's ground.
    #[must_use]
    pub const fn ground(self) -> SuspensionGround {
        match self {
            Self::Liquidation => SuspensionGround::Liquidation,
            Self::Postponement => SuspensionGround::Postponement,
            Self::Documents => SuspensionGround::FundDocuments,
        }
    }
}

impl Suspend {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match &self.verb {
            None => "suspend",
            Some(SuspendCommand::Show) => "suspend show",
            Some(SuspendCommand::Lift { .. }) => "suspend lift",
            Some(SuspendCommand::WindUp { .. }) => "suspend wind-up",
        }
    }
}
