//! Formatting and lints.

use crate::programs;
use crate::step;
use crate::workspace::Workspace;
use anyhow::Result;

/// Checks the formatting of every crate, and the lints of the workspace.
pub fn run(workspace: &Workspace) -> Result<()> {
    step::timed("fmt", || {
        step::run(workspace.cargo().args(["fmt", "--all", "--check"]))?;
        for program in programs::of_tests(workspace)? {
            step::run(workspace.cargo().args(["fmt", "--all", "--check", "--manifest-path"]).arg(program.manifest()))?;
        }
        Ok(())
    })?;
    step::timed("clippy", || {
        let arguments = ["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        step::run(workspace.cargo().args(arguments))
    })
}
