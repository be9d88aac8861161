//! Gives out what waits to be collected.

use anchor_lang::prelude::*;

use super::GiveBack;
use crate::error::MmfError;
use crate::events::RequestGivenBack;
use crate::state::RequestStatus;

/// Anybody collects for the holder; the holder may name another cash account of its own. No pause keeps anybody from this. Cash of a part that
/// was paid is collected while the rest stays in line.
pub fn handle_collect_request(ctx: Context<GiveBack>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.check()?;
    if accounts.request.status == RequestStatus::Due {
        return accounts.give_back(false, now);
    }
    require!(accounts.request.due_settlement_units > 0, MmfError::NothingDue);
    let mut request = accounts.request.clone();
    accounts.parties().check_give_back(&request)?;
    let settlement_units = accounts.cash().pay_due(&accounts.parties(), &mut request)?;
    emit!(RequestGivenBack {
        class: request.class,
        request: request.key(),
        seq: request.next_seq()?,
        holding: request.holding,
        holding_seq: accounts.holding.load_mut()?.next_seq()?,
        settlement_units,
        units: 0,
        cancelled: false,
    });
    accounts.request = request;
    Ok(())
}
