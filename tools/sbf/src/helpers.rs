//! What the later steps need, compiled from this crate's own files: the legalising pass, the runtime, the linker.

use crate::digest;
use crate::process::{Command, cargo_command};
use crate::toolchain::Toolchain;
use anyhow::{Context, Result};
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const TARGET: &str = include_str!("../sbpf-solana.json");
const COLLECT: &str = include_str!("../collect.sh");
const EXPORTS: &str = include_str!("../exports.txt");
const PASS: [(&str, &str); 6] = [
    ("Legalizer.h", include_str!("../pass/Legalizer.h")),
    ("Legalizer.cpp", include_str!("../pass/Legalizer.cpp")),
    ("calls.cpp", include_str!("../pass/calls.cpp")),
    ("floats.cpp", include_str!("../pass/floats.cpp")),
    ("integers.cpp", include_str!("../pass/integers.cpp")),
    ("memory.cpp", include_str!("../pass/memory.cpp")),
];
const RUNTIME: [(&str, &str); 4] = [
    ("runtime.h", include_str!("../runtime/runtime.h")),
    ("floats.c", include_str!("../runtime/floats.c")),
    ("integers.c", include_str!("../runtime/integers.c")),
    ("platform.c", include_str!("../runtime/platform.c")),
];
const LINK: [(&str, &str); 3] = [
    ("Cargo.toml", include_str!("../link/Cargo.toml")),
    ("Cargo.lock", include_str!("../link/Cargo.lock")),
    ("src/main.rs", include_str!("../link/src/main.rs")),
];

/// The compiled helpers, in directories whose names are the keys of their sources.
pub struct Helpers {
    directory: PathBuf,
    key: String,
    /// What cargo is given; by itself, so that a change elsewhere does not compile all dependencies again.
    compiling: PathBuf,
}

impl Helpers {
    /// Returns the helpers under `work`; compiles them when they are not there.
    ///
    /// # Errors
    /// When one does not compile.
    pub fn prepare(work: &Path, toolchain: &Toolchain) -> Result<Self> {
        let collect = COLLECT.replace("@LLVM@", &toolchain.llvm_major.to_string());
        let compiling = work.join(format!("compiling-{}", digest::key([TARGET, &collect])));
        write_all(&compiling, &[("sbpf-solana.json", TARGET), ("collect", &collect)])?;
        fs::set_permissions(compiling.join("collect"), fs::Permissions::from_mode(0o755))?;
        let own = [EXPORTS, &toolchain.describe()];
        let sources = PASS.iter().chain(&RUNTIME).chain(&LINK).map(|(_, text)| *text);
        let key = digest::key(own.into_iter().chain(sources));
        let helpers = Self { directory: work.join(format!("helpers-{key}")), key, compiling };
        if helpers.directory.exists() {
            return Ok(helpers);
        }
        eprintln!("build the bytecode linker (once)");
        let staged = work.join("helpers-staged");
        if staged.exists() {
            fs::remove_dir_all(&staged)?;
        }
        fs::create_dir_all(&staged)?;
        pass(&staged, toolchain)?;
        runtime(&staged, toolchain)?;
        linker(work, &staged, toolchain)?;
        fs::rename(&staged, &helpers.directory)?;
        Ok(helpers)
    }

    /// Key of the helpers' sources and of the toolchain.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The target specification.
    pub fn target(&self) -> PathBuf {
        self.compiling.join("sbpf-solana.json")
    }

    /// Text of the target specification.
    pub fn target_text(&self) -> &'static str {
        TARGET
    }

    /// The collecting "linker".
    pub fn collector(&self) -> PathBuf {
        self.compiling.join("collect")
    }

    /// The legalising pass, a plug-in of `opt`.
    pub fn pass(&self) -> PathBuf {
        self.directory.join("legalize.so")
    }

    /// Bitcode of the runtime.
    pub fn runtime(&self) -> PathBuf {
        self.directory.join("runtime.bc")
    }

    /// Names of the symbols that stay visible while the program is optimised as a whole.
    pub fn exports(&self) -> PathBuf {
        self.directory.join("exports.txt")
    }

    /// The linker that makes a program of an object.
    pub fn linker(&self) -> PathBuf {
        self.directory.join("sbf-link")
    }
}

fn write_all(directory: &Path, files: &[(&str, &str)]) -> Result<()> {
    for (name, text) in files {
        let path = directory.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        if fs::read_to_string(&path).is_ok_and(|found| found == *text) {
            continue;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn pass(directory: &Path, toolchain: &Toolchain) -> Result<()> {
    let source = directory.join("pass");
    write_all(&source, &PASS)?;
    let flags = Command::new(toolchain.tool("llvm-config")).arg("--cxxflags").output()?;
    let files = PASS.iter().map(|(name, _)| *name).filter(|name| name.ends_with(".cpp"));
    Command::new(toolchain.tool("clang++"))
        .args(["-shared", "-fPIC", "-O1"])
        .args(flags.split_whitespace())
        .args(files)
        .arg("-o")
        .arg(directory.join("legalize.so"))
        .directory(&source)
        .output()
        .with_context(|| format!("the legalising pass does not fit LLVM {}", toolchain.llvm))?;
    Ok(())
}

fn runtime(directory: &Path, toolchain: &Toolchain) -> Result<()> {
    let source = directory.join("runtime");
    write_all(&source, &RUNTIME)?;
    let mut objects = Vec::new();
    for (name, _) in RUNTIME.iter().filter(|(name, _)| name.ends_with(".c")) {
        let object = name.replace(".c", ".bc");
        Command::new(toolchain.tool("clang"))
            .args(["-target", "bpf", "-mcpu=v2", "-O2", "-fno-builtin", "-ffreestanding", "-w", "-emit-llvm", "-c"])
            .args([name, "-o", &object])
            .directory(&source)
            .output()?;
        objects.push(object);
    }
    let bitcode = directory.join("runtime.bc");
    Command::new(toolchain.tool("llvm-link")).args(objects).arg("-o").arg(&bitcode).directory(&source).output()?;
    let symbols = Command::new(toolchain.tool("llvm-nm")).arg("--defined-only").arg(&bitcode).output()?;
    let own =
        symbols.lines().filter_map(|line| line.split_whitespace().last()).filter(|symbol| symbol.starts_with("sbf_"));
    let mut exports: Vec<&str> = EXPORTS.lines().chain(own).collect();
    exports.sort_unstable();
    fs::write(directory.join("exports.txt"), exports.join("\n") + "\n")?;
    Ok(())
}

fn linker(work: &Path, directory: &Path, toolchain: &Toolchain) -> Result<()> {
    let source = directory.join("link");
    write_all(&source, &LINK)?;
    let target = work.join("link");
    let prefix = format!("/usr/lib/llvm-{}", toolchain.llvm_major);
    let variable = toolchain.llvm.split('.').take(2).collect::<String>();
    cargo_command()
        .env("CARGO_TARGET_DIR", &target)
        .env(&format!("LLVM_SYS_{variable}_PREFIX"), prefix)
        .args(["build", "--quiet", "--release", "--locked"])
        .directory(&source)
        .output()
        .context("the bytecode linker does not compile")?;
    fs::copy(target.join("release/sbf-link"), directory.join("sbf-link"))?;
    Ok(())
}
