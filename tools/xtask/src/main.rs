//! Set-up, build, tests and demonstration of mmf: `cargo xtask --help`.

mod build;
mod demo;
mod idl;
mod lint;
mod node;
mod programs;
mod reproducible;
mod setup;
mod step;
mod suite;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use workspace::Workspace;

/// Set-up, build, tests and demonstration of mmf.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Install what is missing, or name it.
    Setup,
    /// Build the programs into target/deploy and their interfaces into idls.
    Build {
        /// Build once more from a copy in another directory and compare the bytes.
        #[arg(long)]
        verify_reproducible: bool,
    },
    /// Write the programs' interfaces (IDL) into idls.
    Idl {
        /// Only compare with the committed files.
        #[arg(long)]
        check: bool,
    },
    /// Check formatting and lints.
    Lint,
    /// Set up, build, check and test everything.
    Test {
        /// Arguments for the test runner, such as a filter.
        #[arg(last = true)]
        runner: Vec<String>,
    },
    /// Run a fund through January 2025 on a local network.
    Demo,
    /// Print the interface of the program in a directory (a step of its own, for a clean environment).
    #[command(hide = true)]
    PrintIdl {
        /// Directory of the program's crate.
        directory: PathBuf,
        /// Cargo's target directory.
        target: PathBuf,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
            eprintln!("error: {}", causes.join(": "));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    let workspace = Workspace::find()?;
    match command {
        Command::Setup => {
            setup::run()?;
            node::run(&workspace)
        }
        Command::Build { verify_reproducible } => {
            setup::run()?;
            build::run(&workspace)?;
            idl::write(&workspace)?;
            if verify_reproducible { reproducible::run(&workspace) } else { Ok(()) }
        }
        Command::Idl { check: true } => idl::check(&workspace),
        Command::Idl { check: false } => idl::write(&workspace),
        Command::Lint => lint::run(&workspace),
        Command::Test { runner } => suite::run(&workspace, &runner),
        Command::Demo => demo::run(&workspace),
        Command::PrintIdl { directory, target } => idl::print(directory, &target),
    }
}
