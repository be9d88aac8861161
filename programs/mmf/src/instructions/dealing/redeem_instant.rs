//! Units in, cash out, at once, as far as the buffer reaches.

use anchor_lang::prelude::*;

use super::{Deal, DealInstant, Ledger, RedemptionBooked, burn_frozen};
use crate::error::MmfError;
use crate::events::Redeemed;
use crate::state::{ClassSeeds, FundSeeds};
use crate::token::{CashLeg, ShareAuthority, pay_cash};

/// Arguments of `redeem_instant`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct RedeemArgs {
    /// Units to redeem; `u64::MAX`: all that are free, in a class without a register all tokens.
    pub units: u64,
    /// Least cash to accept, in units of the settlement mint.
    pub min_cash_settlement_units: u64,
    /// The last strike that the redeemer knows of.
    pub expected_strike_no: u32,
}

/// Redeems units at $1.00, or at an accumulating class's struck price. The income that units of a distributing class have earned stays payable.
pub fn handle_redeem_instant(ctx: Context<DealInstant>, args: RedeemArgs) -> Result<()> {
    let DealInstant { owner, deal } = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    deal.check(owner.key, args.expected_strike_no, now)?;
    deal.redeem(args.units, args.min_cash_settlement_units, now)?;
    Ok(())
}

impl<'info> Deal<'info> {
    /// Books the redemption, burns, and pays from the buffer. What was checked before: that accounts and moment fit.
    ///
    /// # Errors
    /// [`MmfError::FacilityServes`], [`MmfError::BelowMinimumOut`], and those of [`Ledger::redeem`] and of the cash leg.
    pub fn redeem(&self, units: u64, min_cash_settlement_units: u64, now: i64) -> Result<RedemptionBooked> {
        self.dealing.load()?.check_buffer_serves()?;
        let booked = self.book_redemption(units, now)?;
        let (fund_seeds, class_seeds) = (FundSeeds::of(&*self.fund.load()?), ClassSeeds::of(&*self.class.load()?));
        let authority = ShareAuthority { mint: &self.mint, class: self.class.as_ref(), seeds: class_seeds };
        if booked.is_frozen {
            let (class, holding, investor) = (self.class.load()?, self.holding.load()?, self.investor.load()?);
            burn_frozen(&authority, (&class, &holding, &investor), &self.token_account, &self.gate, booked.units, now)?;
        } else {
            authority.burn(&self.token_account, booked.units)?;
        }
        let arrived = pay_cash(
            &CashLeg {
                from: self.buffer.to_account_info(),
                to: self.cash_account.to_account_info(),
                mint: &self.settlement_mint,
                authority: self.fund.as_ref(),
                token_program: &self.settlement_token_program,
            },
            booked.cash_settlement_units,
            &fund_seeds.as_slices(),
        )?;
        require!(arrived >= min_cash_settlement_units, MmfError::BelowMinimumOut);
        self.check_buffer()?;
        Ok(booked)
    }

    fn book_redemption(&self, units: u64, now: i64) -> Result<RedemptionBooked> {
        let mut class = self.class.load_mut()?;
        let mut holding = self.holding.load_mut()?;
        let booked = Ledger {
            fund: &mut *self.fund.load_mut()?,
            dealing: &mut *self.dealing.load_mut()?,
            class: &mut class,
            holding: &mut holding,
            investor: &mut *self.investor.load_mut()?,
        }
        .redeem(&self.token_account, units, now)?;
        emit!(Redeemed {
            class: self.class.key(),
            class_seq: class.next_seq()?,
            holding: self.holding.key(),
            holding_seq: holding.next_seq()?,
            cash_e6: booked.cash_e6,
            fee_e6: booked.fees.manager_e6,
            kept_e6: booked.fees.kept_e6(),
            lost_e6: 0,
            units: booked.units,
            old_units: booked.old_units,
            new_units: holding.recorded_units,
            index: class.index.get(),
            span_seconds: booked.seconds,
            queued: false,
        });
        Ok(booked)
    }
}
