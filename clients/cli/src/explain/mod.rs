//! Refused transactions in words: which program said no, why, and what to do.

mod anchor;
mod logs;
mod mmf;
mod network;
mod runtime;
mod token;

use solana_sdk::instruction::InstructionError;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::transaction::TransactionError;

use crate::error::CliError;

pub use mmf::{by_number, foreseen, number};
pub use network::rpc_error;

/// What is known about a transaction that was refused.
pub struct Refusal<'a> {
    /// The runtime's verdict.
    pub error: &'a TransactionError,
    /// The program logs, empty when the node did not keep them.
    pub logs: &'a [String],
    /// The program of each instruction, in order.
    pub programs: &'a [Pubkey],
    /// The address of the fund program.
    pub fund_program: Pubkey,
}

/// Explains a refused transaction.
#[must_use]
pub fn refusal(refusal: &Refusal<'_>) -> CliError {
    let explained = match refusal.error {
        TransactionError::InstructionError(index, error) => {
            let top_level = refusal.programs.get(usize::from(*index)).copied();
            let program = logs::failing_program(refusal.logs).or(top_level);
            match error {
                InstructionError::Custom(code) => custom(refusal, program, *code),
                other => runtime::instruction(other, program),
            }
        }
        other => runtime::transaction(other),
    };
    explained.logs(refusal.logs)
}

fn custom(refusal: &Refusal<'_>, program: Option<Pubkey>, code: u32) -> CliError {
    let by_fund = program.is_none_or(|program| program == refusal.fund_program);
    if by_fund {
        return mmf::explain(code)
            .or_else(|| anchor::explain(code, refusal.logs))
            .unwrap_or_else(|| unexplained(program, code));
    }
    let known =
        program.and_then(|program| token::explain(&program, code).or_else(|| runtime::system_program(&program, code)));
    known.or_else(|| anchor::explain(code, refusal.logs)).unwrap_or_else(|| unexplained(program, code))
}

fn unexplained(program: Option<Pubkey>, code: u32) -> CliError {
    let who = program.map_or_else(|| "a program".to_owned(), |program| format!("program {program}"));
    CliError::refused("ProgramError", format!("{who} refused with its error number {code}"))
        .code(code)
        .hint("run again with -v to see the program's log")
}
