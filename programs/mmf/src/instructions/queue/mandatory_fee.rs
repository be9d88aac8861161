//! The mandatory liquidity fee of institutional funds. Source: 17 CFR 270.2a-7(c)(2)(ii).

use anchor_lang::prelude::*;
use mmf_math::ALL_BPS;

use crate::books::add;
use crate::instructions::value_at;
use crate::state::{Batch, Dealing, Regime, ShareClass};

/// Net redemptions of a day, in basis points of net assets, above which the fee is due.
const THRESHOLD_BPS: u128 = 500;
/// The fee where the cost of a vertical slice can't be estimated, in parts per million: 1%.
const DEFAULT_FEE_PPM: u32 = 10_000;
/// The least cost that is charged, in parts per million: 1 bp.
const LEAST_FEE_PPM: u32 = 100;

/// What was dealt on a day, over all classes, in e6.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayTotals {
    /// Subscriptions, at once and queued; queued ones once they are settled.
    pub subscribed_e6: u64,
    /// Redemptions, at once and queued, before fees.
    pub redeemed_e6: u64,
    /// Net assets of the strike.
    pub net_assets_e6: u64,
}

impl DayTotals {
    /// Adds a batch: its settled subscriptions, its redemptions at its price without those of earlier days, and, with the first, what was dealt at once on the day.
    ///
    /// # Errors
    /// [`MmfError::Overflow`](crate::error::MmfError::Overflow).
    pub fn add_batch(&mut self, class: &ShareClass, batch: &Batch) -> Result<()> {
        if self.net_assets_e6 == 0 {
            self.net_assets_e6 = batch.day_net_assets_e6;
            add(&mut self.subscribed_e6, batch.day_subscribed_e6)?;
            add(&mut self.redeemed_e6, batch.day_redeemed_e6)?;
        }
        add(&mut self.subscribed_e6, batch.settled_e6)?;
        let units = batch.redeemed_units.saturating_sub(batch.rolled_units);
        add(&mut self.redeemed_e6, value_at(class, batch.price_e12, units)?)
    }

    /// Whether net redemptions are above 5% of net assets.
    pub fn exceed_threshold(&self) -> bool {
        let net_e6 = self.redeemed_e6.saturating_sub(self.subscribed_e6);
        let part = u128::from(net_e6).saturating_mul(ALL_BPS);
        part > u128::from(self.net_assets_e6).saturating_mul(THRESHOLD_BPS)
    }
}

/// The fee on the redemptions of a dealing day, in parts per million: the estimated cost of selling a vertical slice of the portfolio, 1% where
/// there is no estimate for the day, none below one basis point; only in an institutional fund, and only above the threshold.
pub fn mandatory_fee_ppm(regime: Regime, dealing: &Dealing, totals: &DayTotals, day: i32) -> u32 {
    if regime != Regime::RegisteredInstitutional || !totals.exceed_threshold() {
        return 0;
    }
    if dealing.slice_cost_until < day {
        return DEFAULT_FEE_PPM;
    }
    if dealing.slice_cost_ppm < LEAST_FEE_PPM { 0 } else { dealing.slice_cost_ppm }
}
