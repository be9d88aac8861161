//! What a cancellation and a collection have in common.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use super::parties::{CashBack, Parties, UnitsBack};
use crate::error::MmfError;
use crate::instructions::bind;
use crate::instructions::gate::*;
use crate::state::{Batch, Dealing, Fund, Holding, Investor, Request, ShareClass, Side};

/// Accounts of `cancel_request` and `collect_request`.
#[derive(Accounts)]
pub struct GiveBack<'info> {
    /// The holder; anybody may collect for it.
    pub caller: Signer<'info>,
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The holder's investor.
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// CHECK: the request's cash account, or another one that the holder names; looked into where cash is given.
    #[account(mut)]
    pub cash_account: UncheckedAccount<'info>,
    /// The fund's escrow for a subscription, its payout vault for a redemption.
    #[account(mut)]
    pub vault: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// The request.
    #[account(mut)]
    pub request: Box<Account<'info, Request>>,
    /// The request's batch, while the request is in it.
    #[account(mut)]
    pub batch: Option<Box<Account<'info, Batch>>>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
}

impl<'info> GiveBack<'info> {
    /// The request, its parties and the fund's vault belong together; only the holder names another cash account.
    pub(super) fn check(&self) -> Result<()> {
        let fund = self.fund.load()?;
        bind::settlement_of(&fund, &self.settlement_mint.key(), self.settlement_token_program.key)?;
        self.dealing.load()?.check(&self.fund.key())?;
        let vault = match self.request.side {
            Side::Subscription => fund.escrow,
            Side::Redemption => fund.payout,
        };
        require_keys_eq!(vault, self.vault.key(), MmfError::AccountMismatch);
        self.parties().check(&self.request, self.mint.key)?;
        let is_named = *self.cash_account.key == self.request.cash_account || *self.caller.key == self.request.owner;
        require!(is_named, MmfError::CashAccountUnfit);
        Ok(())
    }

    pub(super) fn parties<'a>(&'a self) -> Parties<'a, 'info> {
        Parties {
            fund: &self.fund,
            class: &self.class,
            investor: &self.investor,
            holding: &self.holding,
            token_account: &self.token_account,
            cash_account: &self.cash_account,
        }
    }

    pub(super) fn cash<'a>(&'a self) -> CashBack<'a, 'info> {
        CashBack { vault: &self.vault, mint: &self.settlement_mint, token_program: &self.settlement_token_program }
    }

    /// Gives back to the holder all that the request holds.
    pub(super) fn give_back(&mut self, cancelled: bool, now: i64) -> Result<()> {
        let mut request = self.request.clone();
        self.parties().check_give_back(&request)?;
        let units = UnitsBack { mint: &self.mint, gate: &self.gate };
        self.parties().give_back(&mut request, &units, Some(&self.cash()), cancelled, now)?;
        self.request = request;
        Ok(())
    }
}
