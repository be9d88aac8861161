//! From the object to the program, and what every program must satisfy.

use crate::helpers::Helpers;
use crate::process::Command;
use crate::toolchain::Toolchain;
use anyhow::{Result, bail, ensure};
use std::fs;
use std::path::Path;

/// Links `object` into `program` and checks the result: it has an entry point, calls nothing but system calls, and names no directory in
/// `places`, so that its bytes do not depend on the place of the build.
///
/// # Errors
/// When the linker fails or a check does.
pub fn finish(
    object: &Path,
    program: &Path,
    toolchain: &Toolchain,
    helpers: &Helpers,
    places: &[&Path],
) -> Result<Vec<u8>> {
    Command::new(helpers.linker()).arg(object).arg(program).output()?;
    let symbols = Command::new(toolchain.tool("llvm-nm")).arg("--dynamic").arg(program).output()?;
    check_symbols(&symbols)?;
    let bytes = fs::read(program)?;
    for place in places {
        let text = place.as_os_str().as_encoded_bytes();
        ensure!(
            !bytes.windows(text.len()).any(|window| window == text),
            "the program contains the path {}: its bytes would differ from place to place",
            place.display()
        );
    }
    Ok(bytes)
}

fn check_symbols(symbols: &str) -> Result<()> {
    let named = |kind: &str| -> Vec<&str> {
        symbols
            .lines()
            .filter_map(|line| {
                let mut words = line.split_whitespace().rev();
                let name = words.next()?;
                (words.next()? == kind).then_some(name)
            })
            .collect()
    };
    ensure!(
        named("T").contains(&"entrypoint"),
        "the program has no entry point (was it built with the feature no-entrypoint?)"
    );
    let unknown: Vec<&str> =
        named("U").into_iter().filter(|name| *name != "abort" && !name.starts_with("sol_")).collect();
    if !unknown.is_empty() {
        bail!("the program calls what neither it nor the network has: {}", unknown.join(", "));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::check_symbols;

    #[test]
    fn a_program_needs_an_entry_point() {
        assert!(check_symbols("                 U abort\n000000000002c078 T entrypoint\n").is_ok());
        let error = check_symbols("                 U abort\n").unwrap_err().to_string();
        assert!(error.contains("no-entrypoint"), "{error}");
    }

    #[test]
    fn a_call_of_something_that_is_no_system_call_is_named() {
        let symbols = "                 U __powidf2\n                 U sol_log_\n000000000002c078 T entrypoint\n";
        let error = check_symbols(symbols).unwrap_err().to_string();
        assert!(error.ends_with(": __powidf2"), "{error}");
    }
}
