//! One calendar day. On a business day: maturities in the morning, orders, the cut-off and the strike, more orders, and
//! in the evening the bills that were bought the day before are paid.

use anyhow::Result;
use jiff::civil::{Date, Time, time};

use super::{Month, strike::strike_time};
use crate::{dates::cut_off, figures::grouped, files::Order};

const MORNING: Time = time(9, 0, 0, 0);
const EVENING: Time = time(16, 30, 0, 0);

impl Month<'_> {
    /// Runs a day and tells it in a few lines.
    pub(super) fn run_day(&mut self, day: Date) -> Result<()> {
        let orders: Vec<Order> = self.plan.orders.iter().filter(|order| order.date == day).cloned().collect();
        if self.plan.curves.on(day).is_err() {
            return self.deal(&orders);
        }
        let (before, after): (Vec<_>, Vec<_>) = orders.into_iter().partition(|order| order.time < cut_off(day));
        let (afternoon, night): (Vec<_>, Vec<_>) = after.into_iter().partition(|order| order.time < EVENING);
        if self.book.maturing_on(day).next().is_some() {
            self.cli.time_to(day, MORNING)?;
            let matured_e6 = self.collect_maturities(day)?;
            say(day, MORNING, &format!("bills mature: {}", cents(matured_e6)));
        }
        self.deal(&before)?;
        self.sweep_excess(day)?;
        let struck = self.strike(day)?;
        let quote = struck.quote;
        say(
            day,
            strike_time(day)?,
            &format!(
                "strike {:>2}: {} day{}, income {:>10}, net assets {:>14}",
                self.strikes.len(),
                struck.input.days,
                if struck.input.days == 1 { " " } else { "s" },
                cents(quote.income_e6),
                cents(quote.net_assets_e6),
            ),
        );
        self.deal(&afternoon)?;
        self.sweep_excess(day)?;
        if self.plan.trades.iter().any(|trade| trade.settle == day) {
            self.cli.time_to(day, EVENING)?;
            let paid_e6 = self.settle_trades(day)?;
            say(day, EVENING, &format!("bills are paid: {}", cents(paid_e6)));
        }
        self.deal(&night)
    }

    fn deal(&mut self, orders: &[Order]) -> Result<()> {
        for order in orders {
            let words = self.execute(order)?;
            say(order.date, order.time, &words);
        }
        Ok(())
    }
}

fn say(day: Date, time: Time, words: &str) {
    println!("{:>2} {}  {}  {words}", day.day(), day.strftime("%a"), time.strftime("%H:%M"));
}

fn cents(value_e6: i128) -> String {
    grouped(value_e6 / 10_000, 2)
}
