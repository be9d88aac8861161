//! The file, read as a whole: a book, or everything that is wrong.

use std::borrow::Cow;
use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder, Trim};
use jiff::civil::Date;

use super::column::{Column, Draft};
use crate::kind::Kind;
use crate::portfolio::Portfolio;
use crate::position::Position;

/// Most rows of a book.
pub const MAX_ROWS: usize = 100_000;
/// Most characters of a cell.
const MAX_CELL: usize = 1_000;

/// A cell that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line of the file, from 1.
    pub line: u64,
    /// Name of the column; empty for the whole line.
    pub column: String,
    /// What the cell says.
    pub value: String,
    /// What is wrong, and what to write instead.
    pub reason: String,
}

impl Fault {
    fn new(line: u64, column: &str, value: &str, reason: impl Into<String>) -> Self {
        Self { line, column: column.to_owned(), value: value.to_owned(), reason: reason.into() }
    }
}

/// Reads a file into a book. Without a day, the book is as of the first day of a balance of cash or a stablecoin.
///
/// # Errors
/// Everything that is wrong, by line and column; then there is no book.
pub fn read_csv(bytes: &[u8], as_of: Option<Date>) -> Result<Portfolio, Vec<Fault>> {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).from_reader(bytes);
    let mut records = reader.byte_records();
    let first = match records.next() {
        None => return Err(vec![Fault::new(1, "", "", "the file is empty; its first line names the columns")]),
        Some(Err(error)) => return Err(vec![Fault::new(1, "", "", error.to_string())]),
        Some(Ok(first)) => first,
    };
    let columns = heading(&first)?;
    let (mut rows, mut lines) = (Rows::default(), Lines { bytes, at: 0, line: 1 });
    for record in records {
        match record {
            Err(error) => rows.faults.push(Fault::new(lines.of(error.position()), "", "", error.to_string())),
            Ok(record) => {
                let line = lines.of(record.position());
                if rows.count == MAX_ROWS {
                    rows.faults.push(Fault::new(line, "", "", format!("the file has more than {MAX_ROWS} rows")));
                    break;
                }
                rows.record(&columns, line, &record);
            }
        }
    }
    rows.book(as_of)
}

/// Reads the rows of a kept book, which have all columns.
pub(super) fn read_rows(rows: &[Vec<String>], as_of: Date) -> Result<Portfolio, Vec<Fault>> {
    let mut read = Rows::default();
    for (line, row) in (1..).zip(rows) {
        read.record(&Column::ALL, line, &ByteRecord::from(row.clone()));
    }
    if rows.is_empty() { Ok(Portfolio::new(as_of)) } else { read.book(Some(as_of)) }
}

fn heading(first: &ByteRecord) -> Result<Vec<Column>, Vec<Fault>> {
    let (mut columns, mut faults) = (Vec::with_capacity(first.len()), Vec::new());
    for (place, cell) in first.iter().enumerate() {
        let name = String::from_utf8_lossy(cell);
        let name = if place == 0 { name.trim_start_matches('\u{feff}').trim_matches('"') } else { &name };
        match Column::named(name) {
            None => faults.push(Fault::new(1, name, name, "there is no such column")),
            Some(column) if columns.contains(&column) => {
                faults.push(Fault::new(1, name, name, "the column is there twice"));
            }
            Some(column) => columns.push(column),
        }
    }
    for column in Column::ALL {
        if column.is_required() && !columns.contains(&column) {
            faults.push(Fault::new(1, column.name(), "", "the column is missing"));
        }
    }
    if faults.is_empty() { Ok(columns) } else { Err(faults) }
}

#[derive(Default)]
struct Rows {
    count: usize,
    positions: Vec<Position>,
    seen: HashMap<(String, Date, String), u64>,
    faults: Vec<Fault>,
}

impl Rows {
    fn record(&mut self, columns: &[Column], line: u64, record: &ByteRecord) {
        self.count = self.count.saturating_add(1);
        if record.len() != columns.len() {
            let first = String::from_utf8_lossy(record.get(0).unwrap_or_default());
            let reason = format!("the line has {} cells, the first line {}", record.len(), columns.len());
            self.faults.push(Fault::new(line, "", &first, reason));
            return;
        }
        let cells: Vec<Cow<'_, str>> = record.iter().map(String::from_utf8_lossy).collect();
        let before = self.faults.len();
        let mut draft = Draft::blank();
        for (column, cell) in columns.iter().zip(&cells) {
            let read = match cell {
                Cow::Owned(_) => Err("the cell is not in UTF-8".to_owned()),
                Cow::Borrowed(text) if text.len() > MAX_CELL => {
                    Err(format!("the cell has {} characters; at most {MAX_CELL} are possible", text.chars().count()))
                }
                Cow::Borrowed(text) => column.read(&mut draft, text),
            };
            if let Err(reason) = read {
                self.faults.push(Fault::new(line, column.name(), cell, reason));
            }
        }
        if self.faults.len() == before {
            self.position(columns, &cells, line, draft);
        }
    }

    fn position(&mut self, columns: &[Column], cells: &[Cow<'_, str>], line: u64, draft: Draft) {
        let cell = |name: &str| {
            let place = columns.iter().position(|column| column.name() == name);
            place.and_then(|place| cells.get(place)).map_or("", |cell| cell.as_ref())
        };
        let made = draft.finish().map_err(|(column, reason)| vec![(column.name(), reason)]).and_then(|terms| {
            Position::new(terms)
                .map_err(|faults| faults.into_iter().map(|fault| (fault.column, fault.reason)).collect())
        });
        match made {
            Err(wrong) => {
                let faults = wrong.into_iter().map(|(column, reason)| Fault::new(line, column, cell(column), reason));
                self.faults.extend(faults);
            }
            Ok(position) => {
                let terms = position.terms();
                let key = (terms.id.clone(), terms.settle, terms.lot.clone());
                match self.seen.get(&key) {
                    Some(first) => {
                        let reason = format!("line {first} has the same id, settle and lot; tell lots apart by `lot`");
                        self.faults.push(Fault::new(line, "id", &terms.id, reason));
                    }
                    None => {
                        self.seen.insert(key, line);
                        self.positions.push(position);
                    }
                }
            }
        }
    }

    fn book(mut self, as_of: Option<Date>) -> Result<Portfolio, Vec<Fault>> {
        if self.count == 0 {
            self.faults.push(Fault::new(1, "", "", "the file has no row"));
        }
        let cash = self.positions.iter().map(Position::terms);
        let cash = cash.filter(|terms| matches!(terms.kind, Kind::Cash | Kind::Stablecoin));
        let day = as_of.or_else(|| cash.map(|terms| terms.settle).min());
        match day {
            Some(day) if self.faults.is_empty() => {
                let mut book = Portfolio::new(day);
                book.take(self.positions);
                Ok(book)
            }
            None if self.faults.is_empty() => {
                let reason = "no row of cash tells the day of the book; give it with --as-of";
                Err(vec![Fault::new(1, "settle", "", reason)])
            }
            _ => Err(self.faults),
        }
    }
}

/// Line numbers as an editor shows them: the CSV reader leaves out empty lines and counts CR LF differently.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of a position; positions only grow.
    fn of(&mut self, position: Option<&csv::Position>) -> u64 {
        let wanted = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(self.at);
        while let Some(byte) = self.bytes.get(self.at).filter(|byte| self.at < wanted || byte.is_ascii_whitespace()) {
            if self.at >= wanted && !matches!(byte, b'\n' | b'\r') {
                break;
            }
            self.line = self.line.saturating_add(u64::from(*byte == b'\n'));
            self.at = self.at.saturating_add(1);
        }
        self.line
    }
}

#[cfg(test)]
mod tests;
