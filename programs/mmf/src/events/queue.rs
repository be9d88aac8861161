//! Events of the dealing queue.

use anchor_lang::prelude::*;

/// A request was placed.
#[event]
#[derive(Debug)]
pub struct RequestPlaced {
    /// The class.
    pub class: Pubkey,
    /// The request.
    pub request: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// 0 subscription, 1 redemption.
    pub side: u8,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Its cut-off, in Unix seconds.
    pub cutoff: i64,
    /// Cash in escrow, in e6.
    pub cash_e6: u64,
    /// Units reserved; in a class without a register, burned.
    pub units: u64,
}

/// A request was settled, or a part of it.
#[event]
#[derive(Debug)]
pub struct RequestSettled {
    /// The class.
    pub class: Pubkey,
    /// The request.
    pub request: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// 0 subscription, 1 redemption.
    pub side: u8,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// The strike that priced it.
    pub strike_no: u32,
    /// Units issued or redeemed.
    pub units: u64,
    /// Cash paid in or out, or waiting to be collected, in units of the settlement mint.
    pub settlement_units: u64,
    /// Units that stay in line.
    pub left_units: u64,
}

/// A request was refused at its settlement.
#[event]
#[derive(Debug)]
pub struct RequestRefused {
    /// The class.
    pub class: Pubkey,
    /// The request.
    pub request: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// Number of the error for which.
    pub refused_for: u32,
}

/// What a request held was given back.
#[event]
#[derive(Debug)]
pub struct RequestGivenBack {
    /// The class.
    pub class: Pubkey,
    /// The request.
    pub request: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub holding_seq: u64,
    /// Cash, in units of the settlement mint.
    pub settlement_units: u64,
    /// Units that are free again; in a class without a register, minted.
    pub units: u64,
    /// Whether the holder cancelled it.
    pub cancelled: bool,
}

/// What was not paid of a request joined a later dealing day.
#[event]
#[derive(Debug)]
pub struct RequestRolled {
    /// The class.
    pub class: Pubkey,
    /// The request.
    pub request: Pubkey,
    /// Its sequence number.
    pub seq: u64,
    /// Units that are still to be redeemed.
    pub units: u64,
    /// The new dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Its cut-off, in Unix seconds.
    pub cutoff: i64,
}

/// The account of a request was closed.
#[event]
#[derive(Debug)]
pub struct RequestClosed {
    /// The class.
    pub class: Pubkey,
    /// The request.
    pub request: Pubkey,
    /// Its sequence number.
    pub seq: u64,
}

/// Price and fees of a batch were fixed.
#[event]
#[derive(Debug)]
pub struct BatchPriced {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// The strike.
    pub strike_no: u32,
    /// Price of one share, e12, rounded down.
    pub price_e12: u64,
    /// Subscription fee, in basis points.
    pub subscription_fee_bps: u16,
    /// Redemption fee, in basis points.
    pub redemption_fee_bps: u16,
    /// Liquidity fee that the board charges, in parts per million.
    pub board_fee_ppm: u32,
    /// Cash of the subscriptions, in e6.
    pub subscribed_e6: u64,
    /// Units of the redemptions.
    pub redeemed_units: u64,
    /// What the redemptions come to after fees, before a mandatory liquidity fee, in e6.
    pub due_e6: u64,
}

/// The cash of a day's redemptions was set aside.
#[event]
#[derive(Debug)]
pub struct BatchesFunded {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Mandatory liquidity fee, in parts per million; 0: none.
    pub mandatory_fee_ppm: u32,
    /// What all redemptions come to, in e6.
    pub due_e6: u64,
    /// What the buffer gave, in e6.
    pub sent_e6: u64,
    /// What arrived in the payout vault, in e6.
    pub arrived_e6: u64,
}

/// A batch gave cash back, or was closed.
#[event]
#[derive(Debug)]
pub struct BatchClosed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Cash that nobody was owed and that went back to the buffer, in e6.
    pub returned_e6: u64,
    /// Whether the account was closed as well.
    pub closed: bool,
}
