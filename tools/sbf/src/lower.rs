//! From the archive of bitcode to one BPF object: link, optimise as one module, legalise, lower.

use crate::diagnostics::{STACK_FRAME, explain_lowering};
use crate::helpers::Helpers;
use crate::process::Command;
use crate::toolchain::Toolchain;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// One optimisation of everything. Atomic operations become plain ones: a program has one thread.
const OPTIMISE: &str = "internalize,globaldce,lto<O3>,lower-atomic,globaldce";
/// The legaliser, and clean-up by passes that do not form again what it took apart.
const LEGALISE: &str = "sbf-legalize,verify,globaldce,function(sroa,early-cse,simplifycfg,dce)";

/// Makes `program.o` in `directory` of the archive.
///
/// # Errors
/// When a tool fails. A stack frame that is too large is named by its Rust function.
pub fn lower(archive: &Path, directory: &Path, toolchain: &Toolchain, helpers: &Helpers) -> Result<PathBuf> {
    let file = |name: &str| directory.join(name);
    Command::new(toolchain.tool("llvm-link"))
        .arg("--ignore-non-bitcode")
        .arg(archive)
        .arg(helpers.runtime())
        .arg("-o")
        .arg(file("linked.bc"))
        .output()?;
    Command::new(toolchain.tool("opt"))
        .arg(format!("-passes={OPTIMISE}"))
        .arg(format!("-internalize-public-api-file={}", helpers.exports().display()))
        .arg(file("linked.bc"))
        .arg("-o")
        .arg(file("optimised.bc"))
        .output()?;
    Command::new(toolchain.tool("opt"))
        .arg(format!("-load-pass-plugin={}", helpers.pass().display()))
        .arg(format!("-passes={LEGALISE}"))
        .arg(file("optimised.bc"))
        .arg("-o")
        .arg(file("legal.bc"))
        .output()
        .context("the legalising pass failed")?;
    let (failure, _, stderr) = Command::new(toolchain.tool("llc"))
        .args(["-O2", "-march=bpfel", "-mcpu=v2", "-mattr=+allows-misaligned-mem-access"])
        .arg(format!("--bpf-stack-size={STACK_FRAME}"))
        .args(["--bpf-disable-trap-unreachable", "-filetype=obj"])
        .arg(file("legal.bc"))
        .arg("-o")
        .arg(file("program.o"))
        .captured()?;
    if !failure.is_empty() {
        bail!("{}", explain_lowering(&stderr));
    }
    Ok(file("program.o"))
}
