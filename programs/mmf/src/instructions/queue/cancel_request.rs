//! The holder takes its request back.

use anchor_lang::prelude::*;

use super::GiveBack;
use super::settlement::leave_batch;
use crate::constants::UNSERVED_SECONDS;
use crate::error::MmfError;
use crate::state::{Request, RequestStatus, Side, fund_flag, pause};

/// Cancels a request: before its cut-off, as it was when the request was placed or as it is now, whichever is earlier; after it where dealing of its side is paused or suspended, or where it went unserved for seven days; and
/// at any time what a partial payment left in line. No pause keeps anybody from this, only sanctions do.
pub fn handle_cancel_request(ctx: Context<GiveBack>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.check()?;
    require_keys_eq!(accounts.caller.key(), accounts.request.owner, MmfError::AccountMismatch);
    match accounts.request.status {
        RequestStatus::Open => {
            require!(may_cancel(accounts, &accounts.request, now)?, MmfError::RequestPastCutoff);
            leave(accounts)?;
        }
        RequestStatus::Partial => (),
        _ => return err!(MmfError::RequestNotOpen),
    }
    accounts.give_back(true, now)
}

fn may_cancel(accounts: &GiveBack<'_>, request: &Request, now: i64) -> Result<bool> {
    let fund = accounts.fund.load()?;
    let (bit, is_over) = match request.side {
        Side::Subscription => (pause::SUBSCRIPTIONS, fund.is_winding_up() || fund.has_flag(fund_flag::HALTED)),
        Side::Redemption => (pause::REDEMPTIONS, false),
    };
    let is_stopped = (fund.pauses | accounts.class.load()?.pauses) & bit != 0 || fund.is_suspended(now) || is_over;
    let is_unserved = now >= request.cutoff.saturating_add(UNSERVED_SECONDS);
    let is_struck = fund.last_struck_day >= request.day;
    let is_next = fund.next_cutoff != 0 && fund.next_strike_day == request.day;
    let cutoff = if is_next { request.cutoff.min(fund.next_cutoff) } else { request.cutoff };
    Ok((now < cutoff && !is_struck) || is_stopped || is_unserved)
}

fn leave(accounts: &mut GiveBack<'_>) -> Result<()> {
    let batch = accounts.batch.as_mut().ok_or(MmfError::AccountMismatch)?;
    batch.check(&accounts.fund.key(), &accounts.class.key())?;
    require!(batch.day == accounts.request.day, MmfError::AccountMismatch);
    let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
    leave_batch(batch, &accounts.request, &fund, &mut *accounts.dealing.load_mut()?, &class)
}
