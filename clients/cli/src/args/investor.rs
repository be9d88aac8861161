//! `mmf investor …` and `mmf wallet …`

use clap::{Args, Subcommand, ValueEnum};
use mmf::state::InvestorKind;
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// Verbs of investors.
#[derive(Debug, Subcommand)]
pub enum InvestorCommand {
    /// Register an investor; no personal data goes on chain
    #[command(after_help = "Example: mmf investor add --jurisdiction 840 --us-person --kind entity")]
    Add(InvestorAdd),
    /// Approve an investor, with the attributes that were verified
    #[command(after_help = "Example: mmf investor approve ID --kyc-until 2026-12-31 --accredited-until 2026-12-31")]
    Approve(InvestorApprove),
    /// Show an investor with its wallets and holdings
    #[command(after_help = "Example: mmf investor show ID")]
    Show {
        /// The investor's number, 64 hexadecimal digits
        #[arg(value_name = "ID", value_parser = parse::hex32)]
        id: [u8; 32],
    },
    /// List the fund's investors
    #[command(after_help = "Example: mmf investor list --output json")]
    List,
}

/// A new investor.
#[derive(Debug, Args)]
pub struct InvestorAdd {
    /// Number, 64 hexadecimal digits [default: random]
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub id: Option<[u8; 32]>,
    /// Country, ISO 3166 numeric
    #[arg(long, default_value_t = 840)]
    pub jurisdiction: u16,
    /// The investor is a US person
    #[arg(long)]
    pub us_person: bool,
    /// Entity or natural person
    #[arg(long, value_enum, default_value_t = KindName::Entity)]
    pub kind: KindName,
}

/// Kind of investor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// A natural person
    Person,
    /// A company, fund or other institution
    Entity,
    /// Address of a program that holds for others: a lending market, an automated market maker
    ProtocolVault,
    /// Takes over collateral of a lending market
    Liquidator,
    /// Holds in its own name for beneficial holders
    Nominee,
    /// Holds for its customers in an omnibus account
    Distributor,
}

impl From<KindName> for InvestorKind {
    fn from(name: KindName) -> Self {
        match name {
            KindName::Person => Self::Person,
            KindName::Entity => Self::Entity,
            KindName::ProtocolVault => Self::ProtocolVault,
            KindName::Liquidator => Self::Liquidator,
            KindName::Nominee => Self::Nominee,
            KindName::Distributor => Self::Distributor,
        }
    }
}

/// What was verified of an investor.
#[derive(Debug, Args)]
pub struct InvestorApprove {
    /// The investor's number, 64 hexadecimal digits
    #[arg(value_name = "ID", value_parser = parse::hex32)]
    pub id: [u8; 32],
    /// Last day on which the identity check stands
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub kyc_until: i32,
    /// Last day on which the investor counts as accredited
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub accredited_until: Option<i32>,
    /// Last day on which the investor counts as a qualified purchaser
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub qualified_until: Option<i32>,
    /// Last day on which the investor counts as an institution
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub institution_until: Option<i32>,
    /// SHA-256 of the evidence, 64 hexadecimal digits
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub evidence: Option<[u8; 32]>,
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
}
