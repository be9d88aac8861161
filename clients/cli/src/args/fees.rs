//! `mmf fees …`

use clap::{Args, Subcommand};

use super::parse;

/// Verbs of fees and withheld tax.
#[derive(Debug, Subcommand)]
pub enum FeesCommand {
    /// Show what each share class owes: fees, and tax withheld from dividends
    #[command(after_help = "Example: mmf fees show")]
    Show,
    /// Pay fees or withheld tax to the recipient that the fund's bounds name; the treasurer signs
    #[command(
        after_help = "Without an amount all that is payable is paid, as far as the settlement token can express it.\n\n\
                      Example: mmf fees pay 1,000 --class 0\n         \
                      mmf fees pay --class 0 --tax\n         \
                      mmf fees pay 1,000 --class 0 --in-shares"
    )]
    Pay(FeesPay),
}

/// A payment.
#[derive(Debug, Args)]
pub struct FeesPay {
    /// Amount [default: all that is payable]
    #[arg(value_name = "AMOUNT", value_parser = parse::positive, allow_hyphen_values = true)]
    pub amount: Option<u64>,
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// In shares of the class instead of cash, at the price that any subscriber would pay
    #[arg(long, conflicts_with = "tax")]
    pub in_shares: bool,
    /// Withheld tax instead of fees
    #[arg(long)]
    pub tax: bool,
}

impl FeesCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Show => "fees show",
            Self::Pay(_) => "fees pay",
        }
    }
}
