//! The `mmf` command.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use mmf_cli::args::Cli;
use mmf_cli::error::CliError;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let command = cli.command.name();
    let (format, verbose) = (cli.globals.output, cli.globals.verbose);
    match mmf_cli::run(cli) {
        Ok(output) => {
            print(&output.render(command, format));
            ExitCode::from(output.exit_code())
        }
        Err(error) => {
            report(&error, format.is_json(), verbose);
            ExitCode::from(error.kind.exit_code())
        }
    }
}

/// Writes to standard output. A reader that went away is no failure of the command.
fn print(text: &str) {
    if !text.is_empty() {
        let _ = writeln!(std::io::stdout(), "{text}");
    }
}

fn report(error: &CliError, json: bool, verbose: bool) {
    let text = if json { error.to_json().to_string() } else { format!("error: {error}") };
    let log = if !json && verbose && !error.logs.is_empty() {
        format!("\nlog:\n  {}", error.logs.join("\n  "))
    } else {
        String::new()
    };
    // A reader that went away must not hide the exit code.
    let _ = writeln!(std::io::stderr(), "{text}{log}");
}

/// Whether a command line that can't be read asks for JSON.
fn asks_for_json(args: &[OsString]) -> bool {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let apart = args.windows(2).any(|pair| pair[0] == "--output" && pair[1].starts_with("json"));
    apart || args.iter().any(|arg| arg.starts_with("--output=json"))
}

fn usage(error: &clap::Error) -> ExitCode {
    let args: Vec<OsString> = std::env::args_os().collect();
    let json = asks_for_json(&args);
    if !error.use_stderr() || !json {
        // Help goes to standard output, errors to standard error; clap knows which.
        let _ = error.print();
    } else {
        let text = error.to_string();
        let words = text.split("\n\nFor more").next().unwrap_or_default();
        let words = words.trim_start_matches("error: ");
        report(&CliError::usage("Usage", words), true, false);
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
