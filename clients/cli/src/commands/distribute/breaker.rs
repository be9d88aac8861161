//! The circuit breaker: a total that cannot be right is not paid, not even in part.

use mmf_math::{ALL_BPS, SCALE};

use super::books::Books;
use super::exact::{SCALE_SIGNED, signed, sum_e18, too_large};
use crate::amount::{grouped, plain_signed};
use crate::dates;
use crate::error::{CliError, CliResult};

/// Numbers of this tool's own refusals. Programs number theirs below 9000.
const ABOVE_DECLARED: u32 = 9001;
const ABOVE_MAX_TOTAL: u32 = 9002;
const ABOVE_MAX_YIELD: u32 = 9003;

const DAYS_OF_YEAR: u128 = 365;
const HINT: &str =
    "nothing was sent; compare `mmf distribute --dry-run`, `mmf statement` and the register of another node";

/// What would be paid, against what may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Payable to holdings that were not paid for the month, e18 of a unit, fractions included.
    pub due_e18: u128,
    /// Declared for closed months and neither paid nor left by closed holdings, e18 of a unit; negative if more was paid than declared.
    pub open_e18: i128,
    /// Paid for the month before and due now, in whole units; cash and tax included.
    pub month_units: u128,
    /// Units that earned the month: the recorded units at its close, or the month's average if that is more.
    pub base_units: u128,
    /// Days of the months that would be paid.
    pub days: u128,
}

impl Totals {
    /// Adds the books up.
    ///
    /// # Errors
    /// When a sum is too large.
    pub fn of(books: &Books) -> CliResult<Self> {
        let class = &books.class;
        let due_e18 = sum_e18(books.unpaid().map(|line| line.position.payable))?;
        let held_e18 = sum_e18(books.lines.iter().map(|line| line.position.accrued))?;
        let carried_e18 = sum_e18(books.paid().map(|line| line.position.payable))?;
        let paid =
            u128::from(class.paid_units) + u128::from(class.paid_cash_e6) + u128::from(class.withheld_to_date_e6);
        let gone = [held_e18, carried_e18, class.undistributed.get(), paid.saturating_mul(SCALE)];
        let open_e18 =
            signed(class.declared.get())?.checked_sub(signed(sum_e18(gone.into_iter())?)?).ok_or_else(too_large)?;
        let unpaid_since = books.unpaid().filter(|line| line.due.gross_units > 0).map(|line| line.holding.paid_period);
        let first = unpaid_since.min().map_or(books.period.period_no, |paid| paid.saturating_add(1));
        let (from, to) = (dates::days_of_period(first).0, dates::days_of_period(books.period.period_no).1);
        Ok(Self {
            due_e18,
            open_e18,
            month_units: books.paid_units().saturating_add(books.due().gross_units),
            base_units: base_units(books),
            days: u128::try_from(i64::from(to) - i64::from(from) + 1).unwrap_or_default(),
        })
    }

    /// The dividends as a yield a year on the units that earned them, in basis points, rounded up; `None` without such units.
    pub fn yield_bps(&self) -> Option<u128> {
        let base = self.base_units.checked_mul(self.days).filter(|base| *base > 0)?;
        let year = self.month_units.checked_mul(ALL_BPS)?.checked_mul(DAYS_OF_YEAR)?;
        Some(year.div_ceil(base))
    }

    /// Refuses totals that are more than was declared, or than the user allows.
    ///
    /// # Errors
    /// The refusal.
    pub fn check(&self, max_total: Option<u64>, max_yield_bps: u32) -> CliResult<()> {
        let units = |units: u128| grouped(&plain_signed(i128::try_from(units).unwrap_or(i128::MAX)));
        if i128::try_from(self.due_e18).map_or(true, |due| due > self.open_e18) {
            let open = grouped(&plain_signed(self.open_e18 / SCALE_SIGNED));
            let due = units(self.due_e18 / SCALE);
            let words = format!(
                "the holdings say that {due} is payable, but of what was declared for closed months only {open} is left"
            );
            return Err(CliError::refused("DistributionAboveDeclared", words).code(ABOVE_DECLARED).hint(HINT));
        }
        if let Some(most) = max_total.filter(|most| self.month_units > u128::from(*most)) {
            let words = format!(
                "the month's dividends are {}, more than the {} of --max-total",
                units(self.month_units),
                units(u128::from(most))
            );
            return Err(CliError::refused("DistributionAboveMaxTotal", words).code(ABOVE_MAX_TOTAL).hint(HINT));
        }
        if self.month_units == 0 || self.yield_bps().is_some_and(|bps| bps <= u128::from(max_yield_bps)) {
            return Ok(());
        }
        let bps = self.yield_bps().map_or_else(|| "an endless yield".to_owned(), |bps| format!("{bps} basis points"));
        let words = format!(
            "the month's dividends are {}: {bps} a year on {} units, more than the {max_yield_bps} of --max-yield-bps",
            units(self.month_units),
            units(self.base_units),
        );
        Err(CliError::refused("DistributionAboveMaxYield", words).code(ABOVE_MAX_YIELD).hint(HINT))
    }
}

/// Large redemptions before the close leave few units behind, so the month's average counts where it is more: what was declared over the
/// rise of the index.
fn base_units(books: &Books) -> u128 {
    let period = &books.period;
    let rise = period.closing_index.saturating_sub(period.opening_index);
    let average = period.declared.checked_div(rise).unwrap_or_default();
    average.max(u128::from(period.supply_units))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// 1,000 units' dividends on 250,000 of them over 31 days: 471 basis points a year.
    fn totals() -> Totals {
        Totals {
            due_e18: 1_000_000_000 * SCALE + 7,
            open_e18: 1_000_000_000 * SCALE_SIGNED + 7,
            month_units: 1_000_000_000,
            base_units: 250_000_000_000,
            days: 31,
        }
    }

    fn refused(totals: Totals, max_total: Option<u64>, max_yield_bps: u32) -> Option<u32> {
        totals.check(max_total, max_yield_bps).unwrap_err().code
    }

    #[test]
    fn what_was_declared_to_the_last_digit_is_paid() {
        assert_eq!(totals().yield_bps(), Some(471));
        totals().check(Some(1_000_000_000), 471).unwrap();
        Totals { days: 31, ..Totals::default() }.check(Some(0), 0).unwrap();
    }

    #[test]
    fn a_total_above_what_was_declared_is_refused_by_a_single_fraction() {
        let totals = Totals { open_e18: totals().open_e18 - 1, ..totals() };
        assert_eq!(refused(totals, None, 2_000), Some(9001));
        let totals = Totals { open_e18: -1, due_e18: 0, ..totals };
        assert_eq!(refused(totals, None, 2_000), Some(9001));
        let totals = Totals { due_e18: u128::MAX, ..totals };
        assert_eq!(refused(totals, None, 2_000), Some(9001));
    }

    #[test]
    fn a_total_above_the_users_limits_is_refused() {
        assert_eq!(refused(totals(), Some(999_999_999), 2_000), Some(9002));
        assert_eq!(refused(totals(), None, 470), Some(9003));
        assert_eq!(refused(Totals { base_units: 0, ..totals() }, None, u32::MAX), Some(9003));
    }
}
