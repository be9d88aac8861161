//! Bytecode: with Solana's `cargo build-sbf` where it is installed, else with the project's own builder.

use crate::programs::{self, Program};
use crate::setup::has_platform_tools;
use crate::step::{self, thousands};
use crate::workspace::Workspace;
use anyhow::Result;
use mmf_sbf::Builder;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Builds every program: those of the fund into `target/deploy`, those that only tests use into `target/deploy/tests`.
pub fn run(workspace: &Workspace) -> Result<()> {
    let deploy = workspace.deploy();
    for program in programs::of_fund(workspace)? {
        build(workspace, &program, &deploy)?;
    }
    for program in programs::of_tests(workspace)? {
        build(workspace, &program, &deploy.join("tests"))?;
    }
    Ok(())
}

fn build(workspace: &Workspace, program: &Program, directory: &Path) -> Result<()> {
    let out = directory.join(format!("{}.so", program.library));
    let start = Instant::now();
    let (bytes, note) = if has_platform_tools() {
        build_with_platform_tools(workspace, program, directory)?;
        (fs::metadata(&out)?.len(), "")
    } else {
        let builder = Builder::new(workspace.root(), workspace.target());
        let built = builder.build(&source(program), &out)?;
        (built.bytes, if built.rebuilt { "" } else { ", unchanged" })
    };
    let seconds = start.elapsed().as_secs_f64();
    println!("build {}.so … {seconds:.1} s, {} bytes{note}", program.library, thousands(bytes));
    Ok(())
}

/// The program as the builder takes it.
pub fn source(program: &Program) -> mmf_sbf::Program {
    mmf_sbf::Program { manifest: program.manifest(), package: program.package.clone() }
}

fn build_with_platform_tools(workspace: &Workspace, program: &Program, directory: &Path) -> Result<()> {
    let mut command = workspace.cargo();
    command.arg("build-sbf").arg("--manifest-path").arg(program.manifest());
    step::run(command.arg("--sbf-out-dir").arg(directory).args(["--", "--locked"]))
}
