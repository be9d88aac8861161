//! `mmf requests settle`: every struck dealing day, from its price to the last payment.
//!
//! The program passes by what is settled, so that several keepers may work side by side. A run reads the chain before every stage, sends what is
//! missing, and reads again: what another has done meanwhile is no failure. A run that was killed is settled by its journal first.

mod dry_run;
mod lines;
mod report;
mod stages;
mod state;

use super::queue::Queue;
use crate::args::RequestsSettle;
use crate::commands::bulk::outcome;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::Output;

use self::report::Report;
use self::stages::Run;
use self::state::State;

/// What could not be done, for a day or one of its requests.
pub struct Problem {
    /// The dealing day.
    pub day: i32,
    /// What was to be done.
    pub stage: &'static str,
    /// Why not.
    pub error: CliError,
}

pub fn run(context: &Context, args: &RequestsSettle) -> CliResult<Output> {
    outcome::needs_signatures(context)?;
    let start = Queue::read(context)?;
    if context.globals.dry_run {
        return Ok(dry_run::show(&start, args.day));
    }
    let state = State::take_up(context, args)?;
    let days = days(&start, args.day);
    let mut run = Run { context, args, state, problems: Vec::new(), transactions: 0 };
    for day in &days {
        run.day(*day)?;
    }
    run.roll(args.day)?;
    run.close(&days)?;
    let end = Queue::read(context)?;
    Ok(Report { start: &start, end: &end, only: args.day, run: &run }.show())
}

/// Dealing days that were struck and still have a batch.
fn days(queue: &Queue, only: Option<i32>) -> Vec<i32> {
    let struck = queue.batches.iter().map(|batch| batch.day).filter(|day| *day <= queue.at.fund.last_struck_day);
    let mut days: Vec<i32> = struck.filter(|day| only.is_none_or(|only| only == *day)).collect();
    days.dedup();
    days
}
