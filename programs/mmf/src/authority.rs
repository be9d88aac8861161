//! Who may act. A council is satisfied by distinct signers in the transaction, or by an [`Action`] that it approved.

use anchor_lang::prelude::*;
use solana_sha256_hasher::hashv;

use crate::error::MmfError;
use crate::events::ActionClosed;
use crate::state::{Action, Fund, Role};

/// The optional action account of a privileged instruction.
pub type OptionalAction<'info> = Option<Box<Account<'info, Action>>>;

/// Members who agreed, one bit each, by role.
pub type Approvals = [u16; 8];

/// Requires every role's council, by signers or by the action. An action is used up.
///
/// `payload` is the hash that [`payload_hash`] gives for the instruction at hand; it is computed only where an action is used.
///
/// # Errors
/// [`MmfError::Unauthorised`] without an action; with one: [`MmfError::ActionMismatch`], [`MmfError::ActionNotOpen`],
/// [`MmfError::ActionNotApproved`].
pub fn require_councils(
    fund_key: &Pubkey,
    fund: &Fund,
    roles: &[Role],
    action: &mut OptionalAction<'_>,
    signers: &[AccountInfo<'_>],
    payload: impl FnOnce() -> [u8; 32],
) -> Result<Approvals> {
    match action {
        Some(action) => use_action(fund_key, fund, roles, action, payload()),
        None => require_signers(fund, roles, signers),
    }
}

/// SHA-256 of an instruction's data and of the accounts that it acts on.
pub fn payload_hash(instruction_data: &[u8], targets: &[Pubkey]) -> [u8; 32] {
    let mut parts: Vec<&[u8]> = Vec::with_capacity(targets.len().saturating_add(1));
    parts.push(instruction_data);
    parts.extend(targets.iter().map(AsRef::as_ref));
    hashv(&parts).to_bytes()
}

fn require_signers(fund: &Fund, roles: &[Role], signers: &[AccountInfo<'_>]) -> Result<Approvals> {
    let mut approvals = Approvals::default();
    for role in roles {
        let council = fund.council(*role);
        let agreed = signers
            .iter()
            .filter(|info| info.is_signer)
            .filter_map(|info| council.position(info.key))
            .fold(0u16, |bits, place| bits | 1 << place);
        require!(agreed.count_ones() >= u32::from(council.threshold), MmfError::Unauthorised);
        approvals[role.index()] = agreed;
    }
    Ok(approvals)
}

fn use_action(
    fund_key: &Pubkey,
    fund: &Fund,
    roles: &[Role],
    action: &mut Action,
    payload: [u8; 32],
) -> Result<Approvals> {
    let now = Clock::get()?.unix_timestamp;
    require_keys_eq!(action.fund, *fund_key, MmfError::ActionMismatch);
    require!(action.payload_hash == payload, MmfError::ActionMismatch);
    require!(action.executed_at == 0 && action.cancelled == 0, MmfError::ActionNotOpen);
    require!((action.eta..action.expires_at).contains(&now), MmfError::ActionNotOpen);
    for role in roles {
        let council = fund.council(*role);
        let place = role.index();
        require!(
            action.required & role.bit() != 0
                && action.generations[place] == council.generation
                && action.approvals[place].count_ones() >= u32::from(council.threshold),
            MmfError::ActionNotApproved
        );
    }
    action.executed_at = now;
    emit!(ActionClosed { fund: action.fund, nonce: action.nonce, executed: true });
    Ok(action.approvals)
}
