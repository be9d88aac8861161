//! Buying bills and moving cash: the builder of a ladder.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::days::{days_between, days_of_year_from};
use crate::error::{PortfolioError, Result};
use crate::exact::{div, mul};
use crate::kind::{Kind, Method};
use crate::portfolio::Portfolio;
use crate::position::Position;
use crate::terms::{Purchase, Terms};
use crate::yields::price_at_yield;

/// Treasury bills are sold in multiples of this face.
pub const BILL_MULTIPLE: u64 = 100;
const TREASURY: &str = "US Treasury";

/// A Treasury bill to buy.
#[derive(Clone, Debug)]
pub struct BillOrder<'a> {
    /// Its name.
    pub id: &'a str,
    /// The day on which it is paid.
    pub settle: Date,
    /// The day on which it pays its face; from then on the face is cash.
    pub maturity: Date,
    /// Face, in the fund's currency.
    pub face: Decimal,
    /// Bond-equivalent yield in percent.
    pub yield_pct: Decimal,
    /// How its discount becomes income.
    pub method: Method,
}

impl Portfolio {
    /// Buys a Treasury bill at a yield. Its cost leaves the cash on settlement, its face comes back at maturity.
    ///
    /// # Errors
    /// [`PortfolioError::BeforeBook`] unless it settles after the book's day: until then costs are in the balances,
    /// [`PortfolioError::TermsInvalid`].
    pub fn buy_bill(&mut self, order: &BillOrder<'_>) -> Result<&Position> {
        if order.settle <= self.as_of() {
            return Err(PortfolioError::BeforeBook { day: order.settle, as_of: self.as_of() });
        }
        let mut terms = Terms::new(order.id, Kind::TreasuryBill, TREASURY, order.face, order.settle);
        terms.maturity = Some(order.maturity);
        terms.purchase = Purchase::Yield(order.yield_pct);
        terms.method = order.method;
        self.enter(terms)
    }

    /// Cash that comes in (positive) or goes out (negative) on a day.
    ///
    /// # Errors
    /// [`PortfolioError::TermsInvalid`] for nothing, or where the name has moved cash on that day already.
    pub fn move_cash(&mut self, id: &str, bank: &str, amount: Decimal, day: Date) -> Result<()> {
        self.enter(Terms::new(id, Kind::Cash, bank, amount, day)).map(|_| ())
    }
}

/// The largest face of bills, a multiple of $100, that an amount of cash buys at a yield; zero if none.
///
/// # Errors
/// [`PortfolioError::Overflow`].
pub fn affordable_face(cash: Decimal, yield_pct: Decimal, settle: Date, maturity: Date) -> Result<Decimal> {
    let price = price_at_yield(yield_pct, days_between(settle, maturity), days_of_year_from(settle))?;
    let pieces = div(cash, price)?.floor().max(Decimal::ZERO);
    mul(pieces, Decimal::from(BILL_MULTIPLE))
}
