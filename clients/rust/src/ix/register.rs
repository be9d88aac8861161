//! Investors and wallets.

use mmf::instructions::{
    AddInvestorArgs, ApproveInvestorArgs, LinkWalletArgs, ReleaseInvestorArgs, RestrictInvestorArgs, UpdateInvestorArgs,
};
use mmf::state::Role;
use mmf::{accounts, instruction};
use solana_sdk::pubkey::Pubkey;

use super::{Authority, Privileged, SYSTEM};
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
        let accounts = change_investor(fund, investor, authority);
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

    /// Changes what is recorded of an investor.
    #[must_use]
    pub fn update_investor(
        &self,
        fund: &Pubkey,
        investor: &Pubkey,
        authority: &Authority,
        args: UpdateInvestorArgs,
    ) -> Privileged {
        let accounts = change_investor(fund, investor, authority);
        let order = self.build(&accounts, &instruction::UpdateInvestor { args });
        Privileged::new(order, authority, &[Role::Compliance], &[*fund, *investor])
    }

    /// Restricts an investor to redemptions, blocks or sanctions it.
    #[must_use]
    pub fn restrict_investor(
        &self,
        fund: &Pubkey,
        investor: &Pubkey,
        authority: &Authority,
        args: RestrictInvestorArgs,
    ) -> Privileged {
        let accounts = change_investor(fund, investor, authority);
        let order = self.build(&accounts, &instruction::RestrictInvestor { args });
        Privileged::new(order, authority, &[Role::Compliance], &[*fund, *investor])
    }

    /// Releases an investor. `sanctioned`: from a sanction, which takes the transfer agent as well.
    #[must_use]
    pub fn release_investor(
        &self,
        fund: &Pubkey,
        investor: &Pubkey,
        sanctioned: bool,
        authority: &Authority,
        args: ReleaseInvestorArgs,
    ) -> Privileged {
        let accounts = change_investor(fund, investor, authority);
        let order = self.build(&accounts, &instruction::ReleaseInvestor { args });
        let roles: &[Role] = if sanctioned { &Self::SANCTION_RELEASERS } else { &[Role::Compliance] };
        Privileged::new(order, authority, roles, &[*fund, *investor])
    }

    /// Councils that together release an investor from a sanction.
    pub const SANCTION_RELEASERS: [Role; 2] = [Role::TransferAgent, Role::Compliance];

    /// Deletes an investor; `rent_to` gets the rent.
    #[must_use]
    pub fn remove_investor(
        &self,
        fund: &Pubkey,
        investor: &Pubkey,
        rent_to: &Pubkey,
        authority: &Authority,
    ) -> Privileged {
        let accounts = accounts::RemoveInvestor {
            rent_to: *rent_to,
            fund: *fund,
            investor: *investor,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::RemoveInvestor {});
        Privileged::new(order, authority, &[Role::TransferAgent], &[*fund, *investor, *rent_to])
    }

    /// Unlinks a wallet; `rent_to` gets the rent.
    #[must_use]
    pub fn unlink_wallet(
        &self,
        fund: &Pubkey,
        investor: &Pubkey,
        owner: &Pubkey,
        rent_to: &Pubkey,
        authority: &Authority,
    ) -> Privileged {
        let wallet = self.wallet(fund, owner);
        let accounts = accounts::UnlinkWallet {
            rent_to: *rent_to,
            fund: *fund,
            investor: *investor,
            wallet,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::UnlinkWallet {});
        Privileged::new(order, authority, &[Role::TransferAgent], &[*fund, *investor, wallet, *rent_to])
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

fn change_investor(fund: &Pubkey, investor: &Pubkey, authority: &Authority) -> accounts::ChangeInvestor {
    accounts::ChangeInvestor { fund: *fund, investor: *investor, action: authority.action() }
}
