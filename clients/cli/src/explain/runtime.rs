//! Refusals by the Solana runtime itself and by the system program.

use solana_sdk::instruction::InstructionError;
use solana_sdk::pubkey::Pubkey;
use solana_sdk::transaction::TransactionError;

use crate::error::CliError;

/// A transaction that never reached a program, or broke a rule as a whole.
#[must_use]
pub fn transaction(error: &TransactionError) -> CliError {
    let (name, message, hint) = match error {
        TransactionError::AccountNotFound => (
            "FeePayerMissing",
            "the fee payer does not exist on this network",
            "give it some SOL (on the local network: `mmf localnet faucet WALLET --sol 1`)",
        ),
        TransactionError::InsufficientFundsForFee => (
            "FeeTooHigh",
            "the fee payer has too little SOL for the fee",
            "give it some SOL (on the local network: `mmf localnet faucet WALLET --sol 1`)",
        ),
        TransactionError::InsufficientFundsForRent { .. } => (
            "RentMissing",
            "an account would be left with too little SOL to stay on the network",
            "give the fee payer more SOL",
        ),
        TransactionError::BlockhashNotFound => {
            ("BlockhashExpired", "the network no longer knows the transaction's blockhash", "run the command again")
        }
        TransactionError::AlreadyProcessed => (
            "AlreadyProcessed",
            "this very transaction has landed before",
            "look at the result with the `show` commands",
        ),
        TransactionError::ProgramAccountNotFound | TransactionError::InvalidProgramForExecution => {
            ("ProgramMissing", "the fund program is not deployed on this network", "check -u and --program-id")
        }
        TransactionError::SignatureFailure | TransactionError::MissingSignatureForFee => (
            "SignatureMissing",
            "a required signature is missing or wrong",
            "give every signing key with -k, --fee-payer or --signer",
        ),
        TransactionError::TooManyAccountLocks | TransactionError::MaxLoadedAccountsDataSizeExceeded => {
            ("TransactionTooLarge", "the transaction touches too many accounts", "do the work in smaller steps")
        }
        TransactionError::AccountInUse
        | TransactionError::WouldExceedMaxBlockCostLimit
        | TransactionError::WouldExceedMaxAccountCostLimit
        | TransactionError::WouldExceedAccountDataBlockLimit
        | TransactionError::ProgramCacheHitMaxLimit => (
            "NetworkBusy",
            "the network is too busy for this transaction",
            "run the command again, with a higher --compute-unit-price",
        ),
        other => {
            return CliError::refused("TransactionRefused", format!("the network refused: {other}"));
        }
    };
    CliError::refused(name, message).hint(hint)
}

/// An instruction that failed without an error number of its program.
#[must_use]
pub fn instruction(error: &InstructionError, program: Option<Pubkey>) -> CliError {
    let (name, message, hint) = match error {
        InstructionError::MissingRequiredSignature => {
            ("SignatureMissing", "a required signature is missing", "give the key with -k or --signer")
        }
        InstructionError::InsufficientFunds => {
            ("InsufficientFunds", "an account has too little SOL", "give the fee payer more SOL")
        }
        InstructionError::ComputationalBudgetExceeded => (
            "ComputeBudget",
            "the transaction needs more computation than one transaction may use",
            "do the work in smaller steps, for example with a smaller --batch",
        ),
        InstructionError::ProgramFailedToComplete => (
            "ProgramStopped",
            "the program stopped in the middle of its work",
            "run again with -v to see its log, and report it",
        ),
        InstructionError::UninitializedAccount => (
            "AccountMissing",
            "an account that is needed does not exist yet",
            "set it up first: the `show` commands tell what exists",
        ),
        InstructionError::AccountAlreadyInitialized => (
            "AlreadyExists",
            "the account exists already",
            "nothing needs to be done twice; look with the `show` commands",
        ),
        InstructionError::IncorrectProgramId
        | InstructionError::UnsupportedProgramId
        | InstructionError::MissingAccount => (
            "ProgramMissing",
            "a program or account that is needed is not on this network",
            "check -u and --program-id",
        ),
        InstructionError::InvalidAccountOwner | InstructionError::IllegalOwner => (
            "WrongOwner",
            "an account belongs to another program than expected",
            "check the addresses on the command line",
        ),
        InstructionError::InvalidAccountData => (
            "AccountUnreadable",
            "an account does not hold what the program expects",
            "check the addresses on the command line; for a transfer, both sides need an open holding",
        ),
        InstructionError::ReentrancyNotAllowed => (
            "Reentrancy",
            "a program tried to call itself by way of another",
            "shares move only by an ordinary transfer or by the fund's own instructions",
        ),
        other => {
            let who = program.map_or_else(String::new, |program| format!(" (program {program})"));
            return CliError::refused("InstructionRefused", format!("refused: {other}{who}"))
                .hint("run again with -v to see the program's log");
        }
    };
    CliError::refused(name, message).hint(hint)
}

/// The error numbers of the system program.
#[must_use]
pub fn system_program(program: &Pubkey, code: u32) -> Option<CliError> {
    if *program != Pubkey::default() {
        return None;
    }
    let (name, message, hint) = match code {
        0 => (
            "AlreadyExists",
            "an account with this address exists already",
            "nothing needs to be done twice; look with the `show` commands",
        ),
        1 => (
            "NotEnoughSol",
            "the payer has too little SOL for the rent of a new account",
            "give it more SOL (on the local network: `mmf localnet faucet WALLET --sol 1`)",
        ),
        _ => return None,
    };
    Some(CliError::refused(name, message).code(code).hint(hint))
}
