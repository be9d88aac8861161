//! Questions before acts that cannot be undone.

use std::io::{IsTerminal, Write};

use super::plan::Plan;
use crate::context::Context;
use crate::error::{CliError, CliResult};

/// Asks the plan's question, default no. Without a terminal, or with `--yes`, nobody is asked.
///
/// # Errors
/// When the answer is not yes.
pub fn confirm(context: &Context, plan: &Plan) -> CliResult<()> {
    plan.question.as_ref().map_or(Ok(()), |question| ask(context, question))
}

/// Asks a question, default no. Without a terminal, or with `--yes`, nobody is asked.
///
/// # Errors
/// When the answer is not yes.
pub fn ask(context: &Context, question: &str) -> CliResult<()> {
    let watched = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
    if context.globals.yes || !watched {
        return Ok(());
    }
    let mut stderr = std::io::stderr();
    let shown = write!(stderr, "{question} [y/N] ").and_then(|()| stderr.flush());
    let mut answer = String::new();
    let read = std::io::stdin().read_line(&mut answer);
    if shown.is_ok() && read.is_ok() && is_yes(&answer) { Ok(()) } else { Err(CliError::aborted()) }
}

fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_yes_is_yes() {
        assert!(is_yes("y\n") && is_yes("YES"));
        assert!(!is_yes("") && !is_yes("no") && !is_yes("yeah"));
    }
}
