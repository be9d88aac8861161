//! `mmf quote subscribe|redeem|exchange`: what a deal would give, at once and through the queue.

mod exchange;
mod redeem;
mod subscribe;
mod tables;

pub use exchange::exchange;
pub use redeem::redeem;
pub use subscribe::subscribe;

use solana_sdk::pubkey::Pubkey;

use crate::context::Context;
use crate::error::CliResult;

/// The wallet that the command line names, or the main signer.
fn wallet(context: &Context, named: Option<Pubkey>) -> CliResult<Pubkey> {
    named.map_or_else(|| Ok(context.signer()?.address()), Ok)
}
