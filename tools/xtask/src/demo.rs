//! The demonstration: one month of a fund on a local network.

use crate::workspace::Workspace;
use crate::{build, setup, step};
use anyhow::Result;
use std::process::Command;

/// Sets up, builds, and runs `mmf-demo`.
pub fn run(workspace: &Workspace) -> Result<()> {
    step::timed("setup", setup::run)?;
    build::run(workspace)?;
    step::timed("build mmf and mmf-demo", || {
        step::run(workspace.cargo().args(["build", "--locked", "--workspace", "--bins"]))
    })?;
    let binaries = workspace.target().join("debug");
    step::run(
        Command::new(binaries.join("mmf-demo"))
            .current_dir(workspace.root())
            .arg("--mmf")
            .arg(binaries.join("mmf"))
            .arg("--programs")
            .arg(workspace.deploy())
            .arg("--data")
            .arg(workspace.root().join("data"))
            .arg("--out")
            .arg(workspace.root().join("target/demo")),
    )
}
