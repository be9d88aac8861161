//! The local network, a process of the CLI like every other command.

use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::args::Args;

const START: &str = "2025-01-01T12:00:00Z";
const PATIENCE: Duration = Duration::from_secs(60);
const STOP_PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(50);

/// A network that runs until it is dropped.
pub struct Network {
    process: Child,
    /// Its folder, with the keys it made.
    pub dir: PathBuf,
    /// Address of its RPC server.
    pub url: String,
    /// Mint of the settlement token.
    pub usdc_mint: String,
    /// The program.
    pub program: String,
}

impl Network {
    /// Starts the network on free ports and waits until it answers.
    ///
    /// # Errors
    /// A network that ends, or that is not there within a minute; its words are in `network.log`.
    pub fn start(args: &Args) -> Result<Self> {
        let dir = args.out.join("net");
        fs::create_dir_all(&dir)?;
        let description = dir.join("network.json");
        if description.exists() {
            fs::remove_file(&description)?;
        }
        let log_file = args.out.join("network.log");
        let log = fs::File::create(&log_file)?;
        let port = free_ports()?;
        let mut process = Command::new(&args.mmf)
            .args(["localnet", "--start-time", START])
            .args(["--rpc-port", &port.to_string(), "--ws-port", &(port + 1).to_string()])
            .arg("--dir")
            .arg(&dir)
            .arg("--programs")
            .arg(&args.programs)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| format!("{} cannot be run", args.mmf.display()))?;
        let deadline = Instant::now() + PATIENCE;
        while !description.exists() {
            if let Some(status) = process.try_wait()? {
                bail!("the network ended with {status}: see {}", log_file.display());
            }
            if Instant::now() > deadline {
                process.kill()?;
                bail!("the network did not start within a minute: see {}", log_file.display());
            }
            thread::sleep(POLL);
        }
        Self::described(process, dir, &description)
    }

    fn described(process: Child, dir: PathBuf, description: &PathBuf) -> Result<Self> {
        let mut network = Self { process, dir, url: String::new(), usdc_mint: String::new(), program: String::new() };
        let words: Value = serde_json::from_str(&fs::read_to_string(description)?)?;
        let word = |name: &str| words[name].as_str().map(str::to_owned).with_context(|| format!("no {name}"));
        network.url = word("rpcUrl")?;
        network.usdc_mint = word("usdcMint")?;
        network.program = word("programId")?;
        Ok(network)
    }
}

impl Network {
    /// Asks the network to stop, as Ctrl-C does, and waits until it has.
    ///
    /// # Errors
    /// A network that does not end cleanly within ten seconds.
    pub fn stop(mut self) -> Result<()> {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status()?;
        ensure!(asked.success(), "the network cannot be asked to stop");
        let deadline = Instant::now() + STOP_PATIENCE;
        while Instant::now() < deadline {
            if let Some(status) = self.process.try_wait()? {
                ensure!(status.success(), "the network ended with {status}");
                return Ok(());
            }
            thread::sleep(POLL);
        }
        bail!("the network did not stop within {} seconds", STOP_PATIENCE.as_secs())
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        // After a failure: it holds nothing that must be saved, and what cannot be ended has ended.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A free port whose successor is free as well: clients expect the websocket there.
fn free_ports() -> Result<u16> {
    for _ in 0..100 {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let next = port.checked_add(1).filter(|next| TcpListener::bind(("127.0.0.1", *next)).is_ok());
        if next.is_some() {
            return Ok(port);
        }
    }
    bail!("no two free ports side by side")
}
