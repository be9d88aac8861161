//! The programs' interfaces (IDL): generated from their source, committed, and checked.

use crate::programs::{self, Program};
use crate::step;
use crate::workspace::Workspace;
use anchor_lang_idl::build::IdlBuilder;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes `idls/<program>.json` of each program of the fund.
pub fn write(workspace: &Workspace) -> Result<()> {
    for program in programs::of_fund(workspace)? {
        step::timed(&format!("idl {}", program.library), || {
            let text = generate(workspace, &program)?;
            let file = committed(workspace, &program);
            if fs::read_to_string(&file).is_ok_and(|found| found == text) {
                return Ok(());
            }
            fs::create_dir_all(workspace.root().join("idls"))?;
            fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))
        })?;
    }
    Ok(())
}

/// Compares the committed interfaces with the programs.
pub fn check(workspace: &Workspace) -> Result<()> {
    for program in programs::of_fund(workspace)? {
        step::timed(&format!("idl {} is current", program.library), || {
            let text = generate(workspace, &program)?;
            let found = fs::read_to_string(committed(workspace, &program)).unwrap_or_default();
            ensure!(
                found == text,
                "idls/{}.json is not the interface of the program any more. Refresh it: cargo xtask idl",
                program.library
            );
            Ok(())
        })?;
    }
    Ok(())
}

/// Prints the interface of the program in `directory`.
pub fn print(directory: PathBuf, target: &Path) -> Result<()> {
    let arguments = ["--lib", "--locked", "--config", "profile.dev.package.'*'.opt-level=0", "--target-dir"];
    let mut arguments: Vec<String> = arguments.map(str::to_owned).to_vec();
    arguments.push(target.to_string_lossy().into_owned());
    let idl = IdlBuilder::new().program_path(directory).cargo_args(arguments).build()?;
    println!("{}", serde_json::to_string_pretty(&idl)?);
    Ok(())
}

/// The interface's text. It comes from a process of its own: the generator takes `RUSTUP_TOOLCHAIN` for a literal name, and its flags
/// would have everything else compiled again if it shared a target directory.
fn generate(workspace: &Workspace, program: &Program) -> Result<String> {
    let output = Command::new(std::env::current_exe()?)
        .arg("print-idl")
        .arg(&program.directory)
        .arg(workspace.target().join("idl"))
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO_TARGET_DIR")
        .output()?;
    let messages = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the interface of {} cannot be generated:\n{messages}", program.library);
    Ok(String::from_utf8(output.stdout)?)
}

fn committed(workspace: &Workspace, program: &Program) -> PathBuf {
    workspace.root().join(format!("idls/{}.json", program.library))
}
