//! `demo/orders.csv`

use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use jiff::civil::{Date, Time};
use serde::Deserialize;

use crate::figures::parse_e6;

/// What an investor wants. Amounts in e6.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderKind {
    /// Pay dollars, receive shares.
    Subscribe(i128),
    /// Give up shares, receive dollars.
    Redeem(i128),
    /// Give up all shares.
    RedeemAll,
    /// Send shares to another investor.
    Transfer(String, i128),
    /// Send shares to a wallet that nobody registered.
    TransferToStranger(i128),
}

/// An order.
#[derive(Clone, Debug)]
pub struct Order {
    /// New York day.
    pub date: Date,
    /// New York time.
    pub time: Time,
    /// Who.
    pub investor: String,
    /// What.
    pub kind: OrderKind,
}

#[derive(Deserialize)]
struct Row {
    date: String,
    time: String,
    kind: String,
    investor: String,
    counterparty: String,
    amount: String,
}

pub(super) fn read(file: &Path) -> Result<Vec<Order>> {
    let mut orders: Vec<Order> = Vec::new();
    let mut rows = csv::Reader::from_path(file).with_context(|| file.display().to_string())?;
    for (line, row) in rows.deserialize().enumerate() {
        let row: Row = row.with_context(|| file.display().to_string())?;
        let order = order(row).with_context(|| format!("{}, order {}", file.display(), line + 1))?;
        if let Some(last) = orders.last() {
            ensure!((last.date, last.time) <= (order.date, order.time), "the orders are not in order of time");
        }
        orders.push(order);
    }
    Ok(orders)
}

fn order(row: Row) -> Result<Order> {
    let kind = match row.kind.as_str() {
        "subscribe" => OrderKind::Subscribe(parse_e6(&row.amount)?),
        "redeem" => OrderKind::Redeem(parse_e6(&row.amount)?),
        "redeem-all" => OrderKind::RedeemAll,
        "transfer" => OrderKind::Transfer(row.counterparty, parse_e6(&row.amount)?),
        "refused-transfer" => OrderKind::TransferToStranger(parse_e6(&row.amount)?),
        other => bail!("`{other}` is no kind of order"),
    };
    Ok(Order { date: row.date.parse()?, time: row.time.parse()?, investor: row.investor, kind })
}
