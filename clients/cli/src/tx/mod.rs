//! The one place where plans become transactions: sent, simulated, printed or proposed.

pub(crate) mod build;
mod plan;
mod print;
mod progress;
mod propose;
mod question;
mod send;
pub(crate) mod simulate;
#[cfg(test)]
pub(crate) mod stub;

use serde_json::json;

use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::Output;

pub use plan::{Plan, Receipt, Reply};
pub use progress::{bar, spinner};
pub(crate) use question::ask;
pub(crate) use send::{logs_of, submit};

/// Does with a plan what the global options ask for.
///
/// # Errors
/// When a program refuses, the network does not answer, or the user says no.
pub fn carry_out(context: &Context, plan: Plan) -> CliResult<Output> {
    let globals = &context.globals;
    let plan = match globals.propose {
        Some(nonce) => propose::wrap(context, plan, nonce)?,
        None => plan,
    };
    if let Some(encoding) = globals.print {
        return print::messages(context, &plan, encoding);
    }
    if globals.dry_run {
        return simulate::dry_run(context, &plan);
    }
    question::confirm(context, &plan)?;
    let receipt = send_all(context, &plan)?;
    let signatures: Vec<String> = receipt.signatures.iter().map(ToString::to_string).collect();
    let mut output = (plan.report)(context, &receipt)?;
    if globals.verbose && !signatures.is_empty() {
        output = output.note(format!("Signatures\n  {}", signatures.join("\n  ")));
    }
    Ok(output.hidden("signatures", json!(signatures)))
}

fn send_all(context: &Context, plan: &Plan) -> CliResult<Receipt> {
    let progress = bar(context, &plan.title, plan.steps.len());
    let mut receipt = Receipt::default();
    for (done, step) in plan.steps.iter().enumerate() {
        match send::send(context, step) {
            Ok(signature) => receipt.signatures.push(signature),
            Err(error) => {
                progress.finish_and_clear();
                return Err(part_way(error, plan, done));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    Ok(receipt)
}

fn part_way(error: CliError, plan: &Plan, done: usize) -> CliError {
    if done == 0 {
        return error;
    }
    let note = format!(
        "{done} of {} transactions had landed; the command can be repeated and goes on from there",
        plan.steps.len()
    );
    let hint = match &error.hint {
        Some(hint) => format!("{hint}; {note}"),
        None => note,
    };
    error.hint(hint)
}
