//! Paying income, and making tokens whole. Anyone may.

use mmf::state::Fund;
use mmf::{accounts, instruction};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::{TOKEN_2022, cash_account};
use crate::pda::Addresses;

/// A line of the register in a batch of payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayTarget {
    /// The holding.
    pub holding: Pubkey,
    /// Its token account.
    pub token_account: Pubkey,
    /// Its investor.
    pub investor: Pubkey,
}

impl PayTarget {
    fn metas(&self) -> [AccountMeta; 3] {
        [self.holding, self.token_account, self.investor].map(|key| AccountMeta::new(key, false))
    }
}

impl Addresses {
    /// Pays a closed month to a batch of holdings. Anyone may.
    #[must_use]
    pub fn pay_dividends(&self, class: &Pubkey, period_no: u32, targets: &[PayTarget]) -> Instruction {
        let accounts = accounts::PayDividends {
            class: *class,
            mint: self.mint(class),
            period: self.period(class, period_no),
            share_token_program: TOKEN_2022,
        };
        let mut order = self.build(&accounts, &instruction::PayDividends {});
        order.accounts.extend(targets.iter().flat_map(PayTarget::metas));
        order
    }

    /// Pays a closed month in cash to a batch of holdings, each with its owner: their investors elected that.
    #[must_use]
    pub fn pay_dividends_cash(
        &self,
        (fund_key, fund): (&Pubkey, &Fund),
        class: &Pubkey,
        period_no: u32,
        targets: &[(PayTarget, Pubkey)],
    ) -> Instruction {
        let accounts = accounts::PayDividendsCash {
            fund: *fund_key,
            class: *class,
            mint: self.mint(class),
            period: self.period(class, period_no),
            buffer: fund.buffer,
            settlement_mint: fund.settlement_mint,
            share_token_program: TOKEN_2022,
            settlement_token_program: fund.settlement_token_program,
        };
        let mut order = self.build(&accounts, &instruction::PayDividendsCash {});
        for (target, owner) in targets {
            order.accounts.extend(target.metas());
            order.accounts.push(AccountMeta::new(cash_account(fund, owner), false));
        }
        order
    }

    /// Pays a closed month of a batch of vaults, each with the line that gets its dividends.
    #[must_use]
    pub fn pay_dividends_to(&self, class: &Pubkey, period_no: u32, targets: &[(PayTarget, PayTarget)]) -> Instruction {
        let accounts = accounts::PayDividends {
            class: *class,
            mint: self.mint(class),
            period: self.period(class, period_no),
            share_token_program: TOKEN_2022,
        };
        let mut order = self.build(&accounts, &instruction::PayDividendsTo {});
        order.accounts.extend(targets.iter().flat_map(|(vault, to)| [vault.metas(), to.metas()]).flatten());
        order
    }

    /// Mints the tokens that a holding's units lack. Anyone may.
    #[must_use]
    pub fn restore(&self, class: &Pubkey, target: &PayTarget) -> Instruction {
        let accounts = accounts::Restore {
            class: *class,
            investor: target.investor,
            holding: target.holding,
            mint: self.mint(class),
            token_account: target.token_account,
            share_token_program: TOKEN_2022,
        };
        self.build(&accounts, &instruction::Restore {})
    }
}
