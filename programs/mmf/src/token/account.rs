//! What the program wants to know of a share token account.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::spl_token_2022::{
    self as token_2022,
    extension::{
        BaseStateWithExtensions, StateWithExtensions,
        immutable_owner::ImmutableOwner,
        transfer_hook::{TransferHook, TransferHookAccount},
    },
    state::{Account, AccountState, Mint},
};

use crate::state::{Holding, ShareClass};

/// A Token-2022 account, read once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareAccount {
    /// Its mint.
    pub mint: Pubkey,
    /// Its owner.
    pub owner: Pubkey,
    /// Its balance in units.
    pub amount: u64,
    /// Frozen in Token-2022.
    pub frozen: bool,
    /// The owner can't change.
    pub immutable_owner: bool,
    /// Nobody but the owner can close it.
    pub no_close_authority: bool,
    /// A transfer is under way.
    pub transferring: bool,
}

impl ShareAccount {
    /// Reads a holding's token account; `None` where it is closed, or was made again for another mint or another owner: then the holding has
    /// none.
    pub fn of_holding(info: &AccountInfo<'_>, holding: &Holding, class: &ShareClass) -> Option<Self> {
        Self::read(info).filter(|account| account.mint == class.mint && account.owner == holding.owner)
    }

    /// Nobody but its owner can have or close it: it may hold shares.
    pub fn is_fit(&self) -> bool {
        self.immutable_owner && self.no_close_authority
    }

    /// Reads an account; `None` where it isn't an initialised token account of Token-2022.
    pub fn read(info: &AccountInfo<'_>) -> Option<Self> {
        if info.owner != &token_2022::ID {
            return None;
        }
        let data = info.try_borrow_data().ok()?;
        let state = StateWithExtensions::<Account>::unpack(&data).ok()?;
        let transferring =
            state.get_extension::<TransferHookAccount>().is_ok_and(|extension| bool::from(extension.transferring));
        Some(Self {
            mint: state.base.mint,
            owner: state.base.owner,
            amount: state.base.amount,
            frozen: state.base.state == AccountState::Frozen,
            immutable_owner: state.get_extension::<ImmutableOwner>().is_ok(),
            no_close_authority: state.base.close_authority.is_none(),
            transferring,
        })
    }
}

/// The hook program that a mint names; `None` where the account is no mint of Token-2022 or has no hook.
pub fn hook_program(mint: &AccountInfo<'_>) -> Option<Pubkey> {
    if mint.owner != &token_2022::ID {
        return None;
    }
    let data = mint.try_borrow_data().ok()?;
    let state = StateWithExtensions::<Mint>::unpack(&data).ok()?;
    state.get_extension::<TransferHook>().ok()?.program_id.into()
}
