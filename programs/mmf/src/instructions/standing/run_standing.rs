//! Carries a standing instruction out.

use anchor_lang::prelude::*;
use mmf_math::convert::{to_books_down, to_books_up};
use mmf_math::{PRICE_SCALE, Rounding, SCALE, fee, round};

use crate::constants::STANDING_SEED;
use crate::error::{MmfError, OrMmf};
use crate::events::StandingRun;
use crate::instructions::*;
use crate::state::{Side, Standing, StandingSeeds};
use crate::token::Payer;

/// Two fees are each rounded up, what the holder accepts only once.
const SECOND_ROUNDING: u64 = 1;

/// Accounts of `run_standing`.
#[derive(Accounts)]
pub struct RunStanding<'info> {
    /// Anybody.
    pub keeper: Signer<'info>,
    /// The instruction.
    #[account(mut, seeds = [STANDING_SEED, deal.holding.key().as_ref()], bump = standing.bump)]
    pub standing: Box<Account<'info, Standing>>,
    /// The holder's side, as for an instant deal.
    pub deal: Deal<'info>,
}

/// What a run moves, in units of the settlement mint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Move {
    side: Side,
    settlement_units: u64,
}

/// What a run did. Amounts in e6, unless the name says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Done {
    units: u64,
    fees_e6: u64,
    amount_e6: u64,
    settlement_units: u64,
}

/// Sweeps what lies above the one bound, or redeems up to the other: an instant deal by all its rules, within what the holder set. The keeper
/// chooses nothing but the moment.
pub fn handle_run_standing(ctx: Context<RunStanding>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    let owner = accounts.deal.holding.load()?.owner;
    let strike_no = accounts.deal.fund.load()?.last_strike_no;
    accounts.standing.check(&accounts.deal.holding.key(), &owner)?;
    let generation = accounts.deal.holding.load()?.generation;
    require!(accounts.standing.holding_generation == generation, MmfError::StandingInvalid);
    require_keys_eq!(accounts.standing.cash_account, accounts.deal.cash_account.key(), MmfError::AccountMismatch);
    accounts.deal.check(&owner, strike_no, now)?;
    let due = due(accounts, now)?;
    let done = match due.side {
        Side::Subscription => sweep(accounts, due.settlement_units, now)?,
        Side::Redemption => redeem(accounts, due.settlement_units, now)?,
    };
    let most_e6 = fee::of_bps(done.amount_e6, accounts.standing.terms.max_fee_bps).or_mmf()?;
    require!(done.fees_e6 <= most_e6.saturating_add(SECOND_ROUNDING), MmfError::FeeAboveAccepted);

    let standing = &mut accounts.standing;
    standing.last_run_at = now;
    standing.runs = standing.runs.checked_add(1).ok_or(MmfError::Overflow)?;
    emit!(StandingRun {
        standing: standing.key(),
        seq: standing.next_seq()?,
        holding: standing.holding,
        side: due.side as u8,
        units: done.units,
        settlement_units: done.settlement_units,
        keeper: accounts.keeper.key(),
    });
    Ok(())
}

/// What the balance of the cash account calls for.
fn due(accounts: &RunStanding<'_>, now: i64) -> Result<Move> {
    let (standing, cash) = (&accounts.standing, &accounts.deal.cash_account);
    let terms = &standing.terms;
    require!(now < terms.expires_at, MmfError::StandingInvalid);
    let next_at = standing.last_run_at.saturating_add(i64::from(terms.interval_seconds));
    require!(standing.last_run_at == 0 || now >= next_at, MmfError::StandingNotDue);
    let (above, below) = (terms.sweep_above_settlement_units, terms.redeem_below_settlement_units);
    let due = if above > 0 && cash.amount > above {
        let is_delegate = cash.delegate == Some(standing.key()).into();
        let delegated = if is_delegate { cash.delegated_amount } else { 0 };
        require!(delegated > 0, MmfError::StandingInvalid);
        Move { side: Side::Subscription, settlement_units: cash.amount.saturating_sub(above).min(delegated) }
    } else {
        Move { side: Side::Redemption, settlement_units: below.saturating_sub(cash.amount) }
    };
    let settlement_units = due.settlement_units.min(terms.max_move_settlement_units);
    require!(settlement_units >= terms.min_move_settlement_units, MmfError::StandingNotDue);
    Ok(Move { settlement_units, ..due })
}

/// Subscribes. What a unit costs for income that waits, beyond what was earned since the strike, counts as a fee.
fn sweep(accounts: &RunStanding<'_>, settlement_units: u64, now: i64) -> Result<Done> {
    let seeds = StandingSeeds::of(&accounts.standing);
    let standing = accounts.standing.to_account_info();
    let payer = Payer { authority: &standing, seeds: &seeds.as_slices() };
    let premium_e18 = premium_e18(&*accounts.deal.class.load()?)?;
    let booked = accounts.deal.subscribe(&payer, settlement_units, 1, now)?;
    let premium = round::mul(booked.cash_e6, premium_e18).and_then(|it| round::div(it, SCALE, Rounding::Up));
    let premium_e6 = round::narrow(premium.or_mmf()?).or_mmf()?;
    let (units, fees_e6, amount_e6) = (booked.issued.units, booked.fee_e6.saturating_add(premium_e6), booked.cash_e6);
    Ok(Done { units, fees_e6, amount_e6, settlement_units })
}

/// Redeems what the cash costs in units at the struck price, rounded up, or all that is free.
fn redeem(accounts: &RunStanding<'_>, settlement_units: u64, now: i64) -> Result<Done> {
    let deal = &accounts.deal;
    let wanted_e6 = to_books_up(settlement_units, deal.settlement_mint.decimals).or_mmf()?;
    let units = {
        let class = deal.class.load()?;
        let price_e12 = u128::from(class.price.price_e12);
        let scaled = round::mul(wanted_e6, PRICE_SCALE).or_mmf()?;
        let wanted = round::narrow(round::div(scaled, price_e12, Rounding::Up).or_mmf()?).or_mmf()?;
        let holding = deal.holding.load()?;
        let free = if class.is_hooked() {
            holding.free_units()
        } else {
            crate::token::ShareAccount::of_holding(&deal.token_account, &holding, &class).map_or(0, |it| it.amount)
        };
        wanted.min(free)
    };
    let booked = deal.redeem(units, 1, now)?;
    let least = accounts.standing.terms.min_move_settlement_units;
    let least_e6 = to_books_down(least, deal.settlement_mint.decimals).or_mmf()?;
    require!(booked.value_e6 >= least_e6, MmfError::StandingNotDue);
    let (units, fees_e6, amount_e6) = (booked.units, booked.fees.total_e6(), booked.value_e6);
    Ok(Done { units, fees_e6, amount_e6, settlement_units: booked.cash_settlement_units })
}
