//! Files of the portfolio: read whole, replaced whole.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use solana_sdk::pubkey::Pubkey;

use crate::commands::written::write_whole;
use crate::error::{CliError, CliResult};

/// Largest file that is read.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read, or is larger than 64 MB.
pub fn read(path: &Path) -> CliResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAX_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|error| {
        CliError::usage("FileUnreadable", format!("cannot read {}: {error}", path.display()))
            .hint("check the name of the file")
    })?;
    check_size(path, &bytes)?;
    Ok(bytes)
}

/// Refuses what could not be read again.
///
/// # Errors
/// When it is larger than 64 MB.
pub fn check_size(path: &Path, bytes: &[u8]) -> CliResult<()> {
    if bytes.len() as u64 <= MAX_BYTES {
        return Ok(());
    }
    Err(CliError::usage("FileTooLarge", format!("{} would have, or has, more than 64 MB", path.display()))
        .hint("leave positions out that ended before the last struck day"))
}

/// Writes a file, as a whole or not at all. A file of another kind is not replaced.
///
/// # Errors
/// When it cannot be written, or another kind of file is in its place; the old file is as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> CliResult<()> {
    if path.is_file() && !same_kind(&read(path)?, bytes) {
        let words = format!("{} is there already and is another kind of file", path.display());
        return Err(CliError::usage("FileForeign", words).hint("name another file, or move that one away"));
    }
    write_whole(path, bytes)
}

/// Whether two files are JSON objects of the same fields.
fn same_kind(old: &[u8], new: &[u8]) -> bool {
    let fields = |bytes: &[u8]| {
        let object = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(bytes).ok()?;
        Some(object.keys().cloned().collect::<std::collections::BTreeSet<_>>())
    };
    fields(old).is_some_and(|old| fields(new) == Some(old))
}

/// Makes the folder of a file.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(path: &Path) -> CliResult<()> {
    let Some(folder) = path.parent() else { return Ok(()) };
    fs::create_dir_all(folder).map_err(|error| {
        CliError::failure("FileUnwritable", format!("the folder {} cannot be made: {error}", folder.display()))
            .hint("name another file with --book")
    })
}

/// Where the book is kept if nothing else is said.
///
/// # Errors
/// When the user has no data directory.
pub fn default_book(fund: Option<&Pubkey>) -> CliResult<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = named("XDG_DATA_HOME").or_else(|| Some(named("HOME")?.join(".local/share")));
    let data = data.ok_or_else(|| {
        CliError::usage("BookMissing", "where is the book?").hint("name its file with --book, or set HOME")
    })?;
    let name = fund.map_or_else(|| "portfolio.json".to_owned(), |fund| format!("portfolio-{fund}.json"));
    Ok(data.join("mmf").join(name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_left_as_it_was() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("book.json");
        replace(&path, b"{\"a\":1}").unwrap();
        replace(&path, b"{\"a\":2}").unwrap();
        assert_eq!(read(&path).unwrap(), b"{\"a\":2}");
        assert_eq!(replace(&path, b"{\"b\":2}").unwrap_err().name, "FileForeign");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing is left beside it");
        let folder = dir.path().join("folder");
        fs::create_dir(&folder).unwrap();
        assert_eq!(replace(&folder, b"x").unwrap_err().name, "FileUnwritable");
        assert_eq!(replace(&dir.path().join("no/where"), b"x").unwrap_err().name, "FileUnwritable");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2);
        assert_eq!(read(&dir.path().join("none")).unwrap_err().name, "FileUnreadable");
    }
}
