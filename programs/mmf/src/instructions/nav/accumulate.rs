//! What a step of a strike does to an accumulating class: its net assets grow, and its price with them.

use anchor_lang::prelude::*;
use mmf_math::interim::rate_e18;
use mmf_math::{MAX_RATE_PER_DAY, PRICE_SCALE, SCALE, performance, price};

use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::state::{ShareClass, class_flag};

/// What a class gained, and what of it is the performance fee.
pub struct Gain {
    /// Income per unit, e18, rounded down.
    pub rate_e18: u128,
    /// Performance fee, in e6.
    pub performance_fee_e6: u64,
}

/// Adds the income and the equalisation to the net assets, takes a loss off, and prices a unit. Like a distributing class it takes at most [`MAX_RATE_PER_DAY`] of
/// its net assets a day and carries the rest. A loss beyond the net assets, as when nearly everybody has left within the span, becomes a deficit
/// that income of the class pays off first. So neither keeps the other classes from being struck.
pub fn accumulate(class: &mut ShareClass, net_e6: i64, equalisation_e6: u64, days: u16) -> Result<Gain> {
    let open_e6 = i128::from(net_e6)
        .checked_add(i128::from(equalisation_e6))
        .and_then(|sum| sum.checked_add(i128::from(class.carry_e6())))
        .and_then(|sum| sum.checked_sub(i128::from(class.deficit_e6())))
        .ok_or(MmfError::Overflow)?;
    let most = MAX_RATE_PER_DAY.checked_mul(u128::from(days)).ok_or(MmfError::Overflow)?;
    let most_e6 = most.checked_mul(u128::from(class.net_assets_e6)).ok_or(MmfError::Overflow)? / SCALE;
    let gain_e6 = open_e6.max(0).unsigned_abs().min(most_e6);
    let loss_e6 = open_e6.min(0).unsigned_abs().min(u128::from(class.net_assets_e6));
    let carry_e6 = open_e6.max(0).unsigned_abs().saturating_sub(gain_e6);
    let deficit_e6 = open_e6.min(0).unsigned_abs().saturating_sub(loss_e6);
    let narrow = |amount: u128| u64::try_from(amount).map_err(|_| MmfError::Overflow);
    let net_assets = class.net_assets_e6.checked_add(narrow(gain_e6)?).ok_or(MmfError::Overflow)?;
    class.net_assets_e6 = net_assets.checked_sub(narrow(loss_e6)?).ok_or(MmfError::Overflow)?;
    class.carry.set(carry_e6.checked_mul(SCALE).ok_or(MmfError::Overflow)?);
    class.deficit.set(deficit_e6.checked_mul(SCALE).ok_or(MmfError::Overflow)?);
    class.set_flag(class_flag::RATE_CAPPED, carry_e6 > 0 || class.has_flag(class_flag::RATE_CAPPED));

    except_kept_fees(class);
    let performance_fee_e6 = charge_performance(class)?;
    set_price(class)?;
    let kept_e6 = narrow(gain_e6)?.saturating_sub(performance_fee_e6);
    Ok(Gain { rate_e18: rate_e18(kept_e6, class.recorded_supply_units).or_mmf()?, performance_fee_e6 })
}

/// Raises the high-water mark by what redeemers left for those who stay since the last strike, e12 a unit, rounded down: that is no performance.
fn except_kept_fees(class: &mut ShareClass) {
    let kept_e6 = core::mem::take(&mut class.kept_e6);
    if kept_e6 > 0 {
        let per_unit_e12 = price::prices(kept_e6, class.recorded_supply_units).map_or(u64::MAX, |(down, _)| down);
        class.high_water_mark_e12 = class.high_water_mark_e12.saturating_add(per_unit_e12);
    }
}

/// Takes the performance fee on what a unit is worth above the high-water mark into the fee ledger.
fn charge_performance(class: &mut ShareClass) -> Result<u64> {
    let fee_e6 = performance::fee_e6(
        class.net_assets_e6,
        class.recorded_supply_units,
        class.high_water_mark_e12,
        class.performance_fee_bps,
    )
    .or_mmf()?;
    class.net_assets_e6 = class.net_assets_e6.checked_sub(fee_e6).ok_or(MmfError::Overflow)?;
    add(&mut class.management_fee_payable_e6, fee_e6)?;
    add(&mut class.performance_fee_to_date_e6, fee_e6)?;
    Ok(fee_e6)
}

/// Prices a unit. The high-water mark rises with the price, and begins anew for a class without units.
fn set_price(class: &mut ShareClass) -> Result<()> {
    let units = class.recorded_supply_units;
    let (down, up) = price::prices(class.net_assets_e6, units).or_mmf()?;
    class.price.price_e12 = down;
    class.set_flag(class_flag::PRICE_ROUNDED, up != down);
    let first = u64::try_from(PRICE_SCALE).map_err(|_| MmfError::Overflow)?;
    class.high_water_mark_e12 = if units == 0 { first } else { class.high_water_mark_e12.max(down) };
    Ok(())
}
