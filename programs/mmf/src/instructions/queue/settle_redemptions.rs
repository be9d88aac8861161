//! Cash for the redemptions of a funded batch.

use anchor_lang::prelude::*;
use anchor_spl::token_2022::Token2022;
use anchor_spl::token_interface::{Mint, TokenAccount, TokenInterface};

use super::line::{Line, Outcome};
use super::part_payment::{Part, part_of};
use super::parties::{CashBack, UnitsBack, end};
use super::settlement::leave_batch;
use crate::books::add;
use crate::compliance::check_pause;
use crate::error::{MmfError, OrMmf};
use crate::events::{Redeemed, RequestSettled};
use crate::instructions::gate::*;
use crate::instructions::{bind, book_kept_fee, book_manager_fee, book_redemption, book_shared_losses};
use crate::state::{
    Batch, BatchStatus, ClassSeeds, Dealing, Fund, FundSeeds, Request, RequestStatus, ShareClass, Side, pause,
};
use crate::token::{CashLeg, ShareAccount, ShareAuthority, check_covered, pay_cash};

/// Accounts of `settle_redemptions`; then for each request: the request, its holding, the holding's token account, its investor, and the
/// holder's cash account, all writable.
#[derive(Accounts)]
pub struct SettleRedemptions<'info> {
    /// The fund.
    #[account(mut)]
    pub fund: AccountLoader<'info, Fund>,
    /// How it deals.
    #[account(mut)]
    pub dealing: AccountLoader<'info, Dealing>,
    /// The class.
    #[account(mut)]
    pub class: AccountLoader<'info, ShareClass>,
    /// The batch.
    #[account(mut)]
    pub batch: Box<Account<'info, Batch>>,
    /// CHECK: the class's mint, compared with its record.
    #[account(mut)]
    pub mint: UncheckedAccount<'info>,
    /// The fund's vault for cash that is owed to redeemers.
    #[account(mut)]
    pub payout: Box<InterfaceAccount<'info, TokenAccount>>,
    /// The settlement mint.
    pub settlement_mint: Box<InterfaceAccount<'info, Mint>>,
    /// Token-2022.
    pub share_token_program: Program<'info, Token2022>,
    /// Token program of the settlement mint.
    pub settlement_token_program: Interface<'info, TokenInterface>,
    /// Where Token ACL is the class's gate.
    pub gate: GateAccounts<'info>,
}

/// Pays the batch's part of each request at the batch's price, as of the cut-off, to whom the rules still allow it; everybody else gets the
/// units back. Where the holder's cash account takes no cash, the cash waits to be collected. What is not paid stays reserved and waits for a new dealing day. Requests that are over are passed by.
///
/// A request of an accumulating class that is settled after a later strike gets the lower of the two prices.
pub fn handle_settle_redemptions<'info>(ctx: Context<'info, SettleRedemptions<'info>>) -> Result<()> {
    let accounts = ctx.accounts;
    let now = Clock::get()?.unix_timestamp;
    check(accounts, now)?;
    let mut settled = 0u32;
    for line in Line::all(&accounts.fund, &accounts.class, ctx.remaining_accounts, Side::Redemption)? {
        let Some(line) = line? else { continue };
        require!(line.request.day == accounts.batch.day, MmfError::AccountMismatch);
        settle(accounts, line, now)?;
        settled = settled.saturating_add(1);
    }
    require!(settled > 0, MmfError::RequestNotOpen);
    let fund = accounts.fund.load()?;
    check_covered(&accounts.payout, fund.payout_cash_e6, fund.settlement_decimals)
}

fn check(accounts: &SettleRedemptions<'_>, now: i64) -> Result<()> {
    let (fund, class, batch) = (accounts.fund.load()?, accounts.class.load()?, &accounts.batch);
    let fund_key = accounts.fund.key();
    bind::settlement_of(&fund, &accounts.settlement_mint.key(), accounts.settlement_token_program.key)?;
    bind::class_of_fund(&class, &fund_key, accounts.mint.key)?;
    accounts.dealing.load()?.check(&fund_key)?;
    batch.check(&fund_key, &accounts.class.key())?;
    require_keys_eq!(fund.payout, accounts.payout.key(), MmfError::AccountMismatch);
    require!(batch.status != BatchStatus::Open, MmfError::BatchNotPriced);
    require!(batch.status == BatchStatus::Funded || batch.due_e6 == 0, MmfError::BatchNotFunded);
    require!(fund.next_cutoff != 0, MmfError::CalendarMissing);
    require!(!fund.is_strike_due(now), MmfError::SettlementWaits);
    fund.check_not_suspended(now)?;
    check_pause(&class, pause::REDEMPTIONS).or_mmf()
}

fn settle<'info>(accounts: &mut SettleRedemptions<'info>, mut line: Line<'info>, now: i64) -> Result<()> {
    let outcome = line.outcome(|parties, request| {
        let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
        part_of(&fund, &class, &accounts.batch, parties, request, &accounts.settlement_mint, now)
    });
    {
        let (fund, class) = (accounts.fund.load()?, accounts.class.load()?);
        leave_batch(&mut accounts.batch, &line.request, &fund, &mut *accounts.dealing.load_mut()?, &class)?;
    }
    match outcome {
        Outcome::Allowed(part) => pay(accounts, &mut line, &part, now)?,
        Outcome::Refused(error) => {
            let units = UnitsBack { mint: &accounts.mint, gate: &accounts.gate };
            let cash = CashBack {
                vault: &accounts.payout,
                mint: &accounts.settlement_mint,
                token_program: &accounts.settlement_token_program,
            };
            line.refuse(&units, &cash, error, now)?;
        }
    }
    line.exit()
}

fn pay<'info>(accounts: &mut SettleRedemptions<'info>, line: &mut Line<'info>, part: &Part, now: i64) -> Result<()> {
    if part.units == 0 {
        line.request.status = RequestStatus::Partial;
        line.request.strike_no = accounts.batch.strike_no;
        return tell(&mut line.request, part);
    }
    let (fund_seeds, class_seeds) = (FundSeeds::of(&*accounts.fund.load()?), ClassSeeds::of(&*accounts.class.load()?));
    book(accounts, line, part, now)?;
    let burned_units = tokens_to_burn(accounts, line)?;
    if burned_units > 0 {
        ShareAuthority { mint: &accounts.mint, class: accounts.class.as_ref(), seeds: class_seeds }
            .burn(line.token_account, burned_units)?;
    }
    if !part.takes_cash {
        return Ok(());
    }
    pay_cash(
        &CashLeg {
            from: accounts.payout.to_account_info(),
            to: line.cash_account.clone(),
            mint: &accounts.settlement_mint,
            authority: accounts.fund.as_ref(),
            token_program: &accounts.settlement_token_program,
        },
        part.paid_settlement_units,
        &fund_seeds.as_slices(),
    )?;
    Ok(())
}

/// Tokens beyond the units that are left: the units are the legal position, whatever the holder did to its tokens. A class without a register
/// burned them when the request was placed.
fn tokens_to_burn(accounts: &SettleRedemptions<'_>, line: &Line<'_>) -> Result<u64> {
    let (class, holding) = (accounts.class.load()?, line.holding.load()?);
    if !class.is_hooked() {
        return Ok(0);
    }
    let account = ShareAccount::of_holding(line.token_account, &holding, &class);
    Ok(account.map_or(0, |account| account.amount.saturating_sub(holding.recorded_units)))
}

fn book<'info>(accounts: &mut SettleRedemptions<'info>, line: &mut Line<'info>, part: &Part, now: i64) -> Result<()> {
    let mut fund = accounts.fund.load_mut()?;
    let mut class = accounts.class.load_mut()?;
    let mut holding = line.holding.load_mut()?;
    let old_units = holding.recorded_units;
    if class.is_hooked() {
        holding.free(part.units)?;
    } else {
        class.queued_units = class.queued_units.checked_sub(part.units).ok_or(MmfError::Inconsistent)?;
    }
    holding.give_back(&class, &mut *line.investor.load_mut()?, part.units, now)?;
    let kept_e6 = part.fees.kept_e6().checked_add(part.late_e6).ok_or(MmfError::Overflow)?;
    let leaving_e6 = part.fees.leaving_e6(part.cash_e6)?.checked_add(part.late_e6).ok_or(MmfError::Overflow)?;
    let leaving_e6 = leaving_e6.checked_add(part.lost_e6).ok_or(MmfError::Overflow)?;
    book_redemption(&mut class, part.units, leaving_e6, 0)?;
    book_shared_losses(&mut class, part.lost_e6)?;
    book_manager_fee(&mut class, part.fees.manager_e6)?;
    book_kept_fee(&mut fund, &mut class, kept_e6)?;
    if part.takes_cash {
        fund.payout_cash_e6 = fund.payout_cash_e6.checked_sub(part.paid_e6).ok_or(MmfError::Inconsistent)?;
    } else {
        add(&mut fund.dues_e6, part.paid_e6)?;
    }
    accounts.batch.cash_e6 = accounts.batch.cash_e6.checked_sub(part.paid_e6).ok_or(MmfError::Inconsistent)?;
    add(&mut fund.redeemed_to_date_e6, part.cash_e6)?;
    fund.book_cash_out(part.cash_e6);

    let request = &mut line.request;
    request.units = request.units.checked_sub(part.units).ok_or(MmfError::Inconsistent)?;
    request.strike_no = accounts.batch.strike_no;
    add(&mut request.settled_units, part.units)?;
    add(&mut request.paid_settlement_units, part.paid_settlement_units)?;
    if !part.takes_cash {
        add(&mut request.due_settlement_units, part.paid_settlement_units)?;
    }
    if request.units == 0 {
        end(request, &mut holding, RequestStatus::Settled, now)?;
    } else {
        request.status = RequestStatus::Partial;
        request.closed_at = now;
    }
    emit!(Redeemed {
        class: request.class,
        class_seq: class.next_seq()?,
        holding: request.holding,
        holding_seq: holding.next_seq()?,
        cash_e6: part.cash_e6,
        fee_e6: part.fees.manager_e6,
        kept_e6,
        lost_e6: part.lost_e6,
        units: part.units,
        old_units,
        new_units: holding.recorded_units,
        index: class.index.get(),
        span_seconds: 0,
        queued: true,
    });
    tell(request, part)
}

fn tell(request: &mut Account<'_, Request>, part: &Part) -> Result<()> {
    emit!(RequestSettled {
        class: request.class,
        request: request.key(),
        seq: request.next_seq()?,
        side: request.side as u8,
        day: request.day,
        strike_no: request.strike_no,
        units: part.units,
        settlement_units: part.paid_settlement_units,
        left_units: request.units,
    });
    Ok(())
}
