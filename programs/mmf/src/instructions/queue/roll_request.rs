//! What a partial payment left joins the next dealing day.

use anchor_lang::prelude::*;

use super::dealing_day::Calendars;
use super::join_batch;
use crate::books::add;
use crate::constants::*;
use crate::error::MmfError;
use crate::events::RequestRolled;
use crate::state::{Batch, Calendar, Fund, Request, RequestStatus, ShareClass};

/// Accounts of `roll_request`.
#[derive(Accounts)]
#[instruction(day: i32)]
pub struct RollRequest<'info> {
    /// Pays the rent of a new batch.
    #[account(mut)]
    pub payer: Signer<'info>,
    /// The fund.
    pub fund: AccountLoader<'info, Fund>,
    /// The class.
    pub class: AccountLoader<'info, ShareClass>,
    /// The request.
    #[account(mut)]
    pub request: Box<Account<'info, Request>>,
    /// Calendar of the year of the next strike day.
    pub calendar: AccountLoader<'info, Calendar>,
    /// Calendar of the year after, where the first holds no further dealing day.
    pub next_calendar: Option<AccountLoader<'info, Calendar>>,
    /// The batch of the class and the dealing day.
    #[account(init_if_needed, payer = payer, space = 8 + Batch::INIT_SPACE,
        seeds = [BATCH_SEED, class.key().as_ref(), &day.to_le_bytes()], bump)]
    pub batch: Box<Account<'info, Batch>>,
    /// The system program.
    pub system_program: Program<'info, System>,
}

/// Puts the rest in line again. Anybody may; nobody has to sign for the holder, who can cancel at any time until then.
pub fn handle_roll_request(ctx: Context<RollRequest>, day: i32) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let (fund_key, class_key) = (accounts.fund.key(), accounts.class.key());
    accounts.fund.load()?.check_version()?;
    accounts.class.load()?.check_version()?;
    accounts.request.check_version()?;
    require!(accounts.request.fund == fund_key && accounts.request.class == class_key, MmfError::AccountMismatch);
    require!(accounts.request.status == RequestStatus::Partial, MmfError::RequestNotOpen);
    let calendars = Calendars { this: &accounts.calendar, next: accounts.next_calendar.as_ref() };
    let next = calendars.dealing_day(&fund_key, &*accounts.fund.load()?, now)?;
    require!(next.day == day, MmfError::DealingDayMoved);

    let batch = &mut accounts.batch;
    join_batch(batch, (&fund_key, &class_key), &next, (accounts.payer.key, ctx.bumps.batch), now)?;
    let request = &mut accounts.request;
    add(&mut batch.redeemed_units, request.units)?;
    add(&mut batch.rolled_units, request.units)?;
    request.is_rolled = true;
    batch.redemptions = batch.redemptions.checked_add(1).ok_or(MmfError::Overflow)?;
    request.status = RequestStatus::Open;
    request.day = next.day;
    request.cutoff = next.cutoff;
    emit!(RequestRolled {
        class: class_key,
        request: request.key(),
        seq: request.next_seq()?,
        units: request.units,
        day: next.day,
        cutoff: next.cutoff,
    });
    Ok(())
}
