//! `mmf keeper …`

use clap::{Args, Subcommand};

use super::parse;

/// Verbs of the keeper.
#[derive(Debug, Subcommand)]
pub enum KeeperCommand {
    /// Freeze the token accounts of whoever may no longer hold, and bring published price statuses up to date, again and again; anyone may do it
    #[command(after_help = "Ctrl-C stops it.\n\nExample: mmf keeper run --interval 30s -k keeper.json\n         \
                            mmf keeper run --once -k keeper.json")]
    Run(KeeperRun),
    /// Show what there is to freeze, and what will run out within 30 days
    #[command(after_help = "Example: mmf keeper backlog")]
    Backlog {
        /// Number of the share class [default: all]
        #[arg(long)]
        class: Option<u8>,
    },
}

/// How the keeper runs.
#[derive(Debug, Args)]
pub struct KeeperRun {
    /// One round only
    #[arg(long, conflicts_with = "interval")]
    pub once: bool,
    /// Time between two rounds
    #[arg(long, value_name = "TIME", value_parser = parse::interval, default_value = "30s")]
    pub interval: u32,
    /// Number of the share class [default: all]
    #[arg(long)]
    pub class: Option<u8>,
}

impl KeeperCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Run(_) => "keeper run",
            Self::Backlog { .. } => "keeper backlog",
        }
    }
}
