//! Requests into transactions: as many in each as its size allows.
//!
//! Four fit (1,212 of 1,232 bytes; 64,000 compute units, 3,800 bytes of logs). With lookup tables nine would, by the accounts that a transaction
//! locks; but a request is new every day, and filling the tables takes a transaction for every five requests: more than they save.

use mmf::state::{Batch, Request, Side};
use solana_sdk::hash::Hash;
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use crate::batch::Job;
use crate::commands::requests::queue::Queue;
use crate::context::Context;
use crate::error::CliResult;
use crate::tx::build;
use crate::tx::simulate::MAX_COMPUTE_UNITS;

/// Compute units of a transaction beside its requests, and of each request, with room for addresses that are found late and for a gate.
const BASE_COMPUTE_UNITS: u32 = 30_000;
const REQUEST_COMPUTE_UNITS: u32 = 60_000;

/// The transactions that settle a batch's requests of one side, each a job of its own.
///
/// # Errors
/// When a single request does not fit, or no key is at hand.
pub fn jobs(context: &Context, queue: &Queue, batch: &Batch, side: Side, most: usize) -> CliResult<Vec<Job>> {
    let lines = queue.in_line(batch, side);
    let mut rest = lines.as_slice();
    let mut jobs = Vec::new();
    while !rest.is_empty() {
        let mut count = rest.len().min(most).max(1);
        loop {
            let (now, left) = rest.split_at(count);
            let (step, limit) = (vec![order(context, queue, batch, side, now)], limit(count));
            let fitting = fits(context, &step, limit);
            if fitting.is_ok() || count == 1 {
                fitting?;
                let (first, _) = now[0];
                let place = format!("{count} requests from {first}");
                jobs.push(Job::new(format!("{first} {count}"), place, vec![step]).with_limit(limit));
                rest = left;
                break;
            }
            count -= 1;
        }
    }
    Ok(jobs)
}

fn limit(requests: usize) -> u32 {
    let requests = u32::try_from(requests).unwrap_or(u32::MAX);
    REQUEST_COMPUTE_UNITS.saturating_mul(requests).saturating_add(BASE_COMPUTE_UNITS).min(MAX_COMPUTE_UNITS)
}

fn order(
    context: &Context,
    queue: &Queue,
    batch: &Batch,
    side: Side,
    requests: &[&(Pubkey, Box<Request>)],
) -> Instruction {
    let lines: Vec<_> = requests.iter().map(|request| queue.line(context, request)).collect();
    let (addresses, token_acl) = (context.client.addresses(), queue.has_token_acl(&batch.class));
    let fund = (&queue.at.address, &*queue.at.fund);
    match side {
        Side::Subscription => addresses.settle_subscriptions(fund, &batch.class, batch.day, &lines, token_acl),
        Side::Redemption => addresses.settle_redemptions(fund, &batch.class, batch.day, &lines, token_acl),
    }
}

fn fits(context: &Context, step: &[Instruction], limit: u32) -> CliResult<()> {
    let payer = context.fee_payer()?.address();
    let instructions = build::with_budget(context, step, limit);
    let message = build::message(context, &payer, &instructions, Hash::default())?;
    build::unsigned(message).map(drop)
}
