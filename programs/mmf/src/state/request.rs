//! A queued subscription or redemption.

use anchor_lang::prelude::*;

use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;

/// What a request wants.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq, InitSpace)]
#[repr(u8)]
pub enum Side {
    /// Shares for cash.
    Subscription,
    /// Cash for shares.
    Redemption,
}

/// Where a request stands.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq, InitSpace)]
#[repr(u8)]
pub enum RequestStatus {
    /// In line for its dealing day.
    Open,
    /// A redemption of which a part was paid; the rest waits for a new dealing day.
    Partial,
    /// Something waits to be collected: what a refused request held, or the cash of a redemption that its account did not take.
    Due,
    /// Carried out.
    Settled,
    /// Refused, or cancelled, and given back.
    GivenBack,
}

/// A request. Address: `"request", investor, nonce`.
#[account]
#[derive(Debug, InitSpace)]
pub struct Request {
    /// Layout version.
    pub version: u8,
    /// Bump of the request's address.
    pub bump: u8,
    /// Subscription or redemption.
    pub side: Side,
    /// Where it stands.
    pub status: RequestStatus,
    /// The fund.
    pub fund: Pubkey,
    /// The share class.
    pub class: Pubkey,
    /// The investor.
    pub investor: Pubkey,
    /// The holding.
    pub holding: Pubkey,
    /// The holder's wallet.
    pub owner: Pubkey,
    /// The holder's cash account: what is paid or given back goes there.
    pub cash_account: Pubkey,
    /// Who paid the rent.
    pub rent_payer: Pubkey,
    /// Number that the holder chose.
    pub nonce: u64,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Cut-off of the dealing day when the request joined it, in Unix seconds.
    pub cutoff: i64,
    /// When the request was placed, in Unix seconds.
    pub placed_at: i64,
    /// Cash in escrow, in units of the settlement mint.
    pub cash_settlement_units: u64,
    /// The same in e6, rounded down.
    pub cash_e6: u64,
    /// Units that are still to be redeemed.
    pub units: u64,
    /// Least units, or least cash in units of the settlement mint for all of `min_out_of_units`.
    pub min_out: u64,
    /// Units for which `min_out` was asked: all of the request at first.
    pub min_out_of_units: u64,
    /// Units issued or redeemed so far.
    pub settled_units: u64,
    /// Cash paid so far, or waiting to be collected, in units of the settlement mint.
    pub paid_settlement_units: u64,
    /// Of that, what waits in the payout vault to be collected.
    pub due_settlement_units: u64,
    /// When it was last settled, refused or given back, in Unix seconds.
    pub closed_at: i64,
    /// Number of the error for which it was refused; 0: it was not.
    pub refused_for: u32,
    /// The strike that priced what was settled last.
    pub strike_no: u32,
    /// Whether a partial payment of an earlier day left it.
    pub is_rolled: bool,
    /// Number of the request's last event.
    pub seq: u64,
    /// Zero; for later fields.
    pub reserved: [u8; 55],
}

impl Request {
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

    /// Whether the request is in a batch.
    pub fn is_in_line(&self) -> bool {
        self.status == RequestStatus::Open
    }

    /// Whether nothing of it waits any more.
    pub fn is_over(&self) -> bool {
        matches!(self.status, RequestStatus::Settled | RequestStatus::GivenBack)
    }
}
