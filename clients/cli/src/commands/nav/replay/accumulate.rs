//! A step of an accumulating class: its net assets grow, and its price with them.

use mmf::state::{ShareClass, class_flag};
use mmf_math::interim::rate_e18;
use mmf_math::{MathError, PRICE_SCALE, SCALE, performance, price};

use crate::commands::nav::errors::out_of_range;
use crate::error::CliResult;

/// What a class gained.
pub struct Gain {
    /// Income per unit after the performance fee, e18.
    pub rate_e18: u128,
    /// Performance fee, in e6.
    pub performance_fee_e6: u64,
}

/// Adds the income and the equalisation to the net assets, at most so much on each dollar, and carries the rest; a loss is taken off, beyond the net assets as a
/// deficit.
///
/// # Errors
/// When a figure is out of range.
pub fn accumulate(class: &mut ShareClass, net_e6: i64, equalisation_e6: u64, most_e18: u128) -> CliResult<Gain> {
    let waiting_e6 = i128::from(class.carry_e6()) - i128::from(class.deficit_e6());
    let open_e6 = i128::from(net_e6) + i128::from(equalisation_e6) + waiting_e6;
    let most_e6 = most_e18.checked_mul(u128::from(class.net_assets_e6)).ok_or_else(overflow)? / SCALE;
    let (income, loss) = (open_e6.max(0).unsigned_abs(), open_e6.min(0).unsigned_abs());
    let gain_e6 = narrow(income.min(most_e6))?;
    let loss_e6 = narrow(loss.min(u128::from(class.net_assets_e6)))?;
    let grown = class.net_assets_e6.checked_add(gain_e6).ok_or_else(overflow)?;
    class.net_assets_e6 = grown - loss_e6;
    class.carry.set((income - u128::from(gain_e6)).checked_mul(SCALE).ok_or_else(overflow)?);
    class.deficit.set((loss - u128::from(loss_e6)).checked_mul(SCALE).ok_or_else(overflow)?);

    let units = class.recorded_supply_units;
    let fee_e6 = performance::fee_e6(class.net_assets_e6, units, class.high_water_mark_e12, class.performance_fee_bps)
        .map_err(out_of_range)?;
    class.net_assets_e6 = class.net_assets_e6.checked_sub(fee_e6).ok_or_else(overflow)?;
    let (down, up) = price::prices(class.net_assets_e6, units).map_err(out_of_range)?;
    class.price.price_e12 = down;
    class.set_flag(class_flag::PRICE_ROUNDED, up != down);
    let first = narrow(PRICE_SCALE)?;
    class.high_water_mark_e12 = if units == 0 { first } else { class.high_water_mark_e12.max(down) };
    let kept_e6 = gain_e6.saturating_sub(fee_e6);
    Ok(Gain { rate_e18: rate_e18(kept_e6, units).map_err(out_of_range)?, performance_fee_e6: fee_e6 })
}

fn narrow(amount: u128) -> CliResult<u64> {
    u64::try_from(amount).map_err(|_| overflow())
}

fn overflow() -> crate::error::CliError {
    out_of_range(MathError::Overflow)
}
