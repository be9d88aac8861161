//! Holdings into transactions: as many in each as its size, its account locks, its compute units and its logs allow.

use std::collections::HashSet;

use mmf_client::ix::PayTarget;
use solana_sdk::hash::Hash;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::AddressLookupTableAccount;
use solana_sdk::pubkey::Pubkey;

use super::books::{Books, Line};
use super::route::Route;
use super::tables::Index;
use crate::batch::Job;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::build;
use crate::tx::simulate::MAX_COMPUTE_UNITS;

/// Most accounts that a transaction locks.
const MAX_LOCKS: usize = 64;
/// Most bytes of logs that a node keeps of a transaction: beyond, events are cut off.
const MAX_LOG_BYTES: usize = 10_000;
/// What a transaction takes beside its holdings.
const BASE_COMPUTE_UNITS: u32 = 15_000;
const BASE_LOG_BYTES: usize = 500;

/// Packs holdings.
pub struct Packer<'a> {
    /// Settings and keys.
    pub context: &'a Context,
    /// The class.
    pub books: &'a Books,
    /// Lookup tables that may be used.
    pub index: &'a Index,
    /// Most holdings in a transaction, if the user says.
    pub most: Option<u8>,
}

impl Packer<'_> {
    /// The transactions, each a job of its own.
    ///
    /// # Errors
    /// When a single holding does not fit, or no key is at hand.
    pub fn jobs(&self, lines: &[&Line]) -> CliResult<Vec<Job>> {
        let mut jobs = Vec::new();
        for route in Route::ALL {
            let mut targets: Vec<PayTarget> =
                lines.iter().filter(|line| line.route == route).map(|line| line.target()).collect();
            // Neighbours in a table share a transaction, so that it names few tables.
            targets.sort_by_key(|target| (self.index.place(&target.holding), target.holding));
            let mut rest = targets.as_slice();
            while !rest.is_empty() {
                let (job, left) = self.next(route, rest, jobs.len())?;
                jobs.push(job);
                rest = left;
            }
        }
        Ok(jobs)
    }

    /// The next transaction of a route, and the holdings that are left.
    fn next<'t>(&self, route: Route, targets: &'t [PayTarget], number: usize) -> CliResult<(Job, &'t [PayTarget])> {
        let payer = self.context.fee_payer()?.address();
        let load = route.load();
        let by_units = (MAX_COMPUTE_UNITS - BASE_COMPUTE_UNITS) / load.compute_units;
        let by_logs = (MAX_LOG_BYTES - BASE_LOG_BYTES) / load.log_bytes;
        let most = self.most.map_or(usize::MAX, usize::from);
        let mut count =
            targets.len().min(most).min(by_logs).min(usize::try_from(by_units).unwrap_or(usize::MAX)).max(1);
        loop {
            let (batch, rest) = targets.split_at(count);
            let limit = load.compute_units.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
            let limit = limit.saturating_add(BASE_COMPUTE_UNITS).min(MAX_COMPUTE_UNITS);
            let addresses = self.context.client.addresses();
            let step = vec![route.order(&addresses, &self.books.class_address, self.books.period.period_no, batch)];
            let tables = self.index.tables_of(batch.iter().flat_map(|target| route.keys(target)));
            let fitting = self.fits(&payer, &step, limit, &tables);
            if fitting.is_ok() || count == 1 {
                fitting?;
                let place = format!("transaction {}, {count} holdings from {}", number + 1, batch[0].holding);
                let job = Job::new(batch[0].holding.to_string(), place, vec![step]);
                return Ok((job.with_tables(tables).with_limit(limit), rest));
            }
            count -= 1;
        }
    }

    fn fits(
        &self,
        payer: &Pubkey,
        step: &[Instruction],
        limit: u32,
        tables: &[AddressLookupTableAccount],
    ) -> CliResult<()> {
        let instructions = build::with_budget(self.context, step, limit);
        if locks(payer, &instructions) > MAX_LOCKS {
            return Err(build::too_large());
        }
        let message = build::message_with(self.context, payer, &instructions, tables, Hash::default())?;
        build::unsigned(message).map(drop)
    }
}

fn locks(payer: &Pubkey, instructions: &[Instruction]) -> usize {
    let mut keys = HashSet::from([*payer]);
    for instruction in instructions {
        keys.insert(instruction.program_id);
        keys.extend(instruction.accounts.iter().map(|meta| meta.pubkey));
    }
    keys.len()
}
