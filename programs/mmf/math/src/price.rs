//! The price of an accumulating class, and dealing at it. Rounded against the mover.

use crate::PRICE_SCALE;
use crate::error::{MathError, Result};
use crate::round::{Rounding, div, div_rem, mul, narrow};

/// Interim income is in e18, prices in e12.
const INTERIM_PER_PRICE: u128 = crate::SCALE / PRICE_SCALE;

/// Both prices from one division, `(down, up)` in e12: `net_assets · 10^12 / units` rounded down for redemption and
/// display, up for subscription. Without units, both are [`PRICE_SCALE`], the first price.
///
/// A class that lost everything has the price zero (so that a strike can still land); dealing refuses it.
/// Errors: `Overflow` if the price is beyond 64 bits.
pub fn prices(net_assets_e6: u64, units: u64) -> Result<(u64, u64)> {
    if units == 0 {
        let first = narrow(PRICE_SCALE)?;
        return Ok((first, first));
    }
    let (down, remainder) = div_rem(mul(net_assets_e6, PRICE_SCALE)?, u128::from(units))?;
    let down = narrow(down)?;
    let up = down.checked_add(u64::from(remainder != 0)).ok_or(MathError::Overflow)?;
    Ok((down, up))
}

/// The price for redemption and display, e12, rounded down. See [`prices`].
pub fn price_down(net_assets_e6: u64, units: u64) -> Result<u64> {
    prices(net_assets_e6, units).map(|(down, _)| down)
}

/// The price for subscription, e12, rounded up. See [`prices`].
pub fn price_up(net_assets_e6: u64, units: u64) -> Result<u64> {
    prices(net_assets_e6, units).map(|(_, up)| up)
}

/// The instant price: the last price plus the interim income per unit (e18), e12, the interim rounded as asked (up for
/// issue, down for redemption).
///
/// Errors: `Overflow`.
pub fn with_interim(price_e12: u64, interim_e18: u128, rounding: Rounding) -> Result<u64> {
    let interim = narrow(div(interim_e18, INTERIM_PER_PRICE, rounding)?)?;
    price_e12.checked_add(interim).ok_or(MathError::Overflow)
}

/// A price after a growth of `growth_e18` on each unit of value, e12, the growth rounded as asked.
///
/// Errors: `Overflow`.
pub fn with_growth(price_e12: u64, growth_e18: u128, rounding: Rounding) -> Result<u64> {
    let per_share =
        div(growth_e18.checked_mul(u128::from(price_e12)).ok_or(MathError::Overflow)?, PRICE_SCALE, rounding)?;
    with_interim(price_e12, per_share, rounding)
}

/// Shares for cash (book units): `floor(cash · 10^12 / price_up)`.
///
/// Errors: `BadPrice` at a price of zero, `ZeroAmount` if it buys none, `Overflow`.
pub fn shares_for_cash(cash_e6: u64, price_up_e12: u64) -> Result<u64> {
    if price_up_e12 == 0 {
        return Err(MathError::BadPrice);
    }
    let shares = div(mul(cash_e6, PRICE_SCALE)?, u128::from(price_up_e12), Rounding::Down)?;
    positive(shares)
}

/// The part of a price that `shares` were bought at, in book units, rounded down: `floor(shares · part / 10^12)`.
///
/// Errors: `Overflow`.
pub fn part_of_price(shares: u64, part_e12: u64) -> Result<u64> {
    narrow(div(mul(shares, u128::from(part_e12))?, PRICE_SCALE, Rounding::Down)?)
}

/// The least cash (book units) that buys `shares`: `ceil(shares · price_up / 10^12)`, for exact-share orders.
///
/// Errors: `BadPrice` at a price of zero, `ZeroAmount` for no share, `Overflow`.
pub fn cost_of_shares(shares: u64, price_up_e12: u64) -> Result<u64> {
    value(shares, price_up_e12, Rounding::Up)
}

/// Cash (book units) for shares: `floor(shares · price_down / 10^12)`.
///
/// Errors: `BadPrice` at a price of zero, `ZeroAmount` if they are worth less than one book unit, `Overflow`.
pub fn cash_for_shares(shares: u64, price_down_e12: u64) -> Result<u64> {
    value(shares, price_down_e12, Rounding::Down)
}

fn value(shares: u64, price_e12: u64, rounding: Rounding) -> Result<u64> {
    if price_e12 == 0 {
        return Err(MathError::BadPrice);
    }
    positive(div(mul(shares, u128::from(price_e12))?, PRICE_SCALE, rounding)?)
}

fn positive(amount: u128) -> Result<u64> {
    match narrow(amount)? {
        0 => Err(MathError::ZeroAmount),
        amount => Ok(amount),
    }
}
