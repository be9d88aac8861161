//! What a batch makes of a request.

use anchor_lang::prelude::*;
use mmf_math::convert::{to_books_up, to_settlement_down};
use mmf_math::{Rounding, SCALE, round};

use crate::error::{MmfError, OrMmf};
use crate::instructions::{RedemptionFees, RedemptionRates, stays_in_class, value_at};
use crate::state::{Batch, Dealing, Fund, Request, ShareClass, Side};

/// Units of a redemption at a batch's price and fees. Amounts in e6.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proceeds {
    /// What the units lack of $1.00, where a distributing class is wound up with losses.
    pub lost_e6: u64,
    /// Fees.
    pub fees: RedemptionFees,
    /// Cash after fees, rounded down, in units of the settlement mint.
    pub settlement_units: u64,
    /// The same in e6.
    pub cash_e6: u64,
}

impl Proceeds {
    /// What units of a class come to at a price and a liquidity fee.
    ///
    /// # Errors
    /// [`MmfError::Overflow`].
    pub fn at(
        fund: &Fund,
        class: &ShareClass,
        batch: &Batch,
        (price_e12, liquidity_fee_ppm): (u64, u32),
        units: u64,
    ) -> Result<Self> {
        let lost_e6 = lost_e6(fund, class, units)?;
        let value_e6 = value_at(class, price_e12, units)?.saturating_sub(lost_e6);
        let rates = RedemptionRates {
            redemption_fee_bps: batch.redemption_fee_bps,
            liquidity_fee_ppm,
            stays: stays_in_class(fund.regime()?),
        };
        let fees = rates.of(value_e6)?;
        let net_e6 = value_e6.saturating_sub(fees.total_e6());
        let settlement_units = to_settlement_down(net_e6, fund.settlement_decimals).or_mmf()?;
        let cash_e6 = to_books_up(settlement_units, fund.settlement_decimals).or_mmf()?;
        Ok(Self { lost_e6, fees, settlement_units, cash_e6 })
    }

    /// What units come to at the batch's own price.
    ///
    /// # Errors
    /// As of [`Proceeds::at`].
    pub fn of_batch(fund: &Fund, class: &ShareClass, batch: &Batch, units: u64) -> Result<Self> {
        Self::at(fund, class, batch, (batch.price_e12, batch.liquidity_fee_ppm), units)
    }
}

/// The part of a class's losses that units bear while the fund is wound up, in e6, rounded up: no later income will make them good, and who
/// redeems first must not leave them to the last.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn lost_e6(fund: &Fund, class: &ShareClass, units: u64) -> Result<u64> {
    let supply_units = class.recorded_supply_units;
    if !fund.is_winding_up() || !class.is_distributing() || class.deficit.get() == 0 || supply_units == 0 {
        return Ok(0);
    }
    let deficit_e6 = class.deficit.get().div_ceil(SCALE).min(u128::from(supply_units));
    let lost = round::div(round::mul(units, deficit_e6).or_mmf()?, u128::from(supply_units), Rounding::Up);
    Ok(round::narrow(lost.or_mmf()?).or_mmf()?.min(units))
}

/// Takes a request that is not settled out of its batch: what the batch comes to falls by it until it is funded.
///
/// # Errors
/// [`MmfError::Inconsistent`], and those of [`Proceeds::at`].
pub fn leave_batch(
    batch: &mut Batch,
    request: &Request,
    fund: &Fund,
    dealing: &mut Dealing,
    class: &ShareClass,
) -> Result<()> {
    use crate::state::BatchStatus::Priced;
    let less = |total: u64, part: u64| total.checked_sub(part).ok_or(MmfError::Inconsistent);
    match request.side {
        Side::Subscription => {
            batch.subscriptions = batch.subscriptions.checked_sub(1).ok_or(MmfError::Inconsistent)?;
            batch.subscribed_e6 = less(batch.subscribed_e6, request.cash_e6)?;
        }
        Side::Redemption => {
            batch.redemptions = batch.redemptions.checked_sub(1).ok_or(MmfError::Inconsistent)?;
            batch.redeemed_units = less(batch.redeemed_units, request.units)?;
            if request.is_rolled {
                batch.rolled_units = less(batch.rolled_units, request.units)?;
            }
            if batch.status == Priced {
                let rest_e6 = Proceeds::of_batch(fund, class, batch, batch.redeemed_units)?.cash_e6;
                // Fees are rounded up, so the rest of the units can come to a little more than before; not to more than was kept.
                let rest_e6 = rest_e6.min(batch.due_e6);
                dealing.remove_due(batch.day, less(batch.due_e6, rest_e6)?)?;
                batch.due_e6 = rest_e6;
            }
        }
    }
    Ok(())
}
