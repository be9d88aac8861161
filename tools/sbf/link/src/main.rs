//! Turns a BPF object into a Solana program (SBPF v0): `sbf-link OBJECT PROGRAM.so`.

use sbpf_linker::{OptimizationConfig, ProgramOptions, SbpfArch, SbpfLinkerError, link_program};
use std::process::ExitCode;

/// Bytes of one stack frame of SBPF v0.
const STACK_FRAME: i32 = 4096;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [object, program] = arguments.as_slice() else {
        eprintln!("usage: sbf-link OBJECT PROGRAM.so");
        return ExitCode::from(2);
    };
    match link(object, program) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn link(object: &str, program: &str) -> Result<(), String> {
    let source = std::fs::read(object).map_err(|error| format!("{object}: {error}"))?;
    let options = ProgramOptions::new(OptimizationConfig::default(), SbpfArch::V0, STACK_FRAME);
    let bytes = link_program(&source, options).map_err(|errors| SbpfLinkerError::format_errors(&errors))?;
    std::fs::write(program, bytes).map_err(|error| format!("{program}: {error}"))
}
