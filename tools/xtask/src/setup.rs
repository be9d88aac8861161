//! What the build needs and cargo cannot fetch: installed where that is possible, named where it is not.

use crate::step;
use crate::step::on_path;
use anyhow::{Result, bail};
use mmf_sbf::toolchain::{Toolchain, missing_packages};
use std::os::unix::fs::MetadataExt;
use std::process::Command;

/// Programs that native dependencies are built with, and Debian's packages of them.
const PROGRAMS: [(&str, &str); 5] = [
    ("cc", "build-essential"),
    ("make", "build-essential"),
    ("perl", "perl"),
    ("pkg-config", "pkg-config"),
    ("patch", "patch"),
];

/// Sees that everything is there to build with.
pub fn run() -> Result<()> {
    // The compiler names the LLVM version that the other packages must have, so it may take a second round.
    for _ in 0..2 {
        let missing = missing()?;
        if missing.is_empty() {
            break;
        }
        install(&missing)?;
    }
    if !has_platform_tools() {
        Toolchain::detect()?;
    }
    Ok(())
}

/// Whether Solana's own `cargo build-sbf` is installed; then it builds the programs.
pub fn has_platform_tools() -> bool {
    on_path("cargo-build-sbf")
}

fn missing() -> Result<Vec<String>> {
    let mut packages: Vec<String> =
        PROGRAMS.iter().filter(|(program, _)| !on_path(program)).map(|(_, package)| (*package).to_owned()).collect();
    packages.dedup();
    if !has_platform_tools() {
        packages.extend(missing_packages()?);
    }
    Ok(packages)
}

/// Installs Debian's packages when this is Debian and we are root; otherwise says what to run.
pub fn install(packages: &[String]) -> Result<()> {
    let command = format!("apt-get install --yes --no-install-recommends {}", packages.join(" "));
    if !on_path("apt-get") {
        bail!("missing: {}. On Debian: {command}", packages.join(", "));
    }
    if !is_root() {
        bail!("missing: {}. Run: sudo {command}", packages.join(", "));
    }
    println!("install {}", packages.join(" "));
    step::run(apt_get().args(["--quiet", "update"]))?;
    step::run(apt_get().args(["--quiet", "install", "--yes", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}

fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}
