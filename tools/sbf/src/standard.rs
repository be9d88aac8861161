//! The standard library, patched for Solana and compiled once into a sysroot that all programs share.
//!
//! The patch treats `target_os = "solana"` like the smallest platform that the library knows (`zkvm`), hands panics to the program's
//! `custom_panic`, and removes what the network forbids or cannot give: writable globals (hash seeds, panic counters, the allocation hook)
//! and stack frames of more than 4 KB (the buffer of the stable sort).
//!
//! Cargo's `build-std` would do the same, but it derives the names of the library's crates from the place of their source, so that two
//! machines with different directories would get different bytes. Built as its own workspace, the library does not know where it is.

use crate::digest;
use crate::helpers::Helpers;
use crate::process::{Command, cargo_command};
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

const PATCH: &str = include_str!("../std.patch");

/// Returns the sysroot under `work`; compiles it when it is not there.
///
/// # Errors
/// When the patch does not fit the source (the message names the files) or the library does not compile.
pub fn sysroot(work: &Path, toolchain: &Toolchain, helpers: &Helpers) -> Result<PathBuf> {
    let key = digest::key([PATCH, &toolchain.describe(), helpers.target_text()]);
    let sysroot = work.join(format!("sysroot-{key}"));
    if sysroot.exists() {
        return Ok(sysroot);
    }
    eprintln!("build the standard library (once)");
    let source = work.join("std-source");
    patched_source(&toolchain.library, &source)?;
    let built = compile(&source, &work.join("std-target"), helpers)?;
    let staged = work.join("sysroot-staged");
    stage(&built, &staged)?;
    fs::rename(&staged, &sysroot)?;
    remove(&source)?;
    remove(&work.join("std-target"))?;
    Ok(sysroot)
}

fn patched_source(library: &Path, source: &Path) -> Result<()> {
    remove(source)?;
    fs::create_dir_all(source)?;
    Command::new("cp").arg("-r").arg(library).arg(source).output()?;
    let patch = source.join("std.patch");
    fs::write(&patch, PATCH)?;
    let (failure, stdout, stderr) = Command::new("patch")
        .args(["-p1", "--batch", "--forward", "-i"])
        .arg(&patch)
        .directory(&source.join("library"))
        .captured()
        .context("apt-get install patch")?;
    if !failure.is_empty() {
        bail!("{}", patch_failure(library, &stdout, &stderr));
    }
    Ok(())
}

/// The message for a patch that does not fit: the files of the failed hunks.
fn patch_failure(library: &Path, stdout: &str, stderr: &str) -> String {
    let mut files = Vec::new();
    let mut current = "";
    for line in stdout.lines().chain(stderr.lines()) {
        if let Some(file) = line.strip_prefix("patching file ") {
            current = file;
        } else if let Some(file) = line.strip_prefix("|+++ b/") {
            current = file;
        } else if line.contains("FAILED at") || line.starts_with("No file to patch") {
            files.push(format!("{current}: {line}"));
        }
    }
    format!(
        "tools/sbf/std.patch does not fit the standard library in {}:\n  {}\nAdapt the patch to this version of the library.",
        library.display(),
        files.join("\n  ")
    )
}

fn compile(source: &Path, target: &Path, helpers: &Helpers) -> Result<Vec<PathBuf>> {
    remove(target)?;
    let library = source.join("library");
    let cargo =
        || cargo_command().env("RUSTC_BOOTSTRAP", "1").env("RUSTC_BOOTSTRAP_SYNTHETIC_TARGET", "1").directory(&library);
    cargo().args(["fetch", "--locked", "--quiet"]).output()?;
    let mut flags = vec![
        "-Zforce-unstable-if-unmarked".to_owned(),
        "-Awarnings".to_owned(),
        format!("--remap-path-prefix={}=library", library.display()),
    ];
    flags.extend(crate::bitcode::registry_remaps()?);
    let messages = cargo()
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .args(["build", "--locked", "--quiet", "--release", "--no-default-features", "-p", "std", "-p", "panic_abort"])
        .args(["-Zjson-target-spec", "--message-format=json-render-diagnostics", "--target"])
        .arg(helpers.target())
        .output_with_progress()
        .context("the patched standard library does not compile")?;
    let libraries: Vec<PathBuf> = crate::bitcode::artifacts(&messages, "rlib", |_| true)
        .into_iter()
        .filter(|path| path.starts_with(target.join("sbpf-solana")))
        .collect();
    ensure!(!libraries.is_empty(), "the standard library's build names no library");
    Ok(libraries)
}

fn stage(libraries: &[PathBuf], staged: &Path) -> Result<()> {
    remove(staged)?;
    let directory = staged.join("lib/rustlib/sbpf-solana/lib");
    fs::create_dir_all(&directory)?;
    for library in libraries {
        let name = library.file_name().context("a library without a name")?;
        fs::copy(library, directory.join(name))?;
    }
    Ok(())
}

fn remove(directory: &Path) -> Result<()> {
    if directory.exists() {
        fs::remove_dir_all(directory).with_context(|| format!("cannot remove {}", directory.display()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::patch_failure;
    use std::path::Path;

    /// As printed by patch 2.7.6 for a changed file and a missing one.
    const CAPTURED: &str = "patching file std/src/hash/random.rs\nHunk #1 FAILED at 53.\n\
        1 out of 1 hunk FAILED -- saving rejects to file std/src/hash/random.rs.rej\npatching file std/src/alloc.rs\n\
        can't find file to patch at input line 103\nPerhaps you used the wrong -p or --strip option?\n\
        The text leading up to this was:\n--------------------------\n|--- a/std/src/sys/args/mod.rs\n|+++ b/std/src/sys/args/mod.rs\n\
        --------------------------\nNo file to patch.  Skipping patch.\n1 out of 1 hunk ignored\n";

    #[test]
    fn a_patch_that_does_not_fit_names_the_files_of_the_failed_hunks() {
        let message = patch_failure(Path::new("/usr/src/rustc-1.97.0/library"), CAPTURED, "");
        assert!(message.contains("/usr/src/rustc-1.97.0/library:\n"), "{message}");
        assert!(message.contains("  std/src/hash/random.rs: Hunk #1 FAILED at 53.\n"), "{message}");
        assert!(message.contains("  std/src/sys/args/mod.rs: No file to patch."), "{message}");
        assert!(!message.contains("std/src/alloc.rs"), "{message}");
    }
}
