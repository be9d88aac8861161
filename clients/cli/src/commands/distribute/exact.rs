//! Sums to the last digit, e18 of a unit.

use crate::error::{CliError, CliResult};
use crate::output::Cell;

/// One unit, e18.
pub const SCALE_SIGNED: i128 = 1_000_000_000_000_000_000;

/// Adds amounts.
///
/// # Errors
/// When the sum is too large.
pub fn sum_e18(amounts: impl Iterator<Item = u128>) -> CliResult<u128> {
    amounts.into_iter().try_fold(0u128, |sum, amount| sum.checked_add(amount)).ok_or_else(too_large)
}

/// An amount with a sign.
///
/// # Errors
/// When it is too large.
pub fn signed(amount_e18: u128) -> CliResult<i128> {
    i128::try_from(amount_e18).map_err(|_| too_large())
}

/// Whole units, e18.
///
/// # Errors
/// When they are too many.
pub fn units_e18(units: u64) -> CliResult<i128> {
    i128::from(units).checked_mul(SCALE_SIGNED).ok_or_else(too_large)
}

/// The refusal of figures that no fund has.
pub fn too_large() -> CliError {
    CliError::failure("FiguresInvalid", "the figures of the class are too large to be added up")
        .hint("compare the register with that of another node")
}

/// An amount of either sign: an integer string for programs, shares with 24 places for people.
pub fn cell_e18(amount_e18: i128) -> Cell {
    let magnitude = Cell::fine_units(amount_e18.unsigned_abs());
    if amount_e18 >= 0 {
        return magnitude;
    }
    Cell { text: format!("-{}", magnitude.text), json: amount_e18.to_string().into() }
}

/// Whole units; more than any fund has are shown as the most that there can be.
pub fn cell_units(units: u128) -> Cell {
    Cell::amount(i128::try_from(units).unwrap_or(i128::MAX))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sums_and_signs_never_wrap() {
        assert_eq!(sum_e18([1, 2].into_iter()).unwrap(), 3);
        assert!(sum_e18([u128::MAX, 1].into_iter()).is_err());
        assert!(signed(u128::MAX).is_err());
        assert_eq!(units_e18(u64::MAX).unwrap(), i128::from(u64::MAX) * SCALE_SIGNED);
    }

    #[test]
    fn an_amount_below_zero_has_its_sign_in_both_forms() {
        let cell = cell_e18(-SCALE_SIGNED);
        assert_eq!(
            (cell.text.as_str(), cell.json.as_str()),
            ("-0.000001000000000000000000", Some("-1000000000000000000"))
        );
    }
}
