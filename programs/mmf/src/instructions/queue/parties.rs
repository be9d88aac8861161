//! Giving back what a request holds: cash out of a vault, or units.

use anchor_lang::prelude::*;
use anchor_spl::token_interface::{Mint, TokenAccount};
use mmf_math::convert::to_books_up;

use crate::error::{MmfError, OrMmf};
use crate::events::RequestGivenBack;
use crate::instructions::gate::*;
use crate::instructions::{bind, mint_back};
use crate::state::{
    ClassSeeds, Fund, FundSeeds, Holding, Investor, InvestorStatus, Request, RequestStatus, ShareClass, Side,
};
use crate::token::{CashLeg, ShareAuthority, check_covered, pay_cash, takes_cash};

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
