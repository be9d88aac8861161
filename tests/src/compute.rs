//! Compute units of a transaction, as the runtime logs them.

use litesvm::types::TransactionMetadata;
use solana_sdk::pubkey::Pubkey;

/// Compute units of the first call of a program, what it calls included.
pub fn units_of(done: &TransactionMetadata, program: &Pubkey) -> u64 {
    let start = format!("Program {program} consumed ");
    done.logs
        .iter()
        .find_map(|line| line.strip_prefix(&start)?.split(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("no figure for {program}:\n{}", done.logs.join("\n")))
}
