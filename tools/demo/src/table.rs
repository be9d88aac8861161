//! Tables: aligned at the decimal point for people, plain for spreadsheets.

use std::{fs, path::Path};

use anyhow::Result;

use crate::figures::{grouped, plain};

/// A value of a table.
#[derive(Clone, Debug)]
pub enum Cell {
    /// Words, on the left.
    Text(String),
    /// A decimal of that many places, on the right.
    Number(i128, usize),
    /// Nothing.
    Empty,
}

/// Words.
#[must_use]
pub fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}

/// Dollars or shares of 10^-6.
#[must_use]
pub const fn money(value_e6: i128) -> Cell {
    Cell::Number(value_e6, 6)
}

/// A whole number.
#[must_use]
pub const fn whole(value: i128) -> Cell {
    Cell::Number(value, 0)
}

/// A table with a name, under which it is also written as CSV.
#[derive(Clone, Debug)]
pub struct Table {
    name: &'static str,
    columns: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// An empty table.
    #[must_use]
    pub fn new(name: &'static str, columns: &[&'static str]) -> Self {
        Self { name, columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row; cells that are missing at its end stay empty.
    pub fn row(&mut self, mut cells: Vec<Cell>) {
        cells.resize(self.columns.len(), Cell::Empty);
        self.rows.push(cells);
    }

    /// Prints the table.
    pub fn print(&self) {
        let columns: Vec<Vec<String>> = (0..self.columns.len()).map(|place| self.column(place)).collect();
        for line in 0..=self.rows.len() {
            let cells: Vec<&str> = columns.iter().filter_map(|column| column.get(line)).map(String::as_str).collect();
            println!("  {}", cells.join("  ").trim_end());
        }
    }

    /// Writes the table to `<folder>/<name>.csv`.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)?;
        let mut file = csv::Writer::from_path(folder.join(format!("{}.csv", self.name)))?;
        file.write_record(&self.columns)?;
        for row in &self.rows {
            file.write_record(row.iter().map(|cell| match cell {
                Cell::Text(words) => words.clone(),
                Cell::Number(value, decimals) => plain(*value, *decimals),
                Cell::Empty => String::new(),
            }))?;
        }
        Ok(file.flush()?)
    }

    /// A column's lines, all of the same width, the heading first.
    fn column(&self, place: usize) -> Vec<String> {
        let cells: Vec<&Cell> = self.rows.iter().filter_map(|row| row.get(place)).collect();
        let most = cells.iter().map(|cell| fraction_width(cell)).max().unwrap_or(0);
        let numeric = cells.iter().any(|cell| matches!(cell, Cell::Number(..)));
        let mut lines = vec![self.columns[place].to_owned()];
        lines.extend(cells.iter().map(|cell| match cell {
            Cell::Text(words) => words.clone(),
            Cell::Number(value, decimals) => {
                format!("{}{}", grouped(*value, *decimals), " ".repeat(most - fraction_width(cell)))
            }
            Cell::Empty => String::new(),
        }));
        let width = lines.iter().map(|line| line.chars().count()).max().unwrap_or(0);
        let align = |line: &String| if numeric { format!("{line:>width$}") } else { format!("{line:<width$}") };
        lines.iter().map(align).collect()
    }
}

/// Characters from the decimal point on.
const fn fraction_width(cell: &Cell) -> usize {
    match cell {
        Cell::Number(_, 0) | Cell::Text(_) | Cell::Empty => 0,
        Cell::Number(_, decimals) => *decimals + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_under_each_other_by_their_decimal_point() {
        let mut table = Table::new("test", &["what", "amount"]);
        table.row(vec![text("cash"), money(1_234_567_890_123)]);
        table.row(vec![text("carry"), Cell::Number(5, 9)]);
        assert_eq!(table.column(0), ["what ", "cash ", "carry"]);
        assert_eq!(table.column(1), ["             amount", "1,234,567.890123   ", "        0.000000005"]);
    }
}
