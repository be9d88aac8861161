//! Starting and stopping a network.

use std::{
    net::TcpListener,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use crossbeam_channel::{Sender, unbounded};
use solana_clock::Clock;
use surfpool_core::surfnet::{
    locker::SurfnetSvmLocker,
    svm::{SurfnetSvm, SurfnetSvmConfig},
};
use surfpool_types::{BlockProductionMode, RpcConfig, SimnetCommand, SimnetConfig, SurfpoolConfig, SvmFeatureConfig};

use crate::{
    Config,
    lists::Lists,
    watch::{self, Watch},
};

const HOST: &str = "127.0.0.1";
const STOP_PATIENCE: Duration = Duration::from_secs(10);

/// A running network. Stop it with [`Localnet::stop`]; dropping it asks it to stop without waiting.
pub struct Localnet {
    rpc_port: u16,
    ws_port: u16,
    commands: Sender<SimnetCommand>,
    watch: Watch,
    runloop: Option<JoinHandle<()>>,
}

impl Localnet {
    /// Starts a network and returns when it answers.
    ///
    /// # Errors
    /// A port that is taken, a start time before 1970, or a network that fails while it starts.
    pub fn start(config: Config) -> Result<Self> {
        let rpc_port = reserve_port(config.rpc_port).context("the RPC port")?;
        let ws_port = reserve_port(config.ws_port).context("the websocket port")?;
        let held = config.start_time.is_some();
        let network = surfpool_config(&config, rpc_port, ws_port);
        let (mut svm, events, geyser) = SurfnetSvm::new(svm_config(&network.simnets[0]))
            .map_err(|e| anyhow!("the network cannot be set up: {e}"))?;
        for lists in [&mut svm.accounts_by_owner, &mut svm.token_accounts_by_mint] {
            *lists = Lists::taken_from(lists.as_ref())?;
        }
        if let Some(start) = config.start_time {
            set_first_moment(&mut svm, start)?;
        }

        let (commands, received) = unbounded();
        let locker = SurfnetSvmLocker::new(svm);
        let mode = if held { BlockProductionMode::Transaction } else { BlockProductionMode::Clock };
        let watch = Watch::spawn(events, commands.clone(), mode)?;
        let runloop_commands = commands.clone();
        let failures = watch.failures();
        let runloop = thread::Builder::new().name("localnet".into()).spawn(move || {
            let run = surfpool_core::runloops::start_local_surfnet_runloop(
                locker,
                network,
                runloop_commands,
                received,
                geyser,
            );
            if let Err(e) = hiro_system_kit::nestable_block_on(run) {
                watch::report(&failures, e.to_string());
            }
        })?;
        watch.wait_until_ready()?;
        Ok(Self { rpc_port, ws_port, commands, watch, runloop: Some(runloop) })
    }

    /// Address of the JSON-RPC server.
    pub fn rpc_url(&self) -> String {
        format!("http://{HOST}:{}", self.rpc_port)
    }

    /// Address of the websocket server.
    pub fn ws_url(&self) -> String {
        format!("ws://{HOST}:{}", self.ws_port)
    }

    /// Stops the network and returns when both servers are closed and their ports free again.
    ///
    /// # Errors
    /// When the servers are not closed within ten seconds.
    pub fn stop(mut self) -> Result<()> {
        let deadline = Instant::now() + STOP_PATIENCE;
        self.commands.send(SimnetCommand::Terminate(None)).map_err(|_| anyhow!("the network has stopped by itself"))?;
        self.watch.wait_until_stopped(deadline)?;
        while port_is_taken(self.rpc_port) || port_is_taken(self.ws_port) {
            if Instant::now() > deadline {
                bail!("the network has stopped, but its ports {} and {} are still taken", self.rpc_port, self.ws_port);
            }
            thread::sleep(Duration::from_millis(10));
        }
        match self.runloop.take().map(JoinHandle::join) {
            Some(Err(_)) => bail!("the network's thread has failed"),
            _ => Ok(()),
        }
    }
}

impl Drop for Localnet {
    fn drop(&mut self) {
        if self.runloop.is_some() {
            // Nobody is left to be told when the network is already gone.
            let _ = self.commands.send(SimnetCommand::Terminate(None));
        }
    }
}

fn surfpool_config(config: &Config, rpc_port: u16, ws_port: u16) -> SurfpoolConfig {
    let mode = if config.start_time.is_some() { BlockProductionMode::Transaction } else { BlockProductionMode::Clock };
    SurfpoolConfig {
        simnets: vec![SimnetConfig {
            offline_mode: true,
            remote_rpc_url: None,
            slot_time: config.slot_interval_ms(),
            block_production_mode: mode,
            instruction_profiling_enabled: false,
            ..SimnetConfig::default()
        }],
        rpc: RpcConfig { bind_host: HOST.into(), bind_port: rpc_port, ws_port, ..RpcConfig::default() },
        ..SurfpoolConfig::default()
    }
}

fn svm_config(simnet: &SimnetConfig) -> SurfnetSvmConfig {
    SurfnetSvmConfig {
        surfnet_id: simnet.surfnet_id.clone(),
        slot_time: simnet.slot_time,
        instruction_profiling_enabled: simnet.instruction_profiling_enabled,
        max_profiles: simnet.max_profiles,
        log_bytes_limit: simnet.log_bytes_limit,
        feature_config: SvmFeatureConfig::default(),
        skip_blockhash_check: simnet.skip_blockhash_check,
    }
}

/// Sets the network's first moment, which its time travel refuses to do for the past, before anything has run.
fn set_first_moment(svm: &mut SurfnetSvm, start: i64) -> Result<()> {
    let start_ms = u64::try_from(start)
        .ok()
        .and_then(|seconds| seconds.checked_mul(1_000))
        .with_context(|| format!("the start time {start} is outside of what a clock can show"))?;
    svm.updated_at = start_ms;
    svm.genesis_updated_at = start_ms;
    let mut clock: Clock = svm.inner.get_sysvar();
    clock.unix_timestamp = start;
    clock.epoch_start_timestamp = start;
    svm.inner.set_sysvar(&clock);
    Ok(())
}

fn reserve_port(port: u16) -> Result<u16> {
    let listener = TcpListener::bind((HOST, port)).with_context(|| format!("{HOST}:{port} cannot be used"))?;
    Ok(listener.local_addr()?.port())
}

fn port_is_taken(port: u16) -> bool {
    TcpListener::bind((HOST, port)).is_err()
}
