//! Events of investors, wallets and holdings.

use anchor_lang::prelude::*;

use crate::instructions::{AttributeArgs, InvestorProfile};

/// An investor was registered.
#[event]
#[derive(Debug)]
pub struct InvestorAdded {
    /// The fund.
    pub fund: Pubkey,
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// The record's generation.
    pub generation: u32,
    /// What is recorded of it.
    pub profile: InvestorProfile,
    /// SHA-256 of the file that was opened.
    pub document_hash: [u8; 32],
}

/// An investor was approved, or its approval renewed.
#[event]
#[derive(Debug)]
pub struct InvestorApproved {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// Status before.
    pub old_status: u8,
    /// Status after.
    pub new_status: u8,
    /// The attributes that were written.
    pub attributes: Vec<AttributeArgs>,
    /// Reason code.
    pub reason: u16,
    /// SHA-256 of the document.
    pub document_hash: [u8; 32],
}

/// A wallet was linked to an investor.
#[event]
#[derive(Debug)]
pub struct WalletLinked {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// The wallet's address.
    pub owner: Pubkey,
}

/// A holding was opened, or its token account taken up again.
#[event]
#[derive(Debug)]
pub struct HoldingOpened {
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub seq: u64,
    /// The class.
    pub class: Pubkey,
    /// The investor.
    pub investor: Pubkey,
    /// The token account.
    pub token_account: Pubkey,
    /// The holding's generation: another one for each opening.
    pub generation: u32,
}

/// What is recorded of an investor changed.
#[event]
#[derive(Debug)]
pub struct InvestorUpdated {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// What was recorded before.
    pub old: InvestorProfile,
    /// What is recorded now.
    pub new: InvestorProfile,
    /// Reason code.
    pub reason: u16,
    /// SHA-256 of the document.
    pub document_hash: [u8; 32],
}

/// An investor was restricted to redemptions, blocked or sanctioned.
#[event]
#[derive(Debug)]
pub struct InvestorRestricted {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// Status before.
    pub old_status: u8,
    /// Status after.
    pub new_status: u8,
    /// Reason code.
    pub reason: u16,
    /// SHA-256 of the order.
    pub document_hash: [u8; 32],
}

/// An investor was released from a restriction, a block or a sanction.
#[event]
#[derive(Debug)]
pub struct InvestorReleased {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// Status before.
    pub old_status: u8,
    /// Status after.
    pub new_status: u8,
    /// Reason code.
    pub reason: u16,
    /// SHA-256 of the decision, licence or delisting.
    pub document_hash: [u8; 32],
}

/// An investor's record was deleted.
#[event]
#[derive(Debug)]
pub struct InvestorRemoved {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// Its generation.
    pub generation: u32,
}

/// A wallet was unlinked.
#[event]
#[derive(Debug)]
pub struct WalletUnlinked {
    /// The investor.
    pub investor: Pubkey,
    /// Investor sequence number.
    pub seq: u64,
    /// The wallet's address.
    pub owner: Pubkey,
}

/// A holding was closed.
#[event]
#[derive(Debug)]
pub struct HoldingClosed {
    /// The class.
    pub class: Pubkey,
    /// Class sequence number.
    pub class_seq: u64,
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub seq: u64,
    /// The investor.
    pub investor: Pubkey,
    /// Fraction that went to undistributed income, e18.
    pub fraction_e18: u64,
}

/// A holding was frozen or thawed by order.
#[event]
#[derive(Debug)]
pub struct FreezeChanged {
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub seq: u64,
    /// Whether the whole holding was frozen before.
    pub old_frozen: bool,
    /// Whether it is now.
    pub new_frozen: bool,
    /// Units frozen before.
    pub old_frozen_units: u64,
    /// Units frozen now.
    pub new_frozen_units: u64,
    /// Reason code.
    pub reason: u16,
    /// SHA-256 of the order.
    pub document_hash: [u8; 32],
}

/// The token account of an investor who may no longer hold was frozen.
#[event]
#[derive(Debug)]
pub struct HoldingEnforced {
    /// The holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub seq: u64,
    /// The investor.
    pub investor: Pubkey,
    /// Number of the denial.
    pub denial: u8,
}

/// A protocol vault's dividends go to another holding, or to its own again.
#[event]
#[derive(Debug)]
pub struct DividendAccountSet {
    /// The vault's holding.
    pub holding: Pubkey,
    /// Holding sequence number.
    pub seq: u64,
    /// Token account of the other holding before; the default key: its own.
    pub old_dividend_to: Pubkey,
    /// Token account of the other holding now; the default key: its own.
    pub dividend_to: Pubkey,
}
