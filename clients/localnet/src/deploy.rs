//! Programs, deployed as the upgradeable loader lays them out.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use solana_client::rpc_request::RpcRequest;
use solana_sdk::pubkey::Pubkey;

use crate::transact::client;

const CHUNK_BYTES: usize = 4 * 1024 * 1024;
const HEX_DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Deploys `elf` at the address `program` with `upgrade_authority`: a program account and its program data account of
/// the upgradeable loader, executable at once.
///
/// # Errors
/// When the network refuses it, or the program is not executable afterwards.
pub fn deploy(url: &str, program: &Pubkey, upgrade_authority: &Pubkey, elf: &[u8]) -> Result<()> {
    let rpc = client(url);
    for (index, chunk) in elf.chunks(CHUNK_BYTES).enumerate() {
        let params = json!([program.to_string(), hex(chunk), index * CHUNK_BYTES, upgrade_authority.to_string()]);
        let method = "surfnet_writeProgram";
        rpc.send::<Value>(RpcRequest::Custom { method }, params)
            .with_context(|| format!("the network refused the program {program}"))?;
    }
    let account = rpc.get_account(program).with_context(|| format!("the program {program} is not there"))?;
    if !account.executable {
        bail!("the account {program} is not executable");
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(HEX_DIGITS[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
