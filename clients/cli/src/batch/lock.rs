//! A lock file: one process at a time does a piece of work. The system takes the lock away with the process, however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use crate::error::{CliError, CliResult};

/// A lock that is held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock for `work`, such as `distribution of the class …`. The file stays, with the number of its last holder.
    ///
    /// # Errors
    /// When another process has it, or the file cannot be made.
    pub fn take(path: &Path, work: &str) -> CliResult<Self> {
        let unusable = |error: std::io::Error| {
            CliError::failure("LockFailed", format!("the lock file {} cannot be used: {error}", path.display()))
                .hint("make the folder writable, or run the command in another one")
        };
        let mut file =
            OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(unusable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(taken(&mut file, path, work)),
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| write!(file, "{}", std::process::id()))
            .map_err(unusable)?;
        Ok(Self { _file: file })
    }
}

fn taken(file: &mut File, path: &Path, work: &str) -> CliError {
    let mut holder = String::new();
    // Who holds it is only told where the file tells.
    let _ = file.read_to_string(&mut holder);
    let who = if holder.is_empty() { "another process".to_owned() } else { format!("process {holder}") };
    CliError::failure("AlreadyRunning", format!("{who} is at work on the {work} (lock file {})", path.display()))
        .hint("wait for it, or stop it: whoever was paid is left out when you run the command again")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn a_second_holder_is_told_of_the_first_and_may_follow_it() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("lock");
        let first = Lock::take(&path, "test").unwrap();
        let second = Lock::take(&path, "test").unwrap_err();
        assert_eq!(second.name, "AlreadyRunning");
        assert!(second.message.contains(&std::process::id().to_string()), "{second}");
        drop(first);
        Lock::take(&path, "test").unwrap();
    }

    #[test]
    fn a_folder_that_is_missing_is_told_of() {
        let folder = TempDir::new().unwrap();
        assert_eq!(Lock::take(&folder.path().join("no/lock"), "test").unwrap_err().name, "LockFailed");
    }
}
