//! What a refused transaction says.

use litesvm::types::{FailedTransactionMetadata, TransactionMetadata};
use mmf::error::MmfError;
use solana_sdk::instruction::InstructionError;
use solana_sdk::transaction::TransactionError;

/// Result of a transaction.
pub type Outcome = Result<TransactionMetadata, Box<FailedTransactionMetadata>>;

/// The transaction was refused with this error of the program.
#[track_caller]
pub fn expect_error(outcome: Outcome, error: MmfError) {
    let expected = u32::from(error);
    assert_eq!(custom_code(outcome), Some(expected), "expected error {expected}");
}

/// The transaction was refused with this number, whichever program gave it.
#[track_caller]
pub fn expect_refusal(outcome: Outcome, code: u32) {
    assert_eq!(custom_code(outcome), Some(code));
}

#[track_caller]
fn custom_code(outcome: Outcome) -> Option<u32> {
    let failed = match outcome {
        Ok(done) => panic!("should have been refused, but landed:\n{}", done.logs.join("\n")),
        Err(failed) => failed,
    };
    match failed.err {
        TransactionError::InstructionError(_, InstructionError::Custom(code)) => Some(code),
        ref other => panic!("refused with {other:?}:\n{}", failed.meta.logs.join("\n")),
    }
}
