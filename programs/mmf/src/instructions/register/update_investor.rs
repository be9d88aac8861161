//! Changes what is recorded of an investor besides its standing and attributes.

use anchor_lang::prelude::*;

use super::ChangeInvestor;
use crate::error::MmfError;
use crate::events::InvestorUpdated;
use crate::state::{Investor, InvestorKind, Role, investor_flag};

/// Most basis points.
const ALL_BPS: u16 = 10_000;
/// Highest number of [`Investor::dividend_election`].
const LAST_ELECTION: u8 = 1;

/// What is recorded of an investor. Every field is written.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvestorProfile {
    /// ISO 3166 numeric code, below 1,024.
    pub jurisdiction: u16,
    /// US person.
    pub us_person: bool,
    /// Kind of investor.
    pub kind: InvestorKind,
    /// Who operates a protocol vault; needed there, else the default key.
    pub operator: Pubkey,
    /// Most units over all classes; 0: no such limit.
    pub max_units: u64,
    /// No transfer to anybody else before this moment, in Unix seconds.
    pub locked_until: i64,
    /// No transfer to a US person before this moment, in Unix seconds.
    pub flow_back_until: i64,
    /// Beneficial owners of 25% or more of an entity (31 CFR 1010.230).
    pub beneficial_owners: u16,
    /// SHA-256 of the list of beneficial owners.
    pub beneficial_owners_hash: [u8; 32],
    /// That list is valid before this moment, in Unix seconds.
    pub beneficial_owners_expire_at: i64,
    /// Kind of tax form, by the transfer agent's list; 0: none.
    pub tax_form: u8,
    /// The tax form is valid before this moment, in Unix seconds.
    pub tax_form_expires_at: i64,
    /// Withholding on dividends, at most 10,000.
    pub withholding_bps: u16,
    /// 0: dividends in new units; 1: in cash.
    pub dividend_election: u8,
    /// Beneficial holders that a nominee or distributor reported; 0 for every other kind.
    pub nominee_holders: u32,
}

impl InvestorProfile {
    /// Of an investor of whom nothing else is recorded.
    pub fn plain(kind: InvestorKind, jurisdiction: u16, us_person: bool) -> Self {
        Self {
            jurisdiction,
            us_person,
            kind,
            operator: Pubkey::default(),
            max_units: 0,
            locked_until: 0,
            flow_back_until: 0,
            beneficial_owners: 0,
            beneficial_owners_hash: [0; 32],
            beneficial_owners_expire_at: 0,
            tax_form: 0,
            tax_form_expires_at: 0,
            withholding_bps: 0,
            dividend_election: 0,
            nominee_holders: 0,
        }
    }

    /// The profile on record; `None` where its kind is unknown to this release.
    pub fn of(investor: &Investor) -> Option<Self> {
        Some(Self {
            jurisdiction: investor.jurisdiction,
            us_person: investor.is_us_person(),
            kind: InvestorKind::from_number(investor.kind)?,
            operator: investor.operator,
            max_units: investor.max_units,
            locked_until: investor.locked_until,
            flow_back_until: investor.flow_back_until,
            beneficial_owners: investor.beneficial_owners,
            beneficial_owners_hash: investor.beneficial_owners_hash,
            beneficial_owners_expire_at: investor.beneficial_owners_expire_at,
            tax_form: investor.tax_form,
            tax_form_expires_at: investor.tax_form_expires_at,
            withholding_bps: investor.withholding_bps,
            dividend_election: investor.dividend_election,
            nominee_holders: investor.nominee_holders,
        })
    }

    /// Whether the figures make sense.
    ///
    /// # Errors
    /// [`MmfError::ParameterOutOfRange`].
    pub fn check(&self) -> Result<()> {
        let is_vault = self.kind == InvestorKind::ProtocolVault;
        let reports_holders = matches!(self.kind, InvestorKind::Nominee | InvestorKind::Distributor);
        let fits = self.jurisdiction < 1024
            && self.withholding_bps <= ALL_BPS
            && self.dividend_election <= LAST_ELECTION
            && is_vault == (self.operator != Pubkey::default())
            && (reports_holders || self.nominee_holders == 0)
            && [self.locked_until, self.flow_back_until, self.beneficial_owners_expire_at, self.tax_form_expires_at]
                .into_iter()
                .all(|moment| moment >= 0);
        require!(fits, MmfError::ParameterOutOfRange);
        Ok(())
    }

    /// Puts the profile on record.
    pub fn write(&self, investor: &mut Investor) {
        investor.jurisdiction = self.jurisdiction;
        investor.flags = if self.us_person {
            investor.flags | investor_flag::US_PERSON
        } else {
            investor.flags & !investor_flag::US_PERSON
        };
        investor.kind = self.kind as u8;
        investor.operator = self.operator;
        investor.max_units = self.max_units;
        investor.locked_until = self.locked_until;
        investor.flow_back_until = self.flow_back_until;
        investor.beneficial_owners = self.beneficial_owners;
        investor.beneficial_owners_hash = self.beneficial_owners_hash;
        investor.beneficial_owners_expire_at = self.beneficial_owners_expire_at;
        investor.tax_form = self.tax_form;
        investor.tax_form_expires_at = self.tax_form_expires_at;
        investor.withholding_bps = self.withholding_bps;
        investor.dividend_election = self.dividend_election;
        investor.nominee_holders = self.nominee_holders;
    }
}

/// Arguments of `update_investor`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct UpdateInvestorArgs {
    /// What is recorded from now on.
    pub profile: InvestorProfile,
    /// Reason code of the compliance officer's list; not 0.
    pub reason: u16,
    /// SHA-256 of the document that the change rests on.
    pub document_hash: [u8; 32],
}

/// Writes the profile. Standing and attributes stay. A change of US status or accreditation does not move the numbers of investors: they
/// release what they counted.
pub fn handle_update_investor(ctx: Context<ChangeInvestor>, args: UpdateInvestorArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let order = crate::instruction::UpdateInvestor { args };
    accounts.authorise(&[Role::Compliance], ctx.remaining_accounts, &order)?;
    require!(args.reason != 0, MmfError::ParameterOutOfRange);
    args.profile.check()?;
    let mut investor = accounts.investor.load_mut()?;
    let old = InvestorProfile::of(&investor).ok_or(MmfError::Inconsistent)?;

    args.profile.write(&mut investor);
    investor.document_hash = args.document_hash;

    emit!(InvestorUpdated {
        investor: accounts.investor.key(),
        seq: investor.next_seq()?,
        old,
        new: args.profile,
        reason: args.reason,
        document_hash: args.document_hash,
    });
    Ok(())
}
