//! How much may be dealt at once. What does not fit goes through the queue.

use anchor_lang::prelude::*;
use mmf_math::ALL_BPS;
use mmf_math::limit::Bucket;

use crate::error::{MmfError, OrMmf};
use crate::state::{Dealing, Fund, Investor, Limiter, Regime};

/// Net redemptions of a day, in basis points of net assets, at which instant redemptions of an institutional fund close: the queue then
/// bears the mandatory liquidity fee from 5%.
const INSTANT_CLOSES_BPS: u128 = 400;

impl Limiter {
    /// Uses a rolling limit; 0 means none.
    ///
    /// # Errors
    /// The given one where the limit has no room.
    pub fn take(&mut self, amount_e6: u64, limit_e6: u64, window_seconds: u32, now: i64, full: MmfError) -> Result<()> {
        if limit_e6 == 0 {
            return Ok(());
        }
        let used = self.bucket().used(amount_e6, limit_e6, window_seconds, now).or_mmf()?.ok_or(full)?;
        *self = Self { level_e6: used.level_e6, updated_at: used.updated_at };
        Ok(())
    }

    /// What can be used now, in e6; without a limit, everything.
    ///
    /// # Errors
    /// [`MmfError::Overflow`].
    pub fn room_e6(&self, limit_e6: u64, window_seconds: u32, now: i64) -> Result<u64> {
        if limit_e6 == 0 {
            return Ok(u64::MAX);
        }
        self.bucket().room_e6(limit_e6, window_seconds, now).or_mmf()
    }

    fn bucket(&self) -> Bucket {
        Bucket { level_e6: self.level_e6, updated_at: self.updated_at }
    }
}

impl Dealing {
    /// Takes an instant subscription into the limits and the day's flows. Comes before it is booked.
    ///
    /// # Errors
    /// [`MmfError::QueueFirst`], [`MmfError::FundLimit`], [`MmfError::SubscriptionLimit`], [`MmfError::InvestorSubscriptionLimit`], [`MmfError::AboveUninvestedCap`].
    pub fn take_subscription(&mut self, fund: &Fund, investor: &mut Investor, amount_e6: u64, now: i64) -> Result<()> {
        self.check_queue_is_settled(fund)?;
        self.check_fund_limit(fund, amount_e6)?;
        let terms = self.terms;
        let (own, all) = (terms.investor_subscription_limit_e6, terms.subscription_limit_e6);
        let window = terms.window_seconds;
        investor.subscription_limiter.take(amount_e6, own, window, now, MmfError::InvestorSubscriptionLimit)?;
        self.subscription_limiter.take(amount_e6, all, window, now, MmfError::SubscriptionLimit)?;
        let cash_e6 = fund.buffer_cash_e6.saturating_add(amount_e6);
        require!(terms.uninvested_cap_e6 == 0 || cash_e6 <= terms.uninvested_cap_e6, MmfError::AboveUninvestedCap);
        self.turn_flows(fund).subscribe(amount_e6)
    }

    /// No priced redemption waits to leave a liquidity fee that a subscriber of this moment would share in.
    ///
    /// # Errors
    /// [`MmfError::QueueFirst`].
    fn check_queue_is_settled(&self, fund: &Fund) -> Result<()> {
        let charges = self.liquidity_fee_bps > 0 || fund.regime()? == Regime::RegisteredInstitutional;
        let waits = self.queue_due_e6 > 0 || fund.payout_cash_e6 > fund.dues_e6;
        require!(!charges || !waits, MmfError::QueueFirst);
        Ok(())
    }

    /// The buffer serves instant redemptions.
    ///
    /// # Errors
    /// [`MmfError::FacilityServes`].
    pub fn check_buffer_serves(&self) -> Result<()> {
        require_keys_eq!(self.terms.facility_investor, Pubkey::default(), MmfError::FacilityServes);
        Ok(())
    }

    /// Takes an instant redemption into the limits and the day's flows. Comes before it is booked.
    ///
    /// # Errors
    /// [`MmfError::RedemptionLimit`], [`MmfError::InvestorRedemptionLimit`], [`MmfError::InstantClosedForDay`].
    pub fn take_redemption(&mut self, fund: &Fund, investor: &mut Investor, amount_e6: u64, now: i64) -> Result<()> {
        let terms = self.terms;
        let (own, all) = (terms.investor_redemption_limit_e6, terms.redemption_limit_e6);
        let window = terms.window_seconds;
        investor.redemption_limiter.take(amount_e6, own, window, now, MmfError::InvestorRedemptionLimit)?;
        self.redemption_limiter.take(amount_e6, all, window, now, MmfError::RedemptionLimit)?;
        let flows = self.turn_flows(fund);
        flows.redeem(amount_e6)?;
        if fund.regime()? == Regime::RegisteredInstitutional {
            let net = u128::from(flows.net_redeemed_e6()).saturating_mul(ALL_BPS);
            let most = u128::from(flows.base_e6).saturating_mul(INSTANT_CLOSES_BPS);
            require!(net <= most, MmfError::InstantClosedForDay);
        }
        Ok(())
    }

    /// The buffer after cash of so much has left it keeps its floor and what priced batches wait for.
    ///
    /// # Errors
    /// [`MmfError::BufferShort`], [`MmfError::BelowBufferFloor`].
    pub fn check_leaves_buffer(&self, fund: &Fund, cash_e6: u64) -> Result<()> {
        let left_e6 = fund.buffer_cash_e6.checked_sub(cash_e6).ok_or(MmfError::BufferShort)?;
        require!(left_e6 >= self.kept_in_buffer_e6(), MmfError::BelowBufferFloor);
        Ok(())
    }
}
