//! Minted + credited in place + cash + withheld + fractions = declared, to the last digit.

use mmf_math::SCALE;

use super::books::Books;
use super::exact::{cell_e18, signed, sum_e18, too_large, units_e18};
use super::paid::Payments;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// Number of this tool's own refusal.
const NOT_RECONCILED: u32 = 9004;

/// The books of a distribution, e18 of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Declared within the month.
    pub declared: i128,
    /// Declared in earlier months and not paid before this one: fractions, and what nobody had been paid. Less what closed holdings left.
    pub carried_in: i128,
    /// Declared since the month's close, less what the holdings have accrued of it: what holdings left that were closed since.
    pub left_since: i128,
    /// Minted as new tokens.
    pub minted: i128,
    /// Credited as units without tokens.
    pub credited: i128,
    /// Paid in cash, after tax.
    pub cash: i128,
    /// Tax withheld.
    pub withheld: i128,
    /// Fractions that holdings which were paid carry on.
    pub fractions: i128,
    /// Payable to holdings that were not paid yet.
    pub unpaid: i128,
}

impl Reconciliation {
    /// Adds the books up: what was declared by the class, what was paid by the events, what is left by the holdings. Where the node does not
    /// know every payment any more, the month's account stands in for the events.
    ///
    /// # Errors
    /// When a sum is too large.
    pub fn of(books: &Books, payments: &Payments) -> CliResult<Self> {
        let (class, period) = (&books.class, &books.period);
        let declared_until_close = signed(class.period_opening_declared.get())?;
        let paid =
            u128::from(class.paid_units) + u128::from(class.paid_cash_e6) + u128::from(class.withheld_to_date_e6);
        let paid_before = signed(paid.checked_mul(SCALE).ok_or_else(too_large)?)?
            .checked_sub(signed(books.paid_units().checked_mul(SCALE).ok_or_else(too_large)?)?);
        let carried_in = minus(declared_until_close, signed(period.declared)?)
            .and_then(|rest| rest.checked_sub(paid_before?))
            .and_then(|rest| rest.checked_sub(signed(class.undistributed.get()).ok()?))
            .ok_or_else(too_large)?;
        let accrued = signed(sum_e18(books.lines.iter().map(|line| line.position.accrued))?)?;
        let left_since = minus(signed(class.declared.get())?, declared_until_close)
            .and_then(|since| since.checked_sub(accrued))
            .ok_or_else(too_large)?;
        let paid = Paid::of(books, payments);
        Ok(Self {
            declared: signed(period.declared)?,
            carried_in,
            left_since,
            minted: units_e18(paid.minted_units)?,
            credited: units_e18(paid.credited_units)?,
            cash: units_e18(paid.cash_e6)?,
            withheld: units_e18(paid.withheld_e6)?,
            fractions: signed(sum_e18(books.paid().map(|line| line.position.payable))?)?,
            unpaid: signed(sum_e18(books.unpaid().map(|line| line.position.payable))?)?,
        })
    }

    /// Declared less what became of it: nothing, if the books are right.
    pub fn difference(&self) -> i128 {
        let declared = [self.declared, self.carried_in, self.left_since];
        let gone = [self.minted, self.credited, self.cash, self.withheld, self.fractions, self.unpaid];
        let sum = |parts: &[i128]| parts.iter().fold(0i128, |sum, part| sum.saturating_add(*part));
        sum(&declared).saturating_sub(sum(&gone))
    }

    /// Refuses books that do not add up.
    ///
    /// # Errors
    /// The refusal.
    pub fn check(&self) -> CliResult<()> {
        let difference = self.difference();
        if difference == 0 {
            return Ok(());
        }
        let shown = Output::new().table("reconciliation", "", columns(), self.rows());
        let table = shown.render("", crate::output::Format::Display);
        let words = format!("the distribution does not add up: {} is missing\n{table}", cell_e18(difference).text);
        Err(CliError::failure("NotReconciled", words)
            .code(NOT_RECONCILED)
            .hint("pause distributions, compare with another node, and report it")
            .details(shown.to_json()))
    }

    /// The table.
    pub fn show(&self, output: Output) -> Output {
        output.table("reconciliation", "Reconciliation", columns(), self.rows())
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |name: &str, words: &str, amount: i128| vec![Cell::text(name), Cell::text(words), cell_e18(amount)];
        vec![
            row("declared", "declared in the month", self.declared),
            row("carriedIn", "carried in from earlier months", self.carried_in),
            row("leftSince", "left by holdings closed since", self.left_since),
            row("minted", "minted", self.minted),
            row("credited", "credited in place", self.credited),
            row("cash", "paid in cash", self.cash),
            row("withheld", "withheld", self.withheld),
            row("fractions", "fractions carried on", self.fractions),
            row("unpaid", "not paid yet", self.unpaid),
            row("difference", "difference", self.difference()),
        ]
    }
}

fn columns() -> Vec<(&'static str, &'static str)> {
    vec![("name", "Item"), ("words", "What"), ("amount_e18", "Shares")]
}

fn minus(amount: i128, less: i128) -> Option<i128> {
    amount.checked_sub(less)
}

/// What was paid for the month.
#[derive(Default)]
struct Paid {
    minted_units: u64,
    credited_units: u64,
    cash_e6: u64,
    withheld_e6: u64,
}

impl Paid {
    fn of(books: &Books, payments: &Payments) -> Self {
        let period = &books.period;
        if !payments.is_complete() {
            return Self {
                minted_units: period.paid_units.saturating_sub(period.credited_units),
                credited_units: period.credited_units,
                cash_e6: period.paid_cash_e6,
                withheld_e6: period.withheld_e6,
            };
        }
        payments.of.values().fold(Self::default(), |mut sum, payment| {
            let units = if payment.credited_in_place { &mut sum.credited_units } else { &mut sum.minted_units };
            *units = units.saturating_add(payment.units);
            sum.cash_e6 = sum.cash_e6.saturating_add(payment.cash_e6);
            sum.withheld_e6 = sum.withheld_e6.saturating_add(payment.withheld_e6);
            sum
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn balanced() -> Reconciliation {
        Reconciliation {
            declared: 1_000,
            carried_in: 30,
            left_since: 2,
            minted: 700,
            credited: 100,
            cash: 150,
            withheld: 50,
            fractions: 31,
            unpaid: 1,
        }
    }

    #[test]
    fn books_that_add_up_pass() {
        assert_eq!(balanced().difference(), 0);
        balanced().check().unwrap();
    }

    #[test]
    fn a_difference_of_one_fraction_is_refused_with_the_table() {
        let wrong = Reconciliation { fractions: 30, ..balanced() };
        let error = wrong.check().unwrap_err();
        assert_eq!((error.name.as_str(), error.code), ("NotReconciled", Some(9004)));
        assert!(error.message.contains("0.000000000000000000000001"), "{error}");
    }
}
