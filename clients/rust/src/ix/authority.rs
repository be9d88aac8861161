//! Privileged instructions: satisfied by signers of a council, or by an approved action.

use anchor_lang::AnchorSerialize;
use mmf::authority::payload_hash;
use mmf::state::Role;
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

/// What satisfies the councils.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Authority {
    /// These members sign the transaction.
    Signers(Vec<Pubkey>),
    /// This action was approved.
    Action(Pubkey),
}

impl Authority {
    /// The optional action account.
    #[must_use]
    pub fn action(&self) -> Option<Pubkey> {
        match self {
            Self::Signers(_) => None,
            Self::Action(action) => Some(*action),
        }
    }

    /// Adds the members as read-only signers at the end.
    pub(crate) fn sign(&self, instruction: &mut Instruction) {
        if let Self::Signers(members) = self {
            let metas = members.iter().map(|key| AccountMeta::new_readonly(*key, true));
            instruction.accounts.extend(metas);
        }
    }
}

/// A privileged instruction, with what an action needs to approve it.
#[derive(Clone, Debug)]
pub struct Privileged {
    /// The instruction, complete.
    pub instruction: Instruction,
    /// Councils that must agree.
    pub roles: Vec<Role>,
    /// Whether it loosens a rule, so that a fund with a time lock makes it wait.
    pub loosens: bool,
    /// The accounts that it acts on, in the order in which the program hashes them.
    pub targets: Vec<Pubkey>,
}

impl Privileged {
    pub(crate) fn new(mut instruction: Instruction, authority: &Authority, roles: &[Role], targets: &[Pubkey]) -> Self {
        authority.sign(&mut instruction);
        Self { instruction, roles: roles.to_vec(), loosens: false, targets: targets.to_vec() }
    }

    /// The same, as one that loosens a rule.
    pub(crate) fn loosening(mut self, loosens: bool) -> Self {
        self.loosens = loosens;
        self
    }

    /// The same, for an action that approves it for a record as it is now: an investor's generation and `seq`, or a holding's generation and
    /// `order_no`. `approve_investor`, `update_investor`, `restrict_investor`, `release_investor` and `set_freeze` need it; `set_council` with the
    /// council's generation and the role's number.
    #[must_use]
    pub fn for_record(mut self, generation: u32, number: u64) -> Self {
        self.targets.push(mmf::authority::record_state(generation, number));
        self
    }

    /// The same, over these settings in force: an action that was approved over others does nothing to them. Settings that can't be serialized
    /// leave the targets as they are, so that the program refuses the action.
    pub(crate) fn over(mut self, settings: &impl AnchorSerialize) -> Self {
        self.targets.extend(mmf::authority::settings_state(settings).ok());
        self
    }

    /// The discriminator of the instruction.
    #[must_use]
    pub fn tag(&self) -> [u8; 8] {
        let mut tag = [0; 8];
        for (to, from) in tag.iter_mut().zip(&self.instruction.data) {
            *to = *from;
        }
        tag
    }

    /// The hash that an action approves, computed as the program computes it.
    #[must_use]
    pub fn payload_hash(&self) -> [u8; 32] {
        payload_hash(&self.instruction.data, &self.targets)
    }

    /// The councils as bits.
    #[must_use]
    pub fn required(&self) -> u16 {
        self.roles.iter().fold(0, |bits, role| bits | role.bit())
    }
}
