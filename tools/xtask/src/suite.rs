//! The whole test suite.

use crate::step::{self, on_path};
use crate::workspace::Workspace;
use crate::{build, idl, lint, node, setup};
use anyhow::Result;
use std::time::Instant;

/// Sets up, builds, checks the interfaces and the lints, and runs every test. `runner` goes to the test runner.
pub fn run(workspace: &Workspace, runner: &[String]) -> Result<()> {
    let start = Instant::now();
    step::timed("setup", setup::run)?;
    step::timed("setup of npm packages", || node::run(workspace))?;
    step::timed("build", || build::run(workspace))?;
    idl::check(workspace)?;
    lint::run(workspace)?;
    step::timed("build mmf", || step::run(workspace.cargo().args(["build", "--locked", "--workspace", "--bins"])))?;
    step::timed("test", || step::run(test_command(workspace).args(runner)))?;
    println!("all of cargo xtask test passed in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// The runner: nextest where it is installed, else cargo's own.
fn test_command(workspace: &Workspace) -> std::process::Command {
    let mut command = workspace.cargo();
    if on_path("cargo-nextest") {
        command.args(["nextest", "run", "--locked", "--workspace", "--no-fail-fast"]);
    } else {
        command.args(["test", "--locked", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"]);
    }
    command
}
