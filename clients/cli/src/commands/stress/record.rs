//! The result as a file that can be put on record by its SHA-256.

use std::path::Path;

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::args::Stress;
use crate::commands::written::write_whole;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

const FORMAT: &str = "mmf-stress-report";
const VERSION: u32 = 1;

/// Writes the result to the file that is asked for, and adds where it is and its SHA-256. With `--dry-run` nothing is written.
///
/// # Errors
/// When the file is there already, or cannot be written.
pub fn keep(context: &Context, args: &Stress, output: Output) -> CliResult<Output> {
    let Some(path) = &args.out else { return Ok(output) };
    let bytes = document(&output)?;
    refuse_old(path)?;
    if context.globals.dry_run {
        return Ok(output.note("The report was not written (--dry-run)."));
    }
    write_whole(path, &bytes)?;
    let fields = vec![
        ("report", "File", Cell::text(path.display().to_string())),
        ("reportSha256", "SHA-256", Cell::hex(&Sha256::digest(&bytes))),
    ];
    Ok(output.record("Report", fields))
}

/// The result object after its format. The same book, curve and options give the same bytes.
fn document(output: &Output) -> CliResult<Vec<u8>> {
    let mut whole = Map::new();
    whole.insert("format".to_owned(), Value::from(FORMAT));
    whole.insert("version".to_owned(), Value::from(VERSION));
    if let Value::Object(result) = output.to_json() {
        whole.extend(result);
    }
    let text = serde_json::to_vec_pretty(&whole);
    let mut bytes = text.map_err(|error| CliError::failure("EncodingFailed", error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// A report that is on record must stay what it was.
fn refuse_old(path: &Path) -> CliResult<()> {
    if path.symlink_metadata().is_err() {
        return Ok(());
    }
    Err(CliError::usage("FileExists", format!("{} is there already", path.display()))
        .hint("name a new file: what is on record is not replaced"))
}
