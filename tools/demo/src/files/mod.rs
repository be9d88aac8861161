//! What the month is made of: yields, investors, orders and trades.

mod investors;
mod orders;
mod trades;

use std::path::Path;

use anyhow::Result;
pub use investors::Investor;
pub use orders::{Order, OrderKind};
pub use trades::Trade;

use crate::portfolio::Curves;

/// The files of the data folder.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Yields by business day.
    pub curves: Curves,
    /// Investors in the order of their names.
    pub investors: Vec<Investor>,
    /// Orders by time.
    pub orders: Vec<Order>,
    /// Bills to buy by settlement date.
    pub trades: Vec<Trade>,
}

impl Plan {
    /// Reads the data folder.
    ///
    /// # Errors
    /// A missing file, or a row that means nothing.
    pub fn read(data: &Path) -> Result<Self> {
        let demo = data.join("demo");
        Ok(Self {
            curves: Curves::read(&data.join("treasury-par-yields.csv"))?,
            investors: investors::read(&demo.join("investors.csv"))?,
            orders: orders::read(&demo.join("orders.csv"))?,
            trades: trades::read(&demo.join("trades.csv"))?,
        })
    }
}
