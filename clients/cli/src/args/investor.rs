//! `mmf investor …` and `mmf wallet …`

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::{AttributeKind, InvestorStatus};
use solana_sdk::pubkey::Pubkey;

use super::bulk::BulkCommand;
use super::parse;
use super::profile::ProfileOptions;

/// Reason code of an approval or change that no particular order is behind.
const ORDINARY_REVIEW: u16 = 1;

/// Verbs of investors.
#[derive(Debug, Subcommand)]
pub enum InvestorCommand {
    /// Register an investor; no personal data goes on chain
    #[command(after_help = "Example: mmf investor add --jurisdiction US --us-person --kind entity\n         \
                            mmf investor add --jurisdiction KY --kind protocol-vault --operator ADDRESS")]
    Add(InvestorAdd),
    /// Approve an investor or renew its approval, with the attributes that were verified
    #[command(after_help = "Example: mmf investor approve ID --kyc-until 2026-12-31 --accredited-until 2026-12-31")]
    Approve(Box<InvestorApprove>),
    /// Change what is recorded of an investor; what is not named stays
    #[command(after_help = "Example: mmf investor update ID --jurisdiction DE --not-us-person --document HEX32")]
    Update(InvestorUpdate),
    /// Restrict an investor to redemptions
    #[command(after_help = "Example: mmf investor restrict ID --reason 12 --document HEX32")]
    Restrict(Restriction),
    /// Block an investor: nothing goes in or out, income is credited in place
    #[command(after_help = "Example: mmf investor block ID --reason 12 --document HEX32")]
    Block(Restriction),
    /// Sanction an investor: its property is blocked by law
    #[command(after_help = "Example: mmf investor sanction ID --reason 12 --document HEX32")]
    Sanction(Restriction),
    /// Release an investor from a restriction, a block or a sanction
    #[command(
        after_help = "A sanction is lifted by transfer agent and compliance together, on a licence or delisting.\n\n\
                      Example: mmf investor release ID --to approved --reason 12 --document HEX32"
    )]
    Release(InvestorRelease),
    /// Delete an investor that has neither wallets nor holdings
    #[command(after_help = "Example: mmf investor remove ID")]
    Remove {
        /// The investor's number, 64 hexadecimal digits
        #[arg(value_name = "ID", value_parser = parse::hex32)]
        id: [u8; 32],
        /// Who gets the rent [default: the fee payer]
        #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
        rent_to: Option<Pubkey>,
    },
    /// Show everything on record of an investor
    #[command(after_help = "Example: mmf investor show ID")]
    Show {
        /// The investor's number, 64 hexadecimal digits
        #[arg(value_name = "ID", value_parser = parse::hex32)]
        id: [u8; 32],
    },
    /// List the fund's investors
    #[command(after_help = "Example: mmf investor list --status approved --expiring-within 30d")]
    List(InvestorList),
    /// Many investors at once.
    #[command(flatten)]
    Bulk(BulkCommand),
}

impl InvestorCommand {
    /// The command's name in results.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Add(_) => "investor add",
            Self::Approve(_) => "investor approve",
            Self::Update(_) => "investor update",
            Self::Restrict(_) => "investor restrict",
            Self::Block(_) => "investor block",
            Self::Sanction(_) => "investor sanction",
            Self::Release(_) => "investor release",
            Self::Remove { .. } => "investor remove",
            Self::Show { .. } => "investor show",
            Self::List(_) => "investor list",
            Self::Bulk(verb) => verb.name(),
        }
    }
}

/// A new investor.
#[derive(Debug, Args)]
pub struct InvestorAdd {
    /// Number, 64 hexadecimal digits [default: random]
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub id: Option<[u8; 32]>,
    /// What is recorded of it.
    #[command(flatten)]
    pub profile: ProfileOptions,
    /// SHA-256 of the file that was opened
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub document: Option<[u8; 32]>,
}

/// What was verified of an investor.
#[derive(Debug, Args)]
pub struct InvestorApprove {
    /// The investor's number, 64 hexadecimal digits
    #[arg(value_name = "ID", value_parser = parse::hex32)]
    pub id: [u8; 32],
    /// Last day on which the identity check stands [default: as it is on record]
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub kyc_until: Option<i32>,
    /// SHA-256 of its evidence
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32, requires = "kyc_until")]
    pub kyc_evidence: Option<[u8; 32]>,
    /// Last day on which the investor counts as accredited
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub accredited_until: Option<i32>,
    /// SHA-256 of its evidence
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32, requires = "accredited_until")]
    pub accredited_evidence: Option<[u8; 32]>,
    /// Last day on which the investor counts as a qualified purchaser
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub qualified_until: Option<i32>,
    /// SHA-256 of its evidence
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32, requires = "qualified_until")]
    pub qualified_evidence: Option<[u8; 32]>,
    /// Last day on which the investor counts as an institution
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub institution_until: Option<i32>,
    /// SHA-256 of its evidence
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32, requires = "institution_until")]
    pub institution_evidence: Option<[u8; 32]>,
    /// Last day on which the investor counts as a professional client
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub professional_until: Option<i32>,
    /// SHA-256 of its evidence
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32, requires = "professional_until")]
    pub professional_evidence: Option<[u8; 32]>,
    /// An attribute that is taken away (repeatable)
    #[arg(long, value_name = "ATTRIBUTE", value_enum)]
    pub withdraw: Vec<WithdrawableName>,
    /// Code of the compliance officer's list of reasons
    #[arg(long, value_name = "CODE", default_value_t = ORDINARY_REVIEW, value_parser = clap::value_parser!(u16).range(1..))]
    pub reason: u16,
    /// SHA-256 of the evidence, where an attribute has none of its own
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub evidence: Option<[u8; 32]>,
    /// SHA-256 of the decision [default: the evidence]
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub document: Option<[u8; 32]>,
}

/// Attributes that can be taken away. KYC can't: an approval rests on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WithdrawableName {
    /// Accredited investor
    Accredited,
    /// Qualified purchaser
    Qualified,
    /// Institution
    Institution,
    /// Professional client
    Professional,
}

impl From<WithdrawableName> for AttributeKind {
    fn from(name: WithdrawableName) -> Self {
        match name {
            WithdrawableName::Accredited => Self::Accredited,
            WithdrawableName::Qualified => Self::QualifiedPurchaser,
            WithdrawableName::Institution => Self::Institution,
            WithdrawableName::Professional => Self::Professional,
        }
    }
}

/// What changes in an investor's record.
#[derive(Debug, Args)]
pub struct InvestorUpdate {
    /// The investor's number, 64 hexadecimal digits
    #[arg(value_name = "ID", value_parser = parse::hex32)]
    pub id: [u8; 32],
    /// What changes.
    #[command(flatten)]
    pub profile: ProfileOptions,
    /// Code of the compliance officer's list of reasons
    #[arg(long, value_name = "CODE", default_value_t = ORDINARY_REVIEW, value_parser = clap::value_parser!(u16).range(1..))]
    pub reason: u16,
    /// SHA-256 of the document that the change rests on [default: the one on record]
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub document: Option<[u8; 32]>,
}

/// An order of the compliance officer.
#[derive(Clone, Copy, Debug, Args)]
pub struct Order {
    /// Code of the compliance officer's list of reasons
    #[arg(long, value_name = "CODE", value_parser = clap::value_parser!(u16).range(1..))]
    pub reason: u16,
    /// SHA-256 of the order, decision, licence or delisting
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub document: [u8; 32],
}

/// A stricter standing.
#[derive(Debug, Args)]
pub struct Restriction {
    /// The investor's number, 64 hexadecimal digits
    #[arg(value_name = "ID", value_parser = parse::hex32)]
    pub id: [u8; 32],
    /// Why.
    #[command(flatten)]
    pub order: Order,
}

/// A milder standing.
#[derive(Debug, Args)]
pub struct InvestorRelease {
    /// The investor's number, 64 hexadecimal digits
    #[arg(value_name = "ID", value_parser = parse::hex32)]
    pub id: [u8; 32],
    /// The standing from now on
    #[arg(long, value_enum)]
    pub to: ReleasedName,
    /// Why.
    #[command(flatten)]
    pub order: Order,
}

/// Standings to which an investor can be released.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReleasedName {
    /// Approved; KYC must be valid
    Approved,
    /// May only redeem
    RedeemOnly,
    /// Pending; only without holdings
    Pending,
}

impl From<ReleasedName> for InvestorStatus {
    fn from(name: ReleasedName) -> Self {
        match name {
            ReleasedName::Approved => Self::Approved,
            ReleasedName::RedeemOnly => Self::RedeemOnly,
            ReleasedName::Pending => Self::Pending,
        }
    }
}

/// Which investors are listed.
#[derive(Debug, Args)]
pub struct InvestorList {
    /// Only those of this standing (repeatable)
    #[arg(long, value_enum)]
    pub status: Vec<StatusName>,
    /// Only those of whom an attribute has run out or will within this time
    #[arg(long, value_name = "TIME", value_parser = parse::duration)]
    pub expiring_within: Option<u32>,
}

/// Standing of an investor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[repr(u8)]
pub enum StatusName {
    /// Registered, not approved
    Pending = InvestorStatus::Pending as u8,
    /// May hold, receive, send and deal
    Approved = InvestorStatus::Approved as u8,
    /// May only redeem
    RedeemOnly = InvestorStatus::RedeemOnly as u8,
    /// Neither in nor out
    Blocked = InvestorStatus::Blocked as u8,
    /// Property is blocked by law
    Sanctioned = InvestorStatus::Sanctioned as u8,
}

/// Verbs of wallets.
#[derive(Debug, Subcommand)]
pub enum WalletCommand {
    /// Link a wallet to an investor, and open its token account and holding for every class it may hold
    #[command(after_help = "Example: mmf wallet link ID WALLET")]
    Link {
        /// The investor's number, 64 hexadecimal digits
        #[arg(value_name = "ID", value_parser = parse::hex32)]
        id: [u8; 32],
        /// The wallet's address
        #[arg(value_name = "WALLET", value_parser = parse::address)]
        wallet: Pubkey,
    },
    /// Unlink a wallet that has no open holding
    #[command(after_help = "Example: mmf wallet unlink WALLET")]
    Unlink {
        /// The wallet's address
        #[arg(value_name = "WALLET", value_parser = parse::address)]
        wallet: Pubkey,
        /// Who gets the rent [default: the fee payer]
        #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
        rent_to: Option<Pubkey>,
    },
}
