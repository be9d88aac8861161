//! Giving back what a request holds: cash from escrow, or units.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};
use mmf_math::convert::to_books_up;

use crate::error::{MmfError, OrMmf};
use crate::events::RequestGivenBack;
use crate::instructions::gate::*;
use crate::instructions::{bind, mint_back};
use crate::state::{
    Batch, ClassSeeds, Dealing, Fund, FundSeeds, Holding, Investor, InvestorStatus, Request, RequestStatus, ShareClass,
    Side,
};
use crate::token::{CashLeg, ShareAuthority, check_covered, pay_cash, takes_cash};

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

/// What giving back needs, here and in settlements.
#[derive(Clone, Copy)]
pub struct Parties<'a, 'info> {
    /// The fund.
    pub fund: &'a AccountLoader<'info, Fund>,
    /// The class.
    pub class: &'a AccountLoader<'info, ShareClass>,
    /// The investor.
    pub investor: &'a AccountLoader<'info, Investor>,
    /// The holding.
    pub holding: &'a AccountLoader<'info, Holding>,
    /// The holding's token account.
    pub token_account: &'a AccountInfo<'info>,
    /// Where cash goes.
    pub cash_account: &'a AccountInfo<'info>,
}

impl<'info> Parties<'_, 'info> {
    /// The request is of this fund, class, investor and holding, and the token account is the holding's.
    ///
    /// # Errors
    /// [`MmfError::AccountMismatch`].
    pub fn check(&self, request: &Request, mint: &Pubkey) -> Result<()> {
        request.check_version()?;
        let (class, holding, investor) = (self.class.load()?, self.holding.load()?, self.investor.load()?);
        bind::class_of_fund(&class, &self.fund.key(), mint)?;
        let (class_key, investor_key) = (self.class.key(), self.investor.key());
        bind::holding_of(&holding, (&class_key, &class), (&investor_key, &investor), self.token_account.key)?;
        require!(
            request.class == class_key && request.investor == investor_key && request.holding == self.holding.key(),
            MmfError::AccountMismatch
        );
        Ok(())
    }

    /// Whether what the request holds can be given back now: property of who is sanctioned stays where it is, and cash needs an account.
    ///
    /// # Errors
    /// [`MmfError::DeniedSanctioned`], [`MmfError::CashAccountUnfit`].
    pub fn check_give_back(&self, request: &Request) -> Result<()> {
        let is_sanctioned = self.investor.load()?.has_status(InvestorStatus::Sanctioned);
        require!(!is_sanctioned, MmfError::DeniedSanctioned);
        if request.side == Side::Subscription || request.due_settlement_units > 0 {
            require!(self.takes_cash(request)?, MmfError::CashAccountUnfit);
        }
        Ok(())
    }

    /// Whether the cash account is the holder's and takes cash.
    pub fn takes_cash(&self, request: &Request) -> Result<bool> {
        Ok(takes_cash(&*self.fund.load()?, &request.owner, self.cash_account))
    }

    /// Gives back what a refused or cancelled request holds: cash in escrow, or units. Cash of an earlier part that waits to be collected is
    /// paid as well where there is a way; else it goes on waiting.
    ///
    /// # Errors
    /// Those of the cash leg, and of minting units back.
    pub fn give_back(
        &self,
        request: &mut Account<'info, Request>,
        units: &UnitsBack<'_, 'info>,
        cash: Option<&CashBack<'_, 'info>>,
        cancelled: bool,
        now: i64,
    ) -> Result<()> {
        let freed_units = core::mem::take(&mut request.units);
        if freed_units > 0 {
            units.free(self, freed_units)?;
        }
        let settlement_units = match cash {
            Some(cash) if request.side == Side::Subscription => cash.pay_escrow(self, request)?,
            Some(cash) => cash.pay_due(self, request)?,
            None => 0,
        };
        let status = if freed_units > 0 || request.side == Side::Subscription {
            RequestStatus::GivenBack
        } else {
            RequestStatus::Settled
        };
        let mut holding = self.holding.load_mut()?;
        end(request, &mut holding, status, now)?;
        emit!(RequestGivenBack {
            class: request.class,
            request: request.key(),
            seq: request.next_seq()?,
            holding: request.holding,
            holding_seq: holding.next_seq()?,
            settlement_units,
            units: freed_units,
            cancelled,
        });
        Ok(())
    }
}

/// Ends a request, or leaves it due while cash waits to be collected: until then its holding stays open.
///
/// # Errors
/// [`MmfError::Inconsistent`].
pub fn end(request: &mut Request, holding: &mut Holding, status: RequestStatus, now: i64) -> Result<()> {
    request.closed_at = now;
    if request.due_settlement_units > 0 {
        request.status = RequestStatus::Due;
        return Ok(());
    }
    request.status = status;
    holding.open_requests = holding.open_requests.checked_sub(1).ok_or(MmfError::Inconsistent)?;
    Ok(())
}

/// What freeing units needs.
pub struct UnitsBack<'a, 'info> {
    /// The class's mint.
    pub mint: &'a AccountInfo<'info>,
    /// Where Token ACL is the class's gate.
    pub gate: &'a GateAccounts<'info>,
}

impl<'info> UnitsBack<'_, 'info> {
    fn free(&self, parties: &Parties<'_, 'info>, units: u64) -> Result<()> {
        if parties.class.load()?.is_hooked() {
            return parties.holding.load_mut()?.free(units);
        }
        {
            let mut class = parties.class.load_mut()?;
            class.queued_units = class.queued_units.checked_sub(units).ok_or(MmfError::Inconsistent)?;
        }
        let (class, holding) = (parties.class.load()?, parties.holding.load()?);
        let seeds = ClassSeeds::of(&class);
        let authority = ShareAuthority { mint: self.mint, class: parties.class.as_ref(), seeds };
        mint_back(&authority, (&class, &holding), parties.token_account, self.gate, units)
    }
}

/// What paying cash out of a vault needs.
pub struct CashBack<'a, 'info> {
    /// The escrow of a subscription, or the payout vault of a redemption.
    pub vault: &'a InterfaceAccount<'info, TokenAccount>,
    /// The settlement mint.
    pub mint: &'a InterfaceAccount<'info, Mint>,
    /// Its token program.
    pub token_program: &'a AccountInfo<'info>,
}

impl<'info> CashBack<'_, 'info> {
    /// Pays a subscription's cash out of escrow.
    fn pay_escrow(&self, parties: &Parties<'_, 'info>, request: &Request) -> Result<u64> {
        self.pay(parties, request.cash_settlement_units)?;
        let mut fund = parties.fund.load_mut()?;
        fund.escrow_cash_e6 = fund.escrow_cash_e6.checked_sub(request.cash_e6).ok_or(MmfError::Inconsistent)?;
        check_covered(self.vault, fund.escrow_cash_e6, fund.settlement_decimals)?;
        Ok(request.cash_settlement_units)
    }

    /// Pays what waits in the payout vault for a redeemer.
    pub fn pay_due(&self, parties: &Parties<'_, 'info>, request: &mut Request) -> Result<u64> {
        let settlement_units = core::mem::take(&mut request.due_settlement_units);
        if settlement_units == 0 {
            return Ok(0);
        }
        self.pay(parties, settlement_units)?;
        let mut fund = parties.fund.load_mut()?;
        let due_e6 = to_books_up(settlement_units, fund.settlement_decimals).or_mmf()?;
        fund.dues_e6 = fund.dues_e6.checked_sub(due_e6).ok_or(MmfError::Inconsistent)?;
        fund.payout_cash_e6 = fund.payout_cash_e6.checked_sub(due_e6).ok_or(MmfError::Inconsistent)?;
        check_covered(self.vault, fund.payout_cash_e6, fund.settlement_decimals)?;
        Ok(settlement_units)
    }

    fn pay(&self, parties: &Parties<'_, 'info>, settlement_units: u64) -> Result<()> {
        let seeds = FundSeeds::of(&*parties.fund.load()?);
        pay_cash(
            &CashLeg {
                from: self.vault.to_account_info(),
                to: parties.cash_account.clone(),
                mint: self.mint,
                authority: parties.fund.as_ref(),
                token_program: self.token_program,
            },
            settlement_units,
            &seeds.as_slices(),
        )?;
        Ok(())
    }
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
