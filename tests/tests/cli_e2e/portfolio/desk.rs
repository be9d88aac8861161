//! A folder with files and a book, and the CLI at work in it.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{Said, mmf};

/// Columns of the tests' files.
pub const HEAD: &str =
    "id,kind,issuer,face,settle,maturity,cost,yield_pct,rate_pct,next_reset,collateral,liquid,spread_bps";

/// A folder, in it `book.json`.
pub struct Desk {
    dir: TempDir,
}

impl Desk {
    /// An empty one.
    pub fn new() -> Self {
        Self { dir: TempDir::new().unwrap() }
    }

    /// A file's path.
    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    }

    /// Writes a file of positions.
    pub fn positions(&self, name: &str, rows: &[&str]) -> String {
        self.write(name, format!("{HEAD}\n{}\n", rows.join("\n")))
    }

    /// Loads positions.
    #[track_caller]
    pub fn load(&self, rows: &[&str]) -> Value {
        let file = self.positions("positions.csv", rows);
        self.mmf(&["load", &file]).result()
    }

    /// Runs `mmf portfolio` with this desk's book and JSON output.
    pub fn mmf(&self, args: &[&str]) -> Said {
        let book = self.path("book.json").display().to_string();
        let said = mmf(&[&["portfolio"], args, &["--book", &book, "--output", "json-compact"]].concat());
        said.check_words();
        said
    }
}

/// The Treasury's yields that come with the project.
pub fn yields() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/treasury-par-yields.csv");
    path.canonicalize().unwrap().display().to_string()
}
