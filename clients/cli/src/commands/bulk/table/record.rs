//! What a row says of an investor, and what is on chain of it, in one form.

use mmf::instructions::InvestorProfile;
use mmf::state::{Attribute, AttributeKind, Investor, InvestorKind};
use solana_sdk::pubkey::Pubkey;

/// Attributes that a row can hold.
pub const ATTRIBUTES: [AttributeKind; 5] = [
    AttributeKind::Kyc,
    AttributeKind::Accredited,
    AttributeKind::QualifiedPurchaser,
    AttributeKind::Institution,
    AttributeKind::Professional,
];

/// An investor, as a row describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number.
    pub id: [u8; 32],
    /// Its wallets.
    pub wallets: Vec<Pubkey>,
    /// What is recorded of it.
    pub profile: InvestorProfile,
    /// What was verified, by [`ATTRIBUTES`].
    pub attributes: [Attribute; 5],
    /// SHA-256 of the last document in the file.
    pub document_hash: [u8; 32],
}

impl Record {
    /// Of an investor of whom nothing is recorded yet.
    pub fn blank() -> Self {
        Self {
            id: [0; 32],
            wallets: Vec::new(),
            profile: InvestorProfile::plain(InvestorKind::Entity, 0, false),
            attributes: Default::default(),
            document_hash: [0; 32],
        }
    }

    /// Of an investor on chain; `None` where its kind is unknown to this release.
    pub fn of(investor: &Investor, mut wallets: Vec<Pubkey>) -> Option<Self> {
        wallets.sort_unstable();
        Some(Self {
            id: investor.investor_id,
            wallets,
            profile: InvestorProfile::of(investor)?,
            attributes: ATTRIBUTES.map(|kind| investor.attributes[kind as usize]),
            document_hash: investor.document_hash,
        })
    }

    /// An attribute.
    pub fn attribute(&self, kind: AttributeKind) -> &Attribute {
        &self.attributes[kind as usize]
    }

    /// An attribute, to be written.
    pub fn attribute_mut(&mut self, kind: AttributeKind) -> &mut Attribute {
        &mut self.attributes[kind as usize]
    }
}
