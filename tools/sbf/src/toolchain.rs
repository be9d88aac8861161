//! The compiler and the LLVM tools that are installed: their versions must fit each other.

use crate::packages;
use crate::process::Command;
use anyhow::{Context, Result, bail, ensure};
use std::path::{Path, PathBuf};

/// Debian's compiler; the one of rustup has no source of its standard library that could be patched.
pub const RUSTC: &str = "/usr/bin/rustc";
/// Debian's cargo.
pub const CARGO: &str = "/usr/bin/cargo";

/// What is installed.
#[derive(Debug)]
pub struct Toolchain {
    /// Version of the compiler, such as `1.96.0`.
    pub rustc: String,
    /// LLVM version that the compiler was built with, such as `22.1.8`.
    pub llvm: String,
    /// Its major version, which is in the names of the LLVM tools.
    pub llvm_major: u32,
    /// The directory `library` of the compiler's own source.
    pub library: PathBuf,
}

impl Toolchain {
    /// Looks at what is installed.
    ///
    /// # Errors
    /// When a package is missing or versions do not fit; the message names the package or both versions.
    pub fn detect() -> Result<Self> {
        ensure_installed(packages::LLVM_MAJOR, Path::new(RUSTC))?;
        let (rustc, llvm) = versions(&Command::new(RUSTC).arg("-vV").output()?)?;
        let llvm_major = major(&llvm)?;
        let missing = packages::missing(llvm_major);
        ensure!(
            missing.is_empty(),
            "rustc {rustc} was built with LLVM {llvm}; these Debian packages are missing:\n  apt-get install {}",
            missing.join(" ")
        );
        let tools = Command::new(llvm_tool("llvm-config", llvm_major)).arg("--version").output()?;
        let library = packages::standard_library()
            .context("the standard library's source is missing: apt-get install rust-web-src")?;
        check_fit(&rustc, &llvm, tools.trim(), &library)?;
        Ok(Self { rustc, llvm, llvm_major, library })
    }

    /// Path of an LLVM tool.
    pub fn tool(&self, name: &str) -> PathBuf {
        llvm_tool(name, self.llvm_major)
    }

    /// Versions in one line, for keys.
    pub fn describe(&self) -> String {
        format!("rustc {} llvm {}", self.rustc, self.llvm)
    }
}

/// Names of the missing Debian packages, in the order in which apt-get may take them; empty when all are there.
///
/// # Errors
/// When the compiler does not tell its version.
pub fn missing_packages() -> Result<Vec<String>> {
    if !Path::new(RUSTC).exists() {
        return Ok(packages::missing(packages::LLVM_MAJOR));
    }
    let (_, llvm) = versions(&Command::new(RUSTC).arg("-vV").output()?)?;
    Ok(packages::missing(major(&llvm)?))
}

/// Path of an LLVM tool of a major version.
pub fn llvm_tool(name: &str, major: u32) -> PathBuf {
    PathBuf::from(format!("/usr/bin/{name}-{major}"))
}

fn ensure_installed(llvm_major: u32, rustc: &Path) -> Result<()> {
    if !rustc.exists() {
        bail!(
            "neither cargo build-sbf nor Debian's compiler is installed:\n  apt-get install {}",
            packages::missing(llvm_major).join(" ")
        );
    }
    Ok(())
}

fn major(version: &str) -> Result<u32> {
    let digits = version.split('.').next().unwrap_or(version);
    digits.parse().with_context(|| format!("{RUSTC}: cannot read the LLVM version {version}"))
}

/// Version of the compiler and of its LLVM, from `rustc -vV`.
fn versions(text: &str) -> Result<(String, String)> {
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim().to_owned())
            .with_context(|| format!("{RUSTC} -vV does not say its {name}"))
    };
    Ok((field("release:")?, field("LLVM version:")?))
}

fn check_fit(rustc: &str, llvm: &str, tools: &str, library: &Path) -> Result<()> {
    let minor = |version: &str| version.split('.').take(2).collect::<Vec<_>>().join(".");
    ensure!(
        minor(llvm) == minor(tools),
        "rustc {rustc} was built with LLVM {llvm}, but the LLVM tools are {tools}: the bitcode of one is not for the other; \
         upgrade the older of rustc-web and llvm-{}",
        llvm.split('.').next().unwrap_or(llvm)
    );
    let source = library
        .parent()
        .and_then(Path::file_name)
        .map_or_else(String::new, |name| name.to_string_lossy().replace("rustc-", ""));
    ensure!(
        source == rustc,
        "rustc is {rustc}, but the source of the standard library is {source}: upgrade the older of rustc-web and rust-web-src"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::{check_fit, versions};
    use std::path::Path;

    const LIBRARY: &str = "/usr/src/rustc-1.96.0/library";

    #[test]
    fn versions_are_read_from_the_compiler() {
        let text = "rustc 1.96.0 (ac68faa20 2026-05-25)\nhost: x86_64-unknown-linux-gnu\nrelease: 1.96.0\nLLVM version: 22.1.8\n";
        assert_eq!(versions(text).unwrap(), ("1.96.0".into(), "22.1.8".into()));
        assert!(versions("").unwrap_err().to_string().contains("release:"));
    }

    #[test]
    fn tools_of_another_llvm_are_refused_with_both_versions() {
        let error = check_fit("1.96.0", "22.1.8", "21.1.0", Path::new(LIBRARY)).unwrap_err().to_string();
        assert!(error.contains("LLVM 22.1.8, but the LLVM tools are 21.1.0"), "{error}");
        assert!(check_fit("1.96.0", "22.1.8", "22.1.7", Path::new(LIBRARY)).is_ok());
    }

    #[test]
    fn the_source_of_another_compiler_is_refused_with_both_versions() {
        let error = check_fit("1.97.0", "22.1.8", "22.1.8", Path::new(LIBRARY)).unwrap_err().to_string();
        assert!(error.contains("rustc is 1.97.0, but the source of the standard library is 1.96.0"), "{error}");
    }
}
