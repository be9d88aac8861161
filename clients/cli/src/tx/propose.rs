//! A privileged plan as a proposed action.

use mmf::instructions::ProposeActionArgs;
use solana_sdk::pubkey::Pubkey;

use super::plan::Plan;
use crate::commands::shared::{explain_sdk, network_time};
use crate::context::Context;
use crate::dates;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// Replaces the plan by the proposal of its privileged instruction.
///
/// # Errors
/// When the plan is not privileged, or there is no fund or expiry.
pub fn wrap(context: &Context, plan: Plan, nonce: u64) -> CliResult<Plan> {
    let privileged = plan.privileged.ok_or_else(|| {
        CliError::usage("NotPrivileged", "this command needs no council, so it cannot be proposed as an action")
            .hint("leave --propose out")
    })?;
    let expires = context.globals.expires.ok_or_else(|| {
        CliError::usage("ExpiryMissing", "until when may the action be executed?").hint("give --expires DATE")
    })?;
    let fund = context.fund()?;
    let proposer = context.signer()?.address();
    let addresses = context.client.addresses();
    let action = addresses.action(&fund, nonce);
    let hash = privileged.payload_hash();
    let eta = if privileged.loosens { due_after_time_lock(context, &fund)? } else { 0 };
    let order = addresses.propose_action(
        &proposer,
        &fund,
        ProposeActionArgs {
            nonce,
            tag: privileged.tag(),
            payload_hash: hash,
            required: privileged.required(),
            eta,
            expires_at: dates::end_of_day(expires),
            document_hash: [0; 32],
            old_value: [0; 32],
            new_value: [0; 32],
        },
    );
    let title = format!("propose action {nonce}: {}", plan.title);
    let what = plan.title;
    Ok(Plan::new(title, vec![order], move |_, _| {
        Ok(Output::new()
            .sparse_record(
                format!("Proposed action {nonce}: {what}"),
                vec![
                    ("nonce", "Number", Cell::count(nonce)),
                    ("action", "Address", Cell::address(&action)),
                    ("payloadHash", "Hash of the act", Cell::hex(&hash)),
                    ("executableFrom", "Executable from", Cell::instant(eta)),
                    ("expires", "Expires after", Cell::day(expires)),
                ],
            )
            .note(format!(
                "Members approve it with `mmf action approve {nonce} ROLE`; then repeat the command with `--action {nonce}`."
            )))
    }))
}

/// When the action falls due: at once, or after the fund's time lock with a minute to spare.
fn due_after_time_lock(context: &Context, fund: &Pubkey) -> CliResult<i64> {
    let policy = context.client.fund(fund).map_err(|error| explain_sdk(context, &error))?.policy;
    let lock = i64::from(policy.time_lock_seconds);
    Ok(if lock == 0 { 0 } else { network_time(context)?.saturating_add(lock).saturating_add(60) })
}
