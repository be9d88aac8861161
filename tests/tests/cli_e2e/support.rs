//! A local network of its own for each test, a fund on it, and the CLI as a process.

use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::Value;
use solana_sdk::{
    pubkey::Pubkey,
    signature::{Keypair, write_keypair_file},
    signer::Signer,
};
use tempfile::TempDir;

/// What a command said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Said {
    /// The `result` of a command that went well.
    #[track_caller]
    pub fn result(&self) -> Value {
        assert_eq!(self.code, 0, "{self:#?}");
        let document: Value = serde_json::from_str(&self.stdout).expect("JSON on standard output");
        document["result"].clone()
    }

    /// The `error` of a command that ended with this exit code.
    #[track_caller]
    pub fn error(&self, code: i32) -> Value {
        assert_eq!(self.code, code, "{self:#?}");
        self.check_words();
        let document: Value = serde_json::from_str(&self.stderr).expect("JSON on standard error");
        document["error"].clone()
    }

    /// No panic and no raw error code reaches the user.
    #[track_caller]
    pub fn check_words(&self) {
        for text in [&self.stdout, &self.stderr] {
            assert!(!text.contains("panicked"), "{self:#?}");
            assert!(!text.contains("custom program error: 0x"), "{self:#?}");
        }
    }
}

/// Where cargo put the `mmf` binary: next to the folder of this test's own executable.
pub fn binary() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let binary = test.parent().and_then(Path::parent).unwrap().join("mmf");
    assert!(binary.is_file(), "{} is missing: run `cargo build -p mmf-cli` first", binary.display());
    binary
}

/// Runs the CLI without a network.
pub fn mmf(args: &[&str]) -> Said {
    run(Command::new(binary()).args(args))
}

fn run(command: &mut Command) -> Said {
    // The user's own settings must not reach the test.
    for name in ["MMF_FUND", "MMF_URL", "MMF_KEYPAIR", "MMF_PROGRAM_ID"] {
        command.env_remove(name);
    }
    let output = command.env("HOME", "/nonexistent").stdin(Stdio::null()).output().unwrap();
    Said {
        code: output.status.code().expect("the command ended by itself"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A key in a file.
pub struct Key {
    pub path: String,
    pub address: String,
}

/// A running network.
pub struct Net {
    pub dir: TempDir,
    pub url: String,
    pub usdc: String,
    pub child: Child,
}

impl Net {
    /// Starts on 1 January 2025, with a clock that is held.
    pub fn start() -> Self {
        Self::with(&["--start-time", "2025-01-01T12:00:00Z"])
    }

    /// Starts with these options. A port that was free may be taken by another test by the time it is used: then with other ports.
    pub fn with(options: &[&str]) -> Self {
        const ATTEMPTS: usize = 10;
        let started = (0..ATTEMPTS).find_map(|_| Self::try_with(options));
        started.unwrap_or_else(|| panic!("the network did not start in {ATTEMPTS} attempts"))
    }

    fn try_with(options: &[&str]) -> Option<Self> {
        let dir = TempDir::new().unwrap();
        let (rpc, ws) = (free_port().to_string(), free_port().to_string());
        let programs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/deploy");
        assert!(programs.join("mmf.so").is_file(), "target/deploy/mmf.so is missing: run `cargo xtask build` first");
        let mut child = Command::new(binary())
            .args(["localnet", "--rpc-port", &rpc, "--ws-port", &ws])
            .args(options)
            .args(["--output", "json-compact", "--dir"])
            .arg(dir.path())
            .arg("--programs")
            .arg(programs)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let Ok(said) = serde_json::from_str::<Value>(&line) else {
            child.wait().unwrap();
            return None;
        };
        let usdc = said["result"]["usdcMint"].as_str().unwrap().to_owned();
        Some(Self { dir, url: format!("http://127.0.0.1:{rpc}"), usdc, child })
    }

    /// Runs a command with JSON output.
    pub fn mmf(&self, args: &[&str]) -> Said {
        let dir = self.dir.path();
        run(Command::new(binary()).args(["-u", &self.url, "--output", "json-compact"]).args(args).current_dir(dir))
    }

    /// A new key with SOL and, if asked, USDC.
    pub fn key(&self, name: &str, usdc: &str) -> Key {
        let key = self.empty_key(name);
        let mut args = vec!["localnet", "faucet", &key.address, "--sol", "10", "--dir", "."];
        if usdc != "0" {
            args.extend(["--usdc", usdc]);
        }
        self.mmf(&args).result();
        key
    }

    /// A new key that owns nothing.
    pub fn empty_key(&self, name: &str) -> Key {
        let (keypair, path) = (Keypair::new(), self.dir.path().join(format!("{name}.json")));
        write_keypair_file(&keypair, &path).unwrap();
        Key { path: path.display().to_string(), address: keypair.pubkey().to_string() }
    }

    /// Moves the clock.
    pub fn time(&self, to: &str) {
        self.mmf(&["localnet", "time", "--to", to]).result();
    }
}

impl Drop for Net {
    fn drop(&mut self) {
        // A network that a test stopped is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A fund with one class, an administrator in every role and a NAV source of its own.
pub struct Fund {
    pub net: Net,
    pub address: String,
    pub admin: String,
    pub source: Key,
    pub other_sources: Vec<Key>,
}

impl Fund {
    /// With strike days on 2 and 31 January and 3 February.
    pub fn start() -> Self {
        Self::on(Net::start())
    }

    /// The same on a network that is running.
    pub fn on(net: Net) -> Self {
        Self::of(net, "registered-government", 1)
    }

    /// A private fund, whose classes with a rising price deal at once.
    pub fn private() -> Self {
        Self::of(Net::start(), "private-3c7", 1)
    }

    /// A fund of this kind whose strikes need so many quotes, of as many sources.
    pub fn of(net: Net, regime: &str, sources: usize) -> Self {
        let mut sources: Vec<Key> = (1..=sources).map(|number| net.key(&format!("source-{number}"), "0")).collect();
        let admin = net.dir.path().join("admin.json").display().to_string();
        let addresses: Vec<&str> = sources.iter().map(|source| source.address.as_str()).collect();
        let (council, quorum) = (format!("nav-source={}", addresses.join(",")), sources.len().to_string());
        let created = net.mmf(&[
            "-k",
            &admin,
            "fund",
            "create",
            "--fund-id",
            "1",
            "--name",
            "Test Fund",
            "--settlement-mint",
            &net.usdc,
            "--regime",
            regime,
            "--inception",
            "2025-01-01",
            "--council",
            &council,
            "--nav-quorum",
            &quorum,
        ]);
        let address = created.result()["address"].as_str().unwrap().to_owned();
        let source = sources.remove(0);
        let fund = Self { net, address, admin, source, other_sources: sources };
        std::fs::write(fund.net.dir.path().join("days.csv"), "date\n2025-01-02\n2025-01-31\n2025-02-03\n").unwrap();
        fund.admin(&["calendar", "set", "--year", "2025", "--business-days", "days.csv"]).result();
        fund.admin(&[
            "class",
            "create",
            "--name",
            "Test Class",
            "--symbol",
            "TEST",
            "--uri",
            "https://fund.example/test.json",
            "--expense-bps",
            "20",
            "--fact",
            "jurisdiction=US",
        ])
        .result();
        fund
    }

    /// Runs a command of the fund without a key.
    pub fn mmf(&self, args: &[&str]) -> Said {
        self.net.mmf(&[&["--fund", &self.address], args].concat())
    }

    /// Starts a command and does not wait for it.
    pub fn spawn(&self, args: &[&str]) -> Child {
        Command::new(binary())
            .args(["-u", &self.net.url, "--fund", &self.address])
            .args(args)
            .current_dir(self.net.dir.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Runs a command signed by a key file.
    pub fn by(&self, key: &str, args: &[&str]) -> Said {
        self.mmf(&[&["-k", key], args].concat())
    }

    /// Runs a command signed by the administrator.
    pub fn admin(&self, args: &[&str]) -> Said {
        self.by(&self.admin, args)
    }

    /// A wallet of an approved investor, with cash and an open holding.
    pub fn holder(&self, name: &str, usdc: &str) -> Key {
        let key = self.net.key(name, usdc);
        self.onboard(&key);
        key
    }

    /// Makes a key the wallet of an approved investor, with an open holding.
    pub fn onboard(&self, key: &Key) {
        let added = self.admin(&["investor", "add"]).result();
        let id = added["investorId"].as_str().unwrap();
        self.admin(&["investor", "approve", id, "--kyc-until", "2026-12-31"]).result();
        let linked = self.admin(&["wallet", "link", id, &key.address]).result();
        assert_eq!(linked["holdings"].as_array().unwrap().len(), 1);
    }

    /// Posts a quote of the NAV source.
    pub fn quote(&self, net_assets: &str, income: &str) -> Said {
        self.quote_of(&self.source, net_assets, net_assets, income)
    }

    /// Posts a quote of one of the NAV sources.
    pub fn quote_of(&self, source: &Key, net_assets: &str, market_value: &str, income: &str) -> Said {
        self.by(
            &source.path,
            &[
                "quote",
                "post",
                "--net-assets",
                net_assets,
                "--market-value",
                market_value,
                "--income",
                income,
                "--wam-days",
                "30",
                "--wal-days",
                "30",
                "--dla-bps",
                "9000",
                "--wla-bps",
                "9500",
                "--largest-issuer-bps",
                "0",
            ],
        )
    }

    /// Sets the strike days of 2025.
    pub fn strike_on(&self, days: &[&str]) {
        std::fs::write(self.net.dir.path().join("days.csv"), format!("date\n{}\n", days.join("\n"))).unwrap();
        self.admin(&["calendar", "set", "--year", "2025", "--business-days", "days.csv"]).result();
    }

    /// Writes a file into the test's folder.
    pub fn file(&self, name: &str, content: &str) {
        std::fs::write(self.net.dir.path().join(name), content).unwrap();
    }

    /// A holding's units on the register.
    pub fn units(&self, wallet: &str) -> String {
        self.mmf(&["holding", "show", wallet]).result()["units"].as_str().unwrap().to_owned()
    }

    /// The token account of a wallet's holding.
    pub fn token_account(&self, wallet: &str) -> Pubkey {
        let shown = self.mmf(&["holding", "show", wallet]).result();
        shown["tokenAccount"].as_str().unwrap().parse().unwrap()
    }
}
