//! Instructions into as few transactions as hold them.

use solana_sdk::hash::Hash;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use crate::context::Context;
use crate::error::CliResult;
use crate::tx::build;
use crate::tx::simulate::MAX_COMPUTE_UNITS;

/// Packs groups of instructions in their order; a group is never split.
///
/// # Errors
/// When a group alone is larger than a transaction.
pub fn pack(context: &Context, payer: &Pubkey, groups: Vec<Vec<Instruction>>) -> CliResult<Vec<Vec<Instruction>>> {
    let all = groups.concat();
    if check_size(context, payer, &all).is_ok() {
        return Ok(vec![all]);
    }
    let mut steps: Vec<Vec<Instruction>> = Vec::new();
    for group in groups {
        check_size(context, payer, &group)?;
        if let Some(last) = steps.last_mut() {
            let together = [last.as_slice(), &group].concat();
            if check_size(context, payer, &together).is_ok() {
                *last = together;
                continue;
            }
        }
        steps.push(group);
    }
    Ok(steps)
}

fn check_size(context: &Context, payer: &Pubkey, step: &[Instruction]) -> CliResult<()> {
    let instructions = build::with_budget(context, step, MAX_COMPUTE_UNITS);
    build::message(context, payer, &instructions, Hash::default()).and_then(build::unsigned).map(drop)
}
