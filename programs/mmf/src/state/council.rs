//! Roles and their councils.

use anchor_lang::prelude::*;

use crate::constants::MAX_COUNCIL_MEMBERS;
use crate::error::MmfError;

/// What a council may do. The number is its place in [`Fund::councils`](crate::state::Fund::councils).
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, PartialEq, Eq, InitSpace)]
#[repr(u8)]
pub enum Role {
    /// Roles, rules, calendar, custodians.
    Governance,
    /// Register of investors and wallets.
    TransferAgent,
    /// Eligibility, freezes, sanctions.
    Compliance,
    /// Posts NAV quotes; each member acts alone.
    NavSource,
    /// Approves strikes.
    NavApprover,
    /// Moves cash between vaults and custodians.
    Treasurer,
    /// Liquidity fees and suspension.
    Board,
    /// Pauses; never unpauses.
    Emergency,
}

impl Role {
    /// Every role, by number.
    pub const ALL: [Role; 8] = [
        Role::Governance,
        Role::TransferAgent,
        Role::Compliance,
        Role::NavSource,
        Role::NavApprover,
        Role::Treasurer,
        Role::Board,
        Role::Emergency,
    ];

    /// Place in the fund's list of councils.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The role's bit in [`Action::required`](crate::state::Action::required).
    pub const fn bit(self) -> u16 {
        1 << (self as u8)
    }
}

/// Up to eleven members, of whom `threshold` must agree.
#[zero_copy]
#[derive(Debug)]
pub struct Council {
    /// The first `count` entries are members.
    pub members: [Pubkey; MAX_COUNCIL_MEMBERS as usize],
    /// Grows with each change; voids approvals that were given before.
    pub generation: u32,
    /// Number of members.
    pub count: u8,
    /// Members who must agree: 1 to `count`.
    pub threshold: u8,
    /// Zero.
    pub padding: [u8; 2],
}

impl Council {
    /// The current members.
    pub fn members(&self) -> &[Pubkey] {
        let count = usize::from(self.count).min(self.members.len());
        &self.members[..count]
    }

    /// Place of a member.
    pub fn position(&self, key: &Pubkey) -> Option<usize> {
        self.members().iter().position(|member| member == key)
    }

    /// Replaces the council.
    ///
    /// # Errors
    /// [`MmfError::CouncilInvalid`]: no member, too many, a threshold that is 0 or above the number of members, a member named
    /// twice, or the default key.
    pub fn replace(&mut self, members: &[Pubkey], threshold: u8) -> Result<()> {
        let count = u8::try_from(members.len()).map_err(|_| MmfError::CouncilInvalid)?;
        require!(
            (1..=MAX_COUNCIL_MEMBERS).contains(&count) && (1..=count).contains(&threshold),
            MmfError::CouncilInvalid
        );
        for (place, member) in members.iter().enumerate() {
            require!(*member != Pubkey::default(), MmfError::CouncilInvalid);
            require!(!members[..place].contains(member), MmfError::CouncilInvalid);
        }
        self.members = [Pubkey::default(); MAX_COUNCIL_MEMBERS as usize];
        self.members[..members.len()].copy_from_slice(members);
        self.count = count;
        self.threshold = threshold;
        self.generation = self.generation.checked_add(1).ok_or(MmfError::Overflow)?;
        Ok(())
    }
}
