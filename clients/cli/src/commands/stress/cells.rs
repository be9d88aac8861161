//! Figures of a test as people read them, and as integers in the unit of the field's name.

use mmf_portfolio::{Bound, PortfolioError, to_e6};
use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::Value;

use crate::amount::{grouped, plain_signed};
use crate::commands::portfolio::words::explain;
use crate::error::CliResult;
use crate::output::Cell;

/// Ten thousandths in one.
const E4: i64 = 10_000;

/// An amount, in millionths.
pub fn e6(amount: Decimal) -> CliResult<Cell> {
    to_e6(amount).map(millionths).ok_or_else(|| explain(&PortfolioError::Overflow))
}

/// Millionths: an amount for people, an integer string for programs.
pub fn millionths(e6: impl Into<i128>) -> Cell {
    let e6 = e6.into();
    Cell { text: grouped(&plain_signed(e6)), json: Value::String(e6.to_string()) }
}

/// A price of four decimals, in ten thousandths.
pub fn e4(price: Decimal) -> CliResult<Cell> {
    let rounded = price.round_dp_with_strategy(4, RoundingStrategy::MidpointAwayFromZero);
    let scaled = rounded.checked_mul(Decimal::from(E4)).and_then(|scaled| i64::try_from(scaled).ok());
    let scaled = scaled.ok_or_else(|| explain(&PortfolioError::Overflow))?;
    Ok(Cell { text: format!("{rounded:.4}"), json: Value::from(scaled) })
}

/// Basis points as a percentage for people.
pub fn percent(bps: u32) -> Cell {
    Cell { text: format!("{}.{:02}%", bps / 100, bps % 100), json: Value::from(bps) }
}

/// Basis points that may be missing.
pub fn bps(bps: Option<i64>) -> Cell {
    bps.map_or_else(Cell::none, Cell::integer)
}

/// Yes or no, or not tested.
pub fn tested(holds: Option<bool>) -> Cell {
    holds.map_or_else(Cell::none, Cell::flag)
}

/// The largest redemption that a test stands, in basis points: −1 where it fails already.
pub fn bound(bound: Bound) -> Cell {
    match bound {
        Bound::NotTested => Cell::none(),
        Bound::FailsAlready => Cell { text: "fails already".to_owned(), json: Value::from(-1) },
        Bound::UpTo(bps) => percent(bps),
    }
}
