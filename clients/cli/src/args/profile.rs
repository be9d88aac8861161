//! What is recorded of an investor, as options.

use clap::{Args, ValueEnum};
use mmf::state::InvestorKind;
use solana_sdk::pubkey::Pubkey;

use super::parse;

/// What is recorded of an investor besides its standing and attributes.
#[derive(Clone, Debug, Default, Args)]
pub struct ProfileOptions {
    /// Country, by two letters or number of ISO 3166 [a new investor's default: US]
    #[arg(long, value_name = "COUNTRY", value_parser = parse::jurisdiction)]
    pub jurisdiction: Option<u16>,
    /// The investor is a US person
    #[arg(long, conflicts_with = "not_us_person")]
    pub us_person: bool,
    /// The investor is no US person [a new investor's default]
    #[arg(long)]
    pub not_us_person: bool,
    /// Kind of investor [a new investor's default: entity]
    #[arg(long, value_enum)]
    pub kind: Option<KindName>,
    /// Who operates a protocol vault; needed for one
    #[arg(long, value_name = "ADDRESS", value_parser = parse::address)]
    pub operator: Option<Pubkey>,
    /// Most units over all classes; 0: no such limit
    #[arg(long, value_name = "UNITS", value_parser = parse::not_negative)]
    pub max_units: Option<u64>,
    /// From this day or moment on its units may go to others
    #[arg(long, value_name = "DATE", value_parser = parse::moment)]
    pub locked_until: Option<i64>,
    /// From this day or moment on its units may go to US persons
    #[arg(long, value_name = "DATE", value_parser = parse::moment)]
    pub flow_back_until: Option<i64>,
    /// Number of beneficial owners of 25% or more of an entity
    #[arg(long, value_name = "NUMBER")]
    pub beneficial_owners: Option<u16>,
    /// SHA-256 of the list of beneficial owners
    #[arg(long, value_name = "HEX32", value_parser = parse::hex32)]
    pub beneficial_owners_hash: Option<[u8; 32]>,
    /// Last day on which that list stands
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub beneficial_owners_until: Option<i32>,
    /// Tax form on file
    #[arg(long, value_enum)]
    pub tax_form: Option<TaxFormName>,
    /// Last day on which the tax form stands
    #[arg(long, value_name = "DATE", value_parser = parse::day)]
    pub tax_form_until: Option<i32>,
    /// Withholding on dividends, in basis points
    #[arg(long, value_name = "BPS", value_parser = clap::value_parser!(u16).range(..=10_000))]
    pub withholding_bps: Option<u16>,
    /// How dividends are wanted
    #[arg(long, value_enum)]
    pub dividends: Option<ElectionName>,
    /// Beneficial holders that a nominee or distributor reports
    #[arg(long, value_name = "NUMBER")]
    pub nominee_holders: Option<u32>,
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

/// Tax forms. The number that goes on record is the place in this list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[repr(u8)]
pub enum TaxFormName {
    /// None
    None,
    /// Of US persons
    #[value(name = "w-9")]
    W9,
    /// Of foreign persons
    #[value(name = "w-8ben")]
    W8Ben,
    /// Of foreign entities
    #[value(name = "w-8ben-e")]
    W8BenE,
    /// Of foreign intermediaries
    #[value(name = "w-8imy")]
    W8Imy,
    /// Of foreign persons whose income is effectively connected with a US business
    #[value(name = "w-8eci")]
    W8Eci,
    /// Of foreign governments and other exempt organisations
    #[value(name = "w-8exp")]
    W8Exp,
    /// A self-certification of tax residence
    SelfCertification,
}

/// How dividends are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[repr(u8)]
pub enum ElectionName {
    /// As new units
    Units,
    /// In cash
    Cash,
}
