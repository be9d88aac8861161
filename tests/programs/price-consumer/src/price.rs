//! A price, and what collateral is worth at it.

use solana_program_error::ProgramError;

use crate::error::Refusal;

/// 1 in e12.
const ONE_E12: u128 = 1_000_000_000_000;

/// A price that stands.
pub struct Price {
    /// Price of a share in the fund currency, scaled by 10^12.
    pub price_e12: u64,
    /// What the price would differ by at market value, scaled by 10^12.
    pub confidence_e12: u64,
}

impl Price {
    /// Value of units at the low end of the price, in e6, rounded down: `units · (price − confidence)`. Collateral whose price is more
    /// uncertain than the market's limit, relative to the price, counts nothing.
    pub fn value_e6(&self, units: u64, max_confidence_e12: u64) -> Result<u64, ProgramError> {
        let width = u128::from(self.confidence_e12) * ONE_E12;
        if width > u128::from(self.price_e12) * u128::from(max_confidence_e12) {
            return Err(Refusal::TooUncertain.into());
        }
        let low_e12 = self.price_e12.checked_sub(self.confidence_e12).ok_or(Refusal::TooUncertain)?;
        let value_e6 = u128::from(units) * u128::from(low_e12) / ONE_E12;
        u64::try_from(value_e6).map_err(|_| Refusal::TooLarge.into())
    }
}
