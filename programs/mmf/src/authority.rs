//! Who may act. A council is satisfied by distinct signers in the transaction, or by an [`Action`] that it approved.

use anchor_lang::InstructionData;
use anchor_lang::prelude::*;
use solana_sha256_hasher::hashv;

use crate::constants::ACCOUNT_VERSION;
use crate::error::MmfError;
use crate::events::ActionClosed;
use crate::state::{Action, Fund, Role};

/// The optional action account of a privileged instruction.
pub type OptionalAction<'info> = Option<Box<Account<'info, Action>>>;

/// Members who agreed, one bit each, by role.
pub type Approvals = [u16; 8];

/// What a privileged instruction asks for.
pub struct Demand<'a> {
    /// The fund's address.
    pub fund_key: &'a Pubkey,
    /// The fund.
    pub fund: &'a Fund,
    /// Councils that must agree, every one of them.
    pub roles: &'a [Role],
    /// Whether the instruction loosens a rule: where the fund has a time lock, only an action that has waited for it will do.
    pub loosens: bool,
}

impl Demand<'_> {
    /// Requires the councils, by signers or by the action, which is then used up. `targets` are the accounts that the instruction acts
    /// on; with the instruction's data they are what the action approved.
    ///
    /// # Errors
    /// [`MmfError::AccountVersionUnknown`]; without an action [`MmfError::Unauthorised`] or [`MmfError::TimeLocked`]; with one
    /// [`MmfError::ActionMismatch`], [`MmfError::ActionNotOpen`], [`MmfError::ActionNotApproved`] or [`MmfError::TimeLocked`].
    pub fn require(
        &self,
        action: &mut OptionalAction<'_>,
        signers: &[AccountInfo<'_>],
        instruction: &impl InstructionData,
        targets: &[Pubkey],
    ) -> Result<Approvals> {
        self.fund.check_version()?;
        match action {
            Some(action) => self.use_action(action, &instruction.data(), targets),
            None => self.require_signers(signers),
        }
    }

    fn require_signers(&self, signers: &[AccountInfo<'_>]) -> Result<Approvals> {
        let mut approvals = Approvals::default();
        for role in self.roles {
            let council = self.fund.council(*role);
            let agreed = signers
                .iter()
                .filter(|info| info.is_signer)
                .filter_map(|info| council.position(info.key))
                .fold(0u16, |bits, place| bits | 1 << place);
            require!(agreed.count_ones() >= u32::from(council.threshold), MmfError::Unauthorised);
            approvals[role.index()] = agreed;
        }
        require!(!self.loosens || self.fund.policy.time_lock_seconds == 0, MmfError::TimeLocked);
        Ok(approvals)
    }

    fn use_action(&self, action: &mut Action, data: &[u8], targets: &[Pubkey]) -> Result<Approvals> {
        let now = Clock::get()?.unix_timestamp;
        require!(action.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        require_keys_eq!(action.fund, *self.fund_key, MmfError::ActionMismatch);
        require!(data.starts_with(&action.tag), MmfError::ActionMismatch);
        require!(action.executed_at == 0 && action.cancelled == 0, MmfError::ActionNotOpen);
        require!(action.payload_hash == payload_hash(data, targets), MmfError::ActionMismatch);
        require!((action.eta..action.expires_at).contains(&now), MmfError::ActionNotOpen);
        require!(self.roles.iter().all(|role| action.asks(*role)), MmfError::ActionNotApproved);
        let approved = |role: &Role| {
            let council = self.fund.council(*role);
            action.generations[role.index()] == council.generation
                && action.approvals[role.index()].count_ones() >= u32::from(council.threshold)
        };
        require!(Role::ALL.iter().filter(|role| action.asks(**role)).all(approved), MmfError::ActionNotApproved);
        let waited = action.eta.saturating_sub(action.proposed_at);
        let lock = i64::from(self.fund.policy.time_lock_seconds);
        require!(!self.loosens || waited >= lock, MmfError::TimeLocked);

        action.executed_at = now;
        let seq = action.next_seq()?;
        emit!(ActionClosed { fund: action.fund, nonce: action.nonce, seq, executed: true });
        Ok(action.approvals)
    }
}

/// The state of a record as a target: an action that was approved for one state does nothing to a later one. `number` must change with
/// everything that the instruction overwrites.
pub fn record_state(generation: u32, number: u64) -> Pubkey {
    let mut bytes = [0; 32];
    bytes[..4].copy_from_slice(&generation.to_le_bytes());
    bytes[8..16].copy_from_slice(&number.to_le_bytes());
    Pubkey::new_from_array(bytes)
}

/// Settings in force as a target: SHA-256 of their serialized form. An action that was approved over other settings does nothing to these.
pub fn settings_state(settings: &impl AnchorSerialize) -> Result<Pubkey> {
    let mut bytes = Vec::new();
    settings.serialize(&mut bytes).map_err(|_| MmfError::Inconsistent)?;
    Ok(Pubkey::new_from_array(hashv(&[&bytes]).to_bytes()))
}

/// SHA-256 of an instruction's data and of the accounts that it acts on.
pub fn payload_hash(instruction_data: &[u8], targets: &[Pubkey]) -> [u8; 32] {
    let mut parts: Vec<&[u8]> = Vec::with_capacity(targets.len().saturating_add(1));
    parts.push(instruction_data);
    parts.extend(targets.iter().map(AsRef::as_ref));
    hashv(&parts).to_bytes()
}
