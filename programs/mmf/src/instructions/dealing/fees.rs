//! What a deal costs. Fees are rounded up, for the mover pays them.

use anchor_lang::prelude::*;
use mmf_math::{Rounding, SCALE, fee, round};

use super::{ONE_SHARE_E6, value_at};
use crate::books::{add, add_signed};
use crate::error::{MmfError, OrMmf};
use crate::state::{Dealing, Fund, Regime, ShareClass};

/// What leaves a redemption on its way to the redeemer, in e6.
#[derive(AnchorSerialize, AnchorDeserialize, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RedemptionFees {
    /// Redemption fee.
    pub redemption_fee_e6: u64,
    /// Liquidity fee.
    pub liquidity_fee_e6: u64,
    /// Of both, what goes to the manager; the rest stays with those who stay.
    pub manager_e6: u64,
}

/// Rates of a redemption.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RedemptionRates {
    /// Redemption fee, in basis points.
    pub redemption_fee_bps: u16,
    /// Liquidity fee, in parts per million.
    pub liquidity_fee_ppm: u32,
    /// Whether the redemption fee stays in the class. Source: 17 CFR 270.22c-2(a)(1), for registered funds.
    pub stays: bool,
}

impl RedemptionRates {
    /// Rates of an instant redemption: the class's fee, and the liquidity fee that the board charges.
    ///
    /// # Errors
    /// [`MmfError::Inconsistent`].
    pub fn now(fund: &Fund, dealing: &Dealing, class: &ShareClass) -> Result<Self> {
        Ok(Self {
            redemption_fee_bps: class.rules.redemption_fee_bps,
            liquidity_fee_ppm: dealing.board_fee_ppm(),
            stays: stays_in_class(fund.regime()?),
        })
    }

    /// Rates of an exchange out of a class: no cash leaves the fund.
    ///
    /// # Errors
    /// [`MmfError::Inconsistent`].
    pub fn of_exchange(fund: &Fund, class: &ShareClass) -> Result<Self> {
        let stays = stays_in_class(fund.regime()?);
        Ok(Self { redemption_fee_bps: class.rules.redemption_fee_bps, liquidity_fee_ppm: 0, stays })
    }

    /// Fees on a value; they add up to the value at most.
    ///
    /// # Errors
    /// [`MmfError::Overflow`].
    pub fn of(&self, value_e6: u64) -> Result<RedemptionFees> {
        let redemption_fee_e6 = fee::of_bps(value_e6, self.redemption_fee_bps).or_mmf()?;
        let liquidity_fee_e6 = fee::of_ppm(value_e6, self.liquidity_fee_ppm).or_mmf()?;
        let liquidity_fee_e6 = liquidity_fee_e6.min(value_e6.saturating_sub(redemption_fee_e6));
        let manager_e6 = if self.stays { 0 } else { redemption_fee_e6 };
        Ok(RedemptionFees { redemption_fee_e6, liquidity_fee_e6, manager_e6 })
    }
}

impl RedemptionFees {
    /// All of it, in e6.
    pub fn total_e6(&self) -> u64 {
        self.redemption_fee_e6.saturating_add(self.liquidity_fee_e6)
    }

    /// What leaves a class with cash of so much, fees included, in e6.
    ///
    /// # Errors
    /// [`MmfError::Overflow`].
    pub fn leaving_e6(&self, cash_e6: u64) -> Result<u64> {
        cash_e6.checked_add(self.total_e6()).ok_or_else(|| MmfError::Overflow.into())
    }

    /// What stays with those who stay, in e6.
    pub fn kept_e6(&self) -> u64 {
        self.total_e6().saturating_sub(self.manager_e6)
    }
}

/// Whether the redemption fee of a fund of this kind stays in the class.
pub fn stays_in_class(regime: Regime) -> bool {
    regime.is_registered()
}

/// Books a fee that the manager gets with the next fees paid.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn book_manager_fee(class: &mut ShareClass, fee_e6: u64) -> Result<()> {
    add(&mut class.management_fee_payable_e6, fee_e6)?;
    add(&mut class.dealing_fees_to_date_e6, fee_e6)
}

/// Books fees that stay with those who stay: as income of the next strike, which takes in no more than it may a day. Until then every new unit pays
/// its part of them. Where less than a share is left, or less than the fees, hardly anybody stays: then the fund retains them, so that nobody
/// buys into what others left behind. Comes after [`book_redemption`] with [`RedemptionFees::leaving_e6`], also without a fee.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn book_kept_fee(fund: &mut Fund, class: &mut ShareClass, kept_e6: u64) -> Result<()> {
    add(&mut class.kept_to_date_e6, kept_e6)?;
    add(&mut class.equalisation_pending_e6, kept_e6)?;
    add(&mut class.kept_e6, kept_e6)?;
    let base_e6 = value_at(class, class.price.price_e12, class.recorded_supply_units)?;
    if base_e6 >= ONE_SHARE_E6.max(class.kept_e6) {
        return Ok(());
    }
    let kept_e6 = core::mem::take(&mut class.kept_e6);
    class.equalisation_pending_e6 = class.equalisation_pending_e6.checked_sub(kept_e6).ok_or(MmfError::Inconsistent)?;
    add_signed(&mut fund.retained_gains_e6, kept_e6, false)
}

/// Fees since the strike that stay, on one unit of net assets, e18, rounded up.
///
/// # Errors
/// [`MmfError::Overflow`].
pub fn kept_rate_e18(class: &ShareClass) -> Result<u128> {
    if class.kept_e6 == 0 {
        return Ok(0);
    }
    let base_e6 = value_at(class, class.price.price_e12, class.recorded_supply_units)?;
    round::div(round::mul(class.kept_e6, SCALE).or_mmf()?, u128::from(base_e6.max(1)), Rounding::Up).or_mmf()
}
