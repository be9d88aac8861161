//! What instant dealing would give now, by the program's own arithmetic.

use mmf::instructions::{RedemptionRates, issue_units, value_e6};
use mmf::state::{Dealing, Fund, ShareClass};
use mmf_math::convert::{to_books_down, to_settlement_down};
use mmf_math::fee;
use mmf_math::interim::Issue;

use crate::error::{Error, Result};

/// Units for a subscription of `cash_settlement_units` at the Unix time `now`, after the subscription fee, and the equalisation that it pays.
/// Units are rounded down.
///
/// # Errors
/// When the amount is too small or too large.
pub fn subscription(fund: &Fund, class: &ShareClass, cash_settlement_units: u64, now: i64) -> Result<Issue> {
    let cash_e6 = to_books_down(cash_settlement_units, fund.settlement_decimals).map_err(arithmetic)?;
    let fee_e6 = fee::of_bps(cash_e6, class.rules.subscription_fee_bps).map_err(arithmetic)?;
    issue_units(fund, class, cash_e6.saturating_sub(fee_e6), now).map_err(|error| Error::Arithmetic(error.to_string()))
}

/// Cash for a redemption of `units` after fees, in units of the settlement mint, rounded down.
///
/// # Errors
/// When the amount is too large.
pub fn redemption(fund: &Fund, dealing: &Dealing, class: &ShareClass, units: u64) -> Result<u64> {
    let value_e6 = value_e6(class, units).map_err(|error| Error::Arithmetic(error.to_string()))?;
    let rates = RedemptionRates::now(fund, dealing, class).map_err(|error| Error::Arithmetic(error.to_string()))?;
    let fees = rates.of(value_e6).map_err(|error| Error::Arithmetic(error.to_string()))?;
    to_settlement_down(value_e6.saturating_sub(fees.total_e6()), fund.settlement_decimals).map_err(arithmetic)
}

/// What an exchange would give.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exchanged {
    /// Value of the units given after the fees of their class, in e6, rounded down.
    pub value_e6: u64,
    /// Units taken, rounded down.
    pub units: u64,
    /// Of the value, what pays for income since the last strike, in e6.
    pub equalisation_e6: u64,
}

/// Units of the class `to` for `units` of the class `from` at the Unix time `now`.
///
/// # Errors
/// When the amount is too small or too large.
pub fn exchange(fund: &Fund, from: &ShareClass, to: &ShareClass, units: u64, now: i64) -> Result<Exchanged> {
    let refused = |error: anchor_lang::error::Error| Error::Arithmetic(error.to_string());
    let gross_e6 = value_e6(from, units).map_err(refused)?;
    let fees = RedemptionRates::of_exchange(fund, from).and_then(|rates| rates.of(gross_e6)).map_err(refused)?;
    let value_e6 = gross_e6.saturating_sub(fees.total_e6());
    let fee_e6 = fee::of_bps(value_e6, to.rules.subscription_fee_bps).map_err(arithmetic)?;
    let Issue { units, equalisation_e6 } =
        issue_units(fund, to, value_e6.saturating_sub(fee_e6), now).map_err(refused)?;
    Ok(Exchanged { value_e6, units, equalisation_e6 })
}

fn arithmetic(error: mmf_math::MathError) -> Error {
    Error::Arithmetic(error.to_string())
}
