//! Errors that the Anchor framework raises before a handler runs.

use super::logs::anchor_message;
use crate::error::CliError;

const FRAMEWORK: std::ops::Range<u32> = 100..6000;

/// Explains a framework error by its number, with what the log adds.
#[must_use]
pub fn explain(code: u32, logs: &[String]) -> Option<CliError> {
    if !FRAMEWORK.contains(&code) {
        return None;
    }
    let (name, words, hint) = words(code);
    let logged = anchor_message(logs);
    let message = match logged {
        Some((_, Some(account))) => format!("{words} (account `{account}`)"),
        Some((message, None)) if name == "FrameworkError" => message,
        _ => words.to_owned(),
    };
    Some(CliError::refused(name, message).code(code).hint(hint))
}

fn words(code: u32) -> (&'static str, &'static str, &'static str) {
    match code {
        100..=103 => (
            "InstructionUnknown",
            "the program on the network does not know this instruction",
            "the program and this tool are of different versions: update the older one",
        ),
        2003 | 2012 => (
            "ConstraintAddress",
            "an account is not the one that the fund's records name",
            "check --fund, --class and the addresses on the command line",
        ),
        2006 => (
            "ConstraintSeeds",
            "an account is not at the address that belongs to this fund",
            "check --fund, --class and the addresses on the command line",
        ),
        2000..=2040 => (
            "ConstraintViolated",
            "an account does not meet the instruction's conditions",
            "check --fund, --class and the addresses on the command line",
        ),
        3002..=3004 => (
            "AccountUnreadable",
            "an account holds something else than expected",
            "check --fund and the addresses on the command line",
        ),
        3007 | 3012 => (
            "AccountMissing",
            "an account that is needed does not exist yet",
            "set it up first: `mmf fund show`, `mmf investor show` and `mmf holding show` tell what exists",
        ),
        3005 => (
            "AccountsMissing",
            "the instruction was given too few accounts",
            "for a transfer, let the tool resolve the hook's accounts; update the older of program and tool",
        ),
        3010 => ("SignatureMissing", "a required signature is missing", "give the key with -k or --signer"),
        _ => (
            "FrameworkError",
            "an account was refused before the instruction ran",
            "check --fund, --class and the addresses on the command line",
        ),
    }
}
