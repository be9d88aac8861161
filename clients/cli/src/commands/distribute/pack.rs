//! Holdings into transactions: as many in each as its size, its account locks, its compute units and its logs allow.

use std::collections::HashSet;

use solana_sdk::hash::Hash;
use solana_sdk::instruction::Instruction;
use solana_sdk::message::AddressLookupTableAccount;
use solana_sdk::pubkey::Pubkey;

use super::books::{Books, Line};
use super::route::{Payee, Paying, ROUTES, Route};
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
    /// Holdings that share no transaction with the others.
    pub apart: &'a HashSet<Pubkey>,
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
        for (route, is_apart) in ROUTES.into_iter().flat_map(|route| [(route, false), (route, true)]) {
            let of_route = lines.iter().filter(|line| line.route == route);
            let of_route = of_route.filter(|line| self.apart.contains(&line.address) == is_apart);
            let mut payees: Vec<Payee> = of_route.map(|line| self.books.payee(self.context, line)).collect();
            // Neighbours in a table share a transaction, so that it names few tables.
            payees.sort_by_key(|payee| (self.index.place(&payee.line.holding), payee.line.holding));
            let mut rest = payees.as_slice();
            while !rest.is_empty() {
                let (job, left) = self.next(route, rest, jobs.len())?;
                jobs.push(job);
                rest = left;
            }
        }
        Ok(jobs)
    }

    /// The next transaction of a route, and the holdings that are left.
    fn next<'t>(&self, route: Route, payees: &'t [Payee], number: usize) -> CliResult<(Job, &'t [Payee])> {
        let payer = self.context.fee_payer()?.address();
        let load = route.load();
        let by_units = (MAX_COMPUTE_UNITS - BASE_COMPUTE_UNITS) / load.compute_units;
        let by_logs = (MAX_LOG_BYTES - BASE_LOG_BYTES) / load.log_bytes;
        let most = self.most.map_or(usize::MAX, usize::from);
        let mut count = payees.len().min(most).min(by_logs).min(usize::try_from(by_units).unwrap_or(usize::MAX)).max(1);
        loop {
            let (batch, rest) = payees.split_at(count);
            let limit = load.compute_units.saturating_mul(u32::try_from(count).unwrap_or(u32::MAX));
            let limit = limit.saturating_add(BASE_COMPUTE_UNITS).min(MAX_COMPUTE_UNITS);
            let addresses = self.context.client.addresses();
            let step = vec![route.order(&addresses, self.books, batch)];
            let keys = batch.iter().flat_map(|payee| route.keys(&self.books.fund, payee));
            let tables = self.index.tables_of(keys);
            let fitting = self.fits(&payer, &step, limit, &tables);
            if fitting.is_ok() || count == 1 {
                fitting?;
                let first = batch[0].line.holding;
                let place = format!("transaction {}, {count} holdings from {first}", number + 1);
                let job = Job::new(first.to_string(), place, vec![step]);
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
