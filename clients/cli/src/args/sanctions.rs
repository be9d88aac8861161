//! `mmf sanctions …`

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::parse;

/// Verbs of sanctions.
#[derive(Debug, Subcommand)]
pub enum SanctionsCommand {
    /// Data for the reports of blocked property (31 CFR 501.603)
    #[command(subcommand)]
    Report(ReportCommand),
}

/// Reports of blocked property.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Property that was blocked; due within 10 business days
    #[command(after_help = "Example: mmf sanctions report block ID --csv block.csv")]
    Block(ReportOf),
    /// All property that was blocked on a day; as of 30 June, due by 30 September
    #[command(after_help = "Example: mmf sanctions report annual --as-of 2025-06-30 --csv annual.csv")]
    Annual {
        /// The day, at its end in UTC
        #[arg(long, value_name = "DATE", value_parser = parse::day)]
        as_of: i32,
        /// Also write the holdings to this file
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
    },
    /// Property that was unblocked; due within 10 business days
    #[command(after_help = "Example: mmf sanctions report unblock ID --csv unblock.csv")]
    Unblock(ReportOf),
}

/// The investor that a report is about.
#[derive(Debug, Args)]
pub struct ReportOf {
    /// The investor's number, 64 hexadecimal digits
    #[arg(value_name = "ID", value_parser = parse::hex32)]
    pub id: [u8; 32],
    /// Also write the holdings to this file
    #[arg(long, value_name = "FILE")]
    pub csv: Option<PathBuf>,
}

impl SanctionsCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Report(ReportCommand::Block(_)) => "sanctions report block",
            Self::Report(ReportCommand::Annual { .. }) => "sanctions report annual",
            Self::Report(ReportCommand::Unblock(_)) => "sanctions report unblock",
        }
    }
}
