//! What a command wants done: instructions, and how to report the outcome.

use mmf_client::Privileged;
use solana_sdk::instruction::Instruction;
use solana_sdk::signature::Signature;

use crate::context::Context;
use crate::error::CliResult;
use crate::output::Output;

/// Describes the outcome once everything has landed.
pub type Report = Box<dyn FnOnce(&Context, &Receipt) -> CliResult<Output>>;

/// What a command wants done.
pub struct Plan {
    /// What it does, in a few words, for progress and questions.
    pub title: String,
    /// The transactions, in order; each must be able to land on its own.
    pub steps: Vec<Vec<Instruction>>,
    /// A question that a person must answer with yes first.
    pub question: Option<String>,
    /// The privileged instruction, if there is one: what `--propose` turns into an action.
    pub privileged: Option<Privileged>,
    /// Describes the outcome.
    pub report: Report,
}

impl Plan {
    /// A plan of one transaction.
    pub fn new(
        title: impl Into<String>,
        instructions: Vec<Instruction>,
        report: impl FnOnce(&Context, &Receipt) -> CliResult<Output> + 'static,
    ) -> Self {
        Self::in_steps(title, vec![instructions], report)
    }

    /// A plan of several transactions.
    pub fn in_steps(
        title: impl Into<String>,
        steps: Vec<Vec<Instruction>>,
        report: impl FnOnce(&Context, &Receipt) -> CliResult<Output> + 'static,
    ) -> Self {
        Self { title: title.into(), steps, question: None, privileged: None, report: Box::new(report) }
    }

    /// Asks this before anything is sent.
    #[must_use]
    pub fn ask(mut self, question: impl Into<String>) -> Self {
        self.question = Some(question.into());
        self
    }

    /// A plan of one privileged instruction.
    pub fn privileged(
        title: impl Into<String>,
        privileged: Privileged,
        report: impl FnOnce(&Context, &Receipt) -> CliResult<Output> + 'static,
    ) -> Self {
        let mut plan = Self::new(title, vec![privileged.instruction.clone()], report);
        plan.privileged = Some(privileged);
        plan
    }
}

/// A command either shows something or wants something done.
pub enum Reply {
    /// The result.
    Shown(Output),
    /// What to do.
    Planned(Plan),
}

impl From<Output> for Reply {
    fn from(output: Output) -> Self {
        Self::Shown(output)
    }
}

impl From<Plan> for Reply {
    fn from(plan: Plan) -> Self {
        Self::Planned(plan)
    }
}

/// The transactions that landed.
#[derive(Clone, Debug, Default)]
pub struct Receipt {
    /// Their signatures, in order.
    pub signatures: Vec<Signature>,
}
