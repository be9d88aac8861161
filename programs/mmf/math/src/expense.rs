//! Class expenses: a yearly rate in basis points on net assets, by calendar days, exact over time.

use crate::MAX_SPAN_DAYS;
use crate::error::{MathError, Result};
use crate::round::{div_rem, mul, narrow};

/// The year a yearly rate is divided by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayCount {
    /// 365 days in every year: expenses and published yields of US funds.
    Act365,
    /// 360 days: bills and repo.
    Act360,
    /// The days of the calendar year the accrual lies in: 365 or 366.
    ActAct {
        /// Days of that year.
        days_in_year: u16,
    },
}

impl DayCount {
    /// `10_000 · days of the year`: what `net assets · bps · days` is divided by.
    ///
    /// Errors: `BadDays` if an ACT/ACT year has other than 365 or 366 days.
    pub fn denominator(self) -> Result<u64> {
        match self {
            Self::Act365 => Ok(3_650_000),
            Self::Act360 => Ok(3_600_000),
            Self::ActAct { days_in_year: 365 } => Ok(3_650_000),
            Self::ActAct { days_in_year: 366 } => Ok(3_660_000),
            Self::ActAct { .. } => Err(MathError::BadDays),
        }
    }
}

/// One accrual of expenses, in book units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expense {
    /// Taken from the class's income.
    pub charged_e6: u64,
    /// Waived because the income did not cover it. Kept apart, not recouped later.
    pub waived_e6: u64,
    /// Left by the division, in parts of the day count's denominator; goes into the next accrual.
    pub remainder: u32,
}

/// Accrues `n_days` of expenses on `net_assets_e6` at `bps` a year.
///
/// `num = net_assets · bps · n_days + remainder; e = floor(num / denominator)`, the new remainder is what is left;
/// `charged = min(e, max(income, 0))`, the rest is waived. So `n` days in one step cost the same as in several, on equal
/// net assets. A remainder carried into a year of other length is off by less than one unit.
///
/// Errors: `BadDays` over 31 days or for an impossible year, `Overflow`.
pub fn accrue(
    net_assets_e6: u64,
    bps: u16,
    n_days: u16,
    day_count: DayCount,
    remainder: u32,
    income_e6: i64,
) -> Result<Expense> {
    if n_days > MAX_SPAN_DAYS {
        return Err(MathError::BadDays);
    }
    let denominator = day_count.denominator()?;
    let rate = u64::from(bps).checked_mul(u64::from(n_days)).ok_or(MathError::Overflow)?;
    let numerator =
        mul(net_assets_e6, u128::from(rate))?.checked_add(u128::from(remainder)).ok_or(MathError::Overflow)?;
    let (expense, left) = div_rem(numerator, u128::from(denominator))?;
    let expense = narrow(expense)?;
    let remainder = u32::try_from(left).map_err(|_| MathError::Overflow)?;
    let charged_e6 = expense.min(u64::try_from(income_e6).unwrap_or(0));
    Ok(Expense { charged_e6, waived_e6: expense.saturating_sub(charged_e6), remainder })
}
