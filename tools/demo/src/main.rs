//! `mmf-demo`: see `cargo xtask demo`.

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match mmf_demo::run(&mmf_demo::args::Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}
