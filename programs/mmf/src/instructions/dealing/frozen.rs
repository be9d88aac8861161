//! Burning and minting in a token account of a class without a hook that is frozen, because its investor may no longer hold.

use anchor_lang::prelude::*;

use crate::compliance::must_be_frozen;
use crate::error::MmfError;
use crate::instructions::gate::*;
use crate::state::{Holding, Investor, ShareClass};
use crate::token::{Gatekeeper, ShareAccount, ShareAuthority};

/// Burns units; the account stays frozen where it must.
pub fn burn_frozen<'info>(
    authority: &ShareAuthority<'_, 'info>,
    (class, holding, investor): (&ShareClass, &Holding, &Investor),
    token_account: &AccountInfo<'info>,
    gate: &GateAccounts<'info>,
    units: u64,
    now: i64,
) -> Result<()> {
    let gatekeeper = Gatekeeper::new(class, authority.mint, authority.class, gate)?;
    gatekeeper.thaw(token_account)?;
    authority.burn(token_account, units)?;
    match must_be_frozen(class, investor, holding, now) {
        Some(_) => gatekeeper.freeze(token_account),
        None => Ok(()),
    }
}

/// Mints units that were burned for the queue back; an account that is frozen stays so.
///
/// # Errors
/// [`MmfError::TokenAccountUnfit`] where the holding's token account is closed or another's.
pub fn mint_back<'info>(
    authority: &ShareAuthority<'_, 'info>,
    (class, holding): (&ShareClass, &Holding),
    token_account: &AccountInfo<'info>,
    gate: &GateAccounts<'info>,
    units: u64,
) -> Result<()> {
    let account = ShareAccount::of_holding(token_account, holding, class).ok_or(MmfError::TokenAccountUnfit)?;
    if !account.frozen {
        return authority.mint_to(token_account, units);
    }
    let gatekeeper = Gatekeeper::new(class, authority.mint, authority.class, gate)?;
    gatekeeper.thaw(token_account)?;
    authority.mint_to(token_account, units)?;
    gatekeeper.freeze(token_account)
}
