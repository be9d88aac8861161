//! `mmf calendar …`

use std::path::PathBuf;

use clap::{Args, Subcommand};
use jiff::civil::Time;

use super::parse;

/// Verbs of a calendar.
#[derive(Debug, Subcommand)]
pub enum CalendarCommand {
    /// Set the strike days of a year and their cut-offs
    #[command(after_help = "The file's first column holds the business days as ISO dates; a heading is skipped.\n\n\
                      Example: mmf calendar set --year 2025 --business-days days.csv --cut-off 15:00 --early 2025-07-03=13:00")]
    Set(CalendarSet),
    /// Show the strike days of a year
    #[command(after_help = "Example: mmf calendar show --year 2025")]
    Show {
        /// The year
        #[arg(long)]
        year: u16,
        /// Time zone in which cut-offs are shown besides UTC
        #[arg(long, value_name = "ZONE", default_value = "America/New_York")]
        time_zone: String,
    },
}

/// A year's strike days.
#[derive(Debug, Args)]
pub struct CalendarSet {
    /// The year
    #[arg(long)]
    pub year: u16,
    /// File with the business days, one a line
    #[arg(long, value_name = "FILE")]
    pub business_days: PathBuf,
    /// Cut-off on an ordinary day, in the time zone
    #[arg(long, value_name = "HH:MM", default_value = "15:00", value_parser = parse::time)]
    pub cut_off: Time,
    /// A day with an earlier cut-off (repeatable)
    #[arg(long, value_name = "DATE=HH:MM", value_parser = parse::early)]
    pub early: Vec<(i32, Time)>,
    /// Time zone of the cut-offs
    #[arg(long, value_name = "ZONE", default_value = "America/New_York")]
    pub time_zone: String,
}
