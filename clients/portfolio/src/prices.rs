//! Vendors' price files, and prices that somebody sets instead.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::error::{PortfolioError, Result};
use crate::file::cells;

/// Columns of a price file.
const COLUMNS: [&str; 3] = ["day", "id", "price"];
const MAX_PRICE: i64 = 1_000;

/// Clean prices per 100 of face, by day and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceFile {
    prices: BTreeMap<(Date, String), Decimal>,
}

/// A price that is set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Clean price per 100 of face.
    pub price: Decimal,
    /// Why; never empty.
    pub reason: String,
}

impl PriceFile {
    /// Reads a file with the columns `day,id,price`.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] with the line and what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let invalid = |line: u64, reason: String| PortfolioError::FileInvalid(format!("line {line}: {reason}"));
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let headers = reader.headers().map_err(|error| invalid(1, error.to_string()))?;
        if !headers.iter().map(|name| name.trim_start_matches('\u{feff}')).eq(COLUMNS) {
            return Err(invalid(1, format!("the columns must be {}", COLUMNS.join(","))));
        }
        let mut prices = BTreeMap::new();
        for row in reader.records() {
            let row = row.map_err(|error| PortfolioError::FileInvalid(error.to_string()))?;
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |place: usize| row.get(place).unwrap_or_default();
            let day = cells::date(cell(0)).map_err(|reason| invalid(line, reason))?;
            let price = price(cell(2)).map_err(|reason| invalid(line, reason))?;
            let id = cell(1).to_owned();
            if id.is_empty() {
                return Err(invalid(line, "the id is missing".to_owned()));
            }
            if prices.insert((day, id.clone()), price).is_some() {
                return Err(invalid(line, format!("{id} has two prices of {day}")));
            }
        }
        Ok(Self { prices })
    }

    /// The price of a day; an older one is none.
    #[must_use]
    pub fn price(&self, day: Date, id: &str) -> Option<Decimal> {
        self.prices.get(&(day, id.to_owned())).copied()
    }
}

impl Override {
    /// Reads `ID=PRICE:REASON`.
    ///
    /// # Errors
    /// A sentence for the user when a part is missing or malformed.
    pub fn parse(text: &str) -> Result<(String, Self), String> {
        let bad = || format!("`{text}` is not ID=PRICE:REASON");
        let (id, rest) = text.split_once('=').ok_or_else(bad)?;
        let (price_text, reason) = rest.split_once(':').ok_or_else(bad)?;
        let (id, reason) = (id.trim(), reason.trim());
        if id.is_empty() || reason.is_empty() {
            return Err(format!("{}: an override needs its reason", bad()));
        }
        Ok((id.to_owned(), Self { price: price(price_text.trim())?, reason: reason.to_owned() }))
    }
}

fn price(text: &str) -> Result<Decimal, String> {
    let price = cells::decimal(text)?;
    let fits = price > Decimal::ZERO && price <= Decimal::from(MAX_PRICE);
    if fits { Ok(price) } else { Err(format!("{price} is no price per 100 of face")) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use super::*;

    #[test]
    fn prices_are_of_their_day() {
        let file = PriceFile::read(b"day,id,price\r\n2025-01-02,B1,99.5\r\n2025-01-03,B1,99.6\r\n").unwrap();
        assert_eq!(file.price(date(2025, 1, 3), "B1"), Some("99.6".parse().unwrap()));
        assert_eq!((file.price(date(2025, 1, 4), "B1"), file.price(date(2025, 1, 2), "B2")), (None, None));
    }

    #[test]
    fn files_and_overrides_that_make_no_sense_are_refused() {
        for (text, reason) in [
            ("day,id,price\n2025-01-02,B1,99.5\n2025-01-02,B1,99.6\n", "line 3: B1 has two prices"),
            ("day,id,price\n2025-01-02,B1,-1\n", "no price"),
            ("day,id,price\n2025-01-02,B1,1e2\n", "not a number"),
            ("day,id,price\n2025-01-02,,99\n", "the id is missing"),
            ("id,price\nB1,99\n", "the columns must be"),
        ] {
            let error = PriceFile::read(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(reason), "{text}: {error}");
        }
        let (id, set) = Override::parse("B1=99.25:late trade: desk's quote").unwrap();
        assert_eq!((id.as_str(), set.reason.as_str()), ("B1", "late trade: desk's quote"));
        for bad in ["B1=99.25", "B1=99.25:", "B1:99", "=99:x", "B1=NaN:x", "B1=0:x"] {
            assert!(Override::parse(bad).is_err(), "{bad}");
        }
    }
}
