//! A ladder of one-month bills, always invested: a bill for each business day of the coming month, and every face that comes back goes into a
//! new bill.

use jiff::ToSpan;
use jiff::civil::Date;
use mmf_portfolio::{BillOrder, Curves, Method, Portfolio, affordable_face};
use rust_decimal::Decimal;

/// The portfolio and how it is bought.
pub struct Ladder {
    pub book: Portfolio,
}

impl Ladder {
    /// All cash at the end of a day.
    pub fn new(eve: Date, cash: u64) -> Self {
        let mut book = Portfolio::new(eve);
        book.move_cash("subscriptions", "Vault", Decimal::from(cash), eve).unwrap();
        Self { book }
    }

    /// Buys bills with the cash of a day: on the first day one for each business day of the month, later one of a month.
    pub fn roll(&mut self, curves: &Curves, days: &[Date], day: Date) {
        let within_month = |due: &&Date| **due > day && **due <= day.checked_add(1.month()).unwrap();
        let due: Vec<Date> = days.iter().filter(within_month).copied().collect();
        let Some(last) = due.last().copied() else { return };
        let is_first = self.book.positions().len() == 1;
        let rungs = if is_first { due } else { vec![last] };
        let yield_pct = curves.on(day).unwrap().yield_pct(30).unwrap().unwrap();
        let share = self.book.cash(day).unwrap() / Decimal::from(rungs.len());
        for maturity in rungs {
            let face = affordable_face(share, yield_pct, day, maturity).unwrap();
            if face > Decimal::ZERO {
                let id = format!("{day}.{maturity}");
                let method = Method::ConstantYield;
                let order = BillOrder { id: &id, settle: day, maturity, face, yield_pct, method };
                self.book.buy_bill(&order).unwrap();
            }
        }
    }

    /// The weighted purchase yield of what is held at the end of a day, on so many units of $1, in percent; `None` before the first bill.
    pub fn purchase_yield_on(&self, day: Date, units: u64) -> Option<Decimal> {
        let bought = self.book.weighted_purchase_yield(day).ok()?;
        let valuation = self.book.value_at(day).unwrap();
        let invested = valuation.net_assets().unwrap() - self.book.cash(day).unwrap();
        Some(bought * invested / Decimal::from_i128_with_scale(i128::from(units), 6))
    }
}
