//! Compute-unit limits: one simulation for each shape of transaction.

use std::collections::HashMap;

use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::job::Job;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::simulate::{MAX_COMPUTE_UNITS, simulate};

/// Compute units that an instruction may need beyond the simulated one of its kind. Each further try for the bump of an address takes 1,500;
/// an instruction has up to four such addresses, so that is ten further tries for each.
const SPARE_UNITS: u64 = 60_000;

/// The programs of a transaction with the first bytes of what they are asked.
type Shape = Vec<(Pubkey, [u8; 8])>;

/// Limits that are known.
#[derive(Default)]
pub(super) struct Limits {
    known: HashMap<Shape, u32>,
}

impl Limits {
    /// The limit for a transaction of a job: what the command line or the job says, else what its kind took in simulation, and room for
    /// addresses with unlucky bumps.
    ///
    /// # Errors
    /// When a program refuses it in simulation, or the node does not answer.
    pub fn limit(&mut self, context: &Context, job: &Job, step: &[Instruction]) -> CliResult<u32> {
        if let Some(limit) = context.globals.compute_unit_limit.or(job.compute_unit_limit) {
            return Ok(limit);
        }
        let shape: Shape = step.iter().map(|order| (order.program_id, tag(&order.data))).collect();
        if let Some(limit) = self.known.get(&shape) {
            return Ok(*limit);
        }
        let units = simulate(context, step)?.units;
        let spare = SPARE_UNITS.saturating_mul(step.len() as u64);
        let limit = u32::try_from(units.saturating_add(spare)).unwrap_or(MAX_COMPUTE_UNITS).min(MAX_COMPUTE_UNITS);
        self.known.insert(shape, limit);
        Ok(limit)
    }
}

fn tag(data: &[u8]) -> [u8; 8] {
    let mut tag = [0; 8];
    for (to, from) in tag.iter_mut().zip(data) {
        *to = *from;
    }
    tag
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_data_is_a_tag_too() {
        assert_eq!(tag(&[1]), [1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(tag(&[9; 20]), [9; 8]);
    }
}
