//! Files that are there as a whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::error::{CliError, CliResult};

/// Writes a file beside its place, and puts it there once it is on the disk: a reader finds the old one or the new one.
///
/// # Errors
/// When it cannot be written; the old file is as it was, and nothing is left beside it.
pub fn write_whole(path: &Path, content: &[u8]) -> CliResult<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.{}", std::process::id()));
    let written = write_new(&beside, content).and_then(|()| fs::rename(&beside, path));
    written.and_then(|()| File::open(folder)?.sync_all()).map_err(|error| {
        // It may not have been made at all.
        let _ = fs::remove_file(&beside);
        CliError::failure("FileUnwritable", format!("{} cannot be written: {error}", path.display()))
            .hint("make room, or the folder writable, or name another file")
    })
}

fn write_new(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
