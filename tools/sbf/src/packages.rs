//! The Debian packages that the build needs, and which of them are missing.

use crate::toolchain::{CARGO, RUSTC, llvm_tool};
use std::path::{Path, PathBuf};

/// LLVM's major version where no compiler is installed yet that would name its own.
pub const LLVM_MAJOR: u32 = 22;

/// One package and the file that shows that it is installed.
struct Requirement {
    package: String,
    file: PathBuf,
}

/// Names of the packages that are missing, in the order in which apt-get may take them; empty when all are there.
pub fn missing(llvm_major: u32) -> Vec<String> {
    requirements(llvm_major)
        .into_iter()
        .filter(|requirement| !requirement.file.exists())
        .map(|requirement| requirement.package)
        .collect()
}

fn requirements(llvm_major: u32) -> Vec<Requirement> {
    let of = |package: String, file: PathBuf| Requirement { package, file };
    let library = standard_library().unwrap_or_else(|| PathBuf::from("/usr/src/rustc/library"));
    vec![
        of("rustc-web".into(), RUSTC.into()),
        of("rust-web-src".into(), library),
        of("cargo-web".into(), CARGO.into()),
        of(format!("llvm-{llvm_major}"), llvm_tool("llc", llvm_major)),
        of(
            format!("llvm-{llvm_major}-dev"),
            Path::new("/usr/lib").join(format!("llvm-{llvm_major}/include/llvm/IR/Module.h")),
        ),
        of(format!("clang-{llvm_major}"), llvm_tool("clang++", llvm_major)),
    ]
}

/// The newest standard library's source that Debian installed.
pub fn standard_library() -> Option<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/src")
        .ok()?
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("rustc-"))
        .map(|entry| entry.path().join("library"))
        .filter(|library| library.join("std/Cargo.toml").exists())
        .collect();
    found.sort();
    found.pop()
}
