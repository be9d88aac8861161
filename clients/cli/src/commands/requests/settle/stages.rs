//! The stages of a dealing day.

use mmf::error::MmfError;
use mmf::instructions::{FundBatchesArgs, settles};
use mmf::state::{Batch, BatchStatus, NavReport, Role, Side};
use mmf_client::Authority;
use solana_sdk::instruction::Instruction;

use super::lines;
use super::{Problem, State};
use crate::args::RequestsSettle;
use crate::batch;
use crate::commands::dealing::dealing_day;
use crate::commands::requests::fund_day;
use crate::commands::requests::queue::Queue;
use crate::commands::shared::{self, explain_sdk};
use crate::context::Context;
use crate::error::{CliError, CliResult, Kind};
use crate::explain;
use crate::output::Output;
use crate::tx::{self, Plan};

/// Strikes that are read at a time.
const STRIKES_AT_ONCE: u32 = 50;
/// Requests that join a dealing day in one transaction, and batches that are closed in one.
const ROLLED_AT_ONCE: usize = 5;
const CLOSED_AT_ONCE: usize = 4;

/// A settlement under way.
pub struct Run<'a> {
    /// Settings and keys.
    pub context: &'a Context,
    /// What the command line asks for.
    pub args: &'a RequestsSettle,
    /// Journal and lock.
    pub state: State,
    /// What could not be done.
    pub problems: Vec<Problem>,
    /// Transactions that landed.
    pub transactions: u64,
}

impl Run<'_> {
    /// Prices a day, issues, sets the cash aside, pays.
    ///
    /// # Errors
    /// When the network does not answer, or a key is missing. What a program refuses is a problem of the day.
    pub fn day(&mut self, day: i32) -> CliResult<()> {
        self.price(day)?;
        self.settle(day, Side::Subscription)?;
        self.fund(day)?;
        self.settle(day, Side::Redemption)
    }

    fn price(&mut self, day: i32) -> CliResult<()> {
        let queue = Queue::read(self.context)?;
        let mut strikes = Vec::new();
        for batch in queue.of_day(day).filter(|batch| batch.status == BatchStatus::Open && !batch.is_empty()) {
            match settling_strike(self.context, &queue, batch)? {
                Some(number) if !strikes.contains(&number) => strikes.push(number),
                Some(_) => {}
                None => self.problems.push(Problem { day, stage: "price", error: not_due(day) }),
            }
        }
        for number in strikes {
            let order = self.context.client.addresses().price_batches((&queue.at.address, &queue.at.fund), number, day);
            let sent = self.send("price the requests", vec![order]);
            self.note(day, "price", sent)?;
        }
        Ok(())
    }

    /// Settles the requests of a side; a transaction that is refused is sent again request by request.
    fn settle(&mut self, day: i32, side: Side) -> CliResult<()> {
        let most = self.args.batch.map_or(usize::MAX, usize::from);
        let refused = self.send_lines(day, side, most)?;
        let refused = if refused.iter().all(is_of_the_day) { refused } else { self.send_lines(day, side, 1)? };
        let stage = if side == Side::Subscription { "issue the shares" } else { "pay" };
        for error in refused {
            let is_told = |it: &Problem| (it.day, it.stage, &it.error.message) == (day, stage, &error.message);
            if !self.problems.iter().any(is_told) {
                self.problems.push(Problem { day, stage, error });
            }
        }
        Ok(())
    }

    fn send_lines(&mut self, day: i32, side: Side, most: usize) -> CliResult<Vec<CliError>> {
        let queue = Queue::read(self.context)?;
        let mut jobs = Vec::new();
        for batch in queue.of_day(day).filter(|batch| settles_now(batch, side)) {
            jobs.extend(lines::jobs(self.context, &queue, batch, side, most)?);
        }
        if jobs.is_empty() {
            return Ok(Vec::new());
        }
        let tally = batch::send(self.context, &mut self.state.journal, "settle requests", &jobs, self.args.in_flight)?;
        self.transactions += tally.landed;
        let refused = tally.unfinished.into_iter().map(|job| job.reason);
        Ok(refused.filter(|error| !was_overtaken(error)).collect())
    }

    /// Sets the cash aside: all of it by anybody, a part only by the treasurer until the grace has passed.
    fn fund(&mut self, day: i32) -> CliResult<()> {
        let queue = Queue::read(self.context)?;
        let waits = queue.of_day(day).filter(|batch| batch.status == BatchStatus::Priced && batch.due_e6 > 0);
        let due_e6 = waits.fold(0u64, |sum, batch| sum.saturating_add(batch.due_e6));
        if due_e6 == 0 {
            return Ok(());
        }
        let addresses = self.context.client.addresses();
        let fund = (&queue.at.address, &*queue.at.fund);
        let order = |authority: &Authority, least_e6: u64| {
            addresses.fund_batches_with(fund, authority, FundBatchesArgs { day, least_e6 }).instruction
        };
        let nobody = order(&Authority::Signers(Vec::new()), 0);
        let sent = match self.send("set the cash aside", vec![nobody]) {
            Err(error) if error.name == MmfError::FundingWaits.name() => {
                let part_e6 = fund_day::part_e6(&queue, day, due_e6)?;
                match shared::authority(self.context, &queue.at, &[Role::Treasurer]) {
                    Ok(treasurer) => {
                        tx::ask(self.context, &fund_day::question(day, due_e6, part_e6))?;
                        self.send("set the cash aside", vec![order(&treasurer, part_e6)])
                    }
                    Err(_) => Err(fund_day::waits(&queue, day, (due_e6, part_e6), error)),
                }
            }
            sent => sent,
        };
        self.note(day, "set the cash aside", sent)
    }

    /// Moves what part payments left over to the next dealing day.
    ///
    /// # Errors
    /// As of [`Run::day`].
    pub fn roll(&mut self, only: Option<i32>) -> CliResult<()> {
        let queue = Queue::read(self.context)?;
        let rest: Vec<_> = queue.partial().filter(|(_, it)| only.is_none_or(|day| it.day == day)).collect();
        let Some((_, first)) = rest.first() else { return Ok(()) };
        let next = match dealing_day(self.context, &queue.at, queue.now) {
            Ok(next) => next,
            Err(error) => return self.note(first.day, "move on", Err(error)),
        };
        let payer = self.context.fee_payer()?.address();
        let addresses = self.context.client.addresses();
        for part in rest.chunks(ROLLED_AT_ONCE) {
            let order = |(key, it): &&(_, Box<_>)| addresses.roll_request(&payer, key, it, next.years, next.day.day);
            let sent = self.send("move the rest to the next dealing day", part.iter().map(order).collect());
            self.note(part[0].1.day, "move on", sent)?;
        }
        Ok(())
    }

    /// Closes batches in which nothing waits.
    ///
    /// # Errors
    /// As of [`Run::day`].
    pub fn close(&mut self, days: &[i32]) -> CliResult<()> {
        let queue = Queue::read(self.context)?;
        let addresses = self.context.client.addresses();
        let fund = (&queue.at.address, &*queue.at.fund);
        let empty: Vec<&Batch> = queue.batches.iter().filter(|it| days.contains(&it.day) && it.is_empty()).collect();
        for part in empty.chunks(CLOSED_AT_ONCE) {
            let order = |it: &&Batch| addresses.close_batch(fund, &it.class, it.day, &it.rent_payer);
            let sent = self.send("close batches", part.iter().map(order).collect());
            self.note(part[0].day, "close", sent)?;
        }
        Ok(())
    }

    fn send(&mut self, title: &str, orders: Vec<Instruction>) -> CliResult<()> {
        tx::carry_out(self.context, Plan::new(title, orders, |_, _| Ok(Output::silent())))?;
        self.transactions += 1;
        Ok(())
    }

    /// A refusal is a problem of the day, unless another keeper was faster; anything else ends the run.
    fn note(&mut self, day: i32, stage: &'static str, sent: CliResult<()>) -> CliResult<()> {
        match sent {
            Err(error) if was_overtaken(&error) => Ok(()),
            Err(error) if error.kind == Kind::Refused => {
                self.problems.push(Problem { day, stage, error });
                Ok(())
            }
            other => other,
        }
    }
}

/// Whether a batch is far enough for the requests of a side.
fn settles_now(batch: &Batch, side: Side) -> bool {
    match side {
        Side::Subscription => batch.status != BatchStatus::Open && batch.subscriptions > 0,
        Side::Redemption => {
            let is_funded = batch.status == BatchStatus::Funded || batch.due_e6 == 0;
            batch.status != BatchStatus::Open && is_funded && batch.redemptions > 0
        }
    }
}

/// Refusals that every request of the day would meet.
fn is_of_the_day(error: &CliError) -> bool {
    let of_all = [MmfError::SettlementWaits, MmfError::RedemptionsSuspended, MmfError::CalendarMissing];
    of_all.iter().any(|known| known.name() == error.name)
}

/// Refusals that tell that another keeper has done it.
fn was_overtaken(error: &CliError) -> bool {
    let by_others = [MmfError::RequestNotOpen, MmfError::BatchFixed, MmfError::BatchInUse];
    by_others.iter().any(|known| known.name() == error.name)
}

fn not_due(day: i32) -> CliError {
    let message = format!("no strike settles the requests of {} yet", crate::dates::date_of(day));
    explain::foreseen(&MmfError::BatchNotDue, message)
}

/// The strike that settles a batch, by the program's own rule: looked for from the last one back to the batch's day.
fn settling_strike(context: &Context, queue: &Queue, batch: &Batch) -> CliResult<Option<u32>> {
    let mut last = queue.at.fund.last_strike_no;
    while last > 0 {
        let first = last.saturating_sub(STRIKES_AT_ONCE - 1).max(1);
        let strikes = context.client.strikes(&queue.at.address, first..=last);
        let strikes: Vec<NavReport> = strikes.map_err(|error| explain_sdk(context, &error))?;
        if let Some(report) = strikes.iter().find(|report| settles(report, batch)) {
            return Ok(Some(report.strike_no));
        }
        if strikes.first().is_none_or(|report| report.day < batch.day) {
            return Ok(None);
        }
        last = first - 1;
    }
    Ok(None)
}
