//! The file, read as a whole: every row, or everything that is wrong.

use std::path::Path;

use csv::{ByteRecord, ReaderBuilder, Trim};

use super::twice::Seen;
use super::{Column, Fault, Lines, Record};
use crate::error::{CliError, CliResult};

/// A row that can be read.
#[derive(Clone, Debug)]
pub struct Row {
    /// Line of the file.
    pub line: u64,
    /// What its cells say; what the file has no column for is blank.
    pub record: Record,
    /// Its cells, by [`Table::columns`].
    cells: Vec<String>,
}

impl Row {
    /// What the cells say, over what is on record: a column that the file leaves out stays as it is.
    pub fn over(&self, columns: &[Column], known: &Record) -> Record {
        let mut record = known.clone();
        for (column, cell) in columns.iter().zip(&self.cells) {
            // The cell was read before, into a blank record.
            let _ = column.read(&mut record, cell);
        }
        record
    }

    /// A cell as it stands in the file; empty where the file has no such column.
    pub fn cell(&self, columns: &[Column], wanted: Column) -> &str {
        let place = columns.iter().position(|column| *column == wanted);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }
}

/// A file that can be read.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The columns of the file, in its order.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read.
pub fn bytes(file: &Path) -> CliResult<Vec<u8>> {
    std::fs::read(file).map_err(|error| {
        CliError::usage("FileUnreadable", format!("cannot read {}: {error}", file.display()))
            .hint("check the name of the file")
    })
}

/// Reads a file. Where anything is wrong, the rows are those that can be read nevertheless.
pub fn read(bytes: &[u8]) -> (Table, Vec<Fault>) {
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).trim(Trim::All).from_reader(bytes);
    let mut records = reader.byte_records();
    let first = match records.next() {
        Some(Ok(first)) => first,
        Some(Err(error)) => return (Table::default(), vec![Fault::new(1, "", "", error.to_string())]),
        None => {
            return (
                Table::default(),
                vec![Fault::new(1, "", "", "the file is empty; its first line names the columns")],
            );
        }
    };
    let Header { columns, places, width, lacks_columns, mut faults } = header(&first);
    if lacks_columns {
        return (Table::default(), faults);
    }
    let (mut seen, mut lines) = (Seen::default(), Lines::of(bytes));
    let mut rows = Vec::new();
    for found in records {
        match found {
            Ok(found) => {
                let line = lines.line(found.position());
                if found.len() == width {
                    let known = places.iter().filter_map(|place| found.get(*place)).collect();
                    rows.extend(row(&columns, line, &known, &mut seen, &mut faults));
                } else {
                    faults.push(wrong_width(line, &found, width));
                }
            }
            Err(error) => faults.push(Fault::new(lines.line(error.position()), "", "", error.to_string())),
        }
    }
    if rows.is_empty() && faults.is_empty() {
        faults.push(Fault::new(1, "", "", "the file has no investor"));
    }
    (Table { columns, rows }, faults)
}

/// What the first line says. Columns that nobody knows don't keep the rows from being checked.
struct Header {
    /// The known columns, in order.
    columns: Vec<Column>,
    /// Where each of them stands.
    places: Vec<usize>,
    /// Cells of the line.
    width: usize,
    /// Whether a column that must be there is not.
    lacks_columns: bool,
    /// What is wrong.
    faults: Vec<Fault>,
}

fn header(first: &ByteRecord) -> Header {
    let mut columns = Vec::with_capacity(first.len());
    let mut places = Vec::with_capacity(first.len());
    let mut faults = Vec::new();
    for (place, cell) in first.iter().enumerate() {
        let name = String::from_utf8_lossy(cell);
        let name = if place == 0 { name.trim_start_matches('\u{feff}') } else { &name };
        match Column::named(name) {
            None => faults.push(Fault::new(1, name, name, "there is no such column")),
            Some(column) if columns.contains(&column) => {
                faults.push(Fault::new(1, name, name, "the column is there twice"))
            }
            Some(column) => {
                columns.push(column);
                places.push(place);
            }
        }
    }
    let mut lacks_columns = false;
    for column in Column::ALL {
        if column.is_required() && !columns.contains(column) {
            faults.push(Fault::new(1, column, "", "the column is missing"));
            lacks_columns = true;
        }
    }
    Header { columns, places, width: first.len(), lacks_columns, faults }
}

fn wrong_width(line: u64, found: &ByteRecord, width: usize) -> Fault {
    let reason = format!("the line has {} cells, the first line {width}", found.len());
    Fault::new(line, "", &String::from_utf8_lossy(found.get(0).unwrap_or_default()), reason)
}

/// Reads a row; `None` where it is no investor's at all.
fn row(columns: &[Column], line: u64, found: &ByteRecord, seen: &mut Seen, faults: &mut Vec<Fault>) -> Option<Row> {
    let before = faults.len();
    let mut record = Record::blank();
    let mut cells = Vec::with_capacity(columns.len());
    let mut unreadable = Vec::new();
    for (column, cell) in columns.iter().zip(found.iter()) {
        let text = String::from_utf8_lossy(cell);
        let read = match &text {
            std::borrow::Cow::Borrowed(text) => column.read(&mut record, text),
            std::borrow::Cow::Owned(_) => Err("the cell is not in UTF-8".to_owned()),
        };
        if let Err(reason) = read {
            faults.push(Fault::new(line, column, &text, reason));
            unreadable.push(*column);
        }
        cells.push(text.into_owned());
    }
    let row = Row { line, record, cells };
    let readable = |column: Column| !unreadable.contains(&column);
    seen.note(columns, &row, readable, faults);
    (faults.len() == before).then_some(row)
}

#[cfg(test)]
mod tests;
