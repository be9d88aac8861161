//! Formatting and lints.

use crate::programs;
use crate::step;
use crate::workspace::Workspace;
use anyhow::Result;

/// Checks the formatting of every crate, and the lints of the workspace.
pub fn run(workspace: &Workspace) -> Result<()> {
    step::timed("fmt", || {
        step::run(workspace.cargo().args(["fmt", "--all", "--check"]))?;
        let mut outside = vec![workspace.root().join("tools/sbf/link/Cargo.toml")];
        outside.extend(programs::of_tests(workspace)?.iter().map(programs::Program::manifest));
        for manifest in outside {
            step::run(workspace.cargo().args(["fmt", "--all", "--check", "--manifest-path"]).arg(manifest))?;
        }
        Ok(())
    })?;
    step::timed("clippy", || {
        let arguments = ["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
        step::run(workspace.cargo().args(arguments))
    })
}
