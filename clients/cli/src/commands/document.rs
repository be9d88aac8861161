//! Documents behind an order: their SHA-256 goes on chain, they themselves stay with their keeper.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::error::{CliError, CliResult};

/// SHA-256 of a document.
///
/// # Errors
/// When the file can't be read, or is empty.
pub fn hash_of(path: &Path) -> CliResult<[u8; 32]> {
    let content = read(path)?;
    if content.is_empty() {
        return Err(CliError::usage("DocumentEmpty", format!("{} is empty", path.display()))
            .hint("name the file that holds the reason or the resolution"));
    }
    Ok(Sha256::digest(&content).into())
}

/// A file's bytes.
///
/// # Errors
/// When it can't be read.
pub fn read(path: &Path) -> CliResult<Vec<u8>> {
    std::fs::read(path).map_err(|error| {
        CliError::usage("FileUnreadable", format!("cannot read {}: {error}", path.display()))
            .hint("check the file's name and its permissions")
    })
}

/// Writes a new file.
///
/// # Errors
/// When it can't be written, or is there already.
pub fn write(path: &Path, content: &[u8]) -> CliResult<()> {
    let written =
        OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(content));
    written.map_err(|error| {
        CliError::failure("FileUnwritable", format!("{} cannot be written: {error}", path.display()))
            .hint("name a new file in a folder that is there")
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_document_is_known_by_its_sha_256() {
        let dir = tempfile::TempDir::new().unwrap();
        let path = dir.path().join("reason.txt");
        std::fs::write(&path, "abc").unwrap();
        assert!(crate::output::hex(&hash_of(&path).unwrap()).starts_with("ba7816bf8f01cfea"));
        std::fs::write(&path, "").unwrap();
        assert_eq!(hash_of(&path).unwrap_err().name, "DocumentEmpty");
        assert_eq!(hash_of(&dir.path().join("missing")).unwrap_err().name, "FileUnreadable");
    }
}
