//! Bad input: every case ends with an explanation and the right exit code, never with a panic.

use super::support::{Net, mmf};

const WALLET: &str = "9xQeWvG816bUx9EPjHmaT23yvVM2ZWbrrpZb9PusVFin";
const NOWHERE: &str = "http://127.0.0.1:1";

#[test]
fn a_wrong_command_line_is_refused_before_anything_happens() {
    let cases: [(&[&str], &str); 14] = [
        (&["subscribe", "0"], "greater than zero"),
        (&["subscribe", "0.0000001"], "at most 6 decimals"),
        (&["subscribe", "-5"], "must not be negative"),
        (&["subscribe", "1,5"], "unclear"),
        (&["subscribe", "ten"], "is not an amount"),
        (&["subscribe", "99999999999999999999"], "too large"),
        (&["redeem"], "required"),
        (&["transfer", "nobody", "5"], "is not an address"),
        (&["investor", "approve", "12", "--kyc-until", "2026-01-01"], "64 hexadecimal digits"),
        (&["strike", "--day", "2025-02-30"], "is not a date"),
        (&["action", "approve", "1", "king"], "is not a role"),
        (&["fund", "show", "--propose", "1"], "--expires"),
        (&["localnet", "time", "--to", "tomorrow"], "is not an instant"),
        (&["frobnicate"], "unrecognized"),
    ];
    for (args, reason) in cases {
        let text = mmf(args);
        assert_eq!(text.code, 2, "{args:?}: {text:#?}");
        assert!(text.stderr.contains(reason), "{args:?}: {text:#?}");
        let json = mmf(&[args, &["--output", "json"]].concat()).error(2);
        assert!(json["message"].as_str().unwrap().contains(reason), "{args:?}: {json}");
    }
}

#[test]
fn missing_settings_and_files_are_named() {
    let dir = tempfile::TempDir::new().unwrap();
    let broken = dir.path().join("broken.json");
    std::fs::write(&broken, "[1, 2, 3]").unwrap();
    let broken = broken.to_str().unwrap();
    let cases: [(&[&str], i32, &str); 9] = [
        (&["fund", "show"], 2, "FundMissing"),
        (&["fund", "show", "--fund", WALLET, "-u", NOWHERE], 1, "NetworkUnreachable"),
        (&["fund", "show", "--fund", WALLET, "-u", "nowhere"], 2, "UrlInvalid"),
        (&["fund", "show", "--fund", WALLET, "-C", "/nonexistent.yml"], 2, "ConfigUnreadable"),
        (&["fund", "show", "--fund", WALLET, "--commitment", "soon"], 2, "CommitmentInvalid"),
        (&["localnet", "time", "-u", NOWHERE], 1, "LocalnetFailed"),
        (
            &["localnet", "faucet", WALLET, "--dir", "/nonexistent", "--usdc", "1", "-u", NOWHERE],
            1,
            "LocalnetKeyMissing",
        ),
        (&["localnet", "faucet", WALLET, "-u", NOWHERE], 2, "NothingAsked"),
        (&["localnet", "--programs", "/nonexistent"], 1, "BytecodeMissing"),
    ];
    for (args, code, name) in cases {
        let error = mmf(&[args, &["--output", "json"]].concat()).error(code);
        assert_eq!(error["name"], name, "{args:?}: {error}");
    }
    let net = Net::start();
    for (key, name) in
        [(broken, "KeypairInvalid"), ("/nonexistent.json", "KeypairMissing"), ("usb://ledger", "SignerUnsupported")]
    {
        let args = [
            "fund",
            "create",
            "--fund-id",
            "1",
            "--name",
            "X",
            "--settlement-mint",
            WALLET,
            "--regime",
            "eu-mmfr",
            "--inception",
            "2025-01-01",
            "-k",
            key,
        ];
        assert_eq!(net.mmf(&args).error(2)["name"], name, "{key}");
    }
    let poor = net.mmf(&["fund", "show", "--fund", WALLET]).error(1);
    assert_eq!(poor["name"], "FundMissing");
    let foreign = net.mmf(&["fund", "show", "--fund", &net.usdc]).error(1);
    assert_eq!(foreign["name"], "AccountUnexpected");
}

#[test]
fn people_get_text_and_hints() {
    let said = mmf(&["fund", "show", "--fund", WALLET, "-u", NOWHERE]);
    assert_eq!(said.code, 1);
    assert!(said.stdout.is_empty());
    assert!(said.stderr.starts_with("error: no answer from http://127.0.0.1:1"), "{said:#?}");
    assert!(said.stderr.contains("hint: "), "{said:#?}");
    let help = mmf(&["transfer", "--help"]);
    assert_eq!(help.code, 0);
    assert!(help.stdout.contains("Example: mmf transfer"));
}
