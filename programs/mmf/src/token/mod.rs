//! The only module that talks to Token-2022. The class's address is every authority of its mint.

mod account;
mod cash;
mod gate;
mod mint;

use anchor_lang::prelude::*;
use anchor_lang::solana_program::program::invoke_signed;
use anchor_spl::token_2022::spl_token_2022::{self as token_2022, instruction};

pub use account::{ShareAccount, hook_program};
pub use cash::{
    CashLeg, Payer, check_covered, exact_settlement_units, expected_arrival, move_cash, pay_cash, takes_cash,
    vault_signer_moves_cash,
};
pub use gate::{Gatekeeper, HandOver};
pub use mint::{ClassText, MintAccounts, create_mint, set_fact};

use crate::state::ClassSeeds;

/// The accounts of a mint or burn.
pub struct ShareAuthority<'a, 'info> {
    /// The class's mint.
    pub mint: &'a AccountInfo<'info>,
    /// The class.
    pub class: &'a AccountInfo<'info>,
    /// The class's signer seeds.
    pub seeds: ClassSeeds,
}

impl<'info> ShareAuthority<'_, 'info> {
    /// Mints units to a token account.
    pub fn mint_to(&self, to: &AccountInfo<'info>, units: u64) -> Result<()> {
        let class = self.class.key;
        let order = instruction::mint_to(&token_2022::ID, self.mint.key, to.key, class, &[], units)?;
        self.invoke(&order, &[self.mint.clone(), to.clone(), self.class.clone()])
    }

    /// Burns units from a token account as the mint's permanent delegate.
    pub fn burn(&self, from: &AccountInfo<'info>, units: u64) -> Result<()> {
        let class = self.class.key;
        let order = instruction::burn(&token_2022::ID, from.key, self.mint.key, class, &[], units)?;
        self.invoke(&order, &[from.clone(), self.mint.clone(), self.class.clone()])
    }

    fn invoke(
        &self,
        order: &anchor_lang::solana_program::instruction::Instruction,
        accounts: &[AccountInfo<'info>],
    ) -> Result<()> {
        invoke_signed(order, accounts, &[&self.seeds.as_slices()]).map_err(Into::into)
    }
}
