//! The declaration of a distributing class: net income becomes a rate per unit, and the index of all rates.

use crate::SCALE;
use crate::error::{MathError, Result};
use crate::round::{div_rem, mul, narrow};

const SCALE_SIGNED: i128 = 1_000_000_000_000_000_000;

/// The accrual state of a distributing class, all in e18 of a unit.
///
/// Invariant, over all declarations since the class began:
/// `Σ (net + equalisation) · SCALE + deficit = declared + carry`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accrual {
    /// Sum of all rates: what one unit held since the beginning was declared. Never falls.
    pub index: u128,
    /// Income not yet declared: the division's remainder, the excess over a cap, income while there was no unit.
    pub carry: u128,
    /// Total declared to holders: `Σ rate · supply`.
    pub declared: u128,
    /// Losses not yet made good by later income.
    pub deficit: u128,
}

/// The outcome of one declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Income per unit, in e18 of a unit; zero on a loss, while a deficit lasts, or without units.
    pub rate_e18: u128,
    /// The rate was cut to the maximum; the excess is in the carry.
    pub capped: bool,
}

impl Accrual {
    /// Declares the income of one strike (or of one side of a month end) to the units of record.
    ///
    /// `net_e6` is income after expenses, which may be a loss; `equalisation_e6` what instant subscribers paid for income
    /// already earned; both in book units. `max_rate_e18` is the cap for the days of the strike
    /// (`MAX_RATE_PER_DAY · n_days`). The rate is rounded down, the remainder carried. A loss lowers no index: it becomes
    /// a deficit that later income pays off first.
    ///
    /// Errors: `Overflow`; the state is then unchanged.
    pub fn declare(
        &mut self,
        net_e6: i64,
        equalisation_e6: u64,
        supply_units: u64,
        max_rate_e18: u128,
    ) -> Result<Declaration> {
        let available = self.available(net_e6, equalisation_e6)?;
        let Ok(available) = u128::try_from(available) else {
            self.deficit = available.unsigned_abs();
            self.carry = 0;
            return Ok(Declaration { rate_e18: 0, capped: false });
        };
        if supply_units == 0 {
            self.deficit = 0;
            self.carry = available;
            return Ok(Declaration { rate_e18: 0, capped: false });
        }
        let (full_rate, remainder) = div_rem(available, u128::from(supply_units))?;
        let capped = full_rate > max_rate_e18;
        let rate_e18 = full_rate.min(max_rate_e18);
        let given = if capped {
            mul(supply_units, rate_e18)?
        } else {
            // The division has already made this product.
            available.checked_sub(remainder).ok_or(MathError::Overflow)?
        };
        let index = self.index.checked_add(rate_e18);
        let declared = self.declared.checked_add(given);
        let carry = available.checked_sub(given);
        let (Some(index), Some(declared), Some(carry)) = (index, declared, carry) else {
            return Err(MathError::Overflow);
        };
        *self = Self { index, carry, declared, deficit: 0 };
        Ok(Declaration { rate_e18, capped })
    }

    /// `(net + equalisation) · SCALE + carry − deficit`, in e18 of a unit.
    fn available(&self, net_e6: i64, equalisation_e6: u64) -> Result<i128> {
        let carry = i128::try_from(self.carry).map_err(|_| MathError::Overflow)?;
        let deficit = i128::try_from(self.deficit).map_err(|_| MathError::Overflow)?;
        i128::from(net_e6)
            .checked_add(i128::from(equalisation_e6))
            .and_then(|income| income.checked_mul(SCALE_SIGNED))
            .and_then(|income| income.checked_add(carry))
            .and_then(|income| income.checked_sub(deficit))
            .ok_or(MathError::Overflow)
    }
}

/// The published daily factor ("mil rate"): the rate in billionths of a share, rounded down.
///
/// Errors: `Overflow` for a rate above 1.8·10^28.
pub fn factor_9dp(rate_e18: u128) -> Result<u64> {
    narrow(div_rem(rate_e18, SCALE / 1_000_000_000)?.0)
}
