//! The network's clock, read and moved over JSON-RPC, so also from another process.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use solana_client::rpc_client::RpcClient;
use solana_client::rpc_request::RpcRequest;
use solana_clock::Clock;
use solana_commitment_config::CommitmentConfig;
use solana_sdk::pubkey::Pubkey;

const CLOCK_ADDRESS: Pubkey = Pubkey::from_str_const("SysvarC1ock11111111111111111111111111111111");

/// How far a held clock may stand past a moment and still count as standing there, in seconds.
pub const HELD_TOLERANCE_SECS: i64 = 60;

/// The Clock sysvar of the network at `url`, as of its latest block.
///
/// # Errors
/// When the network does not answer.
pub fn clock(url: &str) -> Result<Clock> {
    read(&client(url))
}

/// Moves the clock of the network at `url` forward to `unix_seconds` and holds it there. Transactions still land;
/// each moves a held clock by at most 32 slots. Blockhashes from before the jump may be refused after it.
///
/// Doing it again changes nothing: a clock that stands at most [`HELD_TOLERANCE_SECS`] past the moment stays.
///
/// # Errors
/// When the moment is further in the network's past, or the network is none that can travel in time.
pub fn advance_to(url: &str, unix_seconds: i64) -> Result<Clock> {
    let rpc = client(url);
    call(&rpc, "surfnet_pauseClock", json!([]))?;
    let before = read(&rpc)?;
    if before.unix_timestamp > unix_seconds + HELD_TOLERANCE_SECS {
        bail!("the network's clock stands at {} and cannot go back to {unix_seconds}", before.unix_timestamp);
    }
    if before.unix_timestamp >= unix_seconds {
        return Ok(before);
    }
    call(&rpc, "surfnet_timeTravel", json!([{ "absoluteTimestamp": unix_seconds * 1_000 }]))?;
    let after = read(&rpc)?;
    if after.unix_timestamp < unix_seconds {
        bail!("the network's clock stands at {} after a jump to {unix_seconds}", after.unix_timestamp);
    }
    Ok(after)
}

/// Lets a held clock run again at the slot interval.
///
/// # Errors
/// When the network does not answer, or has no clock that can be held.
pub fn resume(url: &str) -> Result<()> {
    call(&client(url), "surfnet_resumeClock", json!([])).map(drop)
}

fn client(url: &str) -> RpcClient {
    RpcClient::new_with_commitment(url.to_string(), CommitmentConfig::processed())
}

fn call(rpc: &RpcClient, method: &'static str, params: Value) -> Result<Value> {
    rpc.send(RpcRequest::Custom { method }, params)
        .with_context(|| format!("{method}: the network at {} refused; is it `mmf localnet`?", rpc.url()))
}

fn read(rpc: &RpcClient) -> Result<Clock> {
    let data = rpc.get_account_data(&CLOCK_ADDRESS).with_context(|| format!("no clock at {}", rpc.url()))?;
    bincode::deserialize(&data).context("the Clock sysvar has an unknown layout")
}
