//! Keys and the description of a local network, in its folder.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use solana_sdk::signature::{Keypair, read_keypair_file, write_keypair_file};

use crate::error::{CliError, CliResult};

/// Pays for everything, and mints USDC.
pub const PAYER: &str = "payer.json";
/// The USDC mint.
pub const USDC: &str = "usdc.json";
/// The fund's administrator.
pub const ADMIN: &str = "admin.json";
/// What the network is.
pub const NETWORK: &str = "network.json";
/// The bytecode's file.
pub const BYTECODE: &str = "mmf.so";

/// Reads a key of the folder.
///
/// # Errors
/// When there is none.
pub fn read_key(dir: &Path, name: &str) -> CliResult<Keypair> {
    let path = dir.join(name);
    read_keypair_file(&path).map_err(|_| {
        CliError::failure("LocalnetKeyMissing", format!("there is no key {}", path.display()))
            .hint("give the folder of `mmf localnet` with --dir")
    })
}

/// Reads a key of the folder, or makes one.
///
/// # Errors
/// When the folder cannot be written.
pub fn key(dir: &Path, name: &str) -> CliResult<Keypair> {
    let path = dir.join(name);
    if path.exists() {
        return read_key(dir, name);
    }
    let keypair = Keypair::new();
    write_keypair_file(&keypair, &path).map_err(|error| unwritable(&path, &error))?;
    Ok(keypair)
}

/// Makes the folder.
///
/// # Errors
/// When it cannot be made.
pub fn make_dir(dir: &Path) -> CliResult<()> {
    fs::create_dir_all(dir).map_err(|error| unwritable(dir, &error))
}

/// Writes the network's description.
///
/// # Errors
/// When the folder cannot be written.
pub fn describe(dir: &Path, network: &Value) -> CliResult<()> {
    let path = dir.join(NETWORK);
    fs::write(&path, format!("{network:#}\n")).map_err(|error| unwritable(&path, &error))
}

/// Reads the program's bytecode: from the named folder, or from `target/deploy` of the workspace around the current folder or around
/// this program.
///
/// # Errors
/// When there is none.
pub fn bytecode(programs: Option<&Path>) -> CliResult<Vec<u8>> {
    let candidates = match programs {
        Some(dir) => vec![dir.join(BYTECODE)],
        None => usual_places(),
    };
    let found = candidates.iter().find(|path| path.is_file());
    found.and_then(|path| fs::read(path).ok()).ok_or_else(|| {
        CliError::failure("BytecodeMissing", format!("the program's bytecode {BYTECODE} is not built"))
            .hint("build it with `cargo xtask build`, or name its folder with --programs")
    })
}

fn usual_places() -> Vec<PathBuf> {
    let starts = [std::env::current_dir(), std::env::current_exe()];
    let folders = starts.iter().flatten().flat_map(|start| start.ancestors());
    folders.map(|folder| folder.join("target/deploy").join(BYTECODE)).collect()
}

fn unwritable(path: &Path, error: &dyn std::fmt::Display) -> CliError {
    CliError::failure("FolderUnwritable", format!("cannot write {}: {error}", path.display()))
        .hint("name another folder with --dir")
}
