//! Units that wait for their strike.

use anchor_lang::prelude::*;
use mmf_math::convert::to_settlement_down;

use super::{PlaceRequest, PlaceRequestArgs};
use crate::books::add;
use crate::error::{MmfError, OrMmf};
use crate::events::RequestPlaced;
use crate::instructions::{RedeemFrom, Redemption, RedemptionRates, burn_frozen, value_e6};
use crate::state::{ClassSeeds, Side};
use crate::token::{ShareAuthority, expected_arrival};

/// Reserves the units. They stay the holder's and earn until their strike, but nobody can move them. A class without a register burns the
/// tokens at once instead, and mints them back where the request is cancelled or refused.
pub fn handle_place_redemption(ctx: Context<PlaceRequest>, args: PlaceRequestArgs) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    accounts.check()?;
    accounts.join(&args, Side::Redemption, (ctx.bumps.request, ctx.bumps.batch), now)?;
    let Redemption { units, is_frozen } = {
        let (class, holding) = (accounts.class.load()?, accounts.holding.load()?);
        RedeemFrom { class: &class, holding: &holding, investor: &*accounts.investor.load()? }.allow(
            &accounts.token_account,
            args.amount,
            now,
        )?
    };
    check_proceeds(accounts, units, args.min_out)?;
    if accounts.class.load()?.is_hooked() {
        accounts.holding.load_mut()?.reserve(units)?;
    } else {
        burn(accounts, units, is_frozen, now)?;
        add(&mut accounts.class.load_mut()?.queued_units, units)?;
    }

    add(&mut accounts.batch.redeemed_units, units)?;
    accounts.batch.redemptions = accounts.batch.redemptions.checked_add(1).ok_or(MmfError::Overflow)?;
    let request = &mut accounts.request;
    request.units = units;
    request.min_out_of_units = units;
    emit!(RequestPlaced {
        class: request.class,
        request: request.key(),
        seq: request.next_seq()?,
        holding: request.holding,
        holding_seq: accounts.holding.load_mut()?.next_seq()?,
        side: request.side as u8,
        day: request.day,
        cutoff: request.cutoff,
        cash_e6: 0,
        units,
    });
    Ok(())
}

/// The units come to something, and the least cash is no more than would arrive for the units now, after both transfers: a request that is bound to be refused must not count for the day's fees.
fn check_proceeds(accounts: &PlaceRequest<'_>, units: u64, min_out: u64) -> Result<()> {
    let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
    let dealing = accounts.dealing.load()?;
    dealing.check(&accounts.fund.key())?;
    let value_e6 = value_e6(&class, units)?;
    let fees = RedemptionRates::now(&fund, &dealing, &class)?.of(value_e6)?;
    let settlement_units =
        to_settlement_down(value_e6.saturating_sub(fees.total_e6()), fund.settlement_decimals).or_mmf()?;
    require!(settlement_units > 0, MmfError::AmountTooSmall);
    let in_payout = expected_arrival(&accounts.settlement_mint, settlement_units)?;
    let arriving = expected_arrival(&accounts.settlement_mint, in_payout)?;
    require!(arriving >= min_out, MmfError::BelowMinimumOut);
    Ok(())
}

fn burn(accounts: &PlaceRequest<'_>, units: u64, is_frozen: bool, now: i64) -> Result<()> {
    let (class, holding) = (accounts.class.load()?, accounts.holding.load()?);
    let investor = accounts.investor.load()?;
    let seeds = ClassSeeds::of(&class);
    let authority = ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds };
    if !is_frozen {
        return authority.burn(&accounts.token_account, units);
    }
    let parties = (&*class, &*holding, &*investor);
    burn_frozen(&authority, parties, &accounts.token_account, &accounts.gate, units, now)
}
