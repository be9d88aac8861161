#![allow(clippy::unwrap_used)]

use clap::{CommandFactory, Parser};

use super::{Cli, Command, HoldingAt, HoldingCommand};
use crate::output::Format;

const WALLET: &str = "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin";

fn parse(line: &str) -> Result<Cli, clap::Error> {
    Cli::try_parse_from(line.split_whitespace())
}

#[test]
fn the_definition_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn every_command_has_an_example() {
    fn check(command: &clap::Command, path: &str) {
        let path = format!("{path} {}", command.get_name());
        let leaf = command.get_subcommands().next().is_none();
        if leaf {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Example: mmf"), "{path} has no example");
        }
        for inner in command.get_subcommands().filter(|c| c.get_name() != "help") {
            check(inner, &path);
        }
    }
    check(&Cli::command(), "");
}

#[test]
fn globals_may_stand_before_or_after_the_command() {
    for line in [
        format!("mmf -u l --output json holding show {WALLET}"),
        format!("mmf holding show {WALLET} -u l --output json"),
    ] {
        let cli = parse(&line).unwrap();
        assert_eq!(cli.globals.url.as_deref(), Some("l"));
        assert_eq!(cli.globals.output, Format::Json);
        assert!(matches!(cli.command, Command::Holding(HoldingCommand::Show(HoldingAt { class: 0, .. }))));
    }
}

#[test]
fn bad_amounts_are_refused_with_the_reason() {
    for (line, reason) in [
        ("mmf subscribe 0", "greater than zero"),
        ("mmf subscribe -5", "must not be negative"),
        ("mmf subscribe 1.0000001", "at most 6 decimals"),
        ("mmf redeem -1", "must not be negative"),
        ("mmf subscribe 1,5", "unclear"),
        ("mmf cash return 0.000000", "greater than zero"),
        ("mmf transfer nobody 5", "not an address"),
        ("mmf investor show 12", "64 hexadecimal digits"),
        ("mmf investor add --jurisdiction XX", "not a country"),
        ("mmf investor list --expiring-within 30", "not a length of time"),
        ("mmf class rules set --require rich", "not one of kyc"),
        ("mmf class rules set --allow US,Mars", "not a country"),
        ("mmf class rules set --flow-back-until soon", "no moment"),
        ("mmf statement --month 2025-13", "not a month"),
    ] {
        let error = parse(line).unwrap_err().to_string();
        assert!(error.contains(reason), "{line}: {error}");
    }
}

#[test]
fn conflicting_or_incomplete_requests_are_refused() {
    for line in [
        "mmf redeem",
        "mmf redeem 5 --all",
        "mmf fund show --dry-run --print base58",
        "mmf fund show --propose 1",
        "mmf fund show --action 1 --propose 2 --expires 2025-01-31",
        "mmf distribute --batch 0",
        "mmf distribute --batch 20",
        "mmf distribute --close-tables --report paid.csv",
        "mmf transfer",
        "mmf transfer check",
        "mmf class rules set --open --allow US",
        "mmf investor add --us-person --not-us-person",
        "mmf keeper run --once --interval 5s",
        "mmf frobnicate",
    ] {
        assert!(parse(line).is_err(), "{line}");
    }
}
