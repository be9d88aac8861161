//! Jobs into transactions, and a window of them kept in flight.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use indicatif::ProgressBar;
use solana_sdk::hash::Hash;

use super::flight::{Flight, Leg, Verdict};
use super::job::{Job, Tally, Unfinished};
use super::journal::Journal;
use super::limits::Limits;
use super::wire::Wire;
use crate::context::Context;
use crate::error::{CliError, CliResult, Kind};
use crate::explain;
use crate::tx::{bar, build, logs_of, simulate};

/// How often a transaction is signed that expires before it lands.
const ATTEMPTS: u32 = 5;
/// Fewest transactions in flight, where the network does not keep up.
const LEAST_WINDOW: usize = 8;

/// Sends the jobs, with at most `window` transactions in flight; fewer where the network does not keep up. A job that is refused is told of
/// in the tally; the others go on.
///
/// # Errors
/// When the network stops answering, a key is missing or the journal cannot be written. What was sent until then stands in the journal.
pub fn send(context: &Context, journal: &mut Journal, title: &str, jobs: &[Job], window: u16) -> CliResult<Tally> {
    let started = Instant::now();
    let bar = bar(context, title, jobs.len());
    let legs = (0..jobs.len()).map(|job| Leg { job, step: 0, attempt: 0 }).collect();
    let mut sender = Sender {
        context,
        jobs,
        window: usize::from(window.max(1)),
        legs,
        limits: Limits::default(),
        tally: Tally::default(),
        bar: &bar,
    };
    let outcome = sender.run(journal);
    bar.finish_and_clear();
    outcome?;
    sender.tally.elapsed = started.elapsed();
    Ok(sender.tally)
}

struct Sender<'a> {
    context: &'a Context,
    jobs: &'a [Job],
    window: usize,
    legs: VecDeque<Leg>,
    limits: Limits,
    tally: Tally,
    bar: &'a ProgressBar,
}

impl Sender<'_> {
    fn run(&mut self, journal: &mut Journal) -> CliResult<()> {
        let mut wire = Wire::open(self.context)?;
        while wire.len() > 0 || !self.legs.is_empty() {
            let room = self.window.saturating_sub(wire.len());
            if !self.legs.is_empty() && room >= self.window.div_ceil(4) {
                match self.sign(room) {
                    Ok(flights) => {
                        journal.sent(&flights)?;
                        wire.launch(flights);
                    }
                    Err(error) if wire.len() == 0 => return Err(error),
                    // What is on its way is settled first; if the network is gone, that tells.
                    Err(_) => {}
                }
            }
            if wire.len() > 0 {
                let settled = wire.poll(journal)?;
                if settled.iter().any(|(_, verdict)| matches!(verdict, Verdict::Expired)) {
                    self.window = (self.window / 2).max(LEAST_WINDOW.min(self.window));
                }
                for (flight, verdict) in settled {
                    self.note(flight, verdict);
                }
            }
        }
        journal.end()
    }

    /// Signs the next transactions, at most `room`.
    fn sign(&mut self, room: usize) -> CliResult<Vec<Flight>> {
        let (blockhash, last_valid) = self
            .context
            .rpc()
            .get_latest_blockhash_with_commitment(self.context.config.commitment)
            .map_err(|error| explain::rpc_error(&error, &self.context.config.url))?;
        let mut flights = Vec::with_capacity(room);
        while flights.len() < room
            && let Some(leg) = self.legs.pop_front()
        {
            match self.flight(&leg, blockhash, last_valid) {
                Ok(flight) => flights.push(flight),
                Err(error) if error.kind == Kind::Refused => self.give_up(&leg, error),
                Err(error) => {
                    self.legs.push_front(leg);
                    if flights.is_empty() {
                        return Err(error);
                    }
                    break;
                }
            }
        }
        Ok(flights)
    }

    fn flight(&mut self, leg: &Leg, blockhash: Hash, last_valid: u64) -> CliResult<Flight> {
        let job = &self.jobs[leg.job];
        let step = &job.steps[leg.step];
        let limit = self.limits.limit(self.context, job, step)?;
        let instructions = build::with_budget(self.context, step, limit);
        let payer = self.context.fee_payer()?.address();
        let message = build::message_with(self.context, &payer, &instructions, &job.tables, blockhash)?;
        let transaction = build::signed(self.context, message)?;
        Ok(Flight {
            leg: Some(leg.clone()),
            key: job.key.clone(),
            signature: transaction.signatures.first().copied().unwrap_or_default(),
            transaction: Arc::new(transaction),
            instructions,
            last_valid,
            since: Instant::now(),
            sent: Instant::now(),
        })
    }

    fn note(&mut self, flight: Flight, verdict: Verdict) {
        let Some(leg) = flight.leg.clone() else { return };
        match verdict {
            Verdict::Landed(_) => self.next(&leg),
            Verdict::Refused(error) => {
                let logs = logs_of(self.context, &flight.signature);
                self.give_up(&leg, simulate::refusal(self.context, &flight.instructions, &error, &logs));
            }
            Verdict::Rejected(error) => self.give_up(&leg, error),
            Verdict::Expired if leg.attempt + 1 < ATTEMPTS => {
                self.legs.push_front(Leg { attempt: leg.attempt + 1, ..leg });
            }
            Verdict::Expired => self.give_up(
                &leg,
                CliError::failure("TransactionExpired", format!("it did not land in {ATTEMPTS} attempts"))
                    .hint("run the command again, with a higher --compute-unit-price if the network is busy"),
            ),
        }
    }

    /// One transaction of a job has landed.
    fn next(&mut self, leg: &Leg) {
        self.tally.landed += 1;
        if leg.step + 1 < self.jobs[leg.job].steps.len() {
            self.legs.push_front(Leg { job: leg.job, step: leg.step + 1, attempt: 0 });
        } else {
            self.tally.done += 1;
            self.bar.inc(1);
        }
    }

    fn give_up(&mut self, leg: &Leg, reason: CliError) {
        let job = &self.jobs[leg.job];
        self.tally.unfinished.push(Unfinished { key: job.key.clone(), place: job.place.clone(), reason });
        self.bar.inc(1);
    }
}
