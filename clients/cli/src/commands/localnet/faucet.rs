//! Gives a wallet SOL and USDC on a local network.

use std::path::Path;

use solana_sdk::pubkey::Pubkey;
use solana_sdk::signature::Signer;

use super::{files, network_failure};
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::output::{Cell, Output};

/// Lamports in a millionth of a SOL.
const LAMPORTS_PER_MICRO_SOL: u64 = 1_000;

/// Amounts in millionths of SOL and of USDC.
pub fn run(context: &Context, wallet: &Pubkey, sol: u64, usdc: u64, dir: &Path) -> CliResult<Output> {
    if sol == 0 && usdc == 0 {
        return Err(CliError::usage("NothingAsked", "how much?").hint("give --sol AMOUNT, --usdc AMOUNT or both"));
    }
    let url = &context.config.url;
    let explain = |error| network_failure(&error);
    if sol > 0 {
        let lamports = sol
            .checked_mul(LAMPORTS_PER_MICRO_SOL)
            .ok_or_else(|| CliError::usage("AmountTooLarge", "so much SOL does not exist"))?;
        mmf_localnet::airdrop(url, wallet, lamports).map_err(explain)?;
    }
    let mut account = Cell::none();
    if usdc > 0 {
        let payer = files::read_key(dir, files::PAYER)?;
        let mint = files::read_key(dir, files::USDC)?.pubkey();
        let minted = mmf_localnet::mint_to(url, &payer, &mint, wallet, usdc).map_err(explain)?;
        account = Cell::address(&minted);
    }
    Ok(Output::new().record(
        "Given",
        vec![
            ("wallet", "Wallet", Cell::address(wallet)),
            ("sol", "SOL", Cell::amount(sol)),
            ("usdc", "USDC", Cell::amount(usdc)),
            ("usdcAccount", "USDC account", account),
        ],
    ))
}
