//! Node.js and the npm packages of the tests that play a holder's wallet.

use crate::setup;
use crate::step::{self, on_path};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The first version whose `fetch` and `parseArgs` the tests can use; Debian 12 has it.
const LEAST_VERSION: u32 = 18;

/// Installs Node.js and npm where they are missing, or names them, and the packages that `tests/js/package-lock.json` lists.
pub fn run(workspace: &Workspace) -> Result<()> {
    let missing: Vec<String> = [("node", "nodejs"), ("npm", "npm")]
        .iter()
        .filter(|(program, _)| !on_path(program))
        .map(|(_, package)| (*package).to_owned())
        .collect();
    if !missing.is_empty() {
        setup::install(&missing)?;
    }
    let output = Command::new("node").arg("--version").output().context("cannot run node")?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    ensure!(
        major(&version).is_some_and(|major| major >= LEAST_VERSION),
        "node is {version}, the tests need {LEAST_VERSION} or later: install a newer Node.js"
    );
    install_packages(&workspace.root().join("tests/js"))
}

/// Installs the packages, unless those of this very lock file are there: the copy of it is written last, so a broken install is repeated.
fn install_packages(directory: &Path) -> Result<()> {
    let lock = fs::read(directory.join("package-lock.json")).context("cannot read tests/js/package-lock.json")?;
    let installed = directory.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|found| found == lock) {
        return Ok(());
    }
    step::run(Command::new("npm").current_dir(directory).args(["ci", "--prefer-offline", "--loglevel=error"]))?;
    fs::write(&installed, lock).with_context(|| format!("cannot write {}", installed.display()))
}

/// `18` of `v18.20.4`.
fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v18.20.4"), Some(18));
        assert_eq!(major("v9.0.0"), Some(9));
        assert_eq!(major("18"), None);
        assert_eq!(major(""), None);
    }
}
