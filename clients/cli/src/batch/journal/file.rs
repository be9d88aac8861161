//! The journal as a file: locked, and written to the disk before anybody goes on.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::entry::Entry;
use crate::error::{CliError, CliResult};

/// The file, if there is one.
pub(super) fn existing(path: &Path) -> CliResult<Option<File>> {
    match OpenOptions::new().read(true).append(true).open(path) {
        Ok(file) => lock(file, path).map(Some),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path, &error)),
    }
}

/// A new file.
pub(super) fn made(path: &Path) -> CliResult<File> {
    let file = OpenOptions::new().read(true).append(true).create_new(true).open(path);
    file.map_err(|error| failed(path, &error)).and_then(|file| lock(file, path))
}

fn lock(file: File, path: &Path) -> CliResult<File> {
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(CliError::failure("JournalInUse", format!("another command is at work with {}", path.display()))
                .hint("wait for it, or stop it"))
        }
        Err(TryLockError::Error(error)) => Err(failed(path, &error)),
    }
}

/// Writes lines and returns when they are on the disk.
pub(super) fn append(file: &mut File, path: &Path, entries: &[Entry]) -> CliResult<()> {
    let mut text = Vec::new();
    for entry in entries {
        serde_json::to_writer(&mut text, entry).map_err(|error| failed(path, &error.into()))?;
        text.push(b'\n');
    }
    file.write_all(&text).and_then(|()| file.sync_data()).map_err(|error| failed(path, &error))
}

pub(super) fn failed(path: &Path, error: &io::Error) -> CliError {
    CliError::failure("JournalFailed", format!("the journal {} cannot be kept: {error}", path.display()))
        .hint("make room, or the folder writable, and run the command again")
}
