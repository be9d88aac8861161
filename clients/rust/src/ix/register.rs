//! Investors, wallets and holdings.

use mmf::instructions::{AddInvestorArgs, ApproveInvestorArgs, LinkWalletArgs};
use mmf::state::Role;
use mmf::{accounts, instruction};
use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use spl_associated_token_account_interface::instruction::create_associated_token_account_idempotent;

use super::{Authority, Privileged, SYSTEM, TOKEN_2022};
use crate::pda::Addresses;

impl Addresses {
    /// Registers an investor.
    #[must_use]
    pub fn add_investor(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        authority: &Authority,
        args: AddInvestorArgs,
    ) -> Privileged {
        let investor = self.investor(fund, &args.investor_id);
        let accounts = accounts::AddInvestor {
            payer: *payer,
            fund: *fund,
            investor,
            system_program: SYSTEM,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::AddInvestor { args });
        Privileged::new(order, authority, &[Role::TransferAgent], &[*fund, investor])
    }

    /// Approves an investor.
    #[must_use]
    pub fn approve_investor(
        &self,
        fund: &Pubkey,
        investor: &Pubkey,
        authority: &Authority,
        args: ApproveInvestorArgs,
    ) -> Privileged {
        let accounts = accounts::ApproveInvestor { fund: *fund, investor: *investor, action: authority.action() };
        let order = self.build(&accounts, &instruction::ApproveInvestor { args });
        Privileged::new(order, authority, &[Role::Compliance], &[*fund, *investor])
    }

    /// Links a wallet to an investor.
    #[must_use]
    pub fn link_wallet(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        investor: &Pubkey,
        owner: &Pubkey,
        authority: &Authority,
    ) -> Privileged {
        let accounts = accounts::LinkWallet {
            payer: *payer,
            fund: *fund,
            investor: *investor,
            wallet: self.wallet(fund, owner),
            system_program: SYSTEM,
            action: authority.action(),
        };
        let args = LinkWalletArgs { owner: *owner };
        let order = self.build(&accounts, &instruction::LinkWallet { args });
        Privileged::new(order, authority, &[Role::TransferAgent], &[*fund, *investor])
    }

    /// Opens the holding of a wallet's associated token account. Anyone may.
    #[must_use]
    pub fn open_holding(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        class: &Pubkey,
        investor: &Pubkey,
        owner: &Pubkey,
    ) -> Instruction {
        let mint = self.mint(class);
        let token_account = self.share_account(owner, &mint);
        let accounts = accounts::OpenHolding {
            payer: *payer,
            fund: *fund,
            class: *class,
            mint,
            wallet: self.wallet(fund, owner),
            investor: *investor,
            token_account,
            holding: self.holding(&token_account),
            share_token_program: TOKEN_2022,
            system_program: SYSTEM,
        };
        self.build(&accounts, &instruction::OpenHolding {})
    }

    /// Makes a wallet's associated token account for a class, if there is none, and opens its holding.
    #[must_use]
    pub fn onboard(
        &self,
        payer: &Pubkey,
        fund: &Pubkey,
        class: &Pubkey,
        investor: &Pubkey,
        owner: &Pubkey,
    ) -> [Instruction; 2] {
        let mint = self.mint(class);
        [
            create_associated_token_account_idempotent(payer, owner, &mint, &TOKEN_2022),
            self.open_holding(payer, fund, class, investor, owner),
        ]
    }

    /// Classes of a fund's bitmap, by number and address.
    #[must_use]
    pub fn classes(&self, fund: &Pubkey, bitmap: u16) -> Vec<(u8, Pubkey)> {
        (0..mmf::constants::MAX_CLASSES)
            .filter(|number| bitmap & (1 << number) != 0)
            .map(|number| (number, self.class(fund, number)))
            .collect()
    }
}
