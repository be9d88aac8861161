//! Actions: proposed, approved, cancelled.

use mmf::instructions::{ApproveActionArgs, ProposeActionArgs};
use mmf::state::Role;
use mmf::{accounts, instruction};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::SYSTEM;
use crate::pda::Addresses;

impl Addresses {
    /// Proposes an action.
    #[must_use]
    pub fn propose_action(&self, proposer: &Pubkey, fund: &Pubkey, args: ProposeActionArgs) -> Instruction {
        let accounts = accounts::ProposeAction {
            proposer: *proposer,
            fund: *fund,
            action: self.action(fund, args.nonce),
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::ProposeAction { args })
    }

    /// Approves an action for a council. `payload_hash` is what the member means to approve: the action must carry it.
    #[must_use]
    pub fn approve_action(
        &self,
        member: &Pubkey,
        fund: &Pubkey,
        nonce: u64,
        role: Role,
        payload_hash: [u8; 32],
    ) -> Instruction {
        let accounts = accounts::ApproveAction { member: *member, fund: *fund, action: self.action(fund, nonce) };
        let args = ApproveActionArgs { role, payload_hash };
        self.build(&accounts, &instruction::ApproveAction { args })
    }

    /// Cancels an action.
    #[must_use]
    pub fn cancel_action(&self, canceller: &Pubkey, fund: &Pubkey, nonce: u64) -> Instruction {
        let accounts = accounts::CancelAction { canceller: *canceller, fund: *fund, action: self.action(fund, nonce) };
        self.build(&accounts, &instruction::CancelAction {})
    }
}
