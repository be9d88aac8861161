//! Cash in, units out, at once.

use anchor_lang::prelude::*;

use super::{Deal, DealInstant, Ledger, SubscriptionBooked};
use crate::error::MmfError;
use crate::events::Subscribed;
use crate::state::ClassSeeds;
use crate::token::{CashLeg, Payer, ShareAuthority, pay_cash};

/// Arguments of `subscribe_instant`.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug)]
pub struct SubscribeArgs {
    /// Cash, in units of the settlement mint.
    pub cash_settlement_units: u64,
    /// Least units to accept.
    pub min_units: u64,
    /// The last strike that the subscriber knows of.
    pub expected_strike_no: u32,
}

/// Issues units at $1.00 plus the income since the last strike, or at an accumulating class's price.
pub fn handle_subscribe_instant(ctx: Context<DealInstant>, args: SubscribeArgs) -> Result<()> {
    let DealInstant { owner, deal } = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    deal.check(owner.key, args.expected_strike_no, now)?;
    deal.subscribe(&Payer { authority: owner, seeds: &[] }, args.cash_settlement_units, args.min_units, now)?;
    Ok(())
}

impl<'info> Deal<'info> {
    /// Takes the payer's cash into the buffer, books what arrived, and mints. What was checked before: that accounts and moment fit.
    ///
    /// # Errors
    /// [`MmfError::BelowMinimumOut`], and those of [`Ledger::subscribe`], of the reserves and of the cash leg.
    pub fn subscribe(
        &self,
        payer: &Payer<'_, 'info>,
        cash_settlement_units: u64,
        min_units: u64,
        now: i64,
    ) -> Result<SubscriptionBooked> {
        let arrived = pay_cash(
            &CashLeg {
                from: self.cash_account.to_account_info(),
                to: self.buffer.to_account_info(),
                mint: &self.settlement_mint,
                authority: payer.authority,
                token_program: &self.settlement_token_program,
            },
            cash_settlement_units,
            payer.seeds,
        )?;
        let booked = self.book_subscription(arrived, now)?;
        require!(booked.issued.units >= min_units, MmfError::BelowMinimumOut);
        self.check_buffer()?;
        let seeds = ClassSeeds::of(&*self.class.load()?);
        ShareAuthority { mint: &self.mint, class: self.class.as_ref(), seeds }
            .mint_to(&self.token_account, booked.issued.units)?;
        Ok(booked)
    }

    fn book_subscription(&self, arrived: u64, now: i64) -> Result<SubscriptionBooked> {
        let mut fund = self.fund.load_mut()?;
        let mut class = self.class.load_mut()?;
        let mut holding = self.holding.load_mut()?;
        let booked = Ledger {
            fund: &mut fund,
            dealing: &mut *self.dealing.load_mut()?,
            class: &mut class,
            holding: &mut holding,
            investor: &mut *self.investor.load_mut()?,
        }
        .subscribe(&self.token_account, arrived, now)?;
        self.check_reserves(&fund, now)?;
        emit!(Subscribed {
            class: self.class.key(),
            class_seq: class.next_seq()?,
            holding: self.holding.key(),
            holding_seq: holding.next_seq()?,
            cash_e6: booked.cash_e6,
            fee_e6: booked.fee_e6,
            equalisation_e6: booked.issued.equalisation_e6,
            units: booked.issued.units,
            old_units: booked.old_units,
            new_units: holding.recorded_units,
            index: class.index.get(),
            span_seconds: booked.seconds,
            queued: false,
        });
        Ok(booked)
    }
}
