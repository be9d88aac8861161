//! `Execute`: Token-2022 calls it in the middle of a transfer, after the balances changed. It can only refuse or allow, and write the
//! register. It is public; [`check_authentic`] is what makes a call believable.

use anchor_lang::prelude::*;

use crate::compliance::{Case, Party, decide};
use crate::error::{MmfError, OrMmf};
use crate::events::Transferred;
use crate::instructions::bind;
use crate::state::{Holding, Investor, ShareClass, pause};
use crate::token::{ShareAccount, hook_program};

/// Accounts in the order that the hook interface and the validation account fix. A call with fewer fails.
#[derive(Accounts)]
pub struct Execute<'info> {
    /// CHECK: the sender's token account; read and checked by [`check_authentic`].
    pub source: UncheckedAccount<'info>,
    /// CHECK: the class's mint, checked by [`check_authentic`].
    pub mint: UncheckedAccount<'info>,
    /// CHECK: the receiver's token account; read and checked by [`check_authentic`].
    pub destination: UncheckedAccount<'info>,
    /// CHECK: owner or delegate; who signs is Token-2022's business, whose the units are is the token account's.
    pub authority: UncheckedAccount<'info>,
    /// CHECK: compared with the class's record.
    pub validation: UncheckedAccount<'info>,
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// CHECK: loaded as a holding, so that a missing one gets its own error.
    #[account(mut)]
    pub source_holding: UncheckedAccount<'info>,
    /// CHECK: loaded as a holding, so that a missing one gets its own error.
    #[account(mut)]
    pub destination_holding: UncheckedAccount<'info>,
    /// CHECK: loaded as an investor; may be the same account as the next.
    #[account(mut)]
    pub source_investor: UncheckedAccount<'info>,
    /// CHECK: loaded as an investor.
    #[account(mut)]
    pub destination_investor: UncheckedAccount<'info>,
}

/// Allows or refuses a transfer of `units` and moves them in the register.
pub fn handle_execute<'info>(ctx: Context<'info, Execute<'info>>, units: u64) -> Result<()> {
    let accounts: &'info Execute<'info> = ctx.accounts;
    let class = accounts.class.load()?;
    let owners = check_authentic(accounts, &class)?;
    require_keys_neq!(*accounts.source_holding.key, *accounts.destination_holding.key, MmfError::AccountMismatch);
    let source_holding = load::<Holding>(&accounts.source_holding)?;
    let destination_holding = load::<Holding>(&accounts.destination_holding)?;
    let source_investor = load::<Investor>(&accounts.source_investor)?;
    let destination_investor = load::<Investor>(&accounts.destination_investor)?;
    let same_investor = accounts.source_investor.key == accounts.destination_investor.key;
    let mut from = source_holding.load_mut()?;
    let mut to = destination_holding.load_mut()?;
    let mut giver = source_investor.load_mut()?;
    let mut taker = if same_investor { None } else { Some(destination_investor.load_mut()?) };

    let class_at = (&accounts.class.key(), &*class);
    require_keys_eq!(from.owner, owners.source, MmfError::AccountMismatch);
    bind::holding_of(&from, class_at, (accounts.source_investor.key, &giver), accounts.source.key)?;
    require_keys_eq!(to.owner, owners.destination, MmfError::AccountMismatch);
    let receiver = (accounts.destination_investor.key, taker.as_deref().unwrap_or(&giver));
    bind::holding_of(&to, class_at, receiver, accounts.destination.key)?;
    decide(&Case {
        class: &class,
        giver: Some(Party { investor: &giver, holding: &from }),
        taker: Some(Party { investor: receiver.1, holding: &to }),
        same_investor,
        units,
        pause_bit: pause::TRANSFERS,
        now: Clock::get()?.unix_timestamp,
    })
    .or_mmf()?;

    from.settle(&class)?;
    to.settle(&class)?;
    from.remove_units(units)?;
    to.add_units(units)?;
    if let Some(taker) = &mut taker {
        giver.remove_units(class.class_no, units)?;
        taker.add_units(class.class_no, units)?;
    }

    emit!(Transferred {
        source: *accounts.source_holding.key,
        source_seq: from.next_seq()?,
        destination: *accounts.destination_holding.key,
        destination_seq: to.next_seq()?,
        units,
        source_units: from.recorded_units,
        destination_units: to.recorded_units,
        index: class.index.get(),
    });
    Ok(())
}

/// Owners of the two token accounts.
struct Owners {
    source: Pubkey,
    destination: Pubkey,
}

/// The call comes from Token-2022, in the middle of a transfer of the class's own mint with this program as its hook.
fn check_authentic(accounts: &Execute<'_>, class: &ShareClass) -> Result<Owners> {
    class.check_version()?;
    let mint = accounts.mint.key;
    require_keys_eq!(class.mint, *mint, MmfError::NotInTransfer);
    require_keys_eq!(class.validation, *accounts.validation.key, MmfError::NotInTransfer);
    require!(hook_program(&accounts.mint) == Some(crate::ID), MmfError::NotInTransfer);
    let party = |info: &AccountInfo<'_>| -> Result<Pubkey> {
        let account = ShareAccount::read(info).ok_or(MmfError::NotInTransfer)?;
        require!(account.transferring && account.mint == *mint, MmfError::NotInTransfer);
        Ok(account.owner)
    };
    Ok(Owners { source: party(&accounts.source)?, destination: party(&accounts.destination)? })
}

fn load<'info, T: anchor_lang::ZeroCopy + anchor_lang::Owner>(
    info: &'info AccountInfo<'info>,
) -> Result<AccountLoader<'info, T>> {
    AccountLoader::try_from(info).map_err(|_| MmfError::NotRegistered.into())
}
