//! The requests of one class for one dealing day: one price, one ratio.

use anchor_lang::prelude::*;

use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;

/// How far a batch is.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, InitSpace)]
#[repr(u8)]
pub enum BatchStatus {
    /// Takes requests, or waits for its strike.
    Open,
    /// Price and fees are fixed: subscriptions settle.
    Priced,
    /// The cash of the redemptions is set aside, and the part that is paid is fixed: redemptions settle.
    Funded,
}

/// A batch. Address: `"batch", class, day`. Amounts in e6.
#[account]
#[derive(Debug, InitSpace)]
pub struct Batch {
    /// Layout version.
    pub version: u8,
    /// Bump of the batch's address.
    pub bump: u8,
    /// How far it is.
    pub status: BatchStatus,
    /// The fund.
    pub fund: Pubkey,
    /// The share class.
    pub class: Pubkey,
    /// Who paid the rent.
    pub rent_payer: Pubkey,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// When the last request joined, in Unix seconds: the strike's cut-off lies after it.
    pub last_placed_at: i64,
    /// Subscriptions that are not settled.
    pub subscriptions: u32,
    /// Redemptions that are not settled.
    pub redemptions: u32,
    /// Cash of the subscriptions.
    pub subscribed_e6: u64,
    /// Units of the redemptions.
    pub redeemed_units: u64,

    /// The strike that priced it.
    pub strike_no: u32,
    /// When it was priced, in Unix seconds.
    pub priced_at: i64,
    /// Price of one share, e12, rounded down.
    pub price_e12: u64,
    /// 1: the price was rounded; subscribers pay one more.
    pub price_rounded: u8,
    /// Subscription fee, in basis points.
    pub subscription_fee_bps: u16,
    /// Redemption fee, in basis points.
    pub redemption_fee_bps: u16,
    /// Liquidity fee that the board charged when the batch was priced, in parts per million of what is redeemed.
    pub board_fee_ppm: u32,
    /// Liquidity fee in all: the board's, or the mandatory one where that is higher; known once the batch is funded.
    pub liquidity_fee_ppm: u32,
    /// Instant subscriptions of the fund on the dealing day.
    pub day_subscribed_e6: u64,
    /// Instant redemptions of the fund on the dealing day.
    pub day_redeemed_e6: u64,
    /// Net assets of the fund at the strike.
    pub day_net_assets_e6: u64,
    /// Units of redemptions that a partial payment of an earlier day left: they are no redemptions of this day.
    pub rolled_units: u64,
    /// Cash of the subscriptions that were settled.
    pub settled_e6: u64,

    /// What the redemptions come to after fees.
    pub due_e6: u64,
    /// What all batches that were funded together came to.
    pub funded_due_e6: u64,
    /// Of that, what the buffer gave: the part of each request that is paid.
    pub funded_sent_e6: u64,
    /// Of that, what arrived: less where the settlement mint charges a fee.
    pub funded_arrived_e6: u64,
    /// Cash of this batch in the payout vault.
    pub cash_e6: u64,
    /// When it was funded, in Unix seconds.
    pub funded_at: i64,
    /// Zero; for later fields.
    pub reserved: [u8; 48],
}

impl Batch {
    /// Refuses an unknown layout, and another class's.
    pub fn check(&self, fund: &Pubkey, class: &Pubkey) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        require!(self.fund == *fund && self.class == *class, MmfError::AccountMismatch);
        Ok(())
    }

    /// Whether every request has been settled, cancelled or moved on.
    pub fn is_empty(&self) -> bool {
        self.subscriptions == 0 && self.redemptions == 0
    }
}
