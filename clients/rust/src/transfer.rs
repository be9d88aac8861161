//! Transfers of shares with the extra accounts that the hook needs.

use solana_sdk::instruction::Instruction;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::instruction::transfer_checked;
use spl_transfer_hook_interface::offchain::add_extra_account_metas_for_execute;

use mmf::constants::SHARE_DECIMALS;

use crate::error::{Error, Result};
use crate::fetch::Client;

/// The two sides of a transfer.
#[derive(Clone, Copy, Debug)]
pub struct Sides {
    /// The class's mint.
    pub mint: Pubkey,
    /// Token account that gives.
    pub source: Pubkey,
    /// Token account that takes.
    pub destination: Pubkey,
    /// Owner or delegate of the giving account; signs.
    pub authority: Pubkey,
}

impl Client {
    /// An ordinary Token-2022 transfer of `units`; the standard helper finds the hook's accounts.
    ///
    /// # Errors
    /// When the node does not answer, or an extra account is missing: usually because one side has no holding.
    pub fn transfer(&self, sides: &Sides, units: u64) -> Result<Instruction> {
        let mut instruction = transfer_checked(
            &spl_token_2022_interface::ID,
            &sides.source,
            &sides.mint,
            &sides.destination,
            &sides.authority,
            &[],
            units,
            SHARE_DECIMALS,
        )
        .map_err(|error| Error::HookAccounts(error.to_string()))?;
        let program = self.program();
        let resolve = add_extra_account_metas_for_execute(
            &mut instruction,
            &program,
            &sides.source,
            &sides.mint,
            &sides.destination,
            &sides.authority,
            units,
            |address| async move {
                self.account(&address).map(|found| found.map(|account| account.data)).map_err(Into::into)
            },
        );
        ready(resolve).map_err(|error| Error::HookAccounts(error.to_string()))?;
        Ok(instruction)
    }
}

/// Drives a future whose every step is done at once: the fetches inside block.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    loop {
        if let std::task::Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return value;
        }
    }
}
