//! `mmf class …`

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::ClassKind;

use super::parse;
use super::rules::RuleOptions;

/// Verbs of a share class.
#[derive(Debug, Subcommand)]
pub enum ClassCommand {
    /// Create a share class
    #[command(
        after_help = "Example: mmf class create --name 'Demo Government Fund I' --symbol DGFI --uri https://fund.example/dgfi.json \\\n  \
                      --expense-bps 20 --isin US0000000000 --fact prospectus=https://fund.example/prospectus.pdf"
    )]
    Create(Box<ClassCreate>),
    /// Show a share class: price, accrual, books and rules
    #[command(after_help = "Example: mmf class show --class 0")]
    Show {
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
    },
    /// Show or change the rules of a share class
    #[command(subcommand)]
    Rules(RulesCommand),
    /// Show or change what a share class charges
    #[command(subcommand)]
    Terms(TermsCommand),
    /// Hand the freeze authority of a class without a hook to Token ACL; this cannot be undone
    #[command(after_help = "Example: mmf class adopt-token-acl --class 1")]
    AdoptTokenAcl {
        /// Number of the share class
        #[arg(long)]
        class: u8,
    },
}

/// Verbs of rules.
#[derive(Debug, Subcommand)]
pub enum RulesCommand {
    /// Show the rules, in figures and in words
    #[command(after_help = "Example: mmf class rules show --class 0")]
    Show {
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
    },
    /// Change rules; what is not named stays
    #[command(
        after_help = "Example: mmf class rules set --class 0 --max-investor 5,000,000 --refuse KP,IR --require accredited\n         \
                      mmf class rules set --class 0 --max-investor 0 --open --require none"
    )]
    Set(Box<RulesSet>),
}

/// Verbs of terms.
#[derive(Debug, Subcommand)]
pub enum TermsCommand {
    /// Show the terms in force, and those that wait for the next strike
    #[command(after_help = "Example: mmf class terms show --class 0")]
    Show {
        /// Number of the share class
        #[arg(long, default_value_t = 0)]
        class: u8,
    },
    /// Change terms, for the days after the next strike; what is not named stays
    #[command(after_help = "Example: mmf class terms set --class 0 --expense-bps 18 --day-count act-act")]
    Set(TermsSet),
}

/// Changed terms.
#[derive(Debug, Args)]
pub struct TermsSet {
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// What changes.
    #[command(flatten)]
    pub terms: TermOptions,
}

/// What a share class charges.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
pub struct TermOptions {
    /// Management fee a year, in basis points of net assets
    #[arg(long, value_name = "BPS")]
    pub expense_bps: Option<u16>,
    /// Days of the year by which the fee accrues
    #[arg(long, value_enum)]
    pub day_count: Option<DayCountName>,
    /// Fee on gains above the high-water mark, in basis points of them; not in a distributing class
    #[arg(long, value_name = "BPS")]
    pub performance_fee_bps: Option<u16>,
}

/// A day count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DayCountName {
    /// Every year has 365 days
    Act365,
    /// Every year has 360 days
    Act360,
    /// The days of the calendar year
    ActAct,
}

/// Changed rules.
#[derive(Debug, Args)]
pub struct RulesSet {
    /// Number of the share class
    #[arg(long, default_value_t = 0)]
    pub class: u8,
    /// What changes.
    #[command(flatten)]
    pub rules: RuleOptions,
}

/// What a share class is created with.
#[derive(Debug, Args)]
pub struct ClassCreate {
    /// Kind of class
    #[arg(long, value_enum, default_value_t = ClassKindName::Distributing)]
    pub kind: ClassKindName,
    /// Name, as wallets show it
    #[arg(long)]
    pub name: String,
    /// Symbol, as wallets show it
    #[arg(long)]
    pub symbol: String,
    /// Address of the metadata file
    #[arg(long)]
    pub uri: String,
    /// Management fee a year, in basis points of net assets
    #[arg(long)]
    pub expense_bps: u16,
    /// Days of the year by which the fee accrues
    #[arg(long, value_enum, default_value_t = DayCountName::Act365)]
    pub day_count: DayCountName,
    /// Fee on gains above the high-water mark, in basis points of them; not in a distributing class
    #[arg(long, value_name = "BPS", default_value_t = 0)]
    pub performance_fee_bps: u16,
    /// ISIN; stored with the mint
    #[arg(long)]
    pub isin: Option<String>,
    /// A further fact that is stored with the mint (repeatable)
    #[arg(long, value_name = "KEY=VALUE", value_parser = parse::key_value)]
    pub fact: Vec<(String, String)>,
    /// No instant dealing: subscriptions and redemptions wait for their strike
    #[arg(long)]
    pub queue_only: bool,
    /// Its rules.
    #[command(flatten)]
    pub rules: RuleOptions,
}

/// Kind of share class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ClassKindName {
    /// $1.00 a share, income paid monthly as new shares; every transfer passes the fund's hook
    Distributing,
    /// The price rises; every transfer passes the fund's hook
    Accumulating,
    /// The price rises; no hook: who may not hold is frozen
    Gated,
}

impl From<ClassKindName> for ClassKind {
    fn from(name: ClassKindName) -> Self {
        match name {
            ClassKindName::Distributing => Self::Distributing,
            ClassKindName::Accumulating => Self::AccumulatingHooked,
            ClassKindName::Gated => Self::AccumulatingGated,
        }
    }
}

impl ClassCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "class create",
            Self::Show { .. } => "class show",
            Self::Rules(RulesCommand::Show { .. }) => "class rules show",
            Self::Rules(RulesCommand::Set(_)) => "class rules set",
            Self::Terms(TermsCommand::Show { .. }) => "class terms show",
            Self::Terms(TermsCommand::Set(_)) => "class terms set",
            Self::AdoptTokenAcl { .. } => "class adopt-token-acl",
        }
    }
}
