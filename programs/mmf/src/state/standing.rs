//! A holder's standing instruction.

use anchor_lang::prelude::*;

use crate::constants::{ACCOUNT_VERSION, STANDING_SEED};
use crate::error::MmfError;

/// What the holder wants done with its cash.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq, InitSpace)]
pub struct StandingTerms {
    /// Cash above this is swept into the fund, in units of the settlement mint; 0: nothing is swept.
    pub sweep_above_settlement_units: u64,
    /// When the cash falls below this, shares are redeemed up to it, in units of the settlement mint; 0: nothing is redeemed.
    pub redeem_below_settlement_units: u64,
    /// Least cash that is moved, in units of the settlement mint.
    pub min_move_settlement_units: u64,
    /// Most cash that one run moves, in units of the settlement mint.
    pub max_move_settlement_units: u64,
    /// Least seconds between two runs.
    pub interval_seconds: u32,
    /// Highest fee that the holder accepts, in basis points of the amount.
    pub max_fee_bps: u16,
    /// The instruction ends at this moment, in Unix seconds.
    pub expires_at: i64,
}

/// A standing instruction. Address: `"standing", holding`. It is the delegate of the holder's cash account, where cash is swept.
#[account]
#[derive(Debug, InitSpace)]
pub struct Standing {
    /// Layout version.
    pub version: u8,
    /// Bump of the instruction's address.
    pub bump: u8,
    /// The fund.
    pub fund: Pubkey,
    /// The holding.
    pub holding: Pubkey,
    /// The holder's wallet.
    pub owner: Pubkey,
    /// The cash account that is watched.
    pub cash_account: Pubkey,
    /// Who paid the rent.
    pub rent_payer: Pubkey,
    /// The holding's generation: an instruction for a line that was closed does nothing to a later one.
    pub holding_generation: u32,
    /// What the holder wants.
    pub terms: StandingTerms,
    /// When it was set, in Unix seconds.
    pub set_at: i64,
    /// When it last moved cash, in Unix seconds; 0: never.
    pub last_run_at: i64,
    /// How often it moved cash.
    pub runs: u32,
    /// Number of the instruction's last event.
    pub seq: u64,
    /// Zero; for later fields.
    pub reserved: [u8; 60],
}

impl Standing {
    /// Refuses an unknown layout, and another holding's.
    pub fn check(&self, holding: &Pubkey, owner: &Pubkey) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        require!(self.holding == *holding && self.owner == *owner, MmfError::AccountMismatch);
        Ok(())
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }
}

/// Signer seeds of a standing instruction.
pub struct StandingSeeds {
    holding: Pubkey,
    bump: [u8; 1],
}

impl StandingSeeds {
    /// Seeds of this instruction.
    pub fn of(standing: &Standing) -> Self {
        Self { holding: standing.holding, bump: [standing.bump] }
    }

    /// As a signer.
    pub fn as_slices(&self) -> [&[u8]; 3] {
        [STANDING_SEED, self.holding.as_ref(), &self.bump]
    }
}
