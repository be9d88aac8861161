//! Subscription, redemption and exchange.

use mmf::instructions::{ExchangeArgs, RedeemArgs, SubscribeArgs};
use mmf::state::{Fund, fund_flag};
use mmf::{accounts, instruction};
use solana_sdk::instruction::Instruction;
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

impl Addresses {
    /// Buys shares at once.
    #[must_use]
    pub fn subscribe(&self, parties: &DealingParties, fund: &Fund, args: SubscribeArgs) -> Instruction {
        let accounts = accounts::DealInstant { owner: parties.owner, deal: self.deal(parties, fund) };
        self.build(&accounts, &instruction::SubscribeInstant { args })
    }

    /// Sells shares at once.
    #[must_use]
    pub fn redeem(&self, parties: &DealingParties, fund: &Fund, args: RedeemArgs) -> Instruction {
        let accounts = accounts::DealInstant { owner: parties.owner, deal: self.deal(parties, fund) };
        self.build(&accounts, &instruction::RedeemInstant { args })
    }

    /// Tells what a subscription would give, in its return data; nobody signs.
    #[must_use]
    pub fn preview_subscribe(&self, parties: &DealingParties, fund: &Fund, cash_settlement_units: u64) -> Instruction {
        let accounts = accounts::PreviewDeal { deal: self.deal(parties, fund) };
        self.build(&accounts, &instruction::PreviewSubscribe { cash_settlement_units })
    }

    /// Tells what a redemption would give, in its return data; nobody signs.
    #[must_use]
    pub fn preview_redeem(&self, parties: &DealingParties, fund: &Fund, units: u64) -> Instruction {
        let accounts = accounts::PreviewDeal { deal: self.deal(parties, fund) };
        self.build(&accounts, &instruction::PreviewRedeem { units })
    }

    pub(crate) fn deal(&self, parties: &DealingParties, fund: &Fund) -> accounts::Deal {
        let mint = self.mint(&parties.class);
        let token_account = self.share_account(&parties.owner, &mint);
        accounts::Deal {
            fund: parties.fund,
            dealing: self.dealing(&parties.fund),
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
            reserve: fund.has_flag(fund_flag::RESERVE_GATE).then(|| self.reserve(&parties.fund)),
            gate: self.gate(parties.token_acl, &mint),
        }
    }

    /// Exchanges shares of one class for shares of another at once. The holder has a holding in each, in its associated token accounts.
    #[must_use]
    pub fn exchange(&self, parties: &DealingParties, to_class: &Pubkey, args: ExchangeArgs) -> Instruction {
        let (from_mint, to_mint) = (self.mint(&parties.class), self.mint(to_class));
        let from_token_account = self.share_account(&parties.owner, &from_mint);
        let to_token_account = self.share_account(&parties.owner, &to_mint);
        let accounts = accounts::Exchange {
            owner: parties.owner,
            fund: parties.fund,
            investor: parties.investor,
            from_class: parties.class,
            from_holding: self.holding(&from_token_account),
            from_mint,
            from_token_account,
            to_class: *to_class,
            to_holding: self.holding(&to_token_account),
            to_mint,
            to_token_account,
            share_token_program: TOKEN_2022,
        };
        self.build(&accounts, &instruction::Exchange { args })
    }
}

/// A wallet's account for the fund's settlement mint.
#[must_use]
pub fn cash_account(fund: &Fund, owner: &Pubkey) -> Pubkey {
    associated_token_account(owner, &fund.settlement_mint, &fund.settlement_token_program)
}
