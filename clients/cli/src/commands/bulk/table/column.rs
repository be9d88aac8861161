//! The columns: their names, and how each is read into a record and written out of it.

use std::fmt;

use mmf::state::AttributeKind::{self, Accredited, Institution, Kyc, Professional, QualifiedPurchaser};

use super::Record;
use super::cells;
use crate::output::hex;

macro_rules! columns {
    ($($column:ident = $name:literal,)*) => {
        /// A column of the file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Column {
            $(#[doc = $name] $column,)*
        }

        impl Column {
            /// Every column, in the order in which `export` writes them.
            pub const ALL: &[Self] = &[$(Self::$column,)*];

            /// Its name in the first line.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$column => $name,)*
                }
            }
        }
    };
}

columns! {
    InvestorId = "investor_id",
    Wallets = "wallets",
    Kind = "kind",
    Jurisdiction = "jurisdiction",
    UsPerson = "us_person",
    KycUntil = "kyc_until",
    KycEvidence = "kyc_evidence",
    AccreditedUntil = "accredited_until",
    AccreditedEvidence = "accredited_evidence",
    QualifiedUntil = "qualified_until",
    QualifiedEvidence = "qualified_evidence",
    InstitutionUntil = "institution_until",
    InstitutionEvidence = "institution_evidence",
    ProfessionalUntil = "professional_until",
    ProfessionalEvidence = "professional_evidence",
    Operator = "operator",
    MaxUnits = "max_units",
    LockedUntil = "locked_until",
    FlowBackUntil = "flow_back_until",
    BeneficialOwners = "beneficial_owners",
    BeneficialOwnersHash = "beneficial_owners_hash",
    BeneficialOwnersUntil = "beneficial_owners_until",
    TaxForm = "tax_form",
    TaxFormUntil = "tax_form_until",
    WithholdingBps = "withholding_bps",
    DividendElection = "dividend_election",
    NomineeHolders = "nominee_holders",
    DocumentHash = "document_hash",
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Column {
    /// The column with that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.name() == name)
    }

    /// Whether every file has it.
    pub const fn is_required(self) -> bool {
        (self as u8) <= Self::KycUntil as u8
    }

    /// The attribute that an evidence belongs to, with the column of its last day.
    pub const fn evidence_of(self) -> Option<(AttributeKind, Self)> {
        match self {
            Self::KycEvidence => Some((Kyc, Self::KycUntil)),
            Self::AccreditedEvidence => Some((Accredited, Self::AccreditedUntil)),
            Self::QualifiedEvidence => Some((QualifiedPurchaser, Self::QualifiedUntil)),
            Self::InstitutionEvidence => Some((Institution, Self::InstitutionUntil)),
            Self::ProfessionalEvidence => Some((Professional, Self::ProfessionalUntil)),
            _ => None,
        }
    }

    /// Reads a cell into a record. An empty cell says that there is nothing to record.
    pub fn read(self, record: &mut Record, text: &str) -> Result<(), String> {
        let profile = &mut record.profile;
        match self {
            Self::InvestorId => record.id = cells::id(text)?,
            Self::Wallets => record.wallets = cells::wallets(text)?,
            Self::Kind => profile.kind = cells::kind(text)?,
            Self::Jurisdiction => profile.jurisdiction = cells::country(text)?,
            Self::UsPerson => profile.us_person = cells::flag(text)?,
            Self::KycUntil => record.attribute_mut(Kyc).expires_at = cells::last_day(cells::stated(text)?)?,
            Self::AccreditedUntil => record.attribute_mut(Accredited).expires_at = cells::last_day(text)?,
            Self::QualifiedUntil => record.attribute_mut(QualifiedPurchaser).expires_at = cells::last_day(text)?,
            Self::InstitutionUntil => record.attribute_mut(Institution).expires_at = cells::last_day(text)?,
            Self::ProfessionalUntil => record.attribute_mut(Professional).expires_at = cells::last_day(text)?,
            Self::Operator => profile.operator = cells::operator(text)?,
            Self::MaxUnits => profile.max_units = cells::units(text)?,
            Self::LockedUntil => profile.locked_until = cells::moment(text)?,
            Self::FlowBackUntil => profile.flow_back_until = cells::moment(text)?,
            Self::BeneficialOwners => profile.beneficial_owners = cells::number(text, u16::MAX)?,
            Self::BeneficialOwnersHash => profile.beneficial_owners_hash = cells::hash(text)?,
            Self::BeneficialOwnersUntil => profile.beneficial_owners_expire_at = cells::last_day(text)?,
            Self::TaxForm => profile.tax_form = cells::tax_form(text)?,
            Self::TaxFormUntil => profile.tax_form_expires_at = cells::last_day(text)?,
            Self::WithholdingBps => profile.withholding_bps = cells::number(text, 10_000)?,
            Self::DividendElection => profile.dividend_election = cells::election(text)?,
            Self::NomineeHolders => profile.nominee_holders = cells::number(text, u32::MAX)?,
            Self::DocumentHash => record.document_hash = cells::hash(text)?,
            Self::KycEvidence
            | Self::AccreditedEvidence
            | Self::QualifiedEvidence
            | Self::InstitutionEvidence
            | Self::ProfessionalEvidence => {
                if let Some((kind, _)) = self.evidence_of() {
                    record.attribute_mut(kind).evidence_hash = cells::hash(text)?;
                }
            }
        }
        Ok(())
    }

    /// A cell as `export` writes it; [`Column::read`] reads the same back.
    pub fn write(self, record: &Record) -> String {
        let profile = &record.profile;
        match self {
            Self::InvestorId => hex(&record.id),
            Self::Wallets => cells::wallets_text(&record.wallets),
            Self::Kind => cells::kind_text(profile.kind),
            Self::Jurisdiction => cells::country_text(profile.jurisdiction),
            Self::UsPerson => cells::flag_text(profile.us_person).to_owned(),
            Self::KycUntil => cells::last_day_text(record.attribute(Kyc).expires_at),
            Self::AccreditedUntil => cells::last_day_text(record.attribute(Accredited).expires_at),
            Self::QualifiedUntil => cells::last_day_text(record.attribute(QualifiedPurchaser).expires_at),
            Self::InstitutionUntil => cells::last_day_text(record.attribute(Institution).expires_at),
            Self::ProfessionalUntil => cells::last_day_text(record.attribute(Professional).expires_at),
            Self::Operator => cells::operator_text(&profile.operator),
            Self::MaxUnits => cells::units_text(profile.max_units),
            Self::LockedUntil => cells::moment_text(profile.locked_until),
            Self::FlowBackUntil => cells::moment_text(profile.flow_back_until),
            Self::BeneficialOwners => cells::number_text(profile.beneficial_owners),
            Self::BeneficialOwnersHash => cells::hash_text(&profile.beneficial_owners_hash),
            Self::BeneficialOwnersUntil => cells::last_day_text(profile.beneficial_owners_expire_at),
            Self::TaxForm => cells::tax_form_text(profile.tax_form),
            Self::TaxFormUntil => cells::last_day_text(profile.tax_form_expires_at),
            Self::WithholdingBps => cells::number_text(profile.withholding_bps),
            Self::DividendElection => cells::election_text(profile.dividend_election).to_owned(),
            Self::NomineeHolders => cells::number_text(profile.nominee_holders),
            Self::DocumentHash => cells::hash_text(&record.document_hash),
            Self::KycEvidence
            | Self::AccreditedEvidence
            | Self::QualifiedEvidence
            | Self::InstitutionEvidence
            | Self::ProfessionalEvidence => self.evidence_of().map_or_else(String::new, |(kind, _)| {
                let attribute = record.attribute(kind);
                if attribute.expires_at == 0 { String::new() } else { cells::hash_text(&attribute.evidence_hash) }
            }),
        }
    }
}

#[cfg(test)]
mod tests;
