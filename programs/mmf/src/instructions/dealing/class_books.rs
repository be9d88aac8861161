//! What an issue or a redemption does to the books of a class of either kind.

use anchor_lang::prelude::*;
use mmf_math::interim::{Issue, issue};
use mmf_math::{PRICE_SCALE, Rounding, SCALE, fee, price, round};

use super::{interim_e18, issue_price_e12, struck_price_up_e12};
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::state::{Fund, ShareClass};

/// Units for cash at this moment, rounded down. What a subscriber pays for the income since the last strike, and for income that waits to be
/// declared, is equalisation: it becomes income at the next strike.
///
/// # Errors
/// [`MmfError::AmountTooSmall`], [`MmfError::Overflow`], and those of [`interim_e18`].
pub fn issue_units(fund: &Fund, class: &ShareClass, cash_e6: u64, now: i64) -> Result<Issue> {
    issue_units_from(fund, class, 0, cash_e6, now)
}

/// As [`issue_units`]; an accumulating class's struck price counts as `least_e12` or more.
///
/// # Errors
/// As of [`issue_units`].
pub fn issue_units_from(fund: &Fund, class: &ShareClass, least_e12: u64, cash_e6: u64, now: i64) -> Result<Issue> {
    if class.is_distributing() {
        return issue(cash_e6, interim_e18(fund, class, now)?).or_mmf();
    }
    let price_e12 = issue_price_e12(fund, class, least_e12, now)?;
    let units = price::shares_for_cash(cash_e6, price_e12).or_mmf()?;
    let above_e12 = price_e12.checked_sub(struck_price_up_e12(class)?).ok_or(MmfError::Overflow)?;
    Ok(Issue { units, equalisation_e6: price::part_of_price(units, above_e12).or_mmf()? })
}

/// What units redeem for, in e6, rounded down: $1.00 each, or the struck price of an accumulating class. The income since the strike stays
/// with who stays: it is not in the net assets yet, and an estimate of it would be paid out of the others' part.
///
/// # Errors
/// [`MmfError::AmountTooSmall`], [`MmfError::PriceZero`], [`MmfError::Overflow`].
pub fn value_e6(class: &ShareClass, units: u64) -> Result<u64> {
    if class.is_distributing() { Ok(units) } else { price::cash_for_shares(units, class.price.price_e12).or_mmf() }
}

/// What units of a class are worth at a price, in e6, rounded down; nothing at all is an answer here.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn value_at(class: &ShareClass, price_e12: u64, units: u64) -> Result<u64> {
    if class.is_distributing() {
        return Ok(units);
    }
    let value = round::div(round::mul(units, u128::from(price_e12)).or_mmf()?, PRICE_SCALE, Rounding::Down);
    round::narrow(value.or_mmf()?).or_mmf()
}

/// Books units that were issued for cash when so many seconds of the span had passed.
///
/// # Errors
/// [`MmfError::SupplyLimit`], [`MmfError::Overflow`].
pub fn book_issue(class: &mut ShareClass, issued: &Issue, cash_e6: u64, seconds: u64) -> Result<()> {
    class.check_room(issued.units)?;
    grow_kept(class, issued)?;
    class.add_supply(issued.units)?;
    add(&mut class.issued_units_to_date, issued.units)?;
    add(&mut class.equalisation_pending_e6, issued.equalisation_e6)?;
    let capital_e6 = cash_e6.checked_sub(issued.equalisation_e6).ok_or(MmfError::Overflow)?;
    if !class.is_distributing() {
        add(&mut class.net_assets_e6, capital_e6)?;
    }
    class.note_units(capital_e6, seconds, false)
}

/// What new units pay of the fees that wait for those who stay joins them: each unit's part stays the same.
fn grow_kept(class: &mut ShareClass, issued: &Issue) -> Result<()> {
    let base_e6 = value_at(class, class.price.price_e12, class.recorded_supply_units)?;
    if class.kept_e6 == 0 || base_e6 == 0 {
        return Ok(());
    }
    let new_e6 = value_at(class, class.price.price_e12, issued.units)?;
    let part_e6 = fee::proportion(class.kept_e6, new_e6, base_e6, Rounding::Down).or_mmf()?;
    add(&mut class.kept_e6, part_e6.min(issued.equalisation_e6))
}

/// Books units that were redeemed for cash, all fees included, when so many seconds of the span had passed. They leave with all that they are worth;
/// what rounding to the settlement mint left of that is income of the next strike. When everybody has left, the time for which their money was
/// there counts no longer: its income goes to no later subscriber.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn book_redemption(class: &mut ShareClass, units: u64, cash_e6: u64, seconds: u64) -> Result<()> {
    let value_e6 = value_at(class, class.price.price_e12, units)?;
    let rounding_e6 = value_e6.checked_sub(cash_e6).ok_or(MmfError::Overflow)?;
    class.remove_supply(units)?;
    add(&mut class.redeemed_units_to_date, units)?;
    add(&mut class.equalisation_pending_e6, rounding_e6)?;
    class.note_units(value_e6, seconds, true)?;
    if class.is_distributing() {
        return Ok(());
    }
    class.net_assets_e6 = class.net_assets_e6.checked_sub(value_e6).ok_or(MmfError::Overflow)?;
    if class.recorded_supply_units == 0 {
        class.set_late_unit_seconds(0);
    }
    Ok(())
}

/// Books losses that redeemed units bore, in e6: they are made good, as by equalisation; what rounding brought beyond them waits as income. Comes
/// after [`book_redemption`] of an amount that contains them.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn book_shared_losses(class: &mut ShareClass, lost_e6: u64) -> Result<()> {
    let (lost, deficit) = (u128::from(lost_e6).saturating_mul(SCALE), class.deficit.get());
    add(&mut class.equalisation_to_date_e6, lost_e6)?;
    class.deficit.set(deficit.saturating_sub(lost));
    let carry = class.carry.get().checked_add(lost.saturating_sub(deficit)).ok_or(MmfError::Overflow)?;
    class.carry.set(carry);
    Ok(())
}
