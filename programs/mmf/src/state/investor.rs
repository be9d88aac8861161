//! The beneficial owner, and the wallets that belong to it.

use anchor_lang::prelude::*;

use crate::constants::{ACCOUNT_VERSION, MAX_CLASSES};
use crate::error::MmfError;

/// Standing of an investor.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum InvestorStatus {
    /// Registered, not approved.
    Pending,
    /// May hold, receive, send and deal.
    Approved,
    /// May only redeem.
    RedeemOnly,
    /// Neither in nor out.
    Blocked,
    /// Property is blocked by law.
    Sanctioned,
}

/// What was verified of an investor. The number is its place in [`Investor::attributes`].
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum AttributeKind {
    /// Identity and source of funds.
    Kyc,
    /// Accredited investor.
    Accredited,
    /// Qualified purchaser.
    QualifiedPurchaser,
    /// Institution.
    Institution,
    /// Professional client.
    Professional,
}

impl InvestorStatus {
    /// Every standing, by number.
    pub const ALL: [InvestorStatus; 5] =
        [Self::Pending, Self::Approved, Self::RedeemOnly, Self::Blocked, Self::Sanctioned];
}

/// Kind of investor.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum InvestorKind {
    /// A natural person.
    Person,
    /// A company, fund, trust or other entity.
    Entity,
    /// Address of a program that holds units for others: a lending market, an automated market maker, a vault.
    ProtocolVault,
    /// Takes over collateral of a lending market.
    Liquidator,
    /// Holds in its own name for beneficial holders whose number it reports.
    Nominee,
    /// Sells to its own customers and holds for them in an omnibus account.
    Distributor,
}

impl InvestorKind {
    /// Every kind, by number.
    pub const ALL: [InvestorKind; 6] =
        [Self::Person, Self::Entity, Self::ProtocolVault, Self::Liquidator, Self::Nominee, Self::Distributor];

    /// The kind with that number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// [`Investor::dividend_election`]: dividends in cash. 0: in new units.
pub const CASH_ELECTED: u8 = 1;

/// Bits of [`Investor::flags`].
pub mod investor_flag {
    /// US person.
    pub const US_PERSON: u16 = 1;
}

/// A verified attribute.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Attribute {
    /// Valid before this moment, in Unix seconds; 0: not held.
    pub expires_at: i64,
    /// SHA-256 of the evidence.
    pub evidence_hash: [u8; 32],
}

/// A leaky bucket: what is in it drains with time.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Limiter {
    /// Level at `updated_at`, in e6.
    pub level_e6: u64,
    /// In Unix seconds.
    pub updated_at: i64,
}

/// An investor. Address: `"investor", fund, investor_id`. Holds no personal data.
#[account(zero_copy)]
#[derive(Debug)]
pub struct Investor {
    /// The fund.
    pub fund: Pubkey,
    /// Random, or a salted hash.
    pub investor_id: [u8; 32],
    /// Layout version.
    pub version: u8,
    /// Bump of the investor's address.
    pub bump: u8,
    /// [`InvestorStatus`].
    pub status: u8,
    /// [`InvestorKind`].
    pub kind: u8,
    /// Bits of [`investor_flag`].
    pub flags: u16,
    /// ISO 3166 numeric code.
    pub jurisdiction: u16,
    /// Distinguishes records that were deleted and made again.
    pub generation: u32,
    /// Open holdings.
    pub holdings: u16,
    /// Linked wallets.
    pub wallets: u16,
    /// Number of the investor's last event.
    pub seq: u64,
    /// Recorded units by class number, over all wallets.
    pub units: [u64; MAX_CLASSES as usize],
    /// By [`AttributeKind`]; the last three for later kinds.
    pub attributes: [Attribute; 8],
    /// SHA-256 of the last document in the file.
    pub document_hash: [u8; 32],
    /// Who operates a protocol vault.
    pub operator: Pubkey,
    /// Most units over all classes; 0: no such limit.
    pub max_units: u64,
    /// Instant subscriptions.
    pub subscription_limiter: Limiter,
    /// Instant redemptions.
    pub redemption_limiter: Limiter,
    /// SHA-256 of the list of beneficial owners.
    pub beneficial_owners_hash: [u8; 32],
    /// Valid before this moment, in Unix seconds.
    pub beneficial_owners_expire_at: i64,
    /// Tax form valid before this moment, in Unix seconds.
    pub tax_form_expires_at: i64,
    /// Beneficial holders that a nominee or distributor reported.
    pub nominee_holders: u32,
    /// Beneficial owners of 25% or more.
    pub beneficial_owners: u16,
    /// Withholding on dividends, in basis points.
    pub withholding_bps: u16,
    /// Kind of tax form.
    pub tax_form: u8,
    /// 0: dividends in new units; 1: in cash.
    pub dividend_election: u8,
    /// Reason code of the last restriction or release.
    pub reason: u16,
    /// Zero.
    pub padding: [u8; 4],
    /// No transfer to anybody else before this moment, in Unix seconds.
    pub locked_until: i64,
    /// No transfer to a US person before this moment, in Unix seconds: units that were acquired under Regulation S.
    pub flow_back_until: i64,
    /// When the investor was last restricted, blocked or sanctioned, in Unix seconds; 0: it stands unrestricted.
    pub restricted_at: i64,
    /// Classes in whose numbers of investors this one is counted, one bit each: all, US persons, not accredited.
    pub counted: [u16; 3],
    /// Open holdings by class number.
    pub class_holdings: [u8; MAX_CLASSES as usize],
    /// Zero; for later fields.
    pub reserved: [u8; 50],
}

impl Investor {
    /// Refuses an unknown layout.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        Ok(())
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }

    /// Whether the investor is a US person.
    pub fn is_us_person(&self) -> bool {
        self.flags & investor_flag::US_PERSON != 0
    }

    /// Whether the investor is of a kind.
    pub fn is_kind(&self, kind: InvestorKind) -> bool {
        self.kind == kind as u8
    }

    /// Whether the investor is of this standing.
    pub fn has_status(&self, status: InvestorStatus) -> bool {
        self.status == status as u8
    }

    /// Whether the investor is blocked or sanctioned: its record stays as it is.
    pub fn is_barred(&self) -> bool {
        self.has_status(InvestorStatus::Blocked) || self.has_status(InvestorStatus::Sanctioned)
    }

    /// Whether the investor is accredited at this moment: as such, as a qualified purchaser or as an institution.
    pub fn is_accredited(&self, now: i64) -> bool {
        use AttributeKind::{Accredited, Institution, QualifiedPurchaser};
        [Accredited, QualifiedPurchaser, Institution].into_iter().any(|kind| self.holds(kind, now))
    }

    /// Whether all attributes of a set are held at this moment, one bit for each [`AttributeKind`].
    pub fn holds_all(&self, required: u16, now: i64) -> bool {
        let mut place = 0;
        let mut rest = required;
        while rest != 0 {
            if rest & 1 != 0 && self.attributes.get(place).is_none_or(|attribute| now >= attribute.expires_at) {
                return false;
            }
            rest >>= 1;
            place += 1;
        }
        true
    }

    /// Whether an attribute is held at this moment.
    pub fn holds(&self, kind: AttributeKind, now: i64) -> bool {
        now < self.attributes[kind as usize].expires_at
    }

    /// Whether the investor has an open holding in a class.
    pub fn has_holding_in(&self, class_no: u8) -> bool {
        self.class_holdings.get(usize::from(class_no)).is_some_and(|open| *open > 0)
    }

    /// Units of a class over all wallets; 0 for a number that no class can have.
    pub fn units_of(&self, class_no: u8) -> u64 {
        self.units.get(usize::from(class_no)).copied().unwrap_or_default()
    }

    /// Adds units of a class.
    pub fn add_units(&mut self, class_no: u8, units: u64) -> Result<()> {
        let held = self.class_units(class_no)?;
        *held = held.checked_add(units).ok_or(MmfError::Overflow)?;
        Ok(())
    }

    /// Takes units of a class.
    pub fn remove_units(&mut self, class_no: u8, units: u64) -> Result<()> {
        let held = self.class_units(class_no)?;
        *held = held.checked_sub(units).ok_or(MmfError::Overflow)?;
        Ok(())
    }

    fn class_units(&mut self, class_no: u8) -> Result<&mut u64> {
        self.units.get_mut(usize::from(class_no)).ok_or_else(|| MmfError::AccountMismatch.into())
    }
}

/// A wallet of an investor. Address: `"wallet", fund, owner`.
#[account]
#[derive(Debug, InitSpace)]
pub struct Wallet {
    /// Layout version.
    pub version: u8,
    /// Bump of the wallet record's address.
    pub bump: u8,
    /// The fund.
    pub fund: Pubkey,
    /// The wallet's address.
    pub owner: Pubkey,
    /// The investor that it belongs to.
    pub investor: Pubkey,
    /// The investor's generation when it was linked.
    pub investor_generation: u32,
    /// In Unix seconds.
    pub linked_at: i64,
    /// Open holdings of the wallet.
    pub holdings: u16,
    /// Zero; for later fields.
    pub reserved: [u8; 62],
}
