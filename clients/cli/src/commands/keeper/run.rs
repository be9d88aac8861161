//! `mmf keeper run`: rounds until it is told to stop.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use solana_sdk::instruction::Instruction;

use super::register::Register;
use super::round;
use crate::args::KeeperRun;
use crate::commands::show_now;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::Output;
use crate::tx::{self, Plan};

/// The user's wish to end: seen between two transactions, and in the wait between two rounds.
struct Stop {
    wished: Arc<AtomicBool>,
    signal: Receiver<()>,
}

/// Goes on until Ctrl-C. What fails in a round is told, and tried again in the next.
///
/// # Errors
/// When the settings don't allow rounds, or nobody could stop them.
pub fn run(context: &Context, args: &KeeperRun) -> CliResult<Output> {
    let globals = &context.globals;
    if globals.dry_run || globals.print.is_some() || globals.propose.is_some() {
        return Err(CliError::usage(
            "OnceMissing",
            "rounds without end can be neither printed nor simulated nor proposed",
        )
        .hint("give --once, or look with `mmf keeper backlog`"));
    }
    context.fund()?;
    context.signer()?;
    let stop = Stop::listen()?;
    loop {
        match one_round(context, args.class, &stop) {
            Ok(output) => show_now(&output.render("keeper run", globals.output)),
            Err(error) => tell(context, &error),
        }
        if stop.comes_within(Duration::from_secs(u64::from(args.interval))) {
            return Ok(Output::silent());
        }
    }
}

/// A batch that is refused is sent again one by one, so that one bad account does not keep the others waiting.
fn one_round(context: &Context, class_no: Option<u8>, stop: &Stop) -> CliResult<Output> {
    let register = Register::read(context, class_no)?;
    if let Some(orders) = round::heartbeats(context, &register)
        && let Err(error) = send(context, orders)
    {
        tell(context, &error);
    }
    let due = register.due(context)?;
    if due.is_empty() {
        return Ok(round::report(&register, &due, &[]));
    }
    for batch in round::batches(context, &due) {
        if stop.is_wished() {
            break;
        }
        if send(context, batch.clone()).is_err() {
            let failed = batch.into_iter().filter_map(|order| send(context, vec![order]).err());
            failed.for_each(|error| tell(context, &error));
        }
    }
    let left = register.due(context)?;
    Ok(round::report(&register, &due, &left))
}

fn send(context: &Context, batch: Vec<Instruction>) -> CliResult<()> {
    let title = format!("send {} orders", batch.len());
    tx::carry_out(context, Plan::new(title, batch, |_, _| Ok(Output::silent()))).map(drop)
}

fn tell(context: &Context, error: &CliError) {
    if context.globals.output.is_json() {
        eprintln!("{}", error.to_json());
    } else {
        eprintln!("error: {error}\ntrying again in the next round");
    }
}

impl Stop {
    fn listen() -> CliResult<Self> {
        let (sender, signal) = mpsc::channel();
        let wished = Arc::new(AtomicBool::new(false));
        let heard = Arc::clone(&wished);
        ctrlc::set_handler(move || {
            heard.store(true, Ordering::Relaxed);
            // A second signal finds the rounds ending already.
            let _ = sender.send(());
        })
        .map_err(|error| CliError::failure("SignalsUnavailable", error.to_string()))?;
        Ok(Self { wished, signal })
    }

    fn is_wished(&self) -> bool {
        self.wished.load(Ordering::Relaxed)
    }

    fn comes_within(&self, time: Duration) -> bool {
        !matches!(self.signal.recv_timeout(time), Err(RecvTimeoutError::Timeout))
    }
}
