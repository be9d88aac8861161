//! Paying fees and withheld tax.

use mmf::instructions::{PayFeesArgs, PayFeesInSharesArgs};
use mmf::state::{Fund, Role};
use mmf::{accounts, instruction};
use solana_sdk::pubkey::Pubkey;

use super::{Authority, PayTarget, Privileged, TOKEN_2022};
use crate::pda::Addresses;

impl Addresses {
    /// Pays a class's fees or withheld tax to a cash account of the recipient that the fund's policy names.
    #[must_use]
    pub fn pay_fees_in_cash(
        &self,
        (fund_key, fund): (&Pubkey, &Fund),
        class: &Pubkey,
        cash_account: &Pubkey,
        authority: &Authority,
        args: PayFeesArgs,
    ) -> Privileged {
        let accounts = accounts::PayFeesInCash {
            fund: *fund_key,
            dealing: self.dealing(fund_key),
            class: *class,
            cash_account: *cash_account,
            buffer: fund.buffer,
            settlement_mint: fund.settlement_mint,
            settlement_token_program: fund.settlement_token_program,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::PayFeesInCash { args });
        Privileged::new(order, authority, &[Role::Treasurer], &[*fund_key, *class, *cash_account])
    }

    /// Pays a class's fees in its shares, to a holding of the fee recipient.
    #[must_use]
    pub fn pay_fees_in_shares(
        &self,
        fund: &Pubkey,
        class: &Pubkey,
        to: &PayTarget,
        authority: &Authority,
        args: PayFeesInSharesArgs,
    ) -> Privileged {
        let accounts = accounts::PayFeesInShares {
            fund: *fund,
            class: *class,
            investor: to.investor,
            holding: to.holding,
            mint: self.mint(class),
            token_account: to.token_account,
            share_token_program: TOKEN_2022,
            action: authority.action(),
        };
        let order = self.build(&accounts, &instruction::PayFeesInShares { args });
        Privileged::new(order, authority, &[Role::Treasurer], &[*fund, *class, to.holding])
    }
}
