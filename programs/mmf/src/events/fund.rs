//! Events of the fund itself: councils, calendar, pauses, cash, actions.

use anchor_lang::prelude::*;

use crate::instructions::{PolicyArgs, ReserveArgs};

/// A fund was created.
#[event]
#[derive(Debug)]
pub struct FundCreated {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Its creator.
    pub creator: Pubkey,
    /// Mint in which subscriptions are paid.
    pub settlement_mint: Pubkey,
    /// Kind of fund.
    pub regime: u8,
    /// Day after which income counts, in days since 1970-01-01.
    pub inception_day: i32,
}

/// A council was replaced.
#[event]
#[derive(Debug)]
pub struct CouncilChanged {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The role.
    pub role: u8,
    /// Generation before.
    pub old_generation: u32,
    /// Generation after.
    pub new_generation: u32,
    /// Number of members.
    pub members: u8,
    /// Members who must agree.
    pub threshold: u8,
}

/// The fund's bounds changed.
#[event]
#[derive(Debug)]
pub struct PolicyChanged {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Bounds before.
    pub old: PolicyArgs,
    /// Bounds now.
    pub new: PolicyArgs,
}

/// The gate of attested reserves was set.
#[event]
#[derive(Debug)]
pub struct ReserveSet {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// What was set.
    pub args: ReserveArgs,
}

/// Reserves were attested.
#[event]
#[derive(Debug)]
pub struct ReservesAttested {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Number of the attestation.
    pub attestation_no: u32,
    /// Value of what the fund has off chain, in e6.
    pub amount_e6: u64,
    /// Cash sent to custodians less what came back that the figure reflects, in e6.
    pub custodian_net_e6: i64,
    /// The moment of the figure, in Unix seconds.
    pub as_of: i64,
    /// SHA-256 of the document.
    pub document_hash: [u8; 32],
}

/// A year's calendar was set.
#[event]
#[derive(Debug)]
pub struct CalendarSet {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The year.
    pub year: u16,
    /// Number of strike days.
    pub strike_days: u16,
    /// Next strike day, in days since 1970-01-01.
    pub next_strike_day: i32,
    /// Its cut-off in Unix seconds; 0: unknown.
    pub next_cutoff: i64,
}

/// Pauses changed.
#[event]
#[derive(Debug)]
pub struct PauseChanged {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// Bits before.
    pub old_pauses: u8,
    /// Bits after.
    pub new_pauses: u8,
}

/// A custodian account was listed or its limit changed.
#[event]
#[derive(Debug)]
pub struct CustodianListed {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The account.
    pub token_account: Pubkey,
    /// Most cash a day, in e6; 0: no such limit.
    pub daily_limit_e6: u64,
    /// Whether sweeps are allowed.
    pub active: bool,
}

/// Cash moved between the buffer and a custodian.
#[event]
#[derive(Debug)]
pub struct CashMoved {
    /// The fund.
    pub fund: Pubkey,
    /// Fund sequence number.
    pub seq: u64,
    /// The custodian's account.
    pub token_account: Pubkey,
    /// Amount, in e6.
    pub amount_e6: u64,
    /// True: to the custodian; false: back.
    pub swept: bool,
    /// Cash in the buffer after, in e6.
    pub buffer_cash_e6: u64,
    /// Cash sent to custodians less what came back, after, in e6.
    pub custodian_net_e6: i64,
}

/// An action was proposed.
#[event]
#[derive(Debug)]
pub struct ActionProposed {
    /// The fund.
    pub fund: Pubkey,
    /// Its number.
    pub nonce: u64,
    /// The action's own sequence number, as in its other events.
    pub seq: u64,
    /// Discriminator of the instruction.
    pub tag: [u8; 8],
    /// SHA-256 of the instruction and its targets.
    pub payload_hash: [u8; 32],
    /// SHA-256 of the document that explains it.
    pub document_hash: [u8; 32],
    /// Councils that must approve, as bits.
    pub required: u16,
    /// Executable from this moment on, in Unix seconds.
    pub eta: i64,
    /// Executable before this moment, in Unix seconds.
    pub expires_at: i64,
}

/// A member approved an action.
#[event]
#[derive(Debug)]
pub struct ActionApproved {
    /// The fund.
    pub fund: Pubkey,
    /// Its number.
    pub nonce: u64,
    /// Action sequence number.
    pub seq: u64,
    /// For this role.
    pub role: u8,
    /// The member.
    pub member: Pubkey,
}

/// An action was carried out or cancelled.
#[event]
#[derive(Debug)]
pub struct ActionClosed {
    /// The fund.
    pub fund: Pubkey,
    /// Its number.
    pub nonce: u64,
    /// Action sequence number.
    pub seq: u64,
    /// True: carried out; false: cancelled.
    pub executed: bool,
}
