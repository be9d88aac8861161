//! Whether the fee payer has enough for rent and fees, before anything is sent.

use mmf::state::{Holding, Investor, Wallet};
use solana_sdk::pubkey::Pubkey;

use super::plan::Plan;
use crate::context::Context;
use crate::error::{CliError, CliResult};
use crate::explain;

/// Discriminator of an account.
const DISCRIMINATOR: usize = 8;
/// A share token account with its extensions; one of a class without a hook is smaller.
const TOKEN_ACCOUNT: usize = 179;
/// Fee for a signature.
const SIGNATURE_LAMPORTS: u64 = 5_000;

/// Refuses a plan that the fee payer cannot pay.
///
/// # Errors
/// When it has too little, or the node does not answer.
pub fn check(context: &Context, payer: &Pubkey, plan: &Plan) -> CliResult<()> {
    let explain = |error| explain::rpc_error(&error, &context.config.url);
    let rent = |bytes: usize| context.rpc().get_minimum_balance_for_rent_exemption(bytes).map_err(explain);
    let counts = plan.counts;
    let holding = rent(DISCRIMINATOR + size_of::<Holding>())?.saturating_add(rent(TOKEN_ACCOUNT)?);
    let wallet = rent(DISCRIMINATOR + <Wallet as anchor_lang::Space>::INIT_SPACE)?;
    let investor = rent(DISCRIMINATOR + size_of::<Investor>())?;
    let transactions: u64 = plan.jobs.iter().map(|job| job.steps.len() as u64).sum();
    let signatures = transactions.saturating_mul(context.keys()?.len() as u64);
    let needed = [
        counts.added.saturating_mul(investor),
        counts.linked.saturating_mul(wallet),
        counts.opened.saturating_mul(holding),
        signatures.saturating_mul(SIGNATURE_LAMPORTS),
    ];
    let needed = needed.into_iter().fold(0, u64::saturating_add);
    let balance = context.rpc().get_balance(payer).map_err(explain)?;
    if balance >= needed {
        return Ok(());
    }
    let name = "FeePayerShort";
    let message =
        format!("rent and fees are about {} SOL, but {payer} has {}; nothing was sent", sol(needed), sol(balance));
    Err(CliError::failure(name, message).hint("send it SOL, or let another pay with --fee-payer"))
}

fn sol(lamports: u64) -> String {
    format!("{}.{:09}", lamports / 1_000_000_000, lamports % 1_000_000_000)
}
