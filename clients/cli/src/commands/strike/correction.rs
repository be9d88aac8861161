//! The file of a correction: written by `mmf nav correct`, read by `mmf strike`.

use std::path::Path;

use mmf::instructions::{ClassCorrection, CorrectionArgs};
use serde::{Deserialize, Serialize};

use crate::args::parse;
use crate::commands::document;
use crate::error::{CliError, CliResult};
use crate::output::hex;

/// A correction as a file.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectionFile {
    /// Number of the wrong strike.
    #[serde(rename = "strikeNo")]
    strike_no: u32,
    /// By class, in rising order.
    classes: Vec<ClassAmount>,
    /// SHA-256 of the computation: of the file with each holder's amounts.
    #[serde(rename = "documentHash")]
    document_hash: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct ClassAmount {
    #[serde(rename = "classNo")]
    class_no: u8,
    /// Net income to add, in e6; negative where too much was declared.
    #[serde(rename = "netIncome_e6")]
    net_income_e6: i64,
}

impl From<&CorrectionArgs> for CorrectionFile {
    fn from(args: &CorrectionArgs) -> Self {
        let amount =
            |entry: &ClassCorrection| ClassAmount { class_no: entry.class_no, net_income_e6: entry.net_income_e6 };
        Self {
            strike_no: args.strike_no,
            classes: args.classes.iter().map(amount).collect(),
            document_hash: hex(&args.document_hash),
        }
    }
}

/// Reads a correction.
///
/// # Errors
/// When the file can't be read or is no correction.
pub fn read(path: &Path) -> CliResult<CorrectionArgs> {
    let unfit = |reason: String| {
        CliError::usage("CorrectionFileUnfit", format!("{} is no correction: {reason}", path.display()))
            .hint("`mmf nav correct --strike N --income AMOUNT --out FILE` writes one")
    };
    let content = document::read(path)?;
    let file: CorrectionFile = serde_json::from_slice(&content).map_err(|error| unfit(error.to_string()))?;
    let amount = |entry: ClassAmount| ClassCorrection { class_no: entry.class_no, net_income_e6: entry.net_income_e6 };
    Ok(CorrectionArgs {
        strike_no: file.strike_no,
        classes: file.classes.into_iter().map(amount).collect(),
        document_hash: parse::hex32(&file.document_hash).map_err(unfit)?,
    })
}

/// Writes a correction.
///
/// # Errors
/// When the file can't be written.
pub fn write(path: &Path, args: &CorrectionArgs) -> CliResult<()> {
    let text = serde_json::to_string_pretty(&CorrectionFile::from(args)).unwrap_or_default();
    document::write(path, format!("{text}\n").as_bytes())
}

/// All classes' amounts, in e6.
///
/// # Errors
/// When the sum is out of range.
pub fn total_e6(args: &CorrectionArgs) -> CliResult<i64> {
    args.total_e6().map_err(|_| CliError::usage("AmountTooLarge", "the correction's amounts are too large"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("correction.json");
        let classes = vec![ClassCorrection { class_no: 0, net_income_e6: -5 }];
        let args = CorrectionArgs { strike_no: 3, classes, document_hash: [7; 32] };
        write(&path, &args).unwrap();
        assert_eq!(read(&path).unwrap(), args);
        std::fs::write(&path, "{\"strikeNo\":3}").unwrap();
        assert_eq!(read(&path).unwrap_err().name, "CorrectionFileUnfit");
    }
}
