//! The programs of the repository.

use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// One program: a crate of the type `cdylib`.
pub struct Program {
    /// The directory of its crate.
    pub directory: PathBuf,
    /// Its package name.
    pub package: String,
    /// Name of its library, thus of its file and its interface.
    pub library: String,
}

impl Program {
    /// Its `Cargo.toml`.
    pub fn manifest(&self) -> PathBuf {
        self.directory.join("Cargo.toml")
    }
}

/// The programs of the fund, by name.
pub fn of_fund(workspace: &Workspace) -> Result<Vec<Program>> {
    within(workspace, "programs")
}

/// The programs that only tests use, by name.
pub fn of_tests(workspace: &Workspace) -> Result<Vec<Program>> {
    within(workspace, "tests/programs")
}

fn within(workspace: &Workspace, directory: &str) -> Result<Vec<Program>> {
    let directory = workspace.root().join(directory);
    if !directory.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(&directory)? {
        let crate_directory = entry?.path();
        if crate_directory.join("Cargo.toml").exists() {
            found.extend(read(workspace, &crate_directory)?);
        }
    }
    found.sort_by(|a, b| a.library.cmp(&b.library));
    Ok(found)
}

/// The program in a crate's directory; none when the crate is no `cdylib`.
fn read(workspace: &Workspace, directory: &Path) -> Result<Option<Program>> {
    let manifest = directory.join("Cargo.toml");
    let output = workspace
        .cargo()
        .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
        .arg(&manifest)
        .output()
        .context("cannot run cargo metadata")?;
    ensure!(output.status.success(), "{}: {}", manifest.display(), String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    Ok(program_of(&metadata, &manifest).map(|(package, library)| Program {
        directory: directory.to_owned(),
        package,
        library,
    }))
}

/// Names of the package with this manifest and of its `cdylib`.
fn program_of(metadata: &Value, manifest: &Path) -> Option<(String, String)> {
    let package = metadata["packages"]
        .as_array()?
        .iter()
        .find(|package| package["manifest_path"].as_str().map(Path::new) == Some(manifest))?;
    let library = package["targets"].as_array()?.iter().find(|target| {
        target["crate_types"].as_array().is_some_and(|types| types.iter().any(|kind| kind == "cdylib"))
    })?;
    Some((package["name"].as_str()?.to_owned(), library["name"].as_str()?.replace('-', "_")))
}

#[cfg(test)]
mod tests {
    use super::program_of;
    use serde_json::json;
    use std::path::Path;

    #[test]
    fn a_program_is_a_crate_with_a_dynamic_library() {
        let metadata = json!({"packages": [
            {"name": "other", "manifest_path": "/w/other/Cargo.toml", "targets": [{"name": "other", "crate_types": ["lib"]}]},
            {"name": "my-fund", "manifest_path": "/w/fund/Cargo.toml", "targets": [{"name": "my_fund", "crate_types": ["cdylib", "lib"]}]},
        ]});
        assert_eq!(program_of(&metadata, Path::new("/w/fund/Cargo.toml")), Some(("my-fund".into(), "my_fund".into())));
        assert_eq!(program_of(&metadata, Path::new("/w/other/Cargo.toml")), None);
    }
}
