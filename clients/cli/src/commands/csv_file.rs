//! A report's holdings as a file.

use std::path::Path;

use crate::error::{CliError, CliResult};
use crate::output::Cell;

/// Writes columns and rows as CSV, with amounts as plain decimals.
///
/// # Errors
/// When the file can't be written.
pub fn write(path: &Path, columns: &[(&'static str, &'static str)], rows: &[Vec<Cell>]) -> CliResult<()> {
    let unwritable = |reason: String| {
        CliError::failure("FileUnwritable", format!("{} cannot be written: {reason}", path.display()))
            .hint("name a file in a folder that is there and may be written")
    };
    let mut file = csv::Writer::from_path(path).map_err(|error| unwritable(error.to_string()))?;
    let mut put = |record: Vec<String>| file.write_record(record).map_err(|error| unwritable(error.to_string()));
    put(columns.iter().map(|(key, _)| (*key).to_owned()).collect())?;
    for row in rows {
        put(row.iter().map(plain).collect())?;
    }
    file.flush().map_err(|error| unwritable(error.to_string()))
}

/// As programs read it; nothing where there is none.
fn plain(cell: &Cell) -> String {
    match &cell.json {
        serde_json::Value::Null => String::new(),
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_has_keys_and_plain_values() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("report.csv");
        let row = vec![Cell::amount(1_234_500_000u64), Cell::none(), Cell::count(7u8)];
        write(&path, &[("value", "Value"), ("wallet", "Wallet"), ("reason", "Reason")], &[row]).unwrap();
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "value,wallet,reason\n1234.500000,,7\n");
        let error = write(&dir.path().join("missing/report.csv"), &[], &[]).unwrap_err();
        assert_eq!(error.name, "FileUnwritable");
    }
}
