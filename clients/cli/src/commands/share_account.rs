//! Share token accounts as Token-2022 has them.

use solana_sdk::account::Account;
use solana_sdk::pubkey::Pubkey;
use spl_token_2022_interface::extension::StateWithExtensions;
use spl_token_2022_interface::state::Account as TokenAccount;

use super::shared::explain_sdk;
use crate::context::Context;
use crate::error::CliResult;
use crate::explain;

/// Most accounts that a node gives in one answer.
const ACCOUNTS_AT_ONCE: usize = 100;

/// A share token account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareAccount {
    /// Its mint.
    pub mint: Pubkey,
    /// Its owner.
    pub owner: Pubkey,
    /// Its balance in units.
    pub tokens: u64,
    /// Frozen in Token-2022.
    pub frozen: bool,
}

impl ShareAccount {
    /// Reads an account; `None` where it is no token account of Token-2022.
    pub fn read(account: &Account) -> Option<Self> {
        if account.owner != spl_token_2022_interface::ID {
            return None;
        }
        let state = StateWithExtensions::<TokenAccount>::unpack(&account.data).ok()?.base;
        Some(Self { mint: state.mint, owner: state.owner, tokens: state.amount, frozen: state.is_frozen() })
    }

    /// Fetches one; `None` where there is none at the address.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn fetch(context: &Context, address: &Pubkey) -> CliResult<Option<Self>> {
        let found = context.client.account(address).map_err(|error| explain_sdk(context, &error))?;
        Ok(found.as_ref().and_then(Self::read))
    }

    /// Fetches many, in the order of the addresses.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn fetch_all(context: &Context, addresses: &[Pubkey]) -> CliResult<Vec<Option<Self>>> {
        let accounts = fetch_accounts(context, addresses)?;
        Ok(accounts.iter().map(|account| account.as_ref().and_then(Self::read)).collect())
    }
}

/// Fetches accounts of any kind, in the order of the addresses; `None` where there is none.
///
/// # Errors
/// When the node does not answer.
pub fn fetch_accounts(context: &Context, addresses: &[Pubkey]) -> CliResult<Vec<Option<Account>>> {
    let mut accounts = Vec::with_capacity(addresses.len());
    for chunk in addresses.chunks(ACCOUNTS_AT_ONCE) {
        let found = context
            .rpc()
            .get_multiple_accounts_with_commitment(chunk, context.config.commitment)
            .map_err(|error| explain::rpc_error(&error, &context.config.url))?;
        accounts.extend(found.value);
    }
    Ok(accounts)
}
