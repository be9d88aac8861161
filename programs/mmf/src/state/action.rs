//! A privileged act that waits for approvals.

use anchor_lang::prelude::*;

use super::Role;
use crate::error::MmfError;

/// An action. Address: `"action", fund, nonce`.
#[account]
#[derive(Debug, InitSpace)]
pub struct Action {
    /// Layout version.
    pub version: u8,
    /// Bump of the action's address.
    pub bump: u8,
    /// The fund.
    pub fund: Pubkey,
    /// Number that the proposer chose.
    pub nonce: u64,
    /// Discriminator of the instruction.
    pub tag: [u8; 8],
    /// SHA-256 of the instruction's data and of its target accounts.
    pub payload_hash: [u8; 32],
    /// Councils that must approve, as bits of their roles.
    pub required: u16,
    /// Approvals by role: one bit for each member.
    pub approvals: [u16; 8],
    /// Generations of the councils when the action was proposed.
    pub generations: [u32; 8],
    /// When it was proposed, in Unix seconds.
    pub proposed_at: i64,
    /// Number of the action's last event.
    pub seq: u64,
    /// Executable from this moment on, in Unix seconds.
    pub eta: i64,
    /// Executable before this moment, in Unix seconds.
    pub expires_at: i64,
    /// Who proposed it and paid the rent.
    pub proposer: Pubkey,
    /// In Unix seconds; 0: not executed.
    pub executed_at: i64,
    /// 1: cancelled.
    pub cancelled: u8,
    /// SHA-256 of the document that explains it.
    pub document_hash: [u8; 32],
    /// The value before the change, as the proposer read it.
    pub old_value: [u8; 32],
    /// The value after it.
    pub new_value: [u8; 32],
    /// Zero; for later fields.
    pub reserved: [u8; 64],
}

impl Action {
    /// Whether a council must approve.
    pub fn asks(&self, role: Role) -> bool {
        self.required & role.bit() != 0
    }

    /// Number for the next event.
    pub fn next_seq(&mut self) -> Result<u64> {
        self.seq = self.seq.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(self.seq)
    }
}
