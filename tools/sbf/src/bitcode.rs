//! The program and its dependencies, compiled by cargo into one archive of LLVM bitcode.

use crate::builder::Program;
use crate::helpers::Helpers;
use crate::process::{Command, cargo_command};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Where cargo works, and with which standard library.
pub struct Place<'a> {
    /// Cargo's target directory for bytecode.
    pub target: PathBuf,
    /// The compiled standard library.
    pub sysroot: PathBuf,
    /// Target specification and collecting linker.
    pub helpers: &'a Helpers,
}

/// Compiles a program and returns its archive: the program's own object and every library that it uses.
///
/// # Errors
/// When cargo fails; the compiler's messages have been printed.
pub fn compile(program: &Program, place: &Place<'_>) -> Result<PathBuf> {
    let directory = program.manifest.parent().context("the manifest has no directory")?;
    if registry_sources()?.is_empty() {
        cargo(directory).args(["fetch", "--locked", "--quiet"]).output()?;
    }
    let messages = cargo(directory)
        .env("CARGO_TARGET_DIR", &place.target)
        .env("CARGO_TARGET_SBPF_SOLANA_LINKER", place.helpers.collector())
        .env("CARGO_ENCODED_RUSTFLAGS", flags(place)?.join("\u{1f}"))
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "3")
        .env("CARGO_PROFILE_RELEASE_OVERFLOW_CHECKS", "true")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("CARGO_PROFILE_RELEASE_BUILD_OVERRIDE_OPT_LEVEL", "0")
        .args([
            "rustc",
            "--lib",
            "--crate-type",
            "cdylib",
            "--locked",
            "--quiet",
            "--release",
            "--package",
            &program.package,
        ])
        .args(["-Zjson-target-spec", "-Zchecksum-freshness", "--message-format=json-render-diagnostics", "--target"])
        .arg(place.helpers.target())
        .output_with_progress()?;
    artifacts(&messages, "so", |manifest| manifest == program.manifest)
        .pop()
        .with_context(|| format!("{} is no cdylib", program.package))
}

fn cargo(directory: &Path) -> Command {
    cargo_command().env("RUSTC_BOOTSTRAP", "1").directory(directory)
}

fn flags(place: &Place<'_>) -> Result<Vec<String>> {
    let mut flags = vec![
        format!("--sysroot={}", place.sysroot.display()),
        format!("--remap-path-prefix={}=target", place.target.display()),
    ];
    flags.extend(registry_remaps()?);
    Ok(flags)
}

/// Flags that take the place of the registry's sources out of the program.
///
/// # Errors
/// When the directory cannot be read.
pub fn registry_remaps() -> Result<Vec<String>> {
    let sources = registry_sources()?;
    Ok(sources.iter().map(|source| format!("--remap-path-prefix={}=registry", source.display())).collect())
}

fn registry_sources() -> Result<Vec<PathBuf>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let sources = home.context("neither CARGO_HOME nor HOME is set")?.join("registry/src");
    if !sources.exists() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for entry in fs::read_dir(&sources)? {
        found.push(entry?.path());
    }
    found.sort();
    Ok(found)
}

/// Files with the extension among those that cargo's messages name, of the packages whose manifest is `wanted`.
pub fn artifacts(messages: &str, extension: &str, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| message["manifest_path"].as_str().is_some_and(|path| wanted(Path::new(path))))
        .filter_map(|message| message["filenames"].as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::artifacts;
    use std::path::{Path, PathBuf};

    #[test]
    fn a_dependency_that_is_itself_a_dynamic_library_is_not_the_program() {
        let messages = r#"{"reason":"compiler-artifact","manifest_path":"/registry/a/Cargo.toml","filenames":["/t/liba.so"]}
{"reason":"compiler-artifact","manifest_path":"/p/Cargo.toml","filenames":["/t/libp.rlib","/t/libp.so"]}
{"reason":"build-finished","success":true}"#;
        assert_eq!(artifacts(messages, "so", |path| path == Path::new("/p/Cargo.toml")), [PathBuf::from("/t/libp.so")]);
    }
}
