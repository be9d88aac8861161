//! What can go wrong in the arithmetic.

use core::fmt;

/// Why a calculation was refused. Nothing is changed when a function returns one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MathError {
    /// A value left the range of its type.
    Overflow,
    /// A loss while no class has net assets to bear it.
    NegativeTotal,
    /// An amount that must be positive is zero, or rounds to zero.
    ZeroAmount,
    /// A number of days outside 1 to 31, a part longer than its whole, or a year of other than 365 or 366 days.
    BadDays,
    /// A price of zero, or a price that fell where only a rise has a meaning.
    BadPrice,
    /// More than one month end lies in one span of days.
    TwoMonthEnds,
    /// The day is not the last of its month.
    NotMonthEnd,
    /// Two lists that belong together differ in length.
    LengthMismatch,
    /// An index or a period is behind one that was seen before.
    WentBack,
    /// A settlement mint with more than 12 decimals.
    BadDecimals,
}

/// Result of a calculation.
pub type Result<T> = core::result::Result<T, MathError>;

impl fmt::Display for MathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Overflow => "a value left the range of its type",
            Self::NegativeTotal => "a loss while no class has net assets to bear it",
            Self::ZeroAmount => "an amount is zero or rounds to zero",
            Self::BadDays => "the number of days is out of range",
            Self::BadPrice => "the price is zero or fell",
            Self::TwoMonthEnds => "more than one month end lies in one span of days",
            Self::NotMonthEnd => "the day is not the last of its month",
            Self::LengthMismatch => "lists that belong together differ in length",
            Self::WentBack => "an index or a period is behind one seen before",
            Self::BadDecimals => "the settlement mint has more than 12 decimals",
        })
    }
}

impl core::error::Error for MathError {}
