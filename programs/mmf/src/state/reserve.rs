//! The attested reserves, which cap new issues.

use anchor_lang::prelude::*;

use super::{Fund, fund_flag};
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;

/// What an attestor says that the fund has off chain. Address: `"reserve", fund`.
#[account]
#[derive(Debug, InitSpace)]
pub struct Reserve {
    /// Layout version.
    pub version: u8,
    /// Bump of the account's address.
    pub bump: u8,
    /// The fund.
    pub fund: Pubkey,
    /// Who attests.
    pub attestor: Pubkey,
    /// Seconds after `as_of` for which an attestation counts.
    pub max_age_seconds: u32,
    /// Number of attestations.
    pub attestation_no: u32,
    /// Value of what the fund has off chain, in e6.
    pub amount_e6: u64,
    /// The moment of the figure, in Unix seconds.
    pub as_of: i64,
    /// When it was attested, in Unix seconds.
    pub attested_at: i64,
    /// SHA-256 of the attestation's document.
    pub document_hash: [u8; 32],
    /// [`Fund::custodian_net_e6`] that the figure reflects: cash that has moved since counts where it is now.
    pub custodian_net_e6: i64,
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}

impl Fund {
    /// The fund after an issue stays within its attested reserves, where it has such a gate.
    ///
    /// # Errors
    /// [`MmfError::ReserveMissing`], and those of [`Reserve::check_issue`].
    pub fn check_reserves(&self, fund_key: &Pubkey, reserve: Option<&Reserve>, now: i64) -> Result<()> {
        if !self.has_flag(fund_flag::RESERVE_GATE) {
            return Ok(());
        }
        reserve.ok_or(MmfError::ReserveMissing)?.check_issue(fund_key, self, now)
    }
}

impl Reserve {
    /// New issues keep the supply's value within the attested reserves and the cash on chain.
    ///
    /// # Errors
    /// [`MmfError::AccountMismatch`], [`MmfError::ReserveStale`], [`MmfError::AboveReserves`].
    pub fn check_issue(&self, fund_key: &Pubkey, fund: &Fund, now: i64) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        require_keys_eq!(self.fund, *fund_key, MmfError::AccountMismatch);
        let good_until = self.as_of.saturating_add(i64::from(self.max_age_seconds));
        require!(self.attestation_no > 0 && now <= good_until, MmfError::ReserveStale);
        require!(i128::from(fund.supply_value_e6) <= self.covered_e6(fund), MmfError::AboveReserves);
        Ok(())
    }

    /// Attested reserves and cash on chain, in e6. Cash that went to custodians since the attestation is added, cash that came back taken off.
    pub fn covered_e6(&self, fund: &Fund) -> i128 {
        let moved = i128::from(fund.custodian_net_e6).saturating_sub(i128::from(self.custodian_net_e6));
        i128::from(self.amount_e6).saturating_add(moved).saturating_add(fund.cash_on_chain_e6())
    }
}
