//! Runs the steps, and skips what is up to date.

use crate::bitcode::{self, Place};
use crate::digest;
use crate::finish::finish;
use crate::helpers::Helpers;
use crate::lower::lower;
use crate::standard;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Instant, UNIX_EPOCH};

/// A program to build: a crate of the type `cdylib`.
#[derive(Clone, Debug)]
pub struct Program {
    /// Its `Cargo.toml`.
    pub manifest: PathBuf,
    /// Its package name.
    pub package: String,
}

/// A program that was built, or was up to date.
#[derive(Clone, Debug)]
pub struct Built {
    /// Size of the program in bytes.
    pub bytes: u64,
    /// Whether anything had changed.
    pub rebuilt: bool,
    /// Time it took, in seconds.
    pub seconds: f64,
}

/// Builds programs. Everything in between goes to the directory `sbf` of cargo's target directory, and is kept there.
#[derive(Clone, Debug)]
pub struct Builder {
    root: PathBuf,
    work: PathBuf,
}

impl Builder {
    /// A builder for the workspace in `root`, with cargo's target directory in `target`.
    pub fn new(root: impl Into<PathBuf>, target: impl AsRef<Path>) -> Self {
        Self { root: root.into(), work: target.as_ref().join("sbf") }
    }

    /// Builds a program into the file `out`.
    ///
    /// # Errors
    /// When a package is missing, versions do not fit, the program does not compile, a stack frame is too large, or the result fails a
    /// check.
    pub fn build(&self, program: &Program, out: &Path) -> Result<Built> {
        let start = Instant::now();
        let (bytes, rebuilt) =
            self.build_locked(program, out).with_context(|| format!("cannot build {}", program.package))?;
        Ok(Built { bytes, rebuilt, seconds: start.elapsed().as_secs_f64() })
    }

    fn build_locked(&self, program: &Program, out: &Path) -> Result<(u64, bool)> {
        let toolchain = Toolchain::detect()?;
        fs::create_dir_all(&self.work)?;
        let lock = File::create(self.work.join("lock"))?;
        lock.lock()?;
        let helpers = Helpers::prepare(&self.work, &toolchain)?;
        let place = Place {
            target: self.work.join("cargo"),
            sysroot: standard::sysroot(&self.work, &toolchain, &helpers)?,
            helpers: &helpers,
        };
        let manifest = program.manifest.canonicalize().with_context(|| format!("{}", program.manifest.display()))?;
        let archive = bitcode::compile(&Program { manifest, ..program.clone() }, &place)?;
        let directory = self.work.join("programs").join(&program.package);
        fs::create_dir_all(&directory)?;
        let linked = directory.join("program.so");
        let key_file = directory.join("key");
        let key = archive_key(&archive, &helpers)?;
        let current = linked.exists() && fs::read_to_string(&key_file).is_ok_and(|found| found == key);
        if !current {
            let object = lower(&archive, &directory, &toolchain, &helpers)?;
            let places = [self.root.as_path(), self.work.as_path()];
            finish(&object, &linked, &toolchain, &helpers, &places)?;
            fs::write(&key_file, key)?;
        }
        let bytes = fs::read(&linked)?;
        let placed = fs::read(out).is_ok_and(|found| found == bytes);
        if !placed {
            if let Some(parent) = out.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::write(out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
        }
        Ok((bytes.len() as u64, !current))
    }
}

/// Key of everything after cargo: the archive, which cargo replaces whenever anything changed, and the helpers.
fn archive_key(archive: &Path, helpers: &Helpers) -> Result<String> {
    let metadata = fs::metadata(archive).with_context(|| format!("cannot read {}", archive.display()))?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    Ok(digest::key([
        archive.display().to_string(),
        modified.to_string(),
        metadata.len().to_string(),
        helpers.key().to_owned(),
        include_str!("lower.rs").to_owned(),
        include_str!("finish.rs").to_owned(),
    ]))
}
