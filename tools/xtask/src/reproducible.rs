//! Whether the bytecode depends on where it is built.

use crate::build::source;
use crate::programs::{self, Program};
use crate::setup::has_platform_tools;
use crate::step;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use mmf_sbf::Builder;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a build needs of the repository.
const SOURCES: [&str; 6] = ["Cargo.toml", "Cargo.lock", "programs", "clients", "tests", "tools"];

/// Builds the fund's programs a second time, from a copy of the sources with its own standard library and dependencies, and compares.
pub fn run(workspace: &Workspace) -> Result<()> {
    ensure!(!has_platform_tools(), "cargo build-sbf builds the programs here; compare with: solana-verify build");
    let copy = std::env::temp_dir().join(format!("mmf-reproducible-{}", std::process::id()));
    let result = step::timed("build again elsewhere and compare", || build_and_compare(workspace, &copy));
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    result
}

fn build_and_compare(workspace: &Workspace, copy: &Path) -> Result<()> {
    fs::create_dir_all(copy)?;
    for name in SOURCES {
        step::run(Command::new("cp").arg("-r").arg(workspace.root().join(name)).arg(copy))?;
    }
    let builder = Builder::new(copy, copy.join("target"));
    for program in programs::of_fund(workspace)? {
        let name = format!("{}.so", program.library);
        let out = copy.join(&name);
        builder.build(&source(&moved(workspace, copy, program)?), &out)?;
        let here = fs::read(workspace.deploy().join(&name))?;
        let there = fs::read(&out)?;
        let first = here.iter().zip(&there).position(|(a, b)| a != b).unwrap_or(here.len().min(there.len()));
        ensure!(here == there, "{name} differs from byte {first} on ({} and {} bytes)", here.len(), there.len());
        println!("{name}: the same {} bytes", step::thousands(here.len() as u64));
    }
    Ok(())
}

fn moved(workspace: &Workspace, copy: &Path, program: Program) -> Result<Program> {
    let relative: PathBuf =
        program.directory.strip_prefix(workspace.root()).context("the program is outside of the workspace")?.to_owned();
    Ok(Program { directory: copy.join(relative), ..program })
}
