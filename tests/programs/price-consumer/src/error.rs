//! What is refused.

use solana_program_error::ProgramError;

/// Numbers of the errors.
#[derive(Clone, Copy)]
#[repr(u32)]
pub enum Refusal {
    /// The market or the accounts are not the ones that the market's owner pinned.
    WrongAccounts = 1,
    /// The price is none, halted or stale.
    NotTrading = 2,
    /// The price is too uncertain.
    TooUncertain = 3,
    /// The value does not fit into a number.
    TooLarge = 4,
}

impl From<Refusal> for ProgramError {
    fn from(refusal: Refusal) -> Self {
        Self::Custom(refusal as u32)
    }
}
