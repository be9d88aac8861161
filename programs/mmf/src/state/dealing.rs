//! How a fund deals: its limits, its cash, its liquidity fees, and what was dealt today.

use anchor_lang::prelude::*;

use super::{Fund, Limiter};
use crate::books::add;
use crate::constants::{ACCOUNT_VERSION, MAX_DAYS_DUE};
use crate::error::MmfError;

/// Parts per million of a basis point.
const PPM_OF_A_BP: u32 = 100;

/// What governance sets. A limit of 0 means none.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DealingTerms {
    /// Instant subscriptions of all investors in a rolling window, in e6.
    pub subscription_limit_e6: u64,
    /// Instant redemptions of all investors in a rolling window, in e6.
    pub redemption_limit_e6: u64,
    /// Instant subscriptions of one investor in a rolling window, in e6.
    pub investor_subscription_limit_e6: u64,
    /// Instant redemptions of one investor in a rolling window, in e6.
    pub investor_redemption_limit_e6: u64,
    /// Cash that instant redemptions and sweeps leave in the buffer, in e6.
    pub buffer_floor_e6: u64,
    /// Cash in the buffer above which subscriptions go through the queue, in e6; 0: no such cap.
    pub uninvested_cap_e6: u64,
    /// What the fund may be worth after a subscription, in e6; 0: no such limit.
    pub max_fund_e6: u64,
    /// Length of the rolling window, in seconds.
    pub window_seconds: u32,
    /// Seconds after a batch was priced from which anyone may start a partial payment.
    pub settlement_grace_seconds: u32,
    /// 1: the documents of a government fund disclose that it may charge a liquidity fee.
    pub liquidity_fee_disclosed: u8,
    /// Zero.
    pub padding: [u8; 7],
    /// The investor that serves instant redemptions with its own cash; zero: the fund's buffer does.
    pub facility_investor: Pubkey,
}

/// What was dealt at once between two strikes.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DayFlows {
    /// What the fund was worth by the books before the first of it; in an empty fund before the second, in e6.
    pub base_e6: u64,
    /// Subscriptions, in e6.
    pub subscribed_e6: u64,
    /// Redemptions, in e6.
    pub redeemed_e6: u64,
    /// The strike after which it was.
    pub strike_no: u32,
    /// Zero.
    pub padding: [u8; 4],
}

/// What the priced batches of a dealing day wait for.
#[zero_copy]
#[derive(Debug, Default, PartialEq, Eq)]
pub struct DayDue {
    /// In e6; 0: an unused entry.
    pub due_e6: u64,
    /// The dealing day, in days since 1970-01-01.
    pub day: i32,
    /// Zero.
    pub padding: [u8; 4],
}

/// How a fund deals. Address: `"dealing", fund`.
#[account(zero_copy)]
#[derive(Debug)]
pub struct Dealing {
    /// The fund.
    pub fund: Pubkey,
    /// Layout version.
    pub version: u8,
    /// Bump of the account's address.
    pub bump: u8,
    /// Liquidity fee that the board charges, in basis points; 0: none.
    pub liquidity_fee_bps: u16,
    /// Estimated cost of selling a vertical slice of the portfolio, in parts per million of what is redeemed.
    pub slice_cost_ppm: u32,
    /// Last dealing day for which the estimate counts, in days since 1970-01-01.
    pub slice_cost_until: i32,
    /// Zero.
    pub padding: [u8; 4],
    /// What governance set.
    pub terms: DealingTerms,
    /// Instant subscriptions of the fund.
    pub subscription_limiter: Limiter,
    /// Instant redemptions of the fund.
    pub redemption_limiter: Limiter,
    /// Since the last strike.
    pub flows: DayFlows,
    /// Between the two strikes before.
    pub previous_flows: DayFlows,
    /// What priced batches are still to be paid from the buffer, in e6: the sum of `dues`.
    pub queue_due_e6: u64,
    /// The same by dealing day, in no order.
    pub dues: [DayDue; MAX_DAYS_DUE as usize],
    /// SHA-256 of the board's last resolution on the liquidity fee.
    pub liquidity_fee_hash: [u8; 32],
    /// Zero; for later fields.
    pub reserved: [u8; 136],
}

impl Dealing {
    /// Refuses an unknown layout, and another fund's.
    pub fn check(&self, fund: &Pubkey) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, MmfError::AccountVersionUnknown);
        require_keys_eq!(self.fund, *fund, MmfError::AccountMismatch);
        Ok(())
    }

    /// The liquidity fee that the board charges, in parts per million.
    pub fn board_fee_ppm(&self) -> u32 {
        u32::from(self.liquidity_fee_bps).saturating_mul(PPM_OF_A_BP)
    }

    /// The fund after a subscription stays within its limit.
    ///
    /// # Errors
    /// [`MmfError::FundLimit`].
    pub fn check_fund_limit(&self, fund: &Fund, amount_e6: u64) -> Result<()> {
        let most_e6 = self.terms.max_fund_e6;
        let worth_e6 = fund.supply_value_e6.saturating_add(amount_e6);
        require!(most_e6 == 0 || worth_e6 <= most_e6, MmfError::FundLimit);
        Ok(())
    }

    /// Flows since the fund's last strike; those before become the previous ones.
    pub fn turn_flows(&mut self, fund: &Fund) -> &mut DayFlows {
        if self.flows.strike_no != fund.last_strike_no {
            self.previous_flows = self.flows;
            self.flows = DayFlows { strike_no: fund.last_strike_no, ..DayFlows::default() };
        }
        if self.flows.base_e6 == 0 {
            self.flows.base_e6 = fund.supply_value_e6;
        }
        &mut self.flows
    }

    /// Flows after a strike; none where nothing was dealt, or too long ago.
    pub fn flows_after(&self, strike_no: u32) -> DayFlows {
        [self.flows, self.previous_flows].into_iter().find(|flows| flows.strike_no == strike_no).unwrap_or_default()
    }

    /// Adds to what the batches of a day wait for.
    ///
    /// # Errors
    /// [`MmfError::DaysInArrears`] where too many days wait already.
    pub fn add_due(&mut self, day: i32, amount_e6: u64) -> Result<()> {
        if amount_e6 == 0 {
            return Ok(());
        }
        let own = self.dues.iter().position(|due| due.due_e6 > 0 && due.day == day);
        let free = self.dues.iter().position(|due| due.due_e6 == 0);
        let place = own.or(free).ok_or(MmfError::DaysInArrears)?;
        self.dues[place].day = day;
        add(&mut self.dues[place].due_e6, amount_e6)?;
        add(&mut self.queue_due_e6, amount_e6)
    }

    /// Takes off what the batches of a day wait for.
    ///
    /// # Errors
    /// [`MmfError::Inconsistent`].
    pub fn remove_due(&mut self, day: i32, amount_e6: u64) -> Result<()> {
        if amount_e6 == 0 {
            return Ok(());
        }
        let own = self.dues.iter_mut().find(|due| due.due_e6 > 0 && due.day == day).ok_or(MmfError::Inconsistent)?;
        own.due_e6 = own.due_e6.checked_sub(amount_e6).ok_or(MmfError::Inconsistent)?;
        self.queue_due_e6 = self.queue_due_e6.checked_sub(amount_e6).ok_or(MmfError::Inconsistent)?;
        Ok(())
    }

    /// What the batches of earlier days wait for, in e6: they come first.
    pub fn due_before_e6(&self, day: i32) -> u64 {
        let earlier = self.dues.iter().filter(|due| due.due_e6 > 0 && due.day < day);
        earlier.fold(0, |sum: u64, due| sum.saturating_add(due.due_e6))
    }

    /// Cash that instant redemptions and sweeps leave in the buffer, in e6: its floor, and what priced batches wait for.
    pub fn kept_in_buffer_e6(&self) -> u64 {
        self.terms.buffer_floor_e6.saturating_add(self.queue_due_e6)
    }
}

impl DayFlows {
    /// Notes a subscription.
    pub fn subscribe(&mut self, amount_e6: u64) -> Result<()> {
        add(&mut self.subscribed_e6, amount_e6)
    }

    /// Notes a redemption.
    pub fn redeem(&mut self, amount_e6: u64) -> Result<()> {
        add(&mut self.redeemed_e6, amount_e6)
    }

    /// Redemptions less subscriptions, in e6; not below zero.
    pub fn net_redeemed_e6(&self) -> u64 {
        self.redeemed_e6.saturating_sub(self.subscribed_e6)
    }
}
