//! Subscription, redemption, distribution and restoring.

use mmf::instructions::{RedeemArgs, SubscribeArgs};
use mmf::state::Fund;
use mmf::{accounts, instruction};
use solana_sdk::instruction::{AccountMeta, Instruction};
use solana_sdk::pubkey::Pubkey;

use super::TOKEN_2022;
use crate::pda::{Addresses, associated_token_account};

/// The holder and the class of a dealing instruction. Shares and cash are in the holder's associated token accounts.
#[derive(Clone, Copy, Debug)]
pub struct DealingParties {
    /// The holder's wallet; signs.
    pub owner: Pubkey,
    /// The holder's investor.
    pub investor: Pubkey,
    /// The fund.
    pub fund: Pubkey,
    /// The share class.
    pub class: Pubkey,
    /// Whether Token ACL is the class's gate.
    pub token_acl: bool,
}

/// A holding in a batch of payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayTarget {
    /// The holding.
    pub holding: Pubkey,
    /// Its token account.
    pub token_account: Pubkey,
    /// Its investor.
    pub investor: Pubkey,
}

impl Addresses {
    /// Buys shares at once.
    #[must_use]
    pub fn subscribe(&self, parties: &DealingParties, fund: &Fund, args: SubscribeArgs) -> Instruction {
        self.build(&self.deal(parties, fund), &instruction::SubscribeInstant { args })
    }

    /// Sells shares at once.
    #[must_use]
    pub fn redeem(&self, parties: &DealingParties, fund: &Fund, args: RedeemArgs) -> Instruction {
        self.build(&self.deal(parties, fund), &instruction::RedeemInstant { args })
    }

    fn deal(&self, parties: &DealingParties, fund: &Fund) -> accounts::DealInstant {
        let mint = self.mint(&parties.class);
        let token_account = self.share_account(&parties.owner, &mint);
        accounts::DealInstant {
            owner: parties.owner,
            fund: parties.fund,
            class: parties.class,
            investor: parties.investor,
            holding: self.holding(&token_account),
            mint,
            token_account,
            cash_account: cash_account(fund, &parties.owner),
            buffer: fund.buffer,
            settlement_mint: fund.settlement_mint,
            share_token_program: TOKEN_2022,
            settlement_token_program: fund.settlement_token_program,
            gate: self.gate(parties.token_acl, &mint),
        }
    }

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
        for target in targets {
            let keys = [target.holding, target.token_account, target.investor];
            order.accounts.extend(keys.map(|key| AccountMeta::new(key, false)));
        }
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

fn cash_account(fund: &Fund, owner: &Pubkey) -> Pubkey {
    associated_token_account(owner, &fund.settlement_mint, &fund.settlement_token_program)
}
