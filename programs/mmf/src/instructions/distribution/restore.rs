//! Mints the tokens that a holding's units lack, after a burn outside the program or a dividend that was credited in place.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;

use crate::compliance::{Operation, check_party};
use crate::error::{MmfError, OrMmf};
use crate::events::Restored;
use crate::instructions::bind;
use crate::state::{ClassSeeds, Holding, Investor, ShareClass};
use crate::token::{ShareAccount, ShareAuthority};

/// Accounts of `restore`. Anyone may call it.
#[derive(Accounts)]
pub struct Restore<'info> {
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The holding's investor.
    pub investor: AccountLoader<'info, Investor>,
    /// The holding.
    #[account(mut)]
    pub holding: AccountLoader<'info, Holding>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the holding's token account, compared with its record.
    #[account(mut)]
    pub token_account: UncheckedAccount<'info>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
}

/// Mints what is missing. The register does not change: the units never went away.
pub fn handle_restore(ctx: Context<Restore>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (seeds, missing) = {
        let class_key = accounts.class.key();
        let mut class = accounts.class.load_mut()?;
        let mut holding = accounts.holding.load_mut()?;
        let investor = accounts.investor.load()?;
        class.check_version()?;
        require_keys_eq!(class.mint, *accounts.mint.key, MmfError::AccountMismatch);
        bind::holding_of(
            &holding,
            (&class_key, &class),
            (&accounts.investor.key(), &investor),
            accounts.token_account.key,
        )?;
        check_party(&investor, &holding, Operation::BePaid, now).or_mmf()?;
        let account = ShareAccount::of_holding(&accounts.token_account, &holding, &class);
        let account = account.ok_or(MmfError::TokenAccountUnfit)?;
        require!(!account.frozen, MmfError::TokenAccountFrozen);
        let missing = holding.recorded_units.saturating_sub(account.amount);
        require!(missing > 0, MmfError::NothingToRestore);

        emit!(Restored {
            class: class_key,
            class_seq: class.next_seq()?,
            holding: accounts.holding.key(),
            holding_seq: holding.next_seq()?,
            units: missing,
            recorded_units: holding.recorded_units,
        });
        (ClassSeeds::of(&class), missing)
    };
    let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds };
    authority.mint_to(&accounts.token_account, missing)
}
