//! The file that lists a class's lookup tables. What they hold is read from the chain: the file cannot mislead.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use solana_sdk::pubkey::Pubkey;

use crate::commands::written::write_whole;
use crate::error::{CliError, CliResult};

/// Format of the file.
const FORMAT: u8 = 1;

/// The file's content.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Content {
    format: u8,
    genesis: String,
    class: String,
    tables: Vec<String>,
}

/// The list of a class's lookup tables.
pub struct TableFile {
    path: PathBuf,
    genesis: String,
    class: Pubkey,
    /// Their addresses, in the order in which they were made.
    pub tables: Vec<Pubkey>,
}

impl TableFile {
    /// Reads the list; empty where there is none yet.
    ///
    /// # Errors
    /// When the file cannot be read, or belongs to another network or class.
    pub fn read(path: &Path, genesis: &str, class: &Pubkey) -> CliResult<Self> {
        let empty = Self { path: path.to_path_buf(), genesis: genesis.to_owned(), class: *class, tables: Vec::new() };
        let text = match std::fs::read(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(empty),
            Err(error) => return Err(unreadable(path, &error.to_string())),
        };
        let content: Content = serde_json::from_slice(&text).map_err(|error| unreadable(path, &error.to_string()))?;
        if content.format != FORMAT || content.genesis != genesis || content.class != class.to_string() {
            return Err(unreadable(path, "it is of another network, class or release"));
        }
        let tables: Result<Vec<Pubkey>, _> = content.tables.iter().map(|table| table.parse()).collect();
        let tables = tables.map_err(|_| unreadable(path, "an entry is no address"))?;
        Ok(Self { tables, ..empty })
    }

    /// Writes the list; it is on the disk when this returns.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self) -> CliResult<()> {
        let content = Content {
            format: FORMAT,
            genesis: self.genesis.clone(),
            class: self.class.to_string(),
            tables: self.tables.iter().map(Pubkey::to_string).collect(),
        };
        let text = serde_json::to_vec_pretty(&content)
            .map_err(|error| CliError::failure("EncodingFailed", error.to_string()))?;
        write_whole(&self.path, &text)
    }
}

fn unreadable(path: &Path, reason: &str) -> CliError {
    CliError::failure(
        "TableListUnreadable",
        format!("{} does not list this class's lookup tables: {reason}", path.display()),
    )
    .hint("give another --state-dir, or move the file away: then new tables are made")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use tempfile::TempDir;

    use super::*;

    #[test]
    fn the_list_is_read_as_it_was_written_and_only_for_its_own_class() {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("tables");
        let (class, table) = (Pubkey::new_unique(), Pubkey::new_unique());
        let mut list = TableFile::read(&path, "genesis", &class).unwrap();
        assert!(list.tables.is_empty());
        list.tables.push(table);
        list.write().unwrap();
        assert_eq!(TableFile::read(&path, "genesis", &class).unwrap().tables, [table]);
        for other in [TableFile::read(&path, "other", &class), TableFile::read(&path, "genesis", &table)] {
            assert_eq!(other.err().unwrap().name, "TableListUnreadable");
        }
        std::fs::write(&path, "{").unwrap();
        assert_eq!(TableFile::read(&path, "genesis", &class).err().unwrap().name, "TableListUnreadable");
    }
}
