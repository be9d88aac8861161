//! The book as it is kept: JSON with the same cells as the file, read by the same rules.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::column::Column;
use super::read::read_rows;
use crate::error::{PortfolioError, Result};
use crate::portfolio::Portfolio;
use crate::position::Position;

const FORMAT: &str = "mmf-portfolio";
const VERSION: u32 = 1;

/// A kept book.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Kept {
    format: String,
    version: u32,
    as_of: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Kept {
    pub(crate) fn of(book: &Portfolio) -> Self {
        let row = |position: &Position| Column::ALL.iter().map(|column| column.write(position.terms())).collect();
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            as_of: book.as_of().to_string(),
            columns: Column::ALL.iter().map(|column| column.name().to_owned()).collect(),
            rows: book.positions().iter().map(row).collect(),
        }
    }
}

impl Portfolio {
    /// The book as JSON. The same book always gives the same bytes.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] where it can't be written.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(&Kept::of(self)).map_err(|error| invalid(&error.to_string()))?;
        text.push(b'\n');
        Ok(text)
    }

    /// Reads a book that was kept. Every row is checked as on loading.
    ///
    /// # Errors
    /// [`PortfolioError::FileInvalid`] for another format or version, or rows that were altered into something impossible.
    pub fn from_json(bytes: &[u8]) -> Result<Self> {
        let kept: Kept = serde_json::from_slice(bytes).map_err(|error| invalid(&error.to_string()))?;
        if kept.format != FORMAT || kept.version != VERSION {
            return Err(invalid(&format!("it has the format {} {}", kept.format, kept.version)));
        }
        let columns = kept.columns.iter().map(String::as_str);
        if !columns.eq(Column::ALL.iter().map(|column| column.name())) {
            return Err(invalid("its columns are others"));
        }
        let as_of: Date = super::cells::date(&kept.as_of).map_err(|reason| invalid(&format!("asOf: {reason}")))?;
        read_rows(&kept.rows, as_of).map_err(|faults| {
            let words =
                faults.iter().take(3).map(|fault| format!("row {} {}: {}", fault.line, fault.column, fault.reason));
            invalid(&words.collect::<Vec<_>>().join("; "))
        })
    }
}

fn invalid(reason: &str) -> PortfolioError {
    PortfolioError::FileInvalid(format!("this is no book of `mmf portfolio load`: {reason}"))
}
