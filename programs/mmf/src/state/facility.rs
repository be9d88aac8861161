//! A third party that serves instant redemptions with its own cash.

use anchor_lang::prelude::*;

use super::Limiter;
use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;

/// What the provider sets.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq, InitSpace)]
pub struct FacilityTerms {
    /// Whether the facility serves.
    pub active: bool,
    /// What the provider keeps of the value, in basis points.
    pub fee_bps: u16,
    /// Most that it buys in a rolling window of the fund, in e6.
    pub limit_e6: u64,
    /// Most that it buys from one investor in a rolling window, in e6: at most half of the limit.
    pub investor_limit_e6: u64,
    /// Classes that it buys, one bit each by number.
    pub classes: u16,
}

/// A liquidity facility. Address: `"facility", fund, provider's investor`. The fund is the delegate of the provider's cash account.
#[account]
#[derive(Debug, InitSpace)]
pub struct Facility {
    /// Layout version.
    pub version: u8,
    /// Bump of the facility's address.
    pub bump: u8,
    /// The fund.
    pub fund: Pubkey,
    /// The provider's investor.
    pub investor: Pubkey,
    /// The provider's wallet.
    pub owner: Pubkey,
    /// The provider's cash account.
    pub cash_account: Pubkey,
    /// What the provider set.
    pub terms: FacilityTerms,
    /// What it bought lately: level in e6.
    pub level_e6: u64,
    /// When the level was reckoned, in Unix seconds.
    pub level_at: i64,
    /// Value of what it bought so far, in e6.
    pub bought_e6: u64,
    /// Fees that it kept so far, in e6.
    pub fees_e6: u64,
    /// Number of the facility's last event.
    pub seq: u64,
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}

impl Facility {
    /// Refuses an unknown layout, and another fund's.
    pub fn check(&self, fund: &Pubkey) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        require_keys_eq!(self.fund, *fund, MmfError::AccountMismatch);
        Ok(())
    }

    /// What it bought lately.
    pub fn limiter(&self) -> Limiter {
        Limiter { level_e6: self.level_e6, updated_at: self.level_at }
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }
}
