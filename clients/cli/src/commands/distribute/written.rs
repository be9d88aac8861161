//! Files that are there as a whole or not at all.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{CliError, CliResult};

/// Writes a file beside its place, and puts it there when it is on the disk: a reader finds the old one or the new one.
///
/// # Errors
/// When the folder cannot be written.
pub fn write_whole(path: &Path, content: &[u8]) -> CliResult<()> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = File::create(&beside)
        .and_then(|mut file| file.write_all(content).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|error| {
        CliError::failure("FileUnwritable", format!("cannot write {}: {error}", path.display()))
            .hint("make room, or the folder writable, and run the command again")
    })
}
