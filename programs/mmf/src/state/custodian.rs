//! A custodian's account, the only kind of place that cash may be swept to.

use anchor_lang::prelude::*;

/// A listed custodian account. Address: `"custodian", fund, token_account`.
#[account]
#[derive(Debug, InitSpace)]
pub struct Custodian {
    /// Layout version.
    pub version: u8,
    /// Bump of the record's address.
    pub bump: u8,
    /// 1: sweeps are allowed.
    pub active: u8,
    /// The fund.
    pub fund: Pubkey,
    /// The custodian's token account of the settlement mint.
    pub token_account: Pubkey,
    /// Owner of that account when it was listed; a change refuses sweeps.
    pub owner: Pubkey,
    /// Cash sent so far, in e6.
    pub swept_e6: u64,
    /// Cash returned so far, in e6.
    pub returned_e6: u64,
    /// Most cash a day, in e6; 0: no such limit.
    pub daily_limit_e6: u64,
    /// Cash sent on `limit_day`, in e6.
    pub swept_today_e6: u64,
    /// In days since 1970-01-01.
    pub limit_day: i32,
    /// In Unix seconds.
    pub listed_at: i64,
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}
