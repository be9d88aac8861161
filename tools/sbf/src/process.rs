//! Commands of the build: their environment, and errors that show what they printed.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command as Process, Stdio};

/// Cargo's variables that a child may keep: where things are and how to reach the registry. All others describe the caller's own build.
const KEPT: [&str; 7] =
    ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_", "CARGO_REGISTRIES_", "CARGO_REGISTRY_", "CARGO_SOURCE_", "CARGO_TERM_"];

/// A command whose failure is an error with its output.
pub struct Command {
    inner: Process,
    name: String,
}

impl Command {
    /// The command `program`, with an environment free of the caller's own cargo, rustc and rustup settings.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let name = Path::new(program.as_ref())
            .file_name()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let mut inner = Process::new(program);
        for (variable, _) in std::env::vars_os() {
            if is_foreign(&variable.to_string_lossy()) {
                inner.env_remove(variable);
            }
        }
        Self { inner, name }
    }

    /// Adds an argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.inner.arg(argument);
        self
    }

    /// Adds arguments.
    pub fn args<T: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = T>) -> Self {
        self.inner.args(arguments);
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, variable: &str, value: impl AsRef<OsStr>) -> Self {
        self.inner.env(variable, value);
        self
    }

    /// Sets the working directory.
    pub fn directory(mut self, directory: &Path) -> Self {
        self.inner.current_dir(directory);
        self
    }

    /// Runs the command and returns its standard output.
    ///
    /// # Errors
    /// When it cannot be started or fails; the message ends with what it printed.
    pub fn output(self) -> Result<String> {
        let (success, stdout, stderr) = self.captured()?;
        if !success.is_empty() {
            bail!("{success}:\n{stdout}{stderr}");
        }
        Ok(stdout)
    }

    /// Runs the command. Returns an empty string, or how it failed; its standard output; its standard error.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn captured(mut self) -> Result<(String, String, String)> {
        let output = self.inner.stdin(Stdio::null()).output().with_context(|| format!("cannot run {}", self.name))?;
        let failure =
            if output.status.success() { String::new() } else { format!("{} failed ({})", self.name, output.status) };
        Ok((
            failure,
            String::from_utf8_lossy(&output.stdout).into_owned(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ))
    }

    /// Runs the command with the caller's standard error, so that its progress is seen, and returns its standard output.
    ///
    /// # Errors
    /// When it cannot be started or fails.
    pub fn output_with_progress(mut self) -> Result<String> {
        let output = self
            .inner
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()
            .with_context(|| format!("cannot run {}", self.name))?;
        if !output.status.success() {
            bail!("{} failed ({})", self.name, output.status);
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

/// Cargo as Debian ships it, with Debian's compiler.
pub fn cargo_command() -> Command {
    Command::new(crate::toolchain::CARGO).env("RUSTC", crate::toolchain::RUSTC).env("RUSTC_WRAPPER", "")
}

fn is_foreign(variable: &str) -> bool {
    let of_build = variable.starts_with("CARGO") || variable.starts_with("RUST");
    let kept = KEPT.iter().any(|prefix| variable.starts_with(prefix));
    variable == "LD_LIBRARY_PATH" || (of_build && !kept)
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn a_child_keeps_only_what_tells_where_the_registry_is() {
        for kept in ["CARGO_HOME", "CARGO_NET_OFFLINE", "CARGO_SOURCE_CRATES_IO_REPLACE_WITH", "PATH", "HOME"] {
            assert!(!is_foreign(kept), "{kept}");
        }
        for removed in [
            "CARGO",
            "CARGO_TARGET_DIR",
            "CARGO_PKG_NAME",
            "RUSTUP_TOOLCHAIN",
            "RUSTFLAGS",
            "RUSTC_WRAPPER",
            "LD_LIBRARY_PATH",
        ] {
            assert!(is_foreign(removed), "{removed}");
        }
    }
}
