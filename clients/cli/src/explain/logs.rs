//! What the program logs say about a failure.

use solana_sdk::pubkey::Pubkey;

/// The program that failed first: the innermost one, which raised the error that its callers passed on.
#[must_use]
pub fn failing_program(logs: &[String]) -> Option<Pubkey> {
    logs.iter().find_map(|line| {
        let (program, rest) = line.strip_prefix("Program ")?.split_once(' ')?;
        rest.starts_with("failed").then(|| program.parse().ok())?
    })
}

/// The message of the last `AnchorError` line, which names the account that broke a constraint.
#[must_use]
pub fn anchor_message(logs: &[String]) -> Option<(String, Option<String>)> {
    let line = logs.iter().rev().find(|line| line.contains("AnchorError"))?;
    let message = line.split_once("Error Message: ")?.1.trim_end_matches('.');
    let account = line
        .split_once("caused by account: ")
        .and_then(|(_, rest)| rest.split_once('.'))
        .map(|(account, _)| account.to_owned());
    Some((message.to_owned(), account))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_innermost_program_is_the_one_that_refused() {
        let inner = Pubkey::new_unique();
        let outer = Pubkey::new_unique();
        let logs = lines(&format!(
            "Program {outer} invoke [1]\nProgram {inner} invoke [2]\nProgram log: no\n\
             Program {inner} failed: custom program error: 0x1774\n\
             Program {outer} failed: custom program error: 0x1774"
        ));
        assert_eq!(failing_program(&logs), Some(inner));
        assert_eq!(failing_program(&[]), None);
    }

    #[test]
    fn the_account_that_broke_a_constraint_is_named() {
        let logs = lines(
            "Program log: AnchorError caused by account: holding. Error Code: ConstraintSeeds. \
             Error Number: 2006. Error Message: A seeds constraint was violated.",
        );
        let (message, account) = anchor_message(&logs).unwrap();
        assert_eq!(message, "A seeds constraint was violated");
        assert_eq!(account.unwrap(), "holding");
    }
}
