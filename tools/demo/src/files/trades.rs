//! `demo/trades.csv`

use std::path::Path;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde::Deserialize;

use crate::figures::parse_e6;

/// A bill to buy.
#[derive(Clone, Debug)]
pub struct Trade {
    /// When it is traded.
    pub trade: Date,
    /// When it is paid.
    pub settle: Date,
    /// When it pays its face.
    pub maturity: Date,
    /// Face in e6.
    pub face_e6: i128,
}

#[derive(Deserialize)]
struct Row {
    trade_date: String,
    settle_date: String,
    maturity: String,
    face: String,
}

pub(super) fn read(file: &Path) -> Result<Vec<Trade>> {
    let mut trades = Vec::new();
    for row in csv::Reader::from_path(file).with_context(|| file.display().to_string())?.deserialize() {
        let row: Row = row.with_context(|| file.display().to_string())?;
        trades.push(Trade {
            trade: row.trade_date.parse()?,
            settle: row.settle_date.parse()?,
            maturity: row.maturity.parse()?,
            face_e6: parse_e6(&row.face)?,
        });
    }
    Ok(trades)
}
