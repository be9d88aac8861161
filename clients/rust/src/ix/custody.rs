//! Cash between the buffer and custodians.

use mmf::instructions::{AddCustodianArgs, CashArgs, ReleaseSuspenseArgs, SetCustodianArgs};
use mmf::state::{Fund, Role};
use mmf::{accounts, instruction};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;

use super::{Authority, Privileged, SYSTEM};
use crate::pda::Addresses;

impl Addresses {
    /// Lists a custodian's token account.
    #[must_use]
    pub fn add_custodian(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        token_account: &Pubkey,
        authority: &Authority,
        args: AddCustodianArgs,
    ) -> Privileged {
        let accounts = accounts::AddCustodian {
            payer: *payer,
            fund: *fund,
            token_account: *token_account,
            custodian: self.custodian(fund, token_account),
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::AddCustodian { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund, *token_account]).loosening(true)
    }

    /// Changes a custodian's limit, or delists it.
    #[must_use]
    pub fn set_custodian(
        &self,
        fund: &Pubkey,
        token_account: &Pubkey,
        authority: &Authority,
        args: SetCustodianArgs,
    ) -> Privileged {
        let loosens = args.active;
        let custodian = self.custodian(fund, token_account);
        let accounts = accounts::SetCustodian { fund: *fund, custodian, action: authority.action() };
        let order = self.build(&accounts, &instruction::SetCustodian { args });
        Privileged::new(order, authority, &[Role::Governance], &[*fund, custodian]).loosening(loosens)
    }

    /// Sends cash from the buffer to a listed custodian account.
    #[must_use]
    pub fn sweep_cash(
        &self,
        fund: (&Pubkey, &Fund),
        token_account: &Pubkey,
        authority: &Authority,
        args: CashArgs,
    ) -> Privileged {
        let accounts = accounts::SweepCash {
            fund: *fund.0,
            dealing: self.dealing(fund.0),
            custodian: self.custodian(fund.0, token_account),
            token_account: *token_account,
            buffer: fund.1.buffer,
            settlement_mint: fund.1.settlement_mint,
            settlement_token_program: fund.1.settlement_token_program,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::SweepCash { args });
        Privileged::new(order, authority, &[Role::Treasurer], &[*fund.0, *token_account])
    }

    /// Brings cash back from a custodian; the account's owner signs.
    #[must_use]
    pub fn return_cash(
        &self,
        fund: (&Pubkey, &Fund),
        token_account: &Pubkey,
        owner: &Pubkey,
        args: CashArgs,
    ) -> Instruction {
        let accounts = accounts::ReturnCash {
            custodian_owner: *owner,
            fund: *fund.0,
            custodian: self.custodian(fund.0, token_account),
            token_account: *token_account,
            buffer: fund.1.buffer,
            settlement_mint: fund.1.settlement_mint,
            settlement_token_program: fund.1.settlement_token_program,
        };
        self.build(&accounts, &instruction::ReturnCash { args })
    }

    /// Moves what a vault holds beyond its books to suspense; nobody signs.
    #[must_use]
    pub fn sweep_stray(&self, fund: (&Pubkey, &Fund), vault: &Pubkey) -> Instruction {
        let accounts = accounts::SweepStray {
            fund: *fund.0,
            vault: *vault,
            suspense: fund.1.suspense,
            settlement_mint: fund.1.settlement_mint,
            settlement_token_program: fund.1.settlement_token_program,
        };
        self.build(&accounts, &instruction::SweepStray {})
    }

    /// Sends cash in suspense to whom it belongs.
    #[must_use]
    pub fn release_suspense(
        &self,
        fund: (&Pubkey, &Fund),
        token_account: &Pubkey,
        authority: &Authority,
        args: ReleaseSuspenseArgs,
    ) -> Privileged {
        let accounts = accounts::ReleaseSuspense {
            fund: *fund.0,
            token_account: *token_account,
            suspense: fund.1.suspense,
            settlement_mint: fund.1.settlement_mint,
            settlement_token_program: fund.1.settlement_token_program,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::ReleaseSuspense { args });
        Privileged::new(order, authority, &[Role::Treasurer, Role::Compliance], &[*fund.0, *token_account])
    }
}
