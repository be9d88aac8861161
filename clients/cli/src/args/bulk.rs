//! `mmf investor import|export|diff|renew|screen`

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::AttributeKind;

use super::parse;
use crate::batch::DEFAULT_WINDOW;

/// Reason code of an approval or change that no particular order is behind.
const ORDINARY_REVIEW: u16 = 1;

/// Verbs for many investors at once.
#[derive(Debug, Subcommand)]
pub enum BulkCommand {
    /// Register, approve and onboard the investors of a CSV file
    #[command(
        after_help = "The whole file is checked before anything is sent. A run that was interrupted goes on where it stopped.\n\n\
                            Example: mmf investor import investors.csv -k agent.json --signer compliance.json --fee-payer sponsor.json"
    )]
    Import(Import),
    /// Write the fund's investors to a CSV file, with the columns that `import` reads
    #[command(after_help = "Example: mmf investor export investors.csv\n         mmf investor export - | less")]
    Export(Export),
    /// Compare a CSV file with the register; exit code 1 if they differ
    #[command(after_help = "Example: mmf investor diff investors.csv")]
    Diff(Diff),
    /// List attributes that run out, or renew them
    #[command(after_help = "Example: mmf investor renew --expiring-within 30d\n         \
                      mmf investor renew --expiring-within 30d --attribute kyc --until 2027-12-31 --evidence HEX32")]
    Renew(Renew),
    /// Compare the register with a sanctions list, and propose whom to block; nothing is sent
    #[command(after_help = "Example: mmf investor screen --list sdn.csv --register register.csv")]
    Screen(Screen),
}

impl BulkCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Import(_) => "investor import",
            Self::Export(_) => "investor export",
            Self::Diff(_) => "investor diff",
            Self::Renew(_) => "investor renew",
            Self::Screen(_) => "investor screen",
        }
    }
}

/// `mmf investor import`
#[derive(Debug, Args)]
pub struct Import {
    /// The file; `docs/onboarding.md` lists its columns
    #[arg(value_name = "FILE.csv")]
    pub file: PathBuf,
    /// Code of the compliance officer's list of reasons
    #[arg(long, value_name = "CODE", default_value_t = ORDINARY_REVIEW, value_parser = clap::value_parser!(u16).range(1..))]
    pub reason: u16,
    /// Transactions in flight at a time
    #[arg(long, value_name = "NUMBER", default_value_t = DEFAULT_WINDOW, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub batch: u16,
    /// Where it is written what was sent [default: FILE.csv.mmf-journal]
    #[arg(long, value_name = "FILE")]
    pub journal: Option<PathBuf>,
}

/// `mmf investor export`
#[derive(Debug, Args)]
pub struct Export {
    /// The file, or `-` for standard output
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Only approved investors whose KYC stands: those that `import` would take
    #[arg(long)]
    pub approved: bool,
    /// Replace a file that is there
    #[arg(long)]
    pub force: bool,
}

/// `mmf investor diff`
#[derive(Debug, Args)]
pub struct Diff {
    /// The file
    #[arg(value_name = "FILE.csv")]
    pub file: PathBuf,
}

/// `mmf investor renew`
#[derive(Debug, Args)]
pub struct Renew {
    /// Attributes that have run out or will within this time
    #[arg(long, value_name = "TIME", value_parser = parse::duration)]
    pub expiring_within: u32,
    /// Only this attribute
    #[arg(long, value_enum)]
    pub attribute: Option<RenewableName>,
    /// Renew them until the end of this day
    #[arg(long, value_name = "DATE", value_parser = parse::day, requires = "evidence", requires = "attribute")]
    pub until: Option<i32>,
    /// SHA-256 of the evidence of the renewal
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32, requires = "until")]
    pub evidence: Option<[u8; 32]>,
    /// Code of the compliance officer's list of reasons
    #[arg(long, value_name = "CODE", default_value_t = ORDINARY_REVIEW, value_parser = clap::value_parser!(u16).range(1..))]
    pub reason: u16,
    /// Transactions in flight at a time
    #[arg(long, value_name = "NUMBER", default_value_t = DEFAULT_WINDOW, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub batch: u16,
    /// Where it is written what was sent
    #[arg(long, value_name = "FILE", default_value = "renew.mmf-journal")]
    pub journal: PathBuf,
}

/// An attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RenewableName {
    /// Identity and source of funds
    Kyc,
    /// Accredited investor
    Accredited,
    /// Qualified purchaser
    Qualified,
    /// Institution
    Institution,
    /// Professional client
    Professional,
}

impl From<RenewableName> for AttributeKind {
    fn from(name: RenewableName) -> Self {
        match name {
            RenewableName::Kyc => Self::Kyc,
            RenewableName::Accredited => Self::Accredited,
            RenewableName::Qualified => Self::QualifiedPurchaser,
            RenewableName::Institution => Self::Institution,
            RenewableName::Professional => Self::Professional,
        }
    }
}

/// `mmf investor screen`
#[derive(Debug, Args)]
pub struct Screen {
    /// The list, a CSV file with the columns identifier, kind, entry and program
    #[arg(long, value_name = "FILE")]
    pub list: PathBuf,
    /// The transfer agent's own file with the columns investor_id, name, lei and registration; it is sent nowhere
    #[arg(long, value_name = "FILE")]
    pub register: Option<PathBuf>,
    /// Likeness of names from which on they match, between 0.80 and 1.00
    #[arg(long, value_name = "LIKENESS", default_value = "0.92", value_parser = likeness)]
    pub threshold: f64,
    /// End with exit code 1 if there is a match
    #[arg(long)]
    pub fail_on_match: bool,
}

fn likeness(text: &str) -> Result<f64, String> {
    let number: f64 = text.trim().parse().map_err(|_| format!("`{text}` is not a number; write it like 0.92"))?;
    if (0.8..=1.0).contains(&number) { Ok(number) } else { Err(format!("{text} is not between 0.80 and 1.00")) }
}
