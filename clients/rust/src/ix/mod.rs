//! One builder for each instruction, from the account lists and arguments that the program itself declares.

mod authority;
mod custody;
mod dealing;
mod distribution;
mod fees;
mod fund;
mod governance;
mod holding;
mod liquidity;
mod nav;
mod queue;
mod register;
mod standing;

pub use authority::{Authority, Privileged};
pub use dealing::{DealingParties, cash_account};
pub use distribution::PayTarget;
pub use holding::{Line, owner_signs};
pub use nav::StrikePlan;
pub use queue::{CalendarYears, RequestLine};

use anchor_lang::{InstructionData, ToAccountMetas};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use crate::pda::Addresses;

/// The system program.
pub(crate) const SYSTEM: Pubkey = solana_system_interface::program::ID;
/// Token-2022, the program of every share class's mint.
pub(crate) const TOKEN_2022: Pubkey = spl_token_2022_interface::ID;

impl Addresses {
    /// An instruction of this deployment. Where an optional account is left out, its place holds the program's address.
    pub(crate) fn build(&self, accounts: &impl ToAccountMetas, data: &impl InstructionData) -> Instruction {
        let mut metas = accounts.to_account_metas(None);
        for meta in &mut metas {
            if meta.pubkey == mmf::ID {
                meta.pubkey = self.program;
            }
        }
        Instruction { program_id: self.program, accounts: metas, data: data.data() }
    }
}
